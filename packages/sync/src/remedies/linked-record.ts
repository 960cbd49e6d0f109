import { HubError, type LedgerKind, type RecordKind } from "@tieout/domain";
import { changeInHand, endStraySites, forgetPlannedWith, insertRecordEvents, markDirty, mirrorRecords, recordLinks, type FirmSession } from "@tieout/store";
import type { RemedyContext } from "./remedy.js";

/** What linking by hand needs, on a problem or on the record's own page. */
export type LinkContext = Pick<RemedyContext, "connection" | "actor" | "readRecord" | "inFirm">;

/** One of our records, with the name a sentence gives it. */
export interface Target {
  kind: RecordKind;
  recordId: string;
  label: string;
}

/**
 * Before a link is changed by hand: whatever a run already does would be written to the old side, and bring the old link back. What only waits for
 * approval is left out of its plan for `reason`, with the documents that name the old customer; those are planned anew.
 * @throws HubError `CONFLICT` while a run has a write of the record, or of a client's documents, in hand.
 */
export async function takeInHand(session: FirmSession, { connection }: Pick<LinkContext, "connection">, target: Pick<Target, "kind" | "recordId">, reason: string): Promise<void> {
  const busy = await changeInHand(session, connection.id, target);
  if (busy?.state === "checking") throw new HubError("CONFLICT", `What became of ${busy.label} in QuickBooks is still being looked up. Try again when that is known.`);
  if (busy) throw new HubError("CONFLICT", `A run is sending ${busy.label} to QuickBooks. Try again when it has ended, or stop it first.`);
  const documents = await forgetPlannedWith(session, connection.id, target, reason);
  for (const [kind, of] of Map.groupBy(documents, (document) => document.kind)) await markDirty(session, kind, of.map(({ recordId }) => recordId));
}

/** What the record of the ledger is called that this one is linked to; null without a link. */
export async function nameOfLinked(session: FirmSession, connectionId: string, { kind, recordId }: Pick<Target, "kind" | "recordId">): Promise<string | null> {
  const [link] = await recordLinks(session, connectionId, kind, [recordId]);
  if (!link) return null;
  const [record] = await mirrorRecords(session, connectionId, link.ledgerKind as LedgerKind, [link.ledgerId]);
  return record?.name || link.ledgerId;
}

/**
 * A site of a client stands under the client's customer. One that does not any more loses its link: its invoices and time would go on to a stranger. They go
 * to the client's own customer then.
 */
export async function endSitesElsewhere(session: FirmSession, { connection, actor }: Pick<LinkContext, "connection" | "actor">, clientId: string, customerId: string | null): Promise<void> {
  const ended = await endStraySites(session, connection.id, clientId, customerId);
  await insertRecordEvents(session, actor, ended.map(({ siteId, name }) => ({ kind: "site", recordId: siteId, action: "unlinked", changes: [{ path: "quickBooks", before: name, after: null }] })));
}
