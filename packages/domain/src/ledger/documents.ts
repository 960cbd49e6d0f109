import type { CalendarDate } from "../calendar-date.js";
import type { Decimal } from "../money.js";

/** Kinds of record an accounting system keeps, by the field's standard names. */
export type LedgerKind =
  | "customer"
  | "employee"
  | "vendor"
  | "item"
  | "account"
  | "class"
  | "term"
  | "tax-code"
  | "tax-rate"
  | "tax-agency"
  | "invoice"
  | "time-activity";

export interface LedgerAddress {
  line1: string | null;
  line2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
}

/** Customer or, with `parentId`, sub-customer. */
export interface LedgerCustomer {
  kind: "customer";
  displayName: string;
  companyName: string | null;
  givenName: string | null;
  familyName: string | null;
  suffix: string | null;
  email: string | null;
  phone: string | null;
  billingAddress: LedgerAddress | null;
  parentId: string | null;
  currency: string | null;
  isTaxable: boolean | null;
  /** Open receivables as the ledger has them; read only. */
  balance: Decimal | null;
  isActive: boolean;
}

/** Employee or vendor: whom a time activity is recorded for. */
export interface LedgerPerson {
  kind: "employee" | "vendor";
  displayName: string;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  /** What the ledger bills an hour of this person at, when it says so. */
  billRate: Decimal | null;
  isActive: boolean;
}

export interface LedgerItem {
  kind: "item";
  name: string;
  /** Path with parents, "Advisory:Tax planning"; the only unique name an item has. */
  fullName: string;
  sku: string | null;
  type: string;
  incomeAccountId: string | null;
  unitPrice: Decimal | null;
  isTaxable: boolean | null;
  isActive: boolean;
}

export interface LedgerAccount {
  kind: "account";
  name: string;
  fullName: string;
  accountType: string;
  classification: string | null;
  isActive: boolean;
}

/** Class, term, tax code, tax rate or tax agency: a name in a list, with the few facts we use. */
export interface LedgerListEntry {
  kind: "class" | "term" | "tax-code" | "tax-rate" | "tax-agency";
  name: string;
  fullName: string | null;
  /** Terms: days until due. */
  dueDays: number | null;
  /** Tax rates: percent as a decimal string. Tax codes: null. */
  ratePercent: Decimal | null;
  /** Tax codes: whether lines with it are taxed. */
  isTaxable: boolean | null;
  isActive: boolean;
}

export interface LedgerInvoiceLine {
  description: string | null;
  itemId: string | null;
  classId: string | null;
  taxCodeId: string | null;
  /** Both or neither; the ledger multiplies them and refuses a line whose amount differs. */
  quantity: Decimal | null;
  unitPrice: Decimal | null;
  amount: Decimal;
  serviceDate: CalendarDate | null;
}

export interface LedgerInvoice {
  kind: "invoice";
  customerId: string;
  number: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate | null;
  termId: string | null;
  billEmail: string | null;
  currency: string | null;
  memo: string | null;
  /** The tax of the document as a whole, where the ledger neither computes it by itself nor takes a rate a line. */
  taxCodeId: string | null;
  /** Short tag of ours in the private note, by which a lost answer is found again (`hub:<base32>`). */
  marker: string | null;
  lines: LedgerInvoiceLine[];
  /** Read only: what the ledger computed. */
  subtotal: Decimal | null;
  tax: Decimal | null;
  total: Decimal | null;
  balance: Decimal | null;
  isVoid: boolean;
  /** The ledger has mailed it to the customer. */
  isEmailed: boolean;
}

export interface LedgerTimeActivity {
  kind: "time-activity";
  personKind: "employee" | "vendor";
  personId: string;
  customerId: string | null;
  itemId: string | null;
  classId: string | null;
  day: CalendarDate;
  minutes: number;
  description: string | null;
  hourlyRate: Decimal | null;
  isBillable: boolean;
  /** Read only: the ledger has put it on an invoice of its own. */
  isBilled: boolean;
}

export type LedgerDocument =
  | LedgerCustomer
  | LedgerPerson
  | LedgerItem
  | LedgerAccount
  | LedgerListEntry
  | LedgerInvoice
  | LedgerTimeActivity;

/** A document of one kind. */
export type LedgerDocumentOf<K extends LedgerKind> = LedgerDocument & { kind: K };

/** What the mirror keeps of one record of the ledger. */
export interface LedgerRecord<D extends LedgerDocument = LedgerDocument> {
  kind: LedgerKind;
  id: string;
  /** Optimistic lock of the ledger; an update must carry the newest one. */
  token: string;
  /** The name people know it by: display name, full name, document number. */
  name: string;
  isActive: boolean;
  /** RFC 3339 instant of the ledger's last change. */
  updatedAt: string | null;
  document: D;
}
