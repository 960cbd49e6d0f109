import type { WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Billing, movedLinks } from './billing-links.js';
import type { LinkedTxn } from './sales-document.js';

/**
 * Invoicing closes an estimate and links it; its time moves, its token does not (recorded: 4 of 4 estimates of the
 * sample company). Taking the invoice away makes it pending again (assumed).
 */
export function moveEstimates(company: CompanyState, before: Billing | undefined, after: Billing | undefined): void {
  const { taken, left } = movedLinks(before, after, 'Estimate');
  const invoice = { TxnId: (after ?? before)!.Id!, TxnType: 'Invoice' };
  for (const id of taken) setStatus(company, id, 'Closed', [invoice]);
  for (const id of left) setStatus(company, id, 'Pending', []);
}

function setStatus(company: CompanyState, id: string, TxnStatus: string, links: LinkedTxn[]): void {
  const estimate = company.get<WireRecord & { LinkedTxn?: LinkedTxn[] }>('Estimate', id);
  if (!estimate) return;
  const { LinkedTxn: _links, ...rest } = estimate;
  company.touch('Estimate', { ...rest, TxnStatus, ...(links.length === 0 ? {} : { LinkedTxn: links }) } as WireRecord);
}
