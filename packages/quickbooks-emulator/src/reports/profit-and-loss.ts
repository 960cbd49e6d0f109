import type { CompanyState } from '../kernel/company-state.js';
import { type Amounts, accountRows, accountsOf, basisOf, blanks, isZero, line, movementsOn, plus, sumsOf, times } from './account-rows.js';
import { amountColumns } from './amount-columns.js';
import type { Moved } from './cash-basis.js';
import { filterHeadings } from './dimensions.js';
import { type Report, type Row, column, report } from './report.js';

type Part = { group: string; title: string; type: string; sign: 1 | -1 };

const income: Part = { group: 'Income', title: 'Income', type: 'Income', sign: -1 };
const costs: Part = { group: 'COGS', title: 'Cost of Goods Sold', type: 'Cost of Goods Sold', sign: 1 };
const expenses: Part = { group: 'Expenses', title: 'Expenses', type: 'Expense', sign: 1 };
const otherIncome: Part = { group: 'OtherIncome', title: 'Other Income', type: 'Other Income', sign: -1 };
const otherExpenses: Part = { group: 'OtherExpenses', title: 'Other Expenses', type: 'Other Expense', sign: 1 };

/** Account types whose figures end with the fiscal year: what a company earned is the sum of them. */
export const incomeStatementTypes: readonly string[] = [income, costs, expenses, otherIncome, otherExpenses].map(({ type }) => type);

/**
 * Income and expenses of a span by account, on accrual or cash basis (Intuit, profitandloss page), in one column or one for each
 * part of the span, or of what figures are about, and their total; filtered by customer, vendor, employee, product, class and
 * department. Accounts without figures are left out.
 */
export function profitAndLoss(company: CompanyState, params: URLSearchParams): Report {
  const basis = basisOf(company, params);
  const movements = earnedAndSpent(company, movementsOn(company, basis, params));
  const { span, by, days: parts, columns: amounts } = amountColumns(company, params, movements);
  const isWhole = parts.length === 1 && parts[0]!.part === undefined;
  const days = isWhole ? parts : [...parts, span];
  const columns = [column('account', '', 'Account'), ...amounts, ...(isWhole ? [] : [column('total', 'Total', 'Money')])];
  const sums = sumsOf(company, movements, days);
  const accounts = accountsOf(company, sums);
  const part = (wanted: Part) => {
    const { title, group } = wanted;
    const { rows, total } = accountRows(accounts, sums, wanted, days, (own) => own !== undefined && !isZero(own));
    return { total, row: rows.length === 0 ? [] : [{ Header: { ColData: [{ value: title }, ...blanks(days)] }, Rows: { Row: rows }, Summary: line(`Total ${title}`, total), type: 'Section', group } satisfies Row] };
  };
  const result = (group: string, title: string, total: Amounts): Row => ({ Summary: line(title, total), type: 'Section', group });
  const [earned, cost, spent, otherEarned, otherSpent] = [income, costs, expenses, otherIncome, otherExpenses].map(part) as [ReturnType<typeof part>, ReturnType<typeof part>, ReturnType<typeof part>, ReturnType<typeof part>, ReturnType<typeof part>];
  const gross = plus(earned.total, times(-1, cost.total));
  const operating = plus(gross, times(-1, spent.total));
  const other = plus(otherEarned.total, times(-1, otherSpent.total));
  const hasOther = otherEarned.row.length + otherSpent.row.length > 0;
  const rows: Row[] = [
    ...earned.row,
    ...cost.row,
    result('GrossProfit', 'Gross Profit', gross),
    ...spent.row,
    result('NetOperatingIncome', 'Net Operating Income', operating),
    ...otherEarned.row,
    ...otherSpent.row,
    ...(hasOther ? [result('NetOtherIncome', 'Net Other Income', other)] : []),
    result('NetIncome', 'Net Income', plus(operating, other)),
  ];
  return report(company, { name: 'ProfitAndLoss', period: span, columns, rows: sums.size === 0 ? [] : rows, basis, summarizedBy: by, filters: filterHeadings(params) });
}

/** Movements of the accounts whose figures end with the fiscal year. */
export function earnedAndSpent(company: CompanyState, movements: readonly Moved[]): Moved[] {
  const types = new Map([...company.table('Account').rows.values()].map((account) => [account.Id, account.AccountType as string]));
  return movements.filter(({ account }) => incomeStatementTypes.includes(types.get(account) ?? 'Income'));
}
