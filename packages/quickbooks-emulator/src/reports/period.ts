import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';

/** Days a report covers, both included; without a start it shows how things stood at the end. */
export type Period = { start?: string; end: string; macro?: string };

type Range = (today: string) => { start: string; end: string };

const yearOf = (day: string): string => day.slice(0, 4);
const monthOf = (day: string): string => day.slice(0, 7);
const lastDay = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
const monthBefore = (day: string): string => new Date(Date.UTC(Number(yearOf(day)), Number(day.slice(5, 7)) - 2, 1)).toISOString().slice(0, 7);

/** Spans by name (XSD DateMacro; the fiscal year is the calendar year in every company here). Weeks and quarters are not known. */
const macros: Record<string, Range> = {
  all: (today) => ({ start: '1900-01-01', end: today }),
  today: (today) => ({ start: today, end: today }),
  'this month': (today) => ({ start: `${monthOf(today)}-01`, end: lastDay(monthOf(today)) }),
  'this month-to-date': (today) => ({ start: `${monthOf(today)}-01`, end: today }),
  'last month': (today) => ({ start: `${monthBefore(today)}-01`, end: lastDay(monthBefore(today)) }),
};
for (const kind of ['fiscal', 'calendar']) {
  macros[`this ${kind} year`] = (today) => ({ start: `${yearOf(today)}-01-01`, end: `${yearOf(today)}-12-31` });
  macros[`this ${kind} year-to-date`] = (today) => ({ start: `${yearOf(today)}-01-01`, end: today });
  macros[`last ${kind} year`] = (today) => ({ start: `${Number(yearOf(today)) - 1}-01-01`, end: `${Number(yearOf(today)) - 1}-12-31` });
}

/** Start and end of a report over a span; the fiscal year to date when neither dates nor a macro are given (Intuit, report pages). */
export function spanOf(company: CompanyState, params: URLSearchParams): Period {
  const start = dateParam(params, 'start_date');
  const end = dateParam(params, 'end_date');
  const today = company.today();
  if (start !== undefined || end !== undefined) return { start: start ?? '1900-01-01', end: end ?? today };
  const macro = params.get('date_macro') ?? 'This Fiscal Year-to-date';
  const range = macros[macro.toLowerCase()];
  if (!range) throw fault('2170', `Invalid Enumeration : ${macro}`, 'date_macro');
  return { ...range(today), macro };
}

/** The day a report of open items is of: `report_date`, or the end of the named span, or today. */
export function dayOf(company: CompanyState, params: URLSearchParams): Period {
  const day = dateParam(params, 'report_date') ?? dateParam(params, 'end_date');
  if (day !== undefined) return { end: day };
  const macro = params.get('date_macro');
  return macro === null ? { end: company.today() } : { end: spanOf(company, params).end, macro };
}

function dateParam(params: URLSearchParams, name: string): string | undefined {
  const value = params.get(name);
  if (value === null || value === '') return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
  if (!isDay) throw fault('2060', `Invalid Date : ${value}`, name);
  return value;
}
