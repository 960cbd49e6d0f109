export { createIntuitAuth, type IntuitAuthOptions } from "./auth/intuit-oauth.js";
export type { IntuitAuth, IntuitEndpoints } from "./auth/intuit-auth.js";
export { batchLimits } from "./batch.js";
export { defaultTimeouts, type Fetch, type Timeouts } from "./http/client.js";
export { publishedLimits, rollingThrottle, type ThrottleLimits, type ThrottleTime } from "./http/throttle.js";
export { recordUrl, type QuickBooksEnvironment, type QuickBooksTarget } from "./http/urls.js";
export { openQuickBooks, QuickBooksLedger, type QuickBooksOptions } from "./quickbooks-ledger.js";
export { isSignedByIntuit, readNotification, type CompanyNotices } from "./webhook.js";
