import { expect } from 'vitest';
import { definitions } from '../entities/registry.js';
import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { hundredthsOf } from '../kernel/money.js';
import { Journal, isBalanced } from '../ledger/journal.js';
import { openingKey } from '../ledger/opening.js';
import { carriesBalance, isForeignAccount } from '../ledger/restate.js';
import { appliedBy } from '../rules/applied.js';

type Line = { Amount?: number; JournalEntryLineDetail?: { PostingType?: string; Entity?: { Type?: string; EntityRef?: WireRef } } };
type Party = 'Customer' | 'Vendor';

const rowsOf = (company: CompanyState, entity: EntityName): WireRecord[] => [...company.table(entity).rows.values()];

/**
 * Holds a company's books against its documents, and the stored balances against both.
 * @param unexplained hundredths of amounts no line of a document explains (statement charges)
 */
export function expectSoundBooks(company: CompanyState, { unexplained = 0 }: { unexplained?: number } = {}): void {
  const { entries, totals } = company.journal;
  expect([...entries].filter(([, entry]) => !isBalanced(entry)).map(([key]) => key), 'entries whose debits are not their credits').toEqual([]);
  const posting = [...entries.keys()].filter((key) => definitions.has(key.split('/')[0] as EntityName));
  const orphans = posting.filter((key) => !company.get(key.split('/')[0] as EntityName, key.split('/')[1]!));
  expect(orphans, 'entries of documents that are gone').toEqual([]);
  expect(totals.accounts.get(company.table('Account').idsByKey('uncategorized income')[0] ?? '') ?? { cents: 0 }, 'amounts no line explains').toMatchObject({ cents: unexplained === 0 ? 0 : -unexplained });
  for (const account of rowsOf(company, 'Account')) {
    const sums = totals.accounts.get(account.Id) ?? { cents: 0, foreignCents: 0 };
    const own = isForeignAccount(company, account) ? sums.foreignCents : sums.cents;
    expect(hundredthsOf(account.CurrentBalance), `balance of account ${account.Name as string}`).toBe(carriesBalance(account) ? own : 0);
    expect(hundredthsOf(account.CurrentBalanceWithSubAccounts), `balance of account ${account.Name as string} with sub-accounts`).toBe(withChildren(company, 'Account', account, 'CurrentBalance'));
  }
  for (const customer of rowsOf(company, 'Customer')) {
    expect(hundredthsOf(customer.Balance), `balance of customer ${customer.Id}`).toBe(openOf(company, 'Customer', customer.Id));
    expect(hundredthsOf(customer.BalanceWithJobs), `balance of customer ${customer.Id} with jobs`).toBe(withChildren(company, 'Customer', customer, 'Balance'));
  }
  for (const vendor of rowsOf(company, 'Vendor')) expect(hundredthsOf(vendor.Balance), `balance of vendor ${vendor.Id}`).toBe(openOf(company, 'Vendor', vendor.Id));
  for (const item of rowsOf(company, 'Item')) {
    if (item.Type === 'Inventory') expect(item.QtyOnHand, `stock of item ${item.Id}`).toBe(totals.stock.get(item.Id)?.qty ?? 0);
  }
}

/** What is open of a customer's or vendor's documents, hundredths of its currency. */
function openOf(company: CompanyState, side: Party, id: string): number {
  const [charges, credits, payments] = side === 'Customer' ? (['Invoice', 'CreditMemo', 'Payment'] as const) : (['Bill', 'VendorCredit', 'BillPayment'] as const);
  const ref = `${side}Ref`;
  const own = (entity: EntityName) => rowsOf(company, entity).filter((record) => (record[ref] as WireRef | undefined)?.value === id);
  const sum = (records: WireRecord[], amount: (record: WireRecord) => number) => records.reduce((total, record) => total + amount(record), 0);
  const balance = (record: WireRecord) => hundredthsOf(record.Balance);
  return (
    sum(own(charges), balance) -
    sum(own(credits), balance) -
    sum(own(payments), (record) => unapplied(company, side, record)) +
    sum(rowsOf(company, 'JournalEntry'), (record) => openOfEntry(company, side, id, record)) +
    openingOf(company, side, id)
  );
}

/** Money of a payment that settles nothing. */
function unapplied(company: CompanyState, side: Party, record: WireRecord): number {
  let rest = hundredthsOf(record.TotalAmt);
  for (const [key, amount] of appliedBy(record as never)) rest += isCredit(company, side, key) ? amount : -amount;
  if (side === 'Customer') expect(hundredthsOf(record.UnappliedAmt), `unapplied amount of payment ${record.Id}`).toBe(rest);
  return rest;
}

function isCredit(company: CompanyState, side: Party, key: string): boolean {
  const [entity, id] = key.split('/') as [EntityName, string];
  if (entity !== 'JournalEntry') return entity === 'CreditMemo' || entity === 'VendorCredit';
  const line = (company.get('JournalEntry', id)!.Line as Line[]).find(({ JournalEntryLineDetail: detail }) => detail?.Entity?.Type === side);
  return (line!.JournalEntryLineDetail!.PostingType === 'Debit') !== (side === 'Customer');
}

function openOfEntry(company: CompanyState, side: Party, id: string, record: WireRecord): number {
  const sign = side === 'Customer' ? 1 : -1;
  const named = (record.Line as Line[]).filter(({ JournalEntryLineDetail: detail }) => detail?.Entity?.Type === side && detail.Entity.EntityRef?.value === id);
  const posted = named.reduce((sum, line) => sum + sign * hundredthsOf(line.Amount) * (line.JournalEntryLineDetail!.PostingType === 'Debit' ? 1 : -1), 0);
  if (named.length === 0) return 0;
  let applied = 0;
  for (const payment of rowsOf(company, side === 'Customer' ? 'Payment' : 'BillPayment')) {
    for (const [key, amount] of appliedBy(payment as never)) if (key.startsWith(`JournalEntry/${record.Id}/`)) applied += isCredit(company, side, key) ? -amount : amount;
  }
  return posted - applied;
}

function openingOf(company: CompanyState, side: Party, id: string): number {
  const lines = company.journal.entries.get(openingKey(side, id))?.lines ?? [];
  return lines.filter((line) => line.party).reduce((sum, line) => sum + (side === 'Customer' ? 1 : -1) * (line.foreignCents ?? line.cents), 0);
}

function withChildren(company: CompanyState, entity: EntityName, record: WireRecord, member: string): number {
  const children = rowsOf(company, entity).filter((child) => (child.ParentRef as WireRef | undefined)?.value === record.Id);
  return children.reduce((sum, child) => sum + withChildren(company, entity, child, member), hundredthsOf(record[member]));
}

/** A copy of the journal made from the records alone. */
export function repostedJournal(company: CompanyState): Journal {
  const journal = new Journal();
  for (const definition of definitions.values()) {
    if (!definition.post) continue;
    for (const record of rowsOf(company, definition.name)) {
      const key = Journal.key(definition.name, record.Id);
      journal.replace(key, definition.post(record, { company, before: company.journal.entries.get(key) }));
    }
  }
  return journal;
}
