import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { businessFault } from '../protocol/fault.js';
import type { LinkedTxn, SalesLine } from './sales-document.js';

type Billing = { LinkedTxn?: LinkedTxn[]; Line?: SalesLine[]; CustomerRef?: WireRef };

/** Ids of the time activities a document bills, from its header and its lines. */
export function billedTime(document: Billing | undefined): Set<string> {
  const links = [...(document?.LinkedTxn ?? []), ...(document?.Line ?? []).flatMap((line) => line.LinkedTxn ?? [])];
  return new Set(links.filter((link) => link.TxnType === 'TimeActivity').map((link) => link.TxnId));
}

/** Time can be billed once, and to its own customer only (recorded text, intuit/QuickBooks-V3-PHP-SDK#365). */
export function requireBillableTime(company: CompanyState, document: Billing, before: Billing | undefined): void {
  const held = billedTime(before);
  for (const id of billedTime(document)) {
    if (held.has(id)) continue;
    const activity = company.get<{ BillableStatus?: string; CustomerRef?: WireRef }>('TimeActivity', id);
    if (activity?.BillableStatus !== 'Billable' || activity.CustomerRef?.value !== document.CustomerRef?.value) {
      throw businessFault(
        "You've attempted to invoice for a charge, credit, billable expense, time, or estimate that does not exist or has already been invoiced.",
      );
    }
  }
}

/**
 * Billing makes time HasBeenBilled, taking the document away makes it Billable again. Token and time move (Intuit
 * release note 2022.8.31; the template of 2014 shows neither: assumed for today).
 */
export function moveBilledTime(company: CompanyState, before: Billing | undefined, after: Billing | undefined): void {
  const was = billedTime(before);
  const is = billedTime(after);
  for (const id of is) if (!was.has(id)) setStatus(company, id, 'HasBeenBilled');
  for (const id of was) if (!is.has(id)) setStatus(company, id, 'Billable');
}

function setStatus(company: CompanyState, id: string, status: string): void {
  const activity = company.get('TimeActivity', id);
  if (!activity) return;
  company.touch('TimeActivity', { ...activity, BillableStatus: status, SyncToken: String(Number(activity.SyncToken) + 1) });
}
