/**
 * Why the two sides differ in a document. `isExplained` is false for what nobody can account for: such a document is a finding of its
 * own and its amount stays in the residual.
 */
export const tieOutReasons = {
  "not-sent": { words: "Not sent yet", isExplained: true },
  "before-start-date": { words: "Dated before the start date; sent on request only", isExplained: true },
  "sync-off": { words: "Invoices are not synced", isExplained: true },
  blocked: { words: "Held by a problem", isExplained: true },
  failed: { words: "Refused by QuickBooks", isExplained: true },
  checking: { words: "Sent; the answer was lost and is being looked up", isExplained: true },
  "set-aside": { words: "Set aside", isExplained: true },
  external: { words: "Settled outside, by a person's word", isExplained: true },
  "voided-here": { words: "Voided here; the void has not reached QuickBooks", isExplained: true },
  "voided-there": { words: "Voided in QuickBooks", isExplained: true },
  "deleted-there": { words: "Deleted in QuickBooks", isExplained: true },
  "changed-there": { words: "Edited in QuickBooks", isExplained: true },
  "moved-there": { words: "Moved to another customer in QuickBooks", isExplained: true },
  "computed-otherwise": { words: "QuickBooks computed another amount", isExplained: true },
  "tax-differs": { words: "QuickBooks charges another sales tax", isExplained: true },
  unread: { words: "Linked to a document that was never read from QuickBooks", isExplained: false },
  unexplained: { words: "Nobody knows why", isExplained: false },
} as const satisfies Record<string, { words: string; isExplained: boolean }>;

export type TieOutReason = keyof typeof tieOutReasons;

/** Why an invoice is in the ledger and not here. */
export const ledgerOnlyReasons = {
  "before-start-date": "Made in QuickBooks before the start date",
  "made-there": "Made in QuickBooks only",
} as const;

export type LedgerOnlyReason = keyof typeof ledgerOnlyReasons;
