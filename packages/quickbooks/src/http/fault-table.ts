import type { LedgerErrorCode, LedgerRetry } from "@tieout/domain";

/** What is being done when the fault comes; some codes mean another thing for a create than for a read. */
export type FaultOperation = "create" | "update" | "delete" | "void" | "read" | "query" | "change-feed" | "report" | "batch";

/** One row: the first row whose every given condition holds decides. */
export interface FaultRow {
  /** HTTP status, or all of a hundred. */
  status?: number | "3xx" | "5xx";
  /** Fault codes. A row without codes is about the status alone. */
  codes?: readonly string[];
  /** Only for these operations. */
  operations?: readonly FaultOperation[];
  /** Found in message or detail. Texts are localised, so a row with a text only ever sharpens a later row without one. */
  text?: RegExp;
  code: LedgerErrorCode;
  retry: LedgerRetry;
  /** A write answered like this may have taken effect. */
  isOutcomeUnknown?: boolean;
}

/**
 * The one classification of what QuickBooks answers, by status and code (qbo-protocol 12.2, qbo-entities 9, Intuit's table of
 * error codes). Order matters only where a row names a text or an operation, and for the statuses at the end.
 */
export const faultTable: readonly FaultRow[] = [
  // Who may call, and how often.
  { codes: ["3001"], code: "throttled", retry: "later" },
  { codes: ["120"], code: "grant-revoked", retry: "after-reconnect" },
  { codes: ["3100"], code: "wrong-company", retry: "after-reconnect" },
  { codes: ["10200"], code: "wrong-company", retry: "after-reconnect" },
  { codes: ["100", "110", "130", "3200", "3202"], code: "auth-expired", retry: "now" },
  { codes: ["140", "150"], code: "unavailable", retry: "later" },
  { codes: ["6190"], code: "subscription-ended", retry: "after-fix" },
  { codes: ["5020", "5030"], code: "not-allowed", retry: "after-fix" },

  // The state of the record or of what it points at.
  { codes: ["5010"], text: /period.*closed/i, code: "period-closed", retry: "after-fix" },
  { codes: ["5010"], code: "stale", retry: "now" },
  { codes: ["6200", "6210"], code: "period-closed", retry: "after-fix" },
  // 610 says "made inactive" for the record itself and for what it points at. A create has no record of its own yet.
  { codes: ["610"], operations: ["create"], code: "reference-inactive", retry: "after-fix" },
  { codes: ["610"], code: "not-found", retry: "after-fix" },
  { codes: ["2500"], text: /made inactive/i, code: "reference-inactive", retry: "after-fix" },
  { codes: ["2500", "700"], code: "reference-missing", retry: "after-fix" },
  { codes: ["6250"], code: "reference-inactive", retry: "after-fix" },
  { codes: ["6140"], code: "duplicate-number", retry: "after-fix" },
  { codes: ["6240"], code: "duplicate-name", retry: "after-fix" },
  // Used before with another payload, or still being worked on: what the first one did must be looked up.
  { codes: ["600"], code: "rejected", retry: "later", isOutcomeUnknown: true },

  // Fields.
  { codes: ["2010", "2030", "2170"], code: "invalid-field", retry: "never" },
  {
    codes: [
      "2020", "2040", "2050", "2060", "2070", "2080", "2090", "2100", "2110", "2120", "2130", "2200", "2210", "2240", "2250", "2270",
      "2290", "2300", "2600", "3000", "6010", "6060", "6070", "6080", "6090", "6100", "6150", "6160", "6170", "6180", "6230", "6270",
      "6290", "6300", "6310", "6320", "6330", "6340", "6350", "6360", "6370", "6380", "6390", "6420", "6430", "6440", "6470", "6520",
    ],
    code: "invalid-field",
    retry: "after-fix",
  },

  // Business rules a person must look at.
  { codes: ["400", "620", "630", "800", "900", "6000", "6130", "6220", "6280"], code: "rejected", retry: "after-fix" },
  { codes: ["6400", "6450", "6460", "6480", "6530", "6540"], code: "not-allowed", retry: "after-fix" },

  // Requests only a programmer can mend.
  { codes: ["500", "1040", "4000", "4001", "10100"], code: "rejected", retry: "never" },
  { codes: ["4002"], code: "rejected", retry: "after-fix" },
  { codes: ["6002"], code: "no-answer", retry: "later", isOutcomeUnknown: true },
  { codes: ["10000"], code: "unavailable", retry: "later", isOutcomeUnknown: true },

  // No code we know: the status alone.
  { status: 401, code: "auth-expired", retry: "now" },
  { status: 403, code: "wrong-company", retry: "after-reconnect" },
  { status: 404, code: "rejected", retry: "never" },
  { status: 408, code: "no-answer", retry: "later", isOutcomeUnknown: true },
  { status: 429, text: /quota|monthly|core ?plus/i, code: "quota-exhausted", retry: "later" },
  { status: 429, code: "throttled", retry: "later" },
  { status: 504, code: "no-answer", retry: "later", isOutcomeUnknown: true },
  { status: "5xx", code: "unavailable", retry: "later", isOutcomeUnknown: true },
  // Somebody on the way leads elsewhere, perhaps after QuickBooks has done it.
  { status: "3xx", code: "unavailable", retry: "later", isOutcomeUnknown: true },
  { code: "rejected", retry: "after-fix" },
];
