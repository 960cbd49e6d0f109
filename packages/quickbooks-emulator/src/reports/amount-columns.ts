import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { type Period, spanOf } from './period.js';
import { type Column, column } from './report.js';

/** Days a column of amounts stands for, both included. */
export type Days = { start: string; end: string };

/** The columns of amounts of a report: the days of each, how they are headed, and what `SummarizeColumnsBy` says. */
export type AmountColumns = { span: Period & Days; by: string; days: Days[]; columns: Column[] };

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const nameOf = (day: string): string => monthNames[Number(day.slice(5, 7)) - 1]!;
const dayOfMonth = (day: string): number => Number(day.slice(8));
const utc = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const parts = (day: string): [number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7))];

/** Last day of the unit a day is in. */
const unitEnds: Record<string, (day: string) => string> = {
  days: (day) => day,
  week: (day) => new Date(Date.parse(day) + (6 - new Date(day).getUTCDay()) * 86_400_000).toISOString().slice(0, 10),
  month: (day) => utc(parts(day)[0], parts(day)[1] + 1, 0),
  quarter: (day) => utc(parts(day)[0], Math.ceil(parts(day)[1] / 3) * 3 + 1, 0),
  year: (day) => `${day.slice(0, 4)}-12-31`,
};
const names: Record<string, string> = { total: 'Total', days: 'Days', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year' };

/** More columns than any page of QuickBooks has, so that a wrong span is told and not answered with megabytes (assumed). */
const mostColumns = 1000;

/**
 * Columns by `summarize_column_by`: one for the whole span, or one for each day, week, month, quarter or year of it (Intuit, report
 * pages). Titles of whole months as recorded in 2025 ("Jan 2025"), of parts and of other units assumed from the pages of QuickBooks.
 * Other words are refused with 2170; QuickBooks knows customers, vendors, classes and products as well.
 */
export function amountColumns(company: CompanyState, params: URLSearchParams): AmountColumns {
  const span = spanOf(company, params);
  const wanted = (params.get('summarize_column_by') || 'Total').toLowerCase();
  const by = Object.hasOwn(names, wanted) ? names[wanted]! : undefined;
  if (by === undefined) throw fault('2170', `Invalid Enumeration : ${params.get('summarize_column_by')}`, 'summarize_column_by');
  if (wanted === 'total') return { span, by, days: [span], columns: [column('total', 'Total', 'Money')] };
  const days: Days[] = [];
  for (let start = span.start; start <= span.end; start = nextDay(days.at(-1)!.end)) {
    const unitEnd = unitEnds[wanted]!(start);
    days.push({ start, end: unitEnd < span.end ? unitEnd : span.end });
    if (days.length > mostColumns) throw fault('2170', `Invalid Enumeration : ${by} makes more than ${mostColumns} columns of this span`, 'summarize_column_by');
  }
  return { span, by, days, columns: days.map((each) => datedColumn(each, titleOf(wanted, each))) };
}

function datedColumn({ start, end }: Days, title: string): Column {
  return { ColTitle: title, ColType: 'Money', MetaData: [{ Name: 'StartDate', Value: start }, { Name: 'EndDate', Value: end }, { Name: 'ColKey', Value: title }] };
}

function titleOf(unit: string, { start, end }: Days): string {
  const year = end.slice(0, 4);
  if (start === end) return `${nameOf(start)} ${dayOfMonth(start)}, ${year}`;
  const isWhole = dayOfMonth(start) === 1 && end === unitEnds.month!(end);
  if (unit === 'week' || !isWhole) {
    const last = nameOf(start) === nameOf(end) ? `${dayOfMonth(end)}` : `${nameOf(end)} ${dayOfMonth(end)}`;
    return `${nameOf(start)} ${dayOfMonth(start)} - ${last}, ${year}`;
  }
  if (unit === 'month') return `${nameOf(start)} ${year}`;
  return `${nameOf(start)} - ${nameOf(end)}${unit === 'quarter' ? ',' : ''} ${year}`;
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
