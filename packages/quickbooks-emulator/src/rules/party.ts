import type { EntityName, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { labelled, requireReference } from './references.js';

const kinds = ['Vendor', 'Customer', 'Employee'] as const;

/**
 * A reference that may mean a customer, vendor or employee. They share one id space (recorded, NG), so `type` may be
 * absent; it is answered always (recorded, NG:purchases).
 */
export function settleParty(company: CompanyState, ref: WireRef & { type?: string }, path: string): WireRef & { type: string } {
  const kind = kinds.find((known) => known.toLowerCase() === ref.type?.toLowerCase()) ?? kinds.find((known) => company.get(known, ref.value));
  if (!kind) throw fault('2500', `Invalid Reference Id : Names element id ${ref.value} not found`, path);
  return { ...labelled(company, kind, requireReference(company, kind satisfies EntityName, ref.value, path)), type: kind };
}
