import type { CompanyState } from '../kernel/company-state.js';
import { Big } from '../kernel/money.js';
import { rulesOf } from '../rules/preferences.js';
import type { Period } from './period.js';

/** A cell: what is printed, and the id of what it stands for. */
export type Cell = { value: string; id?: string };

/** A row of figures, or a section with its heading, rows and sum (XSD Report: Row). */
export type Row =
  | { ColData: Cell[]; type: 'Data'; group?: string }
  | { Header?: { ColData: Cell[] }; Rows?: { Row: Row[] }; Summary?: { ColData: Cell[] }; type: 'Section'; group?: string };

/** A column; `MetaData` ends with its key (recorded, 2018 and 2025). */
export type Column = { ColTitle: string; ColType: string; MetaData: { Name: 'StartDate' | 'EndDate' | 'ColKey'; Value: string }[] };

export type ReportBasis = 'Accrual' | 'Cash';

/** A report as it is answered, without the envelope of records (Intuit, run-reports; XSD Report). */
export type Report = {
  Header: { [member: string]: unknown };
  Columns: { Column: readonly Column[] };
  Rows: { Row?: Row[] };
};

/**
 * A column by its key. Columns of detail reports are dates, money or texts (recorded in 2018, RR:age_payable_detail; the samples of
 * Intuit's pages have the key as type).
 */
export function column(key: string, title: string, type: string = typeOf(key)): Column {
  return { ColTitle: title, ColType: type, MetaData: [{ Name: 'ColKey', Value: key }] };
}

const typeOf = (key: string): string => (key.endsWith('_date') ? 'Date' : /_(?:amount|bal)$/.test(key) ? 'Money' : 'String');

type ReportParts = {
  name: string;
  period: Period;
  columns: readonly Column[];
  rows: Row[];
  /** Of reports that add up accounts. */
  basis?: ReportBasis;
  /** What their columns stand for. */
  summarizedBy?: string;
  /** Filters of the request, as the heading repeats them. */
  filters?: { [member: string]: string };
};

/** Puts heading, columns and rows together. */
export function report(company: CompanyState, { name, period, columns, rows, basis, summarizedBy, filters }: ReportParts): Report {
  return {
    Header: {
      Time: company.stamp(),
      ReportName: name,
      ...(period.macro === undefined ? {} : { DateMacro: period.macro }),
      ...(basis === undefined ? {} : { ReportBasis: basis }),
      ...(period.start === undefined ? {} : { StartPeriod: period.start }),
      EndPeriod: period.end,
      ...(summarizedBy === undefined ? {} : { SummarizeColumnsBy: summarizedBy }),
      Currency: rulesOf(company).homeCurrency.value,
      ...filters,
      Option: [
        ...(basis === undefined ? [] : [{ Name: 'AccountingStandard', Value: 'GAAP' }]),
        ...(period.isDay ? [{ Name: 'report_date', Value: period.end }] : []),
        { Name: 'NoReportData', Value: String(rows.length === 0) },
      ],
    },
    Columns: { Column: columns },
    Rows: rows.length === 0 ? {} : { Row: rows },
  };
}

/**
 * The report with the columns asked for only, in their usual order: `columns`, keys with commas (Intuit, report pages).
 * Keys it does not have are left out; none of its own: all columns.
 */
export function withColumns(whole: Report, params: URLSearchParams): Report {
  const wanted = new Set((params.get('columns') ?? '').split(',').map((key) => key.trim()));
  const kept = whole.Columns.Column.flatMap(({ MetaData }, index) => (wanted.has(MetaData.at(-1)!.Value) ? [index] : []));
  if (kept.length === 0) return whole;
  const pick = <T>(cells: readonly T[]): T[] => kept.map((index) => cells[index]!);
  const titled = (row: { ColData: Cell[] } | undefined) => row && { ColData: [row.ColData[0]!, ...pick(row.ColData).slice(1)] };
  const narrow = (row: Row): Row => {
    if (row.type === 'Data') return { ...row, ColData: pick(row.ColData) };
    const [Header, Summary] = [titled(row.Header), titled(row.Summary)];
    return { ...row, ...(Header ? { Header } : {}), ...(Summary ? { Summary } : {}), ...(row.Rows ? { Rows: { Row: row.Rows.Row.map(narrow) } } : {}) };
  };
  return { ...whole, Columns: { Column: pick(whole.Columns.Column) }, Rows: whole.Rows.Row ? { Row: whole.Rows.Row.map(narrow) } : {} };
}

/** Hundredths as reports print money: two decimals, always. */
export function printed(hundredths: number): string {
  return new Big(hundredths).div(100).toFixed(2);
}

/** A closing row of sums: a word, blanks, then amounts in the last columns. */
export function summary(label: string, width: number, ...amounts: (number | undefined)[]): { ColData: Cell[] } {
  const figures = amounts.map((amount): Cell => ({ value: amount === undefined ? '' : printed(amount) }));
  const blanks = Array.from({ length: width - 1 - figures.length }, (): Cell => ({ value: '' }));
  return { ColData: [{ value: label }, ...blanks, ...figures] };
}
