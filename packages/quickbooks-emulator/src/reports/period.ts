import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';

/** Days a report covers, both included; one of a day shows how things stood at its end. */
export type Period = { start?: string; end: string; macro?: string; isDay?: true };

type Range = (today: string) => { start: string; end: string };

const yearOf = (day: string): string => day.slice(0, 4);
const monthOf = (day: string): string => day.slice(0, 7);
const lastDay = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
/** Weeks begin on Sunday (XSD WorkWeekStartDate, the usual value). */
const weekStart = (day: string): string => dayAfter(day, -new Date(day).getUTCDay());
const monthsFrom = (month: string, months: number): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7);
const quarterStart = (day: string): string => monthsFrom(monthOf(day), -((Number(day.slice(5, 7)) - 1) % 3));
const months = (first: string, count: number) => ({ start: `${first}-01`, end: lastDay(monthsFrom(first, count - 1)) });

const weeks = (from: number, count: number): Range => (today) => ({ start: dayAfter(weekStart(today), from * 7), end: dayAfter(weekStart(today), (from + count) * 7 - 1) });
const month = (from: number): Range => (today) => months(monthsFrom(monthOf(today), from), 1);
const quarter = (from: number): Range => (today) => months(monthsFrom(quarterStart(today), from * 3), 3);
const year = (from: number): Range => (today) => months(`${Number(yearOf(today)) + from}-01`, 12);

/** Spans by name (XSD DateMacro); the fiscal year is the calendar year in every company here. "To date" ends this day of the span. */
const macros: Record<string, Range> = {
  all: (today) => ({ start: '1900-01-01', end: today }),
  today: (today) => ({ start: today, end: today }),
  yesterday: (today) => ({ start: dayAfter(today, -1), end: dayAfter(today, -1) }),
  'next 4 weeks': weeks(1, 4),
};
const units: Record<string, (from: number) => Range> = { week: (from) => weeks(from, 1), month, 'fiscal quarter': quarter, 'calendar quarter': quarter, 'fiscal year': year, 'calendar year': year };
for (const [unit, at] of Object.entries(units)) {
  macros[`this ${unit}`] = at(0);
  macros[`last ${unit}`] = at(-1);
  macros[`next ${unit}`] = at(1);
  macros[`this ${unit}-to-date`] = (today) => ({ start: at(0)(today).start, end: today });
  macros[`last ${unit}-to-date`] = (today) => lastToDate(at, today);
}

/** As many days of the span before as have gone by of this one. */
function lastToDate(at: (from: number) => Range, today: string): { start: string; end: string } {
  const { start, end } = at(-1)(today);
  const gone = (Date.parse(today) - Date.parse(at(0)(today).start)) / 86_400_000;
  const sameDay = dayAfter(start, gone);
  return { start, end: sameDay < end ? sameDay : end };
}

/** Start and end of a report over a span; the year to date when neither dates nor a macro are given (recorded, 2019: `DateMacro` of a balance sheet). */
export function spanOf(company: CompanyState, params: URLSearchParams): Period & { start: string } {
  const start = dateParam(params, 'start_date');
  const end = dateParam(params, 'end_date');
  const today = company.today();
  if (start !== undefined || end !== undefined) return { start: start ?? '1900-01-01', end: end ?? today };
  const macro = params.get('date_macro') ?? 'this calendar year-to-date';
  const range = macros[macro.toLowerCase()];
  if (!range) throw fault('2170', `Invalid Enumeration : ${macro}`, 'date_macro');
  return { ...range(today), macro };
}

/** The day a report of open items is of: `report_date`, or the end of the named span, or today. */
export function dayOf(company: CompanyState, params: URLSearchParams): Period {
  const day = dateParam(params, 'report_date') ?? dateParam(params, 'end_date');
  if (day !== undefined) return { end: day, isDay: true };
  const macro = params.get('date_macro');
  return macro === null ? { end: company.today(), isDay: true } : { end: spanOf(company, params).end, macro, isDay: true };
}

/** A day of the query string; absent when it is not there. Fault 2060 when it is none. */
export function dateParam(params: URLSearchParams, name: string): string | undefined {
  const value = params.get(name);
  if (value === null || value === '') return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
  if (!isDay) throw fault('2060', `Invalid Date : ${value}`, name);
  return value;
}
