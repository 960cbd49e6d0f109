import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Big, decimalOf, toNumber } from '../kernel/money.js';

/**
 * Moves a customer's balance and what follows: BalanceWithJobs of the customer and each parent, the receivables
 * account. LastUpdatedTime moves, SyncToken does not (recorded: MQ:create/invoice, NG:customers, NG:accounts).
 * Also called with zero: a document written for a customer moves its time although no money moved.
 */
export function moveReceivable(company: CompanyState, customerId: string, by: Big): void {
  let isOwn = true;
  let id: string | undefined = customerId;
  while (id !== undefined) {
    const customer: (WireRecord & { ParentRef?: WireRef }) | undefined = company.get('Customer', id);
    if (!customer) return;
    const withJobs = toNumber(decimalOf(customer.BalanceWithJobs).plus(by));
    const moved: WireRecord = { ...customer, BalanceWithJobs: withJobs };
    if (isOwn) moved.Balance = toNumber(decimalOf(customer.Balance).plus(by));
    company.touch('Customer', moved);
    isOwn = false;
    id = customer.ParentRef?.value;
  }
  if (!by.eq(0)) moveReceivablesAccount(company, by);
}

function moveReceivablesAccount(company: CompanyState, by: Big): void {
  for (const account of company.table('Account').rows.values()) {
    if (account.AccountType !== 'Accounts Receivable') continue;
    company.touch('Account', {
      ...account,
      CurrentBalance: toNumber(decimalOf(account.CurrentBalance).plus(by)),
      CurrentBalanceWithSubAccounts: toNumber(decimalOf(account.CurrentBalanceWithSubAccounts).plus(by)),
    });
    return;
  }
}
