import type { CalendarDate } from "../calendar-date.js";
import type { Decimal } from "../money.js";

/** Kinds whose records are counted on both sides. */
export const tieOutKinds = ["client", "invoice", "time-entry"] as const;
export type TieOutKind = (typeof tieOutKinds)[number];

/** A final invoice of the firm, beside what the ledger has of it. Amounts are decimal strings in `currency`. */
export interface InvoiceFacts {
  id: string;
  /** Its number, or that it has none yet: client and date stand beside it. */
  label: string;
  clientId: string;
  clientName: string;
  issuedOn: CalendarDate;
  currency: string;
  status: "new" | "processed_externally" | "void";
  subtotal: Decimal;
  tax: Decimal;
  total: Decimal;
  /** The state the record shows; null when it never took part in a sync. */
  state: string | null;
  /** Why it was set aside or is held, in a person's or the sync's words. */
  stateReason: string | null;
  /** The open problems that hold or concern it, the worst first. */
  problems: readonly { id: string; kind: string }[];
  /** Null for an invoice that is not in the ledger as far as we know. */
  link: { ledgerId: string; agreed: AgreedFigures } | null;
  /** What was last read there; null when the link points at something nobody has read. */
  ledger: LedgerFigures | null;
}

/** What both sides last agreed on. What a person accepted of the ledger's figures counts as ours. */
export interface AgreedFigures {
  subtotal: Decimal | null;
  tax: Decimal | null;
  total: Decimal | null;
  acceptedSubtotal: Decimal | null;
  acceptedTax: Decimal | null;
  /** It was void there, and that is accepted. */
  isVoid: boolean;
}

export interface LedgerFigures {
  subtotal: Decimal | null;
  tax: Decimal | null;
  total: Decimal | null;
  balance: Decimal | null;
  isVoid: boolean;
  isGone: boolean;
  /** Whose client the customer on the document is; null when it is nobody's here. */
  clientId: string | null;
  clientName: string;
}

/** Invoices that are the same on both sides and of which nothing is open, added up: most of a firm's, and none of them says more than its amount. */
export interface SettledInvoices {
  currency: string;
  /** What they come to, on either side. */
  total: Decimal;
}

/** An open invoice of the ledger that is none of ours. */
export interface LedgerOnlyInvoice {
  ledgerId: string;
  number: string | null;
  /** Null for a customer that is not linked. */
  clientId: string | null;
  customerName: string;
  issuedOn: CalendarDate;
  currency: string;
  total: Decimal;
  balance: Decimal;
}

/** A linked client and what the ledger says it owes, sites included. */
export interface ClientFacts {
  id: string;
  name: string;
  currency: string;
  ledgerId: string;
  /** Null while it is older than what we sent for the client since. */
  ledgerBalance: Decimal | null;
}

/** How many records of a kind stand how. Every record of ours that could be in the ledger is counted once. */
export interface KindCount {
  kind: TieOutKind;
  linked: number;
  /** On its way, held by a problem or refused. */
  waiting: number;
  setAside: number;
  /** Settled in the ledger by a person's word. */
  external: number;
  /** Here only, and nothing asks for it to be there. */
  hubOnly: number;
  /** In the ledger only. */
  ledgerOnly: number;
}

/** Everything a tie-out is computed from: the firm's records, links, last agreed values and the mirror, of one connection at one moment. */
export interface TieOutFacts {
  asOf: CalendarDate;
  /** Invoices before this day are sent on request only. */
  startDate: CalendarDate | null;
  sendsInvoices: boolean;
  /** The ledger computes sales tax from addresses: our own is an estimate, and its figure counts. */
  isTaxAutomatic: boolean;
  /** Those that `settled` does not hold. */
  invoices: readonly InvoiceFacts[];
  settled: readonly SettledInvoices[];
  ledgerOnly: readonly LedgerOnlyInvoice[];
  clients: readonly ClientFacts[];
  counts: readonly KindCount[];
}
