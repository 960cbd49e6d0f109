import type { CompanyState } from '../kernel/company-state.js';
import { Big } from '../kernel/money.js';
import { rulesOf } from '../rules/preferences.js';
import type { Period } from './period.js';

/** A cell: what is printed, and the id of what it stands for. */
export type Cell = { value: string; id?: string };

/** A row of figures, or a section with its heading, rows and sum (XSD Report: Row). */
export type Row =
  | { ColData: Cell[]; type: 'Data' }
  | { Header?: { ColData: Cell[] }; Rows?: { Row: Row[] }; Summary?: { ColData: Cell[] }; type: 'Section'; group?: string };

export type Column = { ColTitle: string; ColType: string };

/** A report as it is answered, without the envelope of records (Intuit, run-reports; XSD Report). */
export type Report = {
  Header: { [member: string]: unknown };
  Columns: { Column: readonly Column[] };
  Rows: { Row?: Row[] };
};

/** Puts heading, columns and rows together. */
export function report(company: CompanyState, name: string, period: Period, columns: readonly Column[], rows: Row[], basis = true): Report {
  return {
    Header: {
      Time: company.stamp(),
      ReportName: name,
      ...(period.macro === undefined ? {} : { DateMacro: period.macro }),
      ...(basis ? { ReportBasis: 'Accrual' } : {}),
      ...(period.start === undefined ? {} : { StartPeriod: period.start }),
      EndPeriod: period.end,
      Currency: rulesOf(company).homeCurrency.value,
      Option: [
        ...(period.start === undefined ? [{ Name: 'report_date', Value: period.end }] : []),
        { Name: 'NoReportData', Value: String(rows.length === 0) },
      ],
    },
    Columns: { Column: columns },
    Rows: rows.length === 0 ? {} : { Row: rows },
  };
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
