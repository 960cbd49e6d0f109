import { endLinks, returnInvoices, type FirmSession } from "@tieout/store";
import { defineFlow } from "../engine/flow.js";
import { leaveOut, letBackIn, recordIdsOf } from "../resolve/left-out.js";

/**
 * Takes back that an invoice was sent: it is voided in the ledger, and here it waits as it did before, unlinked and left out of the sync.
 * Direction: hub to ledger, on a person's word only; it plans nothing by itself.
 * Never: voids what was paid, mailed, edited or dated in the closed books.
 */
export const invoiceWithdraw = defineFlow<never, null>({
  name: "invoice.withdraw",
  kind: "invoice",
  ledgerKind: "invoice",
  source: { from: "hub", kind: "invoice" },
  isOn: () => true,
  references: async () => null,
  load: async () => [],
  plan: () => null,
  settlement: {
    agreements: async () => new Map(),
    after: (session, connectionId, settled, { actor }) => withdraw(session, connectionId, recordIdsOf(settled.map(({ change }) => change)), actor),
  },
  applyHere: (session, connectionId, changes, { actor }) => letBackIn(session, connectionId, "invoice", recordIdsOf(changes), actor),
});

async function withdraw(session: FirmSession, connectionId: string, ids: readonly string[], actor: string): Promise<void> {
  await endLinks(session, connectionId, "invoice", ids);
  await returnInvoices(session, ids);
  await leaveOut(session, connectionId, "invoice", ids, actor);
}
