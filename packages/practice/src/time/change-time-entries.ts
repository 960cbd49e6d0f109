import { HubError, type RecordEvent, type TimeEntry } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { invoiceLabels } from "./invoice-labels.js";

/** What became of the entries of a bulk operation: those done, and why the others were left as they are. */
export interface TimeChanges {
  changed: TimeEntry[];
  skipped: { id: string; reason: string }[];
}

/**
 * Does the same to many entries. One that its state, or a rule, does not allow is skipped with the reason; the others go on.
 * `change` throws `HubError` to skip; anything else stops all.
 */
export async function changeTimeEntries(
  session: FirmSession,
  { actor }: PracticeContext,
  entries: readonly TimeEntry[],
  action: string,
  change: (entry: TimeEntry, invoiceLabel: string | null) => void,
): Promise<TimeChanges> {
  const labelOf = await invoiceLabels(session, entries);
  const outcome: TimeChanges = { changed: [], skipped: [] };
  const events: (RecordEvent | null)[] = [];
  for (const entry of entries) {
    try {
      events.push(changeEvent("time-entry", entry, action, () => change(entry, labelOf(entry))));
      outcome.changed.push(entry);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      outcome.skipped.push({ id: entry.id, reason: error.message });
    }
  }
  await session.em.flush();
  await keepEvents(session, actor, events);
  return outcome;
}
