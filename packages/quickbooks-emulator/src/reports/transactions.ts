import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import { billPaymentType } from './open-items.js';
import type { Cell } from './report.js';

/** A document as reports list it. */
export type Transaction = WireRecord & {
  TxnDate?: string;
  DocNumber?: string;
  PaymentRefNum?: string;
  PrivateNote?: string;
  TotalAmt?: number;
  PaymentType?: string;
  PayType?: string;
  CustomerRef?: WireRef;
  VendorRef?: WireRef;
  EntityRef?: WireRef;
};

/** What QuickBooks calls each kind on its pages. */
export const transactionTypes: Partial<Record<EntityName, (record: Transaction) => string>> = {
  Estimate: () => 'Estimate',
  Invoice: () => 'Invoice',
  SalesReceipt: () => 'Sales Receipt',
  CreditMemo: () => 'Credit Memo',
  RefundReceipt: () => 'Refund',
  Payment: () => 'Payment',
  Bill: () => 'Bill',
  VendorCredit: () => 'Vendor Credit',
  BillPayment: billPaymentType,
  Purchase: ({ PaymentType }) => (PaymentType === 'Check' ? 'Check' : 'Expense'),
  Deposit: () => 'Deposit',
  JournalEntry: () => 'Journal Entry',
  Transfer: () => 'Transfer',
};

/** Whom a document is about. */
export function partyCell({ CustomerRef, VendorRef, EntityRef }: Transaction): Cell {
  const party = CustomerRef ?? VendorRef ?? EntityRef;
  return { value: party?.name ?? '', ...(party ? { id: party.value } : {}) };
}
