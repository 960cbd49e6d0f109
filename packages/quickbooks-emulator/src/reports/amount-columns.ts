import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import type { Moved } from './cash-basis.js';
import { type Dimension, aboutOf, dimensionOf, dimensions, titleIn } from './dimensions.js';
import { type Period, spanOf } from './period.js';
import { type Column, column } from './report.js';

/**
 * What a column of amounts stands for: days, both included, and which part of what moved in them; all of it when absent. `id` is
 * absent for what is about nothing.
 */
export type Days = { start: string; end: string; part?: { dimension: Dimension; id?: string } };

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
/** The fiscal year is the calendar year in every company here. */
const unitOf = (wanted: string): string => wanted.replace('fiscal', '');

const names: Record<string, string> = { total: 'Total', days: 'Days', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year', fiscalquarter: 'FiscalQuarter', fiscalyear: 'FiscalYear' };

/** More columns than any page of QuickBooks has, so that a wrong span is told and not answered with megabytes (assumed). */
const mostColumns = 1000;

/**
 * Columns by `summarize_column_by`: one for the whole span, one for each day, week, month, quarter or year of it, or one for each
 * customer, vendor, employee, product, class or department that `movements` are about (Intuit, report pages; XSD
 * SummarizeColumnsByEnum). Titles of whole months as recorded in 2025 ("Jan 2025"), of years as recorded in 2015 (RR), of other parts
 * and units assumed from the pages of QuickBooks. Other words are refused with 2170.
 * @param isStanding columns show how things stood at their end: what moved before their start counts as well
 */
export function amountColumns(company: CompanyState, params: URLSearchParams, movements: readonly Moved[], isStanding = false): AmountColumns {
  const span = spanOf(company, params);
  const wanted = (params.get('summarize_column_by') || 'Total').toLowerCase();
  const dimension = dimensionOf(wanted);
  if (dimension) return partColumns(company, isStanding ? { ...span, start: '' } : span, span, dimension, movements);
  const by = Object.hasOwn(names, wanted) ? names[wanted]! : undefined;
  if (by === undefined) throw fault('2170', `Invalid Enumeration : ${params.get('summarize_column_by')}`, 'summarize_column_by');
  if (wanted === 'total') return { span, by, days: [span], columns: [column('total', 'Total', 'Money')] };
  const days: Days[] = [];
  for (let start = span.start; start <= span.end; start = nextDay(days.at(-1)!.end)) {
    const unitEnd = unitEnds[unitOf(wanted)]!(start);
    days.push({ start, end: unitEnd < span.end ? unitEnd : span.end });
    if (days.length > mostColumns) throw tooMany(by);
  }
  return { span, by, days, columns: days.map((each) => datedColumn(each, titleOf(unitOf(wanted), each))) };
}

/**
 * A column for each record that something moved for until the end of the span, by name, and "Not Specified" for the rest (as the
 * pages of QuickBooks head it; that the key of a column is the record's id is assumed).
 */
function partColumns(company: CompanyState, looked: Days, span: Period & Days, dimension: Dimension, movements: readonly Moved[]): AmountColumns {
  const found = new Set<string | undefined>();
  for (const moved of movements) if (moved.cents !== 0 && moved.date >= looked.start && moved.date <= looked.end) found.add(aboutOf(company, moved, dimension));
  const named = [...found].filter((id) => id !== undefined).map((id) => ({ id, title: titleIn(company, dimension, id) })).sort((a, b) => (a.title < b.title ? -1 : 1));
  if (named.length > mostColumns) throw tooMany(dimensions[dimension].columns);
  const hasRest = found.has(undefined) || named.length === 0;
  return {
    span,
    by: dimensions[dimension].columns,
    days: [...named.map(({ id }) => ({ ...span, part: { dimension, id } })), ...(hasRest ? [{ ...span, part: { dimension } }] : [])],
    columns: [...named.map(({ id, title }) => column(id, title, 'Money')), ...(hasRest ? [column('not_specified', 'Not Specified', 'Money')] : [])],
  };
}

function tooMany(by: string) {
  return fault('2170', `Invalid Enumeration : ${by} makes more than ${mostColumns} columns of this span`, 'summarize_column_by');
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
