import { clientPairs, updatePulledClients, wakeDocumentsOfClients, type ChangeRow, type FirmSession } from "@tieout/store";
import { defineFlow } from "../engine/flow.js";
import { clientWithFields } from "../resolve/client-fields.js";
import { clientSettlement } from "../resolve/client-settlement.js";
import { leaveOut, letBackIn, recordIdsOf } from "../resolve/left-out.js";
import { isSameCustomer } from "../resolve/same-customer.js";

/**
 * Takes back that a client was made: a customer we made is switched off in the ledger, which deletes none; a client made of a customer is
 * switched off here. Either way the client is left out of the sync, linked as it was, so that including it again makes no second one.
 * Direction: whichever side it was made on, on a person's word only; it plans nothing by itself.
 * Never: touches a client under which documents stand.
 */
export const clientWithdraw = defineFlow<never, null>({
  name: "client.withdraw",
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
    after: (session, connectionId, settled, { actor }) => leaveOut(session, connectionId, "client", recordIdsOf(settled.map(({ change }) => change)), actor),
  },
  applyHere,
});

async function applyHere(session: FirmSession, connectionId: string, changes: readonly ChangeRow[], { actor }: { actor: string }): Promise<void> {
  const clients = new Map((await clientPairs(session, connectionId, recordIdsOf(changes))).map(({ client }) => [client.id, client]));
  await updatePulledClients(session, changes.flatMap(({ recordId, fields }) => {
    const client = clients.get(recordId ?? "");
    const activity = fields.find(({ path }) => path === "isActive");
    return client && activity ? [clientWithFields(client, { isActive: activity.after })] : [];
  }));
  await leaveOut(session, connectionId, "client", recordIdsOf(changes.filter(({ operation }) => operation === "deactivate")), actor);
  const back = recordIdsOf(changes.filter(({ operation }) => operation === "update"));
  await letBackIn(session, connectionId, "client", back, actor);
  await wakeDocumentsOfClients(session, connectionId, back);
}
