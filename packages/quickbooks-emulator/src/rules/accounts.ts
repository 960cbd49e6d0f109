import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { labelled, requireReference } from './references.js';

/** A reference to an account of one of the given types, labelled; another type is fault 6430 (Intuit, common-errors). */
export function requireAccount(company: CompanyState, ref: WireRef, types: readonly string[], path: string): WireRef {
  const account = requireReference(company, 'Account', ref.value, path);
  if (!types.includes(String(account.AccountType))) throw fault('6430', `Invalid account type: Make sure the account used for ${path} is of the type ${types.join(' or ')}.`, path);
  return labelled(company, 'Account', account);
}
