import { definitions } from '../entities/registry.js';
import { VirtualClock } from '../kernel/clock.js';
import { type CompanyScenario, type EntityName, type WireObject, type WireRecord, entityNames } from '../kernel/company.js';
import { seedCompany } from '../kernel/seed-company.js';
import { createRecord } from '../protocol/operations.js';

/** Writes a record as a person in QuickBooks would; answers its id. */
export type Play = (entity: EntityName, members: WireObject) => string;

/**
 * A scenario made by working in a company: starts from another one, at a moment that stands still, and takes what the
 * rules made of the writes. So links, tax, rates and balances agree by construction.
 * @param at ISO with offset
 */
export function played(base: CompanyScenario, at: string, work: (play: Play) => void): CompanyScenario {
  const company = seedCompany(base, base.realmId ?? '1', new VirtualClock({ now: () => Date.parse(at) }));
  work((entity, members) => createRecord(company, definitions.get(entity)!, members, { byPerson: true }).Id);
  const records: Partial<Record<EntityName, WireRecord[]>> = {};
  for (const entity of entityNames) {
    if (entity !== 'CompanyInfo' && entity !== 'Preferences') records[entity] = [...company.table(entity).rows.values()];
  }
  return { ...base, records };
}

/** Lines of sales: item, quantity, price, tax code. */
export function sold(...lines: readonly (readonly [item: string, qty: number, price: number, taxCode?: string])[]): WireObject[] {
  return lines.map(([item, Qty, UnitPrice, code]) => ({
    Amount: Math.round(Qty * UnitPrice * 100) / 100,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: { value: item }, Qty, UnitPrice, ...(code === undefined ? {} : { TaxCodeRef: { value: code } }) },
  }));
}

/** A line of costs: account, amount, tax code. */
export function spent(account: string, amount: number, code?: string): WireObject[] {
  return [{ Amount: amount, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: account }, ...(code === undefined ? {} : { TaxCodeRef: { value: code } }) } }];
}

/** The line of a payment that settles a document. */
export function settles(entity: 'Invoice' | 'Bill' | 'CreditMemo', id: string, amount: number): WireObject {
  return { Amount: amount, LinkedTxn: [{ TxnId: id, TxnType: entity }] };
}
