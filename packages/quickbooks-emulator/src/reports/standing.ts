import type { CompanyState } from '../kernel/company-state.js';
import type { Moved } from './cash-basis.js';
import { type Amounts, type Listed, accountsOf, plus, sumsOf, times, zeros } from './account-rows.js';
import type { Days } from './amount-columns.js';
import { earnedAndSpent } from './profit-and-loss.js';

/** Where the profit of years that ended is kept, when the company has no account for it. */
const retainedName = 'Retained Earnings';

/** Account balances at the ends of columns, with the profit of earlier years in Retained Earnings and that of the year beside them. */
export type Standing = { sums: Map<string, Amounts>; netIncome: Amounts; retained: Listed };

/**
 * How accounts stood at the end of each column. Profits of years that ended count as Retained Earnings, those of the year go
 * apart: nobody closes the books in QuickBooks, its reports do (recorded, 2019: the sample company's balance sheet).
 */
export function standingAt(company: CompanyState, movements: readonly Moved[], columns: readonly Days[]): Standing {
  const profit = (of: readonly Moved[], days: readonly Days[]) => [...sumsOf(company, of, days).values()].reduce(plus, zeros(columns));
  const whole = columns.map((column) => ({ ...column, start: '' }));
  const years = columns.map((column) => ({ ...column, start: `${column.end.slice(0, 4)}-01-01` }));
  const earned = earnedAndSpent(company, movements);
  const isEarned = new Set(earned);
  const sums = sumsOf(company, movements.filter((moved) => !isEarned.has(moved)), whole);
  const netIncome = times(-1, profit(earned, years));
  const retained = retainedAccount(company);
  const before = plus(profit(earned, whole), netIncome);
  if (before.some((amount) => amount !== 0)) sums.set(retained.id, plus(sums.get(retained.id) ?? zeros(columns), before));
  return { sums, netIncome, retained };
}

/** The accounts a statement lists, Retained Earnings among them whether the company has the account or not. */
export function accountsWith(company: CompanyState, retained: Listed, sums: ReadonlyMap<string, Amounts>): Listed[] {
  const accounts = accountsOf(company, sums);
  return accounts.some(({ id }) => id === retained.id) ? accounts : [...accounts, retained];
}

function retainedAccount(company: CompanyState): Listed {
  const own = [...company.table('Account').rows.values()].find(({ AccountSubType }) => AccountSubType === 'RetainedEarnings');
  return { id: own?.Id ?? retainedName, name: (own?.Name as string | undefined) ?? retainedName, type: 'Equity', parent: undefined };
}
