import type { StoredItem } from '../entities/item.js';
import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';

/** Stock is not moved before it was first counted (6270: recorded text, Intuit common-errors). */
export function requireStockDate(company: CompanyState, items: readonly (WireRef | undefined)[], date: string): void {
  for (const ref of items) {
    const item = ref && company.get<StoredItem>('Item', ref.value);
    if (item?.Type === 'Inventory' && item.InvStartDate !== undefined && date < item.InvStartDate) {
      throw fault('6270', 'Transactions with inventory (QOH) products cant be dated earlier than the Inventory Start Date for the product', '');
    }
  }
}
