import { Temporal } from "temporal-polyfill";
import { HubError } from "./errors.js";

/** A day in the firm's calendar, `YYYY-MM-DD`, without time or zone. A document's date never shifts with a traveller. */
export type CalendarDate = string;

/** Returns the date unchanged. Throws `INVALID` when it is not a real calendar date. */
export function calendarDate(text: string): CalendarDate {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError();
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString();
  } catch {
    throw new HubError("INVALID", `"${text}" is not a calendar date. Write it as YYYY-MM-DD, for example 2026-03-31.`);
  }
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Monday of the week the date falls in (ISO 8601). */
export function weekStart(date: CalendarDate): CalendarDate {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** The day it is in `timeZone` (IANA name) at `instant`: 23:50 in Honolulu is still that day, whatever UTC says. */
export function dayIn(timeZone: string, instant: Date): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
