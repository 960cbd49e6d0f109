import type { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput, operate } from "../operate.js";
import { changeTimeEntries, type TimeChanges } from "./change-time-entries.js";
import { selectTimeEntries, timeSelection } from "./select-time-entries.js";

/** Takes approvals back: the time waits again, and what was already sent is planned to be deleted on the other side. */
export async function unapproveTimeEntries(context: PracticeContext, input: z.input<typeof timeSelection>): Promise<TimeChanges> {
  const selection = checkInput(timeSelection, input);
  return operate(context, async (session) => {
    const entries = await selectTimeEntries(session, selection, "approved");
    return changeTimeEntries(session, context, entries, "unapproved", (entry, label) => entry.unapprove(label));
  });
}
