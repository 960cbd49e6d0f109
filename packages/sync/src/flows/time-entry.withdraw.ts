import { defineFlow } from "../engine/flow.js";
import { leaveOut, letBackIn, recordIdsOf } from "../resolve/left-out.js";
import { agreeTime, isSameActivity } from "../resolve/time-agreement.js";

/**
 * Takes back that time was sent, or what was edited in it since: deleted in the ledger, or given the values it had. The approved entry
 * here stays as it is and is left out of the sync.
 * Direction: hub to ledger, on a person's word only; it plans nothing by itself.
 * Never: touches time that the ledger has billed, or the closed books.
 */
export const timeEntryWithdraw = defineFlow<never, null>({
  name: "time-entry.withdraw",
  kind: "time-entry",
  ledgerKind: "time-activity",
  source: { from: "hub", kind: "time-entry" },
  isOn: () => true,
  references: async () => null,
  load: async () => [],
  plan: () => null,
  isSame: isSameActivity,
  settlement: {
    agreements: async (_session, _connectionId, settled) => agreeTime(settled),
    after: (session, connectionId, settled, { actor }) => leaveOut(session, connectionId, "time-entry", recordIdsOf(settled.map(({ change }) => change)), actor),
  },
  applyHere: (session, connectionId, changes, { actor }) => letBackIn(session, connectionId, "time-entry", recordIdsOf(changes), actor),
});
