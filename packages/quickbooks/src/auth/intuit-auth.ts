import type { LedgerGrant } from "@tieout/domain";
/** Addresses from Intuit's discovery document. */
export interface IntuitEndpoints {
  authorize: string;
  token: string;
  revoke: string;
  userInfo: string;
}

/**
 * Intuit's sign-in. Every method throws `LedgerError` with nothing secret in it: `grant-revoked` (the code
 * or refresh token is refused; an outage can look the same, so a caller ends a connection only after several, spaced out),
 * `not-allowed` (client id or secret), `unavailable`, `throttled`, `no-answer` and `malformed-answer`. After the last two of
 * an exchange or refresh the token may have been used up (`isOutcomeUnknown`). Nothing is repeated by itself.
 */
export interface IntuitAuth {
  discover(): Promise<IntuitEndpoints>;
  /** Where the browser goes to choose a company. `state` is the caller's: bound to the session and used once. */
  authorizeUrl(state: string): Promise<string>;
  /** Trades the code of the callback; a code works once. */
  exchange(code: string): Promise<LedgerGrant>;
  /** The refresh token that comes back replaces the old one, which may be dead at once: store it before using anything. */
  refresh(refreshToken: string): Promise<LedgerGrant>;
  /** Ends the whole grant. A token that Intuit no longer knows is fine. */
  revoke(token: string): Promise<void>;
}
