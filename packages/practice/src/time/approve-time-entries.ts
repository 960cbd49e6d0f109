import { Firm, HubError, StaffMember, type TimeEntry } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput, findRecord, operate } from "../operate.js";
import { changeTimeEntries, type TimeChanges } from "./change-time-entries.js";
import { selectTimeEntries, timeSelection } from "./select-time-entries.js";
import { loadTimeReferences, rateOf } from "./time-references.js";

const approveTimeEntriesInput = timeSelection.and(z.object({ expectedMinutes: z.int().nullish() }));

/**
 * Approves time, by id or a staff member's submitted week, and freezes the rate of each entry (R65). With `expectedMinutes`,
 * the sum the person saw, nothing is approved when the hours have changed since (UX-73): `STALE_VERSION`. Skipped with its
 * reason: what is approved or invoiced already, billable time without any rate, one's own time where the firm asks for another approver.
 */
export async function approveTimeEntries(context: PracticeContext, input: z.input<typeof approveTimeEntriesInput>): Promise<TimeChanges> {
  const { expectedMinutes, ...selection } = checkInput(approveTimeEntriesInput, input);
  return operate(context, async (session) => {
    const entries = await selectTimeEntries(session, selection, "submitted");
    checkMinutes(entries, expectedMinutes ?? null);
    const referencesOf = await loadTimeReferences(session, entries);
    const firm = await findRecord(session, Firm, session.firmId, "firm");
    const self = firm.needsOtherApprover ? await session.em.findOne(StaffMember, { userId: context.actor.id }) : null;
    const at = context.clock.now();
    return changeTimeEntries(session, context, entries, "approved", (entry, label) => {
      if (self && entry.staffId === self.id) throw new HubError("NOT_ALLOWED", "Your own time needs another approver.");
      entry.approve({ by: context.actor.name, at, rate: rateOf(entry, referencesOf(entry)) }, label);
    });
  });
}

function checkMinutes(entries: readonly TimeEntry[], expected: number | null): void {
  const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0);
  if (expected !== null && minutes !== expected) {
    throw new HubError("STALE_VERSION", `The hours changed since you looked: ${minutes} minutes now, ${expected} then. Look at them again before you approve.`, ["expectedMinutes"]);
  }
}
