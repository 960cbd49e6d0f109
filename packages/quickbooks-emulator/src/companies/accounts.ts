import type { WireRecord } from '../kernel/company.js';
import { homeCurrency } from './wire.js';

/** One account: id, name, type, sub type, id of the parent account, own balance in debit sense (liabilities negative). */
export type AccountFact = readonly [
  id: string,
  name: string,
  type: string,
  subType: string,
  parentId?: string,
  balance?: number,
];

/** AccountType -> Classification, as Intuit's XSD lists the types and recorded accounts show the classes. */
const classifications: Record<string, string> = {
  Bank: 'Asset',
  'Accounts Receivable': 'Asset',
  'Other Current Asset': 'Asset',
  'Fixed Asset': 'Asset',
  'Other Asset': 'Asset',
  'Accounts Payable': 'Liability',
  'Credit Card': 'Liability',
  'Other Current Liability': 'Liability',
  'Long Term Liability': 'Liability',
  Equity: 'Equity',
  Income: 'Revenue',
  'Other Income': 'Revenue',
  Expense: 'Expense',
  'Other Expense': 'Expense',
  'Cost of Goods Sold': 'Expense',
};

/** Chart of accounts on the wire: colon paths, classification and balances with sub-accounts are derived. */
export function accountRecords(facts: readonly AccountFact[]): WireRecord[] {
  return facts.map(([id, name, type, subType, parentId, balance = 0]) => {
    const classification = classifications[type];
    if (classification === undefined) throw new Error(`Account ${id} "${name}" has the unknown AccountType "${type}".`);
    return {
      Id: id,
      Name: name,
      SubAccount: parentId !== undefined,
      ...(parentId === undefined ? {} : { ParentRef: { value: parentId } }),
      FullyQualifiedName: accountPath(facts, id),
      Active: true,
      Classification: classification,
      AccountType: type,
      AccountSubType: subType,
      CurrentBalance: balance,
      CurrentBalanceWithSubAccounts: balanceWithSubAccounts(facts, id),
      CurrencyRef: homeCurrency,
    };
  });
}

/** Colon path of an account ("Landscaping Services:Labor:Installation"), which is also the `name` of references to it. */
export function accountPath(facts: readonly AccountFact[], id: string): string {
  const fact = facts.find(([factId]) => factId === id);
  if (fact === undefined) throw new Error(`No account ${id} in this chart of accounts.`);
  const [, name, , , parentId] = fact;
  return parentId === undefined ? name : `${accountPath(facts, parentId)}:${name}`;
}

function balanceWithSubAccounts(facts: readonly AccountFact[], id: string): number {
  const cents = (accountId: string): number => {
    const own = Math.round((facts.find(([factId]) => factId === accountId)?.[5] ?? 0) * 100);
    return facts.filter((fact) => fact[4] === accountId).reduce((sum, child) => sum + cents(child[0]), own);
  };
  return cents(id) / 100;
}
