import type { EntityName } from '../kernel/company.js';

/** What happened to a record, in the words of the legacy payload. */
export const noticeOperations = ['Create', 'Update', 'Delete', 'Merge', 'Void', 'Emailed'] as const;

export type NoticeOperation = (typeof noticeOperations)[number];

/** One change as a company tells it. `deletedId`: the record that was merged into this one. */
export type WriteNotice = { entity: EntityName; id: string; operation: NoticeOperation; deletedId?: string };

/** A change on its way to an endpoint. `at` in milliseconds since 1970. */
export type WebhookEvent = WriteNotice & { eventId: string; realmId: string; at: number };

const lists: NoticeOperation[] = ['Create', 'Update', 'Delete', 'Merge'];
const sales: NoticeOperation[] = ['Create', 'Update', 'Delete', 'Void', 'Emailed'];
const voidable: NoticeOperation[] = ['Create', 'Update', 'Delete', 'Void'];
const plain: NoticeOperation[] = ['Create', 'Update', 'Delete'];
const shortLists: NoticeOperation[] = ['Create', 'Update', 'Merge'];
const kept: NoticeOperation[] = ['Create', 'Update'];

/** What Intuit's portal lets an app subscribe to (strings of the portal, ballerina-platform/asyncapi-triggers#193). */
const subscribable: { readonly [entity: string]: readonly NoticeOperation[] } = {
  Customer: lists,
  Vendor: lists,
  Employee: lists,
  Item: lists,
  Account: lists,
  Class: lists,
  Department: shortLists,
  PaymentMethod: shortLists,
  Invoice: sales,
  CreditMemo: sales,
  SalesReceipt: sales,
  RefundReceipt: sales,
  Payment: sales,
  Estimate: ['Create', 'Update', 'Delete', 'Emailed'],
  BillPayment: voidable,
  Purchase: voidable,
  Transfer: voidable,
  Bill: plain,
  VendorCredit: plain,
  Deposit: plain,
  JournalEntry: plain,
  TimeActivity: plain,
  CompanyCurrency: plain,
  Term: kept,
  TaxAgency: kept,
  Preferences: ['Update'],
};

/** Whether there is an event for this change at all. */
export function isSubscribable({ entity, operation }: WriteNotice): boolean {
  return subscribable[entity]?.includes(operation) ?? false;
}
