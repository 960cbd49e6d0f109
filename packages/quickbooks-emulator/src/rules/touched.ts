import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';

/**
 * A document written for a customer moves the time of the customer and of each parent, also when no money moved
 * (recorded: MQ:create/invoice; NG:customers). Those whose balance moved just now carry this second already.
 */
export function touchCustomer(company: CompanyState, customerId: string | undefined): void {
  const now = company.stamp();
  for (let id = customerId; id !== undefined; ) {
    const customer: (WireRecord & { ParentRef?: WireRef; MetaData?: { LastUpdatedTime?: string } }) | undefined = company.get('Customer', id);
    if (!customer) return;
    if (customer.MetaData?.LastUpdatedTime !== now) company.touch('Customer', customer);
    id = customer.ParentRef?.value;
  }
}
