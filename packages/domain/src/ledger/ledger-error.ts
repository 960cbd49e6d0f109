import type { LedgerKind } from "./documents.js";

/**
 * Whether sending again can help.
 * `now`: once, after a refresh or re-read · `later`: back off · `after-reconnect`: a person must reconnect ·
 * `after-fix`: a person must mend something · `never`.
 */
export type LedgerRetry = "now" | "later" | "after-reconnect" | "after-fix" | "never";

export type LedgerErrorCode =
  | "auth-expired"
  | "grant-revoked"
  /** The sign-in was refused, which an outage may do, too: it is tried again before a person must act. */
  | "sign-in-refused"
  | "wrong-company"
  | "throttled"
  | "quota-exhausted"
  | "unavailable"
  | "no-answer"
  | "stale"
  | "duplicate-name"
  | "duplicate-number"
  | "reference-missing"
  | "reference-inactive"
  | "not-found"
  | "period-closed"
  | "not-allowed"
  | "subscription-ended"
  | "invalid-field"
  | "malformed-answer"
  | "rejected";

export interface LedgerErrorFacts {
  /** HTTP status, 0 when no answer came. */
  status: number;
  /** The ledger's own fault code, text and element, for the person who must read them. */
  faultCode?: string;
  faultMessage?: string;
  faultDetail?: string;
  element?: string;
  /** The other record the fault names (a document with the same number, the customer with the same name). */
  otherKind?: LedgerKind;
  otherId?: string;
  /** The ledger's id of the exchange (`intuit_tid`). */
  traceId?: string;
  retryAfterSeconds?: number;
  /** It was only asked where to ask; the request itself was not made. */
  isDiscovery?: boolean;
}

/** A refusal or a silence of the ledger, classified once by the adapter; `domain` knows no code of any ledger. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;
  readonly retry: LedgerRetry;
  readonly facts: LedgerErrorFacts;
  /** True when the request may have taken effect: no answer, or one that cannot be understood. Such a write is `unknown`, never re-sent blindly. */
  readonly isOutcomeUnknown: boolean;

  constructor(
    code: LedgerErrorCode,
    message: string,
    options: { retry: LedgerRetry; facts: LedgerErrorFacts; isOutcomeUnknown?: boolean },
  ) {
    super(message);
    this.code = code;
    this.retry = options.retry;
    this.facts = options.facts;
    this.isOutcomeUnknown = options.isOutcomeUnknown ?? false;
  }
}
