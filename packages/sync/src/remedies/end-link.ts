import { endLinks, insertRecordEvents, returnInvoices, wakeDocumentsOfClients, type FirmSession } from "@tieout/store";
import { endSitesElsewhere, nameOfLinked, takeInHand, type LinkContext, type Target } from "./linked-record.js";

/**
 * Ends the link of a record (R75), of a client with those of its sites; an invoice waits as it did before it was sent. Whether it is sent as new, or waits for
 * a person, is the caller's to say. Returns what the other side was called; null when there was no link.
 * @throws HubError `CONFLICT` while a run has a write of it in hand.
 */
export async function endLink(session: FirmSession, context: Pick<LinkContext, "connection" | "actor">, target: Pick<Target, "kind" | "recordId">): Promise<string | null> {
  const { connection, actor } = context;
  const { kind, recordId } = target;
  await takeInHand(session, context, target, `link removed by ${actor.name}`);
  const name = await nameOfLinked(session, connection.id, target);
  await endLinks(session, connection.id, kind, [recordId]);
  if (kind === "client") {
    await endSitesElsewhere(session, context, recordId, null);
    await wakeDocumentsOfClients(session, connection.id, [recordId]);
  }
  if (kind === "invoice") await returnInvoices(session, [recordId]);
  if (name !== null) await insertRecordEvents(session, actor, [{ kind, recordId, action: "unlinked", changes: [{ path: "quickBooks", before: name, after: null }] }]);
  return name;
}
