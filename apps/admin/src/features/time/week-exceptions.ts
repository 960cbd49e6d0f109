import type { EntryRow, StaffWeekDetail } from "./time-queries.js";
import { isWeekend } from "./week.js";

/** What a person who approves should see first (UX-73). */
export type WeekException =
  | { readonly is: "no rate"; readonly entries: readonly EntryRow[] }
  | { readonly is: "draft"; readonly minutes: number }
  | { readonly is: "long day"; readonly day: string; readonly minutes: number }
  | { readonly is: "missing days"; readonly days: readonly string[] }
  | { readonly is: "no note"; readonly entries: readonly EntryRow[] };

/** More than this on one day is asked about. */
const longDay = 12 * 60;

/** Everything unusual about a person's week, what stops an approval first. Weekdays still to come are not missing. */
export function weekExceptions({ staffMember, entries, draftMinutes }: StaffWeekDetail, days: readonly string[], today: string): WeekException[] {
  const waiting = entries.filter((entry) => entry.status === "SUBMITTED");
  const exceptions: WeekException[] = [];
  const withoutRate = waiting.filter((entry) => entry.isBillable && !entry.rate && !entry.type?.rate && !entry.category.rate && !staffMember.rate);
  if (withoutRate.length > 0) exceptions.push({ is: "no rate", entries: withoutRate });
  if (draftMinutes > 0) exceptions.push({ is: "draft", minutes: draftMinutes });
  for (const day of days) {
    const minutes = entries.filter((entry) => entry.day === day).reduce((sum, entry) => sum + entry.minutes, 0);
    if (minutes > longDay) exceptions.push({ is: "long day", day, minutes });
  }
  const missing = days.filter((day) => !isWeekend(day) && day <= today && !entries.some((entry) => entry.day === day));
  if (missing.length > 0) exceptions.push({ is: "missing days", days: missing });
  const silent = waiting.filter((entry) => entry.isBillable && entry.note.trim() === "");
  if (silent.length > 0) exceptions.push({ is: "no note", entries: silent });
  return exceptions;
}
