import type { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput, operate } from "../operate.js";
import { changeTimeEntries, type TimeChanges } from "./change-time-entries.js";
import { selectTimeEntries, timeSelection } from "./select-time-entries.js";

/** Hands drafts in for approval: by id, or a staff member's week. */
export async function submitTimeEntries(context: PracticeContext, input: z.input<typeof timeSelection>): Promise<TimeChanges> {
  const selection = checkInput(timeSelection, input);
  return operate(context, async (session) => {
    const entries = await selectTimeEntries(session, selection, "draft");
    return changeTimeEntries(session, context, entries, "submitted", (entry, label) => entry.submit(label));
  });
}
