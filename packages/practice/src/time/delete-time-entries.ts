import { fieldChanges, HubError } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { keepEvents } from "../history.js";
import { id } from "../inputs.js";
import { checkInput, operate } from "../operate.js";
import { invoiceLabels } from "./invoice-labels.js";
import { findTimeEntries } from "./select-time-entries.js";

const deleteTimeEntriesInput = z.object({ ids: z.array(id) });

/** What was deleted, and why the rest was not. */
export interface TimeDeletions {
  deleted: string[];
  skipped: { id: string; reason: string }[];
}

/**
 * Deletes time that no invoice holds. History and, where it was sent, the link stay: by them the delete is planned on the other
 * side, and shown.
 */
export async function deleteTimeEntries(context: PracticeContext, input: z.input<typeof deleteTimeEntriesInput>): Promise<TimeDeletions> {
  const { ids } = checkInput(deleteTimeEntriesInput, input);
  return operate(context, async (session) => {
    const entries = await findTimeEntries(session, ids);
    const labelOf = await invoiceLabels(session, entries);
    const outcome: TimeDeletions = { deleted: [], skipped: [] };
    for (const entry of entries) {
      try {
        entry.checkDeletable(labelOf(entry));
        session.em.remove(entry);
        outcome.deleted.push(entry.id);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        outcome.skipped.push({ id: entry.id, reason: error.message });
      }
    }
    const gone = new Set(outcome.deleted);
    await keepEvents(session, context.actor, entries.filter((entry) => gone.has(entry.id)).map((entry) => ({ kind: "time-entry", recordId: entry.id, action: "deleted", changes: fieldChanges(entry, null) })));
    return outcome;
  });
}
