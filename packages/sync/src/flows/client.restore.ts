import type { LedgerCustomer, RecordEvent } from "@tieout/domain";
import { clientPairs, insertRecordEvents, saveLinks, updatePulledClients, type ChangeRow, type FirmSession, type NewLink } from "@tieout/store";
import { engineActor } from "../engine/events.js";
import { defineFlow, type SettledWrite } from "../engine/flow.js";
import { agree } from "../engine/three-way.js";
import { clientWithFields, fieldsOfClient, fieldsOfCustomer } from "../resolve/client-fields.js";
import { settleClientNotices } from "../resolve/client-notices.js";
import { clientSettlement } from "../resolve/client-settlement.js";
import { recordIdsOf } from "../resolve/left-out.js";
import { isSameCustomer } from "../resolve/same-customer.js";

type Restored = Pick<ChangeRow, "recordId" | "fields">;

/**
 * Gives fields of a client the values they had before a change.
 * Direction: an edit of ours that went out goes back in the ledger and, in the transaction that settles it, here; an edit of theirs that
 * was taken over goes back here only, and both values count as agreed from then on, so that neither travels until somebody edits one.
 * Timing: on a person's word only; it plans nothing by itself.
 */
export const clientRestore = defineFlow<never, null>({
  name: "client.restore",
  kind: "client",
  ledgerKind: "customer",
  source: { from: "hub", kind: "client" },
  isOn: () => true,
  references: async () => null,
  load: async () => [],
  plan: () => null,
  isSame: isSameCustomer,
  settlement: {
    agreements: clientSettlement.agreements,
    async after(session, connectionId, settled: readonly SettledWrite[], { actor }) {
      await clientSettlement.after?.(session, connectionId, settled, { actor });
      const changes = settled.map(({ change }) => change);
      await restoreHere(session, connectionId, changes);
      const events = changes.flatMap(({ recordId, fields }): RecordEvent[] =>
        recordId === null ? [] : [{ kind: "client", recordId, action: "restored", changes: fields.map(({ path, before, after }) => ({ path, before: before ?? null, after: after ?? null, side: "hub" })) }]);
      await insertRecordEvents(session, engineActor(session.firmId, actor), events);
    },
  },
  async applyHere(session, connectionId, changes, { actor }) {
    await restoreHere(session, connectionId, changes);
    await agreeToDiffer(session, connectionId, changes, actor);
  },
});

async function restoreHere(session: FirmSession, connectionId: string, changes: readonly Restored[]): Promise<void> {
  const clients = new Map((await clientPairs(session, connectionId, recordIdsOf(changes))).map(({ client }) => [client.id, client]));
  await updatePulledClients(session, changes.flatMap(({ recordId, fields }) => {
    const client = clients.get(recordId ?? "");
    return client ? [clientWithFields(client, Object.fromEntries(fields.map(({ path, after }) => [path, after])))] : [];
  }));
  await settleClientNotices(session, connectionId, [...clients.keys()]);
}

async function agreeToDiffer(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], actor: string): Promise<void> {
  const pairs = new Map((await clientPairs(session, connectionId, recordIdsOf(changes))).map((pair) => [pair.client.id, pair]));
  await saveLinks(session, connectionId, changes.flatMap(({ recordId, fields }): NewLink[] => {
    const pair = pairs.get(recordId ?? "");
    if (!pair?.link || !pair.ledger) return [];
    const document: LedgerCustomer = pair.ledger.document;
    const agreement = agree(fieldsOfClient(pair.client), fieldsOfCustomer(document, pair.client.isTaxable), pair.link, fields.map(({ path }) => path));
    return [{ ...pair.link, ...agreement, linkedBy: actor, isSent: false }];
  }));
}
