import { locale } from "../../lib/locale.js";

const dayMs = 86_400_000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** `day` and `days` later, in the calendar; no time zone takes part. */
export function addDays(day: string, days: number): string {
  return new Date(at(day).getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** The Monday of the week a day falls in. */
export function mondayOf(day: string): string {
  return addDays(day, -((at(day).getUTCDay() + 6) % 7));
}

/** Monday to Sunday. */
export function daysOf(monday: string): string[] {
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(at(day).getUTCDay());
}

const shortDay = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat(locale, { weekday: "long", month: "short", day: "numeric", timeZone: "UTC" });
const range = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", year: "numeric", timeZone: "UTC" });

/** "9 Mon" or "Mon 9", as the reader's language has it. */
export const shortDayName = (day: string) => shortDay.format(at(day));
/** "Monday, Mar 9". */
export const longDayName = (day: string) => longDay.format(at(day));
/** "Mar 9 – 15, 2026". */
export const weekName = (monday: string) => range.formatRange(at(monday), at(addDays(monday, 6)));
