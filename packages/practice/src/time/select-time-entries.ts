import { addDays, HubError, TimeEntry, type TimeStatus, weekStart } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { z } from "zod";
import { day, id } from "../inputs.js";

const selected = "Select entries, or a staff member and a week.";

/** Entries by id, or everything of one staff member in the week a day falls in. */
export const timeSelection = z
  .object({ ids: z.array(id).min(1, selected).nullish(), staffId: id.nullish(), weekStarting: day.nullish() })
  .refine(({ ids, staffId, weekStarting }) => (ids ? !staffId && !weekStarting : staffId && weekStarting), selected);

export type TimeSelection = z.output<typeof timeSelection>;

/** The entries selected, oldest first; a week gives only those in `weekStatus`. Throws `STALE_VERSION` when the week has none: whoever asked saw some. */
export async function selectTimeEntries(session: FirmSession, { ids, staffId, weekStarting }: TimeSelection, weekStatus: TimeStatus): Promise<TimeEntry[]> {
  if (ids) return findTimeEntries(session, ids);
  const monday = weekStart(weekStarting ?? "");
  const week = { staffId: staffId ?? "", status: weekStatus, day: { $gte: monday, $lte: addDays(monday, 6) } };
  const entries = await session.em.find(TimeEntry, week, { orderBy: { day: "asc", id: "asc" } });
  if (entries.length === 0) throw new HubError("STALE_VERSION", `This person has no ${weekStatus} time in the week of ${monday}. Load the week again.`, ["weekStarting"]);
  return entries;
}

/** The entries of these ids, oldest first. Throws `NOT_FOUND` when one is not of this firm. */
export async function findTimeEntries({ em }: FirmSession, ids: readonly string[]): Promise<TimeEntry[]> {
  const entries = await em.find(TimeEntry, { id: [...ids] }, { orderBy: { day: "asc", id: "asc" } });
  if (entries.length < new Set(ids).size) {
    throw new HubError("NOT_FOUND", "Some of this time no longer exists. Load the list again.", ["ids"]);
  }
  return entries;
}
