import { LedgerError } from "@tieout/domain";

/** Failures that happen before a byte of the request left: QuickBooks cannot have acted on it. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * The error for an exchange without an answer. The cause is not kept: it may hold the request with its token. A write is
 * `isOutcomeUnknown` unless the connection never came about.
 */
export function noAnswer(cause: unknown, isWrite: boolean, traceId: string | null = null): LedgerError {
  const facts = { status: 0, traceId: traceId ?? undefined };
  if (neverSent.has(systemCode(cause))) {
    return new LedgerError("unavailable", `QuickBooks cannot be reached (${systemCode(cause)}).`, { retry: "later", facts });
  }
  const isTimeout = cause instanceof Error && (cause.name === "TimeoutError" || cause.name === "AbortError");
  return new LedgerError("no-answer", isTimeout ? "QuickBooks did not answer in time." : "The connection to QuickBooks ended without an answer.", {
    retry: "later",
    facts,
    isOutcomeUnknown: isWrite,
  });
}

function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return code || systemCode(error.cause);
}
