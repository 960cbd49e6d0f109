import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { rulesOf } from '../rules/preferences.js';
import { type Moved, cashMovements, unappliedAccounts } from './cash-basis.js';
import { spanOf } from './period.js';
import { type Report, type ReportBasis, type Row, column, printed, report, summary } from './report.js';

const columns = [column('account', '', 'Account'), column('total', 'Total', 'Money')];

type Part = { group: string; title: string; type: string; sign: 1 | -1 };

const income: Part = { group: 'Income', title: 'Income', type: 'Income', sign: -1 };
const costs: Part = { group: 'COGS', title: 'Cost of Goods Sold', type: 'Cost of Goods Sold', sign: 1 };
const expenses: Part = { group: 'Expenses', title: 'Expenses', type: 'Expense', sign: 1 };
const otherIncome: Part = { group: 'OtherIncome', title: 'Other Income', type: 'Other Income', sign: -1 };
const otherExpenses: Part = { group: 'OtherExpenses', title: 'Other Expenses', type: 'Other Expense', sign: 1 };

/**
 * Income and expenses of a span by account, on accrual or cash basis: `accounting_method`, else the company's preference
 * (Intuit, profitandloss page). Accounts without figures are left out.
 */
export function profitAndLoss(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const basis = basisOf(company, params);
  const sums = sumsOf(basis === 'Cash' ? cashMovements(company) : accrualMovements(company), span.start!, span.end);
  const accounts = accountsOf(company, sums);
  const part = (wanted: Part) => {
    const { title, group } = wanted;
    const { rows, total } = accountRows(accounts, sums, wanted);
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
  return report(company, { name: 'ProfitAndLoss', period: span, columns, rows: sums.size === 0 ? [] : rows, basis });
}

function basisOf(company: CompanyState, params: URLSearchParams): ReportBasis {
  const wanted = params.get('accounting_method') || rulesOf(company).reportBasis;
  const basis = (['Accrual', 'Cash'] as const).find((known) => known.toLowerCase() === wanted.toLowerCase());
  if (!basis) throw fault('2170', `Invalid Enumeration : ${wanted}`, 'accounting_method');
  return basis;
}

function* accrualMovements(company: CompanyState): Generator<Moved> {
  for (const { date, lines } of company.journal.entries.values()) for (const { account, cents } of lines) yield { account, date, cents };
}

/** Debits minus credits of a span by account, hundredths of the home currency. */
function sumsOf(movements: Iterable<Moved>, start: string, end: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { account, date, cents } of movements) if (date >= start && date <= end && cents !== 0) sums.set(account, (sums.get(account) ?? 0) + cents);
  return sums;
}

type Listed = { id: string; name: string; type: string; parent: string | undefined };

/** All accounts, and those the sums name without the company having them. */
function accountsOf(company: CompanyState, sums: ReadonlyMap<string, number>): Listed[] {
  const own = [...company.table('Account').rows.values()].map((account): Listed => ({
    id: account.Id,
    name: account.Name as string,
    type: account.AccountType as string,
    parent: (account.ParentRef as WireRef | undefined)?.value,
  }));
  return [...own, ...unappliedAccounts.filter(({ id }) => sums.has(id)).map((account) => ({ ...account, parent: undefined }))].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Rows of the accounts of a type below a parent; an account with sub-accounts is a section of its own. */
function accountRows(accounts: readonly Listed[], sums: ReadonlyMap<string, number>, { type, sign }: Pick<Part, 'type' | 'sign'>, parent?: string): { rows: Row[]; total: number } {
  let total = 0;
  const rows: Row[] = [];
  for (const account of accounts) {
    if (account.type !== type || account.parent !== parent) continue;
    const own = sign * (sums.get(account.id) ?? 0);
    const below = accountRows(accounts, sums, { type, sign }, account.id);
    total += own + below.total;
    const name = { value: account.name, ...(account.id === account.name ? {} : { id: account.id }) };
    if (below.rows.length > 0) {
      rows.push({ Header: { ColData: [name, { value: own === 0 ? '' : printed(own) }] }, Rows: { Row: below.rows }, Summary: summary(`Total ${name.value}`, 2, own + below.total), type: 'Section' });
    } else if (own !== 0) rows.push({ ColData: [name, { value: printed(own) }], type: 'Data' });
  }
  return { rows, total };
}
