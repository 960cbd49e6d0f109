import type { CompanyState } from '../kernel/company-state.js';
import { type Billing, movedLinks } from './billing-links.js';

/**
 * Billing makes time HasBeenBilled, taking the document away makes it Billable again. Token and time move (Intuit
 * release note 2022.8.31; the template of 2014 shows neither: setting `touchTimeOnBilling`).
 */
export function moveBilledTime(company: CompanyState, before: Billing | undefined, after: Billing | undefined): void {
  const { taken, left } = movedLinks(before, after, 'TimeActivity');
  for (const id of taken) setStatus(company, id, 'HasBeenBilled');
  for (const id of left) setStatus(company, id, 'Billable');
}

function setStatus(company: CompanyState, id: string, status: string): void {
  const activity = company.get('TimeActivity', id);
  if (!activity) return;
  const billed = { ...activity, BillableStatus: status };
  if (company.settings.touchTimeOnBilling) company.touch('TimeActivity', { ...billed, SyncToken: String(Number(activity.SyncToken) + 1) });
  else company.put('TimeActivity', billed);
}
