import { wakeRecordsOfCauses } from "@tieout/store";
import { defineFlow } from "../engine/flow.js";
import { settleMappingHealth } from "../engine/mapping-health.js";

/**
 * Makes a record of the ledger active again that something here waits for: a customer, a service, its account, a person.
 * Direction: hub to ledger, on a person's word only; it plans nothing by itself.
 * What follows: whatever waited for the record is planned again, and a warning of it is over.
 * Never: changes anything but the switch.
 */
export const ledgerRecordReactivate = defineFlow<never, null>({
  name: "ledger-record.reactivate",
  kind: "client",
  ledgerKind: "customer",
  source: { from: "hub", kind: "client" },
  isOn: () => true,
  references: async () => null,
  load: async () => [],
  plan: () => null,
  settlement: {
    agreements: async () => new Map(),
    async after(session, connectionId, settled) {
      await settleMappingHealth(session, connectionId);
      await wakeRecordsOfCauses(session, connectionId, settled.flatMap(({ change, ledgerId }) => [`item-inactive:${ledgerId}`, `inactive:${change.ledgerKind}:${ledgerId}`]));
    },
  },
});
