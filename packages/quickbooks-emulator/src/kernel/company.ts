import type { JournalEntry } from '../ledger/journal.js';

/** Every entity this emulator knows, by its name on the wire (JSON member and query name). */
export const entityNames = [
  'CompanyInfo',
  'Preferences',
  'Account',
  'Class',
  'Department',
  'Term',
  'PaymentMethod',
  'CompanyCurrency',
  'ExchangeRate',
  'TaxAgency',
  'TaxRate',
  'TaxCode',
  'Item',
  'Customer',
  'Vendor',
  'Employee',
  'Estimate',
  'Invoice',
  'SalesReceipt',
  'CreditMemo',
  'RefundReceipt',
  'Payment',
  'Bill',
  'VendorCredit',
  'BillPayment',
  'Purchase',
  'ReimburseCharge',
  'Deposit',
  'JournalEntry',
  'Transfer',
  'TimeActivity',
  'Attachable',
] as const;

export type EntityName = (typeof entityNames)[number];

/** A JSON value as it travels on the wire. */
export type WireValue = string | number | boolean | null | WireValue[] | { [member: string]: WireValue };

/** The members of one object on the wire, whatever the entity. */
export type WireObject = { [member: string]: WireValue };

/**
 * One stored object exactly as QuickBooks would answer it: string `Id` and `SyncToken`, money as JSON numbers,
 * dates `YYYY-MM-DD`, references `{ value, name }`.
 */
export type WireRecord = WireObject & { Id: string };

/** `{ value, name }` as references travel. */
export type WireRef = { value: string; name?: string };

/** Country editions whose tax and number rules differ (Intuit sandbox regions). */
export type Region = 'US' | 'GB' | 'CA' | 'AU';

/**
 * A company to start from. Records are inserted verbatim, in the given order, without validation: links and totals
 * must already agree. Documents are posted to the books; a balance that is stated and not explained by them is booked as
 * an opening balance, one that is not stated is their sum. What is missing from a record and every stored
 * QuickBooks object has is filled in: `domain`, `sparse`, `SyncToken` "0", `MetaData`, and for list entities
 * `Active` true. Id counters continue after the highest given id of their id space (names, transactions, ...).
 */
export type CompanyScenario = {
  /** Shown in the company picker and in CompanyInfo when that has no CompanyName. */
  name: string;
  /** Digits; drawn from the seed when absent. */
  realmId?: string;
  region: Region;
  /** Members of CompanyInfo (without Id, SyncToken, MetaData). */
  companyInfo: Record<string, unknown>;
  /** Members of Preferences (without Id, SyncToken, MetaData). */
  preferences: Record<string, unknown>;
  records: Partial<Record<EntityName, WireRecord[]>>;
  /** Journal entries of documents no call can read, such as payments of sales tax. */
  hiddenEntries?: { key: string; entry: JournalEntry }[];
  /** The person "working at the same time" in texts of fault 5010. */
  userName?: string;
};
