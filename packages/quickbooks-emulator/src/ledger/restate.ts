import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { amountOf, decimalOf, hundredthsOf, toNumber } from '../kernel/money.js';
import { rulesOf } from '../rules/preferences.js';
import { Journal, type JournalEntry, type Movement } from './journal.js';

/** Writes the journal entry of a record that was stored (or is gone), and moves the balances that follow from it. */
export function restate(company: CompanyState, entity: EntityName, id: string, record: WireRecord | undefined): void {
  const { post } = company.definition(entity);
  if (!post) return;
  const key = Journal.key(entity, id);
  const before = company.journal.entries.get(key);
  replaceEntry(company, key, record && post(record, { company, before }));
}

/** Puts an entry of its own, such as an opening balance. */
export function replaceEntry(company: CompanyState, key: string, entry: JournalEntry | undefined): void {
  moveBalances(company, company.book(key, entry));
}

/** LastUpdatedTime of what moved is now, SyncToken stays (recorded: NG:customers, NG:accounts, NG:items). */
function moveBalances(company: CompanyState, movement: Movement): void {
  for (const [id, moved] of movement.accounts) moveAccount(company, id, moved);
  for (const [id, hundredths] of movement.customers) if (hundredths !== 0) moveCustomer(company, id, hundredths);
  for (const [id, hundredths] of movement.vendors) if (hundredths !== 0) moveVendor(company, id, hundredths);
  for (const [id, { qty }] of movement.stock) if (qty !== 0) moveStock(company, id, qty);
}

/** Whether the account carries a balance; income and expense accounts answer 0 (recorded, NG:accounts). */
export function carriesBalance(account: WireRecord): boolean {
  return account.Classification !== 'Revenue' && account.Classification !== 'Expense';
}

/** Whether the account is kept in a currency of its own. */
export function isForeignAccount(company: CompanyState, account: WireRecord): boolean {
  const currency = account.CurrencyRef as WireRef | undefined;
  return currency !== undefined && currency.value !== rulesOf(company).homeCurrency.value;
}

function moveAccount(company: CompanyState, id: string, moved: { cents: number; foreignCents: number }): void {
  const own = company.get<WireRecord>('Account', id);
  if (!own || !carriesBalance(own)) return;
  const hundredths = isForeignAccount(company, own) ? moved.foreignCents : moved.cents;
  if (hundredths === 0) return;
  company.touch('Account', {
    ...own,
    CurrentBalance: plus(own.CurrentBalance, hundredths),
    CurrentBalanceWithSubAccounts: plus(own.CurrentBalanceWithSubAccounts, hundredths),
  });
  raise(company, 'Account', own, 'CurrentBalanceWithSubAccounts', hundredths);
}

function moveCustomer(company: CompanyState, id: string, hundredths: number): void {
  const own = company.get<WireRecord>('Customer', id);
  if (!own) return;
  company.touch('Customer', { ...own, Balance: plus(own.Balance, hundredths), BalanceWithJobs: plus(own.BalanceWithJobs, hundredths) });
  raise(company, 'Customer', own, 'BalanceWithJobs', hundredths);
}

function moveVendor(company: CompanyState, id: string, hundredths: number): void {
  const own = company.get<WireRecord>('Vendor', id);
  if (own) company.touch('Vendor', { ...own, Balance: plus(own.Balance, -hundredths) });
}

function moveStock(company: CompanyState, id: string, qty: number): void {
  const own = company.get<WireRecord>('Item', id);
  if (own) company.touch('Item', { ...own, QtyOnHand: toNumber(decimalOf(own.QtyOnHand).plus(qty)) });
}

/** Adds to a member of every record above one in its tree, and moves their times. */
export function raise(company: CompanyState, entity: 'Account' | 'Customer', below: WireRecord, member: string, hundredths: number): void {
  for (let id = (below.ParentRef as WireRef | undefined)?.value; id !== undefined; ) {
    const above: WireRecord | undefined = company.get<WireRecord>(entity, id);
    if (!above) return;
    company.touch(entity, { ...above, [member]: plus(above[member], hundredths) });
    id = (above.ParentRef as WireRef | undefined)?.value;
  }
}

function plus(amount: unknown, hundredths: number): number {
  return amountOf(hundredthsOf(amount) + hundredths);
}
