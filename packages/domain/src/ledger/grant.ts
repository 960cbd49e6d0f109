/** What an accounting system gives after consent or a refresh. Secrets: they are sealed before they are stored and never shown. */
export interface LedgerGrant {
  accessToken: string;
  refreshToken: string;
  /** Seconds the access token lives (Intuit: 3,600). */
  accessExpiresIn: number;
  /** Seconds until the refresh token dies unless it is renewed before (Intuit: 100 days). */
  refreshExpiresIn: number;
  /** Seconds until the connection ends whatever one does: at most 5 years at Intuit. Null when the ledger does not say. */
  connectionLifetime: number | null;
}
