import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { spanOf } from './period.js';
import { type Report, type Row, printed, report, summary } from './report.js';

const columns = [
  { ColTitle: '', ColType: 'Account' },
  { ColTitle: 'Total', ColType: 'Money' },
];

type Part = { group: string; title: string; type: string; sign: 1 | -1 };

const income: Part = { group: 'Income', title: 'Income', type: 'Income', sign: -1 };
const costs: Part = { group: 'COGS', title: 'Cost of Goods Sold', type: 'Cost of Goods Sold', sign: 1 };
const expenses: Part = { group: 'Expenses', title: 'Expenses', type: 'Expense', sign: 1 };
const otherIncome: Part = { group: 'OtherIncome', title: 'Other Income', type: 'Other Income', sign: -1 };
const otherExpenses: Part = { group: 'OtherExpenses', title: 'Other Expenses', type: 'Other Expense', sign: 1 };

/** Income and expenses of a span by account, from the journal, accrual basis (Intuit, run-reports). Accounts without figures are left out. */
export function profitAndLoss(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const sums = sumsOf(company, span.start!, span.end);
  const part = ({ group, title, type, sign }: Part) => {
    const { rows, total } = accountRows(company, sums, type, sign, undefined);
    return { total, row: rows.length === 0 ? [] : [{ Header: { ColData: [{ value: title }, { value: '' }] }, Rows: { Row: rows }, Summary: summary(`Total ${title}`, 2, total), type: 'Section', group } satisfies Row] };
  };
  const line = (group: string, title: string, amount: number): Row => ({ Summary: summary(title, 2, amount), type: 'Section', group });
  const [earned, cost, spent, otherEarned, otherSpent] = [income, costs, expenses, otherIncome, otherExpenses].map(part) as [ReturnType<typeof part>, ReturnType<typeof part>, ReturnType<typeof part>, ReturnType<typeof part>, ReturnType<typeof part>];
  const gross = earned.total - cost.total;
  const operating = gross - spent.total;
  const other = otherEarned.total - otherSpent.total;
  const hasOther = otherEarned.row.length + otherSpent.row.length > 0;
  const rows: Row[] = [
    ...earned.row,
    ...cost.row,
    line('GrossProfit', 'Gross Profit', gross),
    ...spent.row,
    line('NetOperatingIncome', 'Net Operating Income', operating),
    ...otherEarned.row,
    ...otherSpent.row,
    ...(hasOther ? [line('NetOtherIncome', 'Net Other Income', other)] : []),
    line('NetIncome', 'Net Income', operating + other),
  ];
  return report(company, 'ProfitAndLoss', span, columns, sums.size === 0 ? [] : rows);
}

/** Debits minus credits of a span by account, hundredths of the home currency. */
function sumsOf(company: CompanyState, start: string, end: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { date, lines } of company.journal.entries.values()) {
    if (date < start || date > end) continue;
    for (const { account, cents } of lines) sums.set(account, (sums.get(account) ?? 0) + cents);
  }
  return sums;
}

/** Rows of the accounts of a type below a parent; an account with sub-accounts is a section of its own. */
function accountRows(company: CompanyState, sums: ReadonlyMap<string, number>, type: string, sign: 1 | -1, parent: string | undefined): { rows: Row[]; total: number } {
  const accounts = [...company.table('Account').rows.values()].filter((account) => account.AccountType === type && (account.ParentRef as WireRef | undefined)?.value === parent);
  let total = 0;
  const rows: Row[] = [];
  for (const account of accounts.sort(byName)) {
    const own = sign * (sums.get(account.Id) ?? 0);
    const below = accountRows(company, sums, type, sign, account.Id);
    total += own + below.total;
    const name = { value: account.Name as string, id: account.Id };
    if (below.rows.length > 0) {
      rows.push({ Header: { ColData: [name, { value: own === 0 ? '' : printed(own) }] }, Rows: { Row: below.rows }, Summary: summary(`Total ${name.value}`, 2, own + below.total), type: 'Section' });
    } else if (own !== 0) rows.push({ ColData: [name, { value: printed(own) }], type: 'Data' });
  }
  return { rows, total };
}

function byName(a: WireRecord, b: WireRecord): number {
  return String(a.Name) < String(b.Name) ? -1 : 1;
}
