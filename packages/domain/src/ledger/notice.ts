import type { LedgerKind } from "./documents.js";

/** The ledger says unasked that something changed there: a hint to look, never the truth (reliability D6). */
export interface LedgerNotice {
  /** The same for every copy of one event. */
  key: string;
  /** What changed; `company` is the company's own settings. */
  kind: LedgerKind | "company";
  id: string;
  /** The record is gone, or lives on in another one. */
  isDeletion: boolean;
  /** RFC 3339 instant by the ledger's clock; null when it could not be read. */
  at: string | null;
}
