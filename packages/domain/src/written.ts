import type { CalendarDate } from "./calendar-date.js";
import type { Decimal } from "./money.js";

/** A count or an amount as a sentence writes it, exact for any length: "5,921", "12,345.60". */
export function writtenNumber(value: number | Decimal): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

/** Made once: making it takes longer than a hundred days written with it. */
const dayFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

/** A day as a sentence writes it: "Sep 30, 2026". */
export function writtenDay(date: CalendarDate): string {
  // A date without a time is midnight UTC (ECMA-262, date time string format), where it is written.
  return dayFormat.format(Date.parse(date));
}

/** A moment of today or tomorrow as a sentence writes it, by the clock of a place: "4:05 AM". */
export function writtenTime(at: Date, timeZone: string): string {
  // Unicode's data sets a narrow space before AM; a sentence has ordinary ones.
  return at.toLocaleTimeString("en-US", { timeZone, hour: "numeric", minute: "2-digit" }).replace("\u202F", " ");
}

/** A fact as a sentence writes it: an amount with its thousands apart, a day by its month's name, everything else as it is. */
export function writtenFact(value: string | number | boolean): string {
  if (typeof value === "string" && /^-?\d+\.\d{2}$/.test(value)) return writtenNumber(value);
  if (typeof value === "string" && isDay(value)) return writtenDay(value);
  return String(value);
}

/** Not what only looks like one: an invoice may be numbered 2026-02-30. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
