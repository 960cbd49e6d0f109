import type { StoredCustomer } from '../entities/customer.js';
import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Big, decimalOf, toNumber } from '../kernel/money.js';
import { childrenOf, qualifiedName, carryPathDown } from '../rules/hierarchy.js';
import { settleActive } from '../rules/names.js';
import { labelled } from '../rules/references.js';

type Customer = WireRecord & StoredCustomer;

/**
 * Merges two customers as the QuickBooks screen does: documents, time and jobs of the loser move to the winner, the
 * loser becomes inactive and empty (reference 18.7). Moved documents keep their tokens, their times move (assumed).
 */
export function mergeCustomers(company: CompanyState, loserId: string, winnerId: string): void {
  const loser = company.get<Customer>('Customer', loserId);
  const winner = company.get<Customer>('Customer', winnerId);
  if (!loser || !winner || loserId === winnerId) throw new Error('Two different customers of the company are needed to merge.');
  const winnerRef = labelled(company, 'Customer', winner);
  for (const entity of ['Invoice', 'TimeActivity'] as const) {
    for (const record of company.table(entity).rows.values()) {
      if ((record.CustomerRef as WireRef | undefined)?.value === loserId) company.touch(entity, { ...record, CustomerRef: winnerRef });
    }
  }
  for (const job of childrenOf(company, 'Customer', loserId) as Customer[]) {
    const moved = { ...job, ParentRef: { value: winnerId }, Level: (winner.Level ?? 0) + 1, FullyQualifiedName: qualifiedName(winner, job.DisplayName!) };
    company.touch('Customer', moved);
    carryPathDown(company, 'Customer', moved, (child) => child.DisplayName as string);
  }
  const money = decimalOf(winner.Balance).plus(decimalOf(loser.Balance));
  company.touch('Customer', { ...winner, Balance: toNumber(money) });
  retire(company, loser);
  for (const id of new Set([rootOf(company, loserId), rootOf(company, winnerId)])) sumFamily(company, id);
}

function retire(company: CompanyState, loser: Customer): void {
  const draft: Customer = { ...loser, Active: false, Balance: 0, SyncToken: String(Number(loser.SyncToken) + 1) };
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
