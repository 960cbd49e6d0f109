import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput, operate } from "../operate.js";
import { changeTimeEntries, type TimeChanges } from "./change-time-entries.js";
import { selectTimeEntries, timeSelection } from "./select-time-entries.js";

const returnTimeEntriesInput = timeSelection.and(z.object({ note: z.string().trim().min(1, "Say why the time is returned.") }));

/** Gives submitted time back to who entered it, with a reason they will read. */
export async function returnTimeEntries(context: PracticeContext, input: z.input<typeof returnTimeEntriesInput>): Promise<TimeChanges> {
  const selection = checkInput(returnTimeEntriesInput, input);
  return operate(context, async (session) => {
    const entries = await selectTimeEntries(session, selection, "submitted");
    return changeTimeEntries(session, context, entries, "returned", (entry, label) => entry.return(selection.note, label));
  });
}
