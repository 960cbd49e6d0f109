import type { EntityName } from '../../kernel/company.js';

/** Documents that can be printed and mailed (Intuit, entity pages: the same seven). */
const titles: { readonly [entity: string]: string } = {
  Invoice: 'Invoice',
  Estimate: 'Estimate',
  SalesReceipt: 'Sales receipt',
  Payment: 'Payment receipt',
  CreditMemo: 'Credit memo',
  RefundReceipt: 'Refund receipt',
  PurchaseOrder: 'Purchase order',
};

export function isPrintable(entity: EntityName): boolean {
  return entity in titles;
}

/** What stands at the top of a printed document. */
export function documentTitle(entity: EntityName): string {
  return titles[entity] ?? entity;
}
