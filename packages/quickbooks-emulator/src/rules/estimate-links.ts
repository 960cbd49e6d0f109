import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { businessFault } from '../protocol/fault.js';
import type { LinkedTxn, SalesLine } from './sales-document.js';

type Billing = { Id?: string; LinkedTxn?: LinkedTxn[]; Line?: SalesLine[]; CustomerRef?: WireRef };

/** Ids of the estimates a document takes over, from its header and its lines. */
export function estimatesOf(document: Billing | undefined): Set<string> {
  const links = [...(document?.LinkedTxn ?? []), ...(document?.Line ?? []).flatMap((line) => line.LinkedTxn ?? [])];
  return new Set(links.filter((link) => link.TxnType === 'Estimate').map((link) => link.TxnId));
}

/** An estimate is invoiced once, and to its own customer (text recorded, intuit/QuickBooks-V3-PHP-SDK#365). */
export function requireOpenEstimates(company: CompanyState, document: Billing, before: Billing | undefined): void {
  const held = estimatesOf(before);
  for (const id of estimatesOf(document)) {
    if (held.has(id)) continue;
    const estimate = company.get<{ TxnStatus?: string; CustomerRef?: WireRef }>('Estimate', id);
    if (!estimate || estimate.TxnStatus === 'Closed' || estimate.CustomerRef?.value !== document.CustomerRef?.value) {
      throw businessFault(
        "You've attempted to invoice for a charge, credit, billable expense, time, or estimate that does not exist or has already been invoiced.",
      );
    }
  }
}

/**
 * Invoicing closes an estimate and links it; its time moves, its token does not (recorded: 4 of 4 estimates of the
 * sample company). Taking the invoice away makes it pending again (assumed).
 */
export function moveEstimates(company: CompanyState, before: Billing | undefined, after: Billing | undefined): void {
  const was = estimatesOf(before);
  const is = estimatesOf(after);
  const invoice = { TxnId: (after ?? before)!.Id!, TxnType: 'Invoice' };
  for (const id of is) if (!was.has(id)) setStatus(company, id, 'Closed', [invoice]);
  for (const id of was) if (!is.has(id)) setStatus(company, id, 'Pending', []);
}

function setStatus(company: CompanyState, id: string, TxnStatus: string, links: LinkedTxn[]): void {
  const estimate = company.get<WireRecord & { LinkedTxn?: LinkedTxn[] }>('Estimate', id);
  if (!estimate) return;
  const { LinkedTxn: _links, ...rest } = estimate;
  company.touch('Estimate', { ...rest, TxnStatus, ...(links.length === 0 ? {} : { LinkedTxn: links }) } as WireRecord);
}
