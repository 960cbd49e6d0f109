import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';

/** States in which a company can still be written to (Intuit, subscription-states). */
const writable = new Set(['TRIAL', 'TRIALOPTIN', 'SUBSCRIBED', 'PAID']);

/** Reads go on after a subscription lapsed, writes answer 6190 (Intuit, common-errors). */
export function refuseLapsedSubscription(company: CompanyState): void {
  const info = company.get<{ NameValue?: { Name: string; Value: string }[] }>('CompanyInfo', '1');
  const status = info?.NameValue?.find(({ Name }) => Name === 'SubscriptionStatus')?.Value;
  if (status === undefined || writable.has(status.toUpperCase())) return;
  throw fault(
    '6190',
    "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks Online Plus because your trial or subscription period ended.",
    '',
  );
}
