import type { CalendarDate } from "../calendar-date.js";

/** What a company file allows and demands, read from its settings. Preflight and flows ask these, never raw preferences. */
export interface LedgerCompany {
  name: string;
  legalName: string | null;
  /** ISO 3166 alpha-2 or the ledger's own text. */
  country: string | null;
  homeCurrency: string;
  isMultiCurrency: boolean;
  /** The firm numbers its documents itself; otherwise the ledger does. */
  usesCustomNumbers: boolean;
  warnsOnDuplicateNumbers: boolean;
  /** Documents dated on or before this day are refused. */
  closedThrough: CalendarDate | null;
  tracksClasses: "none" | "per-document" | "per-line";
  tracksTime: boolean;
  /** Time must name a customer / an item to be accepted. */
  isTimeBillable: boolean;
  hasSalesTax: boolean;
  isTaxAutomatic: boolean;
  hasTaxAgency: boolean;
  /** The company's own sales tax, which its documents get unless somebody chooses another one; US companies with manual tax only. */
  defaultTaxCodeId: string | null;
  appliesCreditsAutomatically: boolean;
  defaultTermId: string | null;
}
