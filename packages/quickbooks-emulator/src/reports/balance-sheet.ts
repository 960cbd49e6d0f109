import type { CompanyState } from '../kernel/company-state.js';
import { type Amounts, accountRows, basisOf, blanks, isZero, line, movementsOn, plus, zeros } from './account-rows.js';
import { type AmountColumns, amountColumns } from './amount-columns.js';
import type { Moved } from './cash-basis.js';
import { filterHeadings } from './dimensions.js';
import { type Report, type Row, column, report } from './report.js';
import { accountsWith, standingAt } from './standing.js';

/** A section of the sheet: the accounts of a type, or further sections. */
type Part = { title: string; group: string; total?: string } & ({ type: string; sign: 1 | -1 } | { parts: readonly Part[] });

const assets: Part = {
  title: 'ASSETS', group: 'TotalAssets', total: 'TOTAL ASSETS',
  parts: [
    {
      title: 'Current Assets', group: 'CurrentAssets',
      parts: [
        { title: 'Bank Accounts', group: 'BankAccounts', type: 'Bank', sign: 1 },
        { title: 'Accounts Receivable', group: 'AR', type: 'Accounts Receivable', sign: 1 },
        { title: 'Other Current Assets', group: 'OtherCurrentAssets', type: 'Other Current Asset', sign: 1 },
      ],
    },
    { title: 'Fixed Assets', group: 'FixedAssets', type: 'Fixed Asset', sign: 1 },
    { title: 'Other Assets', group: 'OtherAssets', type: 'Other Asset', sign: 1 },
  ],
};
const liabilities: Part = {
  title: 'Liabilities', group: 'Liabilities',
  parts: [
    {
      title: 'Current Liabilities', group: 'CurrentLiabilities',
      parts: [
        { title: 'Accounts Payable', group: 'AP', type: 'Accounts Payable', sign: -1 },
        { title: 'Credit Cards', group: 'CreditCards', type: 'Credit Card', sign: -1 },
        { title: 'Other Current Liabilities', group: 'OtherCurrentLiabilities', type: 'Other Current Liability', sign: -1 },
      ],
    },
    { title: 'Long-Term Liabilities', group: 'LongTermLiabilities', type: 'Long Term Liability', sign: -1 },
  ],
};

type Section = { rows: Row[]; total: Amounts };

/**
 * What a company owns and owes at the end of a span, or of each part of it, by account: every account that ever moved, at zero too
 * (recorded, 2019: the sample company's balance sheet, sections, groups and totals; Intuit, balancesheet page).
 */
export function balanceSheet(company: CompanyState, params: URLSearchParams): Report {
  const basis = basisOf(company, params);
  const movements = movementsOn(company, basis, params);
  const { span, by, days, columns } = sheetColumns(company, params, movements);
  const { sums, netIncome, retained } = standingAt(company, movements, days);
  const accounts = accountsWith(company, retained, sums);
  const section = (title: string, group: string, { rows, total }: Section, totalTitle = `Total ${title}`): Row[] =>
    rows.length === 0 ? [] : [{ Header: { ColData: [{ value: title }, ...blanks(days)] }, Rows: { Row: rows }, Summary: line(totalTitle, total), type: 'Section', group }];
  const part = (wanted: Part): Section => {
    const within = 'type' in wanted ? accountRows(accounts, sums, wanted, days, (own) => own !== undefined) : joined(wanted.parts.map(part), days);
    return { rows: section(wanted.title, wanted.group, within, wanted.total), total: within.total };
  };
  const own = accountRows(accounts, sums, { type: 'Equity', sign: -1 }, days, (amounts) => amounts !== undefined);
  const earned: Row[] = isZero(netIncome) ? [] : [{ ...line('Net Income', netIncome), type: 'Data', group: 'NetIncome' }];
  const owners: Section = { rows: [...own.rows, ...earned], total: plus(own.total, netIncome) };
  const owed = joined([part(liabilities), { rows: section('Equity', 'Equity', owners), total: owners.total }], days);
  const rows = [...part(assets).rows, ...section('LIABILITIES AND EQUITY', 'TotalLiabilitiesAndEquity', owed, 'TOTAL LIABILITIES AND EQUITY')];
  return report(company, { name: 'BalanceSheet', period: span, columns: [column('account', '', 'Account'), ...columns], rows, basis, summarizedBy: by, filters: filterHeadings(params) });
}

/** Columns of a sheet: parts of what figures are about have a total beside them, parts of a span have none (recorded in 2015, RR). */
function sheetColumns(company: CompanyState, params: URLSearchParams, movements: readonly Moved[]): AmountColumns {
  const found = amountColumns(company, params, movements, true);
  if (found.days[0]?.part === undefined) return found;
  return { ...found, days: [...found.days, found.span], columns: [...found.columns, column('total', 'Total', 'Money')] };
}

function joined(sections: readonly Section[], days: readonly unknown[]): Section {
  return { rows: sections.flatMap(({ rows }) => rows), total: sections.reduce((sum, { total }) => plus(sum, total), zeros(days)) };
}
