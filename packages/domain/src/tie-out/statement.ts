import type { CalendarDate } from "../calendar-date.js";
import type { Decimal } from "../money.js";
import type { KindCount } from "./facts.js";
import type { LedgerOnlyReason, TieOutReason } from "./reasons.js";

/** What clients owe in one currency. `difference` is hub less ledger; `residual` is what no document explains and must be 0. */
export interface TieOutTotal {
  currency: string;
  hub: Decimal;
  ledger: Decimal;
  difference: Decimal;
  explained: Decimal;
  residual: Decimal;
  /** Not what is open but what was invoiced, on both sides. */
  invoicedHub: Decimal;
  invoicedLedger: Decimal;
  /** What the ledger says these clients owe beyond our invoices: documents made there, credits, payments not applied. */
  elsewhere: Decimal;
}

/** One client in one currency. Amounts as in `TieOutTotal`. */
export interface TieOutClient {
  clientId: string;
  name: string;
  currency: string;
  hub: Decimal;
  ledger: Decimal;
  difference: Decimal;
  /** Null for a client that is not linked, or whose balance is older than what we sent since. */
  elsewhere: Decimal | null;
  ledgerId: string | null;
}

/** A document that differs, with both amounts, and why. */
export interface TieOutDocument {
  kind: "invoice";
  recordId: string;
  label: string;
  clientId: string;
  clientName: string;
  issuedOn: CalendarDate;
  currency: string;
  hubTotal: Decimal;
  ledgerTotal: Decimal;
  hubOpen: Decimal;
  ledgerOpen: Decimal;
  /** Open here less open there. */
  difference: Decimal;
  reason: TieOutReason;
  /** A person's reason, or the other customer's name. */
  detail: string | null;
  problemId: string | null;
  problemKind: string | null;
  ledgerId: string | null;
}

/** An open invoice that only the ledger has. It is part of `elsewhere`, never of the difference. */
export interface TieOutLedgerOnly {
  ledgerId: string;
  label: string;
  clientId: string | null;
  customerName: string;
  issuedOn: CalendarDate;
  currency: string;
  total: Decimal;
  open: Decimal;
  reason: LedgerOnlyReason;
}

/** Both sides at one moment. Every amount is a decimal string with the digits of its currency; lists are in a fixed order. */
export interface TieOutFigures {
  asOf: CalendarDate;
  totals: TieOutTotal[];
  clients: TieOutClient[];
  documents: TieOutDocument[];
  ledgerOnly: TieOutLedgerOnly[];
  counts: KindCount[];
}

/** ties-out: no difference at all · explained: a difference, and documents that explain it to the cent · open: something nobody explains. */
export type TieOutResult = "ties-out" | "explained" | "open";

/** One customer whose balance the ledger reports otherwise than the mirror has it. */
export interface ReportDifference {
  ledgerId: string;
  name: string;
  reported: Decimal;
  mirrored: Decimal;
}

/** The mirror held against the ledger's own report of what customers owe, in the company's home currency. */
export interface ReportCheck {
  report: string;
  /** RFC 3339, by the ledger's clock where it says so. */
  reportedAt: string;
  currency: string;
  reported: Decimal;
  mirrored: Decimal;
  /** Customers that were compared, and those that keep another currency and were not. */
  compared: number;
  passedOver: number;
  differences: ReportDifference[];
}

/** What is signed: the figures of one proof, and whom, when and what they speak of. */
export interface TieOutStatement {
  format: "tieout/1";
  id: string;
  firm: string;
  company: string;
  /** RFC 3339, by the database's clock. */
  provenAt: string;
  figures: TieOutFigures;
  /** Null when nobody asked QuickBooks for its report. */
  check: ReportCheck | null;
}
