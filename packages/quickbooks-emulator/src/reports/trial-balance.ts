import type { CompanyState } from '../kernel/company-state.js';
import { accountCell, basisOf, movementsOn, sumsOf } from './account-rows.js';
import { spanOf } from './period.js';
import { incomeStatementTypes } from './profit-and-loss.js';
import { type Cell, type Report, type Row, column, printed, report, summary } from './report.js';
import { accountsWith, standingAt } from './standing.js';

const columns = [column('account', '', 'Account'), column('debit', 'Debit', 'Money'), column('credit', 'Credit', 'Money')];

/** In the order of the chart of accounts (Intuit, account page: AccountType). */
const typeOrder = ['Bank', 'Accounts Receivable', 'Other Current Asset', 'Fixed Asset', 'Other Asset', 'Accounts Payable', 'Credit Card', 'Other Current Liability', 'Long Term Liability', 'Equity', ...incomeStatementTypes];

/**
 * Debits and credits of every account at the end of a span: balances of what is owned and owed, income and expenses of the fiscal
 * year (Intuit, trialbalance page). Both columns add up to the same.
 */
export function trialBalance(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const basis = basisOf(company, params);
  const movements = movementsOn(company, basis);
  const { sums, retained } = standingAt(company, movements, [span]);
  const ofYear = sumsOf(company, movements, [{ start: `${span.end.slice(0, 4)}-01-01`, end: span.end }]);
  const accounts = accountsWith(company, retained, ofYear).sort((a, b) => typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type));
  const totals = { debit: 0, credit: 0 };
  const rows = accounts.flatMap((account): Row[] => {
    const [amount] = (incomeStatementTypes.includes(account.type) ? ofYear : sums).get(account.id) ?? [];
    if (amount === undefined) return [];
    if (amount < 0) totals.credit -= amount;
    else totals.debit += amount;
    const blank: Cell = { value: '' };
    const figure: Cell = { value: printed(Math.abs(amount)) };
    return [{ ColData: [accountCell(account), ...(amount < 0 ? [blank, figure] : [figure, blank])], type: 'Data' }];
  });
  if (rows.length > 0) rows.push({ Summary: summary('TOTAL', columns.length, totals.debit, totals.credit), type: 'Section', group: 'GrandTotal' });
  return report(company, { name: 'TrialBalance', period: span, columns, rows, basis, summarizedBy: 'Total' });
}
