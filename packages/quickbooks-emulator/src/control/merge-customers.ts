import type { StoredCustomer } from '../entities/customer.js';
import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Big, decimalOf, toNumber } from '../kernel/money.js';
import { openingKey } from '../ledger/opening.js';
import { replaceEntry } from '../ledger/restate.js';
import { childrenOf, qualifiedName, carryPathDown } from '../rules/hierarchy.js';
import { settleActive } from '../rules/names.js';
import { labelled } from '../rules/references.js';

type Customer = WireRecord & StoredCustomer;

/** What names a customer as its own; payments last, which book what they settle by its owner. */
const moved = ['Estimate', 'Invoice', 'CreditMemo', 'SalesReceipt', 'RefundReceipt', 'Payment', 'TimeActivity'] as const;

/**
 * Merges two customers as the QuickBooks screen does: documents, time and jobs of the loser move to the winner, the
 * loser becomes inactive and empty (reference 18.7). Moved documents keep their tokens, their times move (assumed).
 */
export function mergeCustomers(company: CompanyState, loserId: string, winnerId: string): void {
  const loser = company.get<Customer>('Customer', loserId);
  const winner = company.get<Customer>('Customer', winnerId);
  if (!loser || !winner || loserId === winnerId) throw new Error('Two different customers of the company are needed to merge.');
  const winnerRef = labelled(company, 'Customer', winner);
  for (const entity of moved) {
    for (const record of company.table(entity).rows.values()) {
      if ((record.CustomerRef as WireRef | undefined)?.value === loserId) company.touch(entity, { ...record, CustomerRef: winnerRef });
    }
  }
  for (const job of childrenOf(company, 'Customer', loserId) as Customer[]) {
    const under = { ...job, ParentRef: { value: winnerId }, Level: (winner.Level ?? 0) + 1, FullyQualifiedName: qualifiedName(winner, job.DisplayName!) };
    company.touch('Customer', under);
    carryPathDown(company, 'Customer', under, (child) => child.DisplayName as string);
  }
  moveOpening(company, loserId, winnerId);
  retire(company, company.get<Customer>('Customer', loserId)!);
  for (const id of new Set([rootOf(company, loserId), rootOf(company, winnerId)])) sumFamily(company, id);
  company.announce({ entity: 'Customer', id: winnerId, operation: 'Merge', deletedId: loserId });
}

/** What the loser owed before its first document is owed by the winner. */
function moveOpening(company: CompanyState, loserId: string, winnerId: string): void {
  const entries = [loserId, winnerId].map((id) => company.journal.entries.get(openingKey('Customer', id)));
  if (!entries[0]) return;
  const lines = entries.flatMap((entry) => entry?.lines ?? []).map((line) => (line.party ? { ...line, party: { kind: 'Customer' as const, id: winnerId } } : line));
  replaceEntry(company, openingKey('Customer', loserId), undefined);
  replaceEntry(company, openingKey('Customer', winnerId), { date: (entries[1] ?? entries[0]).date, lines });
}

function retire(company: CompanyState, loser: Customer): void {
  const draft: Customer = { ...loser, Active: false, SyncToken: String(Number(loser.SyncToken) + 1) };
  settleActive(draft, loser, 'DisplayName');
  const path = loser.FullyQualifiedName!.split(':').slice(0, -1);
  company.touch('Customer', { ...draft, FullyQualifiedName: [...path, draft.DisplayName!].join(':') });
}

function rootOf(company: CompanyState, id: string): string {
  const parent = company.get<Customer>('Customer', id)?.ParentRef?.value;
  return parent === undefined ? id : rootOf(company, parent);
}

/** Sets BalanceWithJobs from the leaves up; only rows whose sum moved are stored. */
function sumFamily(company: CompanyState, id: string): Big {
  const sum = childrenOf(company, 'Customer', id).reduce((total, child) => total.plus(sumFamily(company, child.Id)), decimalOf(company.get('Customer', id)!.Balance));
  const customer = company.get<Customer>('Customer', id)!;
  if (!decimalOf(customer.BalanceWithJobs).eq(sum)) company.touch('Customer', { ...customer, BalanceWithJobs: toNumber(sum) });
  return sum;
}
