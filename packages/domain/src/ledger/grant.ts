/** What an accounting system gives after consent or a refresh. Secrets: they are sealed before they are stored and never shown. */
export interface LedgerGrant {
  accessToken: string;
  refreshToken: string;
  /** Seconds the access token lives (Intuit: 3,600). */
  accessExpiresIn: number;
}
