import type { CalendarDate } from "../calendar-date.js";
import type { Decimal } from "../money.js";
import type { LedgerCompany } from "./capabilities.js";
import type { LedgerDocument, LedgerDocumentOf, LedgerKind, LedgerRecord } from "./documents.js";
import type { LedgerError } from "./ledger-error.js";

/** One intended write, in the ledger's own words but before any encoding. */
export type LedgerWrite =
  | { operation: "create"; document: LedgerDocument }
  /** Changes only the fields named; the rest of the record stays as the ledger has it. */
  | { operation: "update"; id: string; token: string; document: LedgerDocument; fields: readonly string[] }
  | { operation: "deactivate" | "reactivate" | "delete" | "void"; kind: LedgerKind; id: string; token: string; document?: LedgerDocument };

/** A write encoded to the byte: what the outbox commits before it is sent, and what is repeated, unchanged, after a lost answer. Plain JSON. */
export interface PreparedCall {
  kind: LedgerKind;
  operation: LedgerWrite["operation"];
  method: "GET" | "POST";
  /** Path after the company's base, with its query but without `requestid`. */
  path: string;
  body: unknown;
}

/** What came back for a write that the ledger accepted. `record` is null for a delete. */
export interface LedgerAnswer {
  record: LedgerRecord | null;
  id: string;
  token: string | null;
  traceId: string | null;
}

export interface BatchItemAnswer {
  bid: string;
  answer: LedgerAnswer | null;
  error: LedgerError | null;
}

export interface LedgerChanges {
  records: LedgerRecord[];
  deleted: { kind: LedgerKind; id: string; updatedAt: string | null }[];
  /** Kinds whose answer was cut off at the feed's limit: read these in full. */
  overflowed: LedgerKind[];
  /** RFC 3339 instant by the ledger's clock, from which the next call must ask (the caller adds its overlap). */
  until: string;
}

/** One finished HTTP exchange, told to whoever counts cost or keeps the audit. Bodies are already redacted and capped. */
export interface LedgerExchange {
  kind: LedgerKind | "company" | "batch" | "change-feed" | "report";
  operation: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  /** Counts against the monthly quota of metered reads. */
  isMetered: boolean;
  requestId: string | null;
  traceId: string | null;
  /** JSON as it was sent; null for what is only asked. */
  requestBody: string | null;
  /** JSON, or text where the ledger or a gateway answered with something else; null when nothing came. */
  responseBody: string | null;
}

/** How a lost write is found again: by document number and money, by name, or by who worked for whom on which day. */
export type LedgerMarker =
  | { kind: "customer" | "employee" | "vendor"; name: string }
  | { kind: "invoice"; number: string | null; customerId: string; issuedOn: string; marker: string | null }
  | { kind: "time-activity"; personId: string; customerId: string | null; day: string; minutes: number; description: string | null };

/** What customers owe by the ledger's own report, in the company's home currency. */
export interface LedgerBalances {
  /** The report's name in the ledger. */
  report: string;
  /** RFC 3339 instant by the ledger's clock. */
  reportedAt: string;
  currency: string;
  /** The report's own total; the customers add up to it. */
  total: Decimal;
  /** One row a customer or sub-customer with something open; sub-customers are not part of their parents. */
  customers: { id: string; name: string; balance: Decimal }[];
}

/**
 * The port to an accounting system: one connected company. Adapters implement it, the sync engine calls it.
 * Every method but `prepare` and `recordUrl` talks to the network and throws `LedgerError`, nothing else.
 */
export interface Ledger {
  /** Company settings (two metered reads). */
  company(): Promise<LedgerCompany>;
  /** Every record of a kind, inactive ones included, page by page in a stable order; at most 1,000 a page. */
  readAll<K extends LedgerKind>(kind: K): AsyncIterable<LedgerRecord<LedgerDocumentOf<K>>[]>;
  /** One record as it is now, or null when the ledger says it is gone. */
  read(kind: LedgerKind, id: string): Promise<LedgerRecord | null>;
  /** Candidates for a lost write, newest first; the caller compares before it adopts one. */
  find(marker: LedgerMarker): Promise<LedgerRecord[]>;
  /** Everything changed since the RFC 3339 instant, in one metered call. Kinds the feed does not cover are refused with `not-allowed`. */
  changesSince(kinds: readonly LedgerKind[], since: string): Promise<LedgerChanges>;
  /** Kinds `changesSince` can report; the others need `readAll`. */
  readonly feedKinds: readonly LedgerKind[];
  /** What customers owe for documents dated through a day, as the ledger itself reports it (one metered read). A report that does not add up is `malformed-answer`. */
  customerBalances(through: CalendarDate): Promise<LedgerBalances>;
  /** Encodes without I/O. The same write always gives the same call. */
  prepare(write: LedgerWrite): PreparedCall;
  /** Sends exactly this call under this request id (at most 50 characters); a repeat with the same id is answered with the first result. */
  send(call: PreparedCall, requestId: string): Promise<LedgerAnswer>;
  /** Up to 30 calls in one exchange; one answer per bid, in any order; a missing one is reported as `no-answer`. */
  sendBatch(calls: readonly { bid: string; call: PreparedCall }[], requestId: string): Promise<BatchItemAnswer[]>;
  /** Where a person opens the record in the ledger's own pages. */
  recordUrl(kind: LedgerKind, id: string): string;
}
