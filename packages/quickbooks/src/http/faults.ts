import { LedgerError, type LedgerErrorFacts, type LedgerKind, type LedgerRetry } from "@tieout/domain";
import { faultEntries, type AnswerBody, type FaultEntry } from "./fault-body.js";
import { faultTable, type FaultOperation, type FaultRow } from "./fault-table.js";

export interface FaultContext {
  status: number;
  operation: FaultOperation;
  /** Only a write can have an unknown outcome. */
  isWrite: boolean;
  traceId?: string | null;
  retryAfterSeconds?: number | null;
}

/** The least hopeful entry of a fault with several decides. */
const hopelessness: readonly LedgerRetry[] = ["now", "later", "after-fix", "never", "after-reconnect"];

/**
 * The error an answer stands for, or null when it is a success: status 2xx, JSON, and no `Fault` inside (QuickBooks may put one
 * into a 200). The message names status, code and class only; QuickBooks' own words are in `facts`, without tokens.
 */
export function faultOf(body: AnswerBody, context: FaultContext): LedgerError | null {
  const entries = faultEntries(body);
  const isSuccess = context.status >= 200 && context.status < 300;
  if (isSuccess && entries.length === 0) {
    return body.form === "json" ? null : malformedAnswer(context, "QuickBooks answered with something that is not JSON.");
  }
  const classified = (entries.length > 0 ? entries : [{ code: "" }])
    .map((entry) => ({ entry, row: rowFor(entry, context) }))
    .sort((a, b) => hopelessness.indexOf(b.row.retry) - hopelessness.indexOf(a.row.retry));
  const { entry, row } = classified[0] as { entry: FaultEntry; row: FaultRow };
  return new LedgerError(row.code, `QuickBooks answered ${context.status}${entry.code && ` with fault ${entry.code}`} (${row.code}).`, {
    retry: row.retry,
    facts: factsOf(entry, row, context),
    isOutcomeUnknown: context.isWrite && (row.isOutcomeUnknown ?? false),
  });
}

/** An answer that cannot be understood. After a write nobody knows whether it took effect. */
export function malformedAnswer(context: FaultContext, message: string): LedgerError {
  return new LedgerError("malformed-answer", message, {
    retry: "later",
    facts: { status: context.status, traceId: context.traceId ?? undefined },
    isOutcomeUnknown: context.isWrite,
  });
}

function rowFor(entry: FaultEntry, context: FaultContext): FaultRow {
  const text = `${entry.message ?? ""} ${entry.detail ?? ""}`;
  const row = faultTable.find(
    (candidate) =>
      (candidate.codes === undefined || candidate.codes.includes(entry.code)) &&
      (candidate.status === undefined ||
        candidate.status === context.status ||
        candidate.status === `${Math.floor(context.status / 100)}xx`) &&
      (candidate.operations === undefined || candidate.operations.includes(context.operation)) &&
      (candidate.text === undefined || candidate.text.test(text)),
  );
  return row as FaultRow; // the last row has no condition
}

function factsOf(entry: FaultEntry, row: FaultRow, context: FaultContext): LedgerErrorFacts {
  // The detail of an authentication fault is the access token itself (recorded: "Token expired: AB01...").
  const isAboutTokens = context.status === 401 || row.code === "auth-expired";
  return {
    status: context.status,
    faultCode: entry.code || undefined,
    faultMessage: isAboutTokens ? undefined : withoutTokens(entry.message),
    faultDetail: isAboutTokens ? undefined : withoutTokens(entry.detail),
    element: entry.element,
    ...otherRecord(entry, row),
    traceId: context.traceId ?? undefined,
    retryAfterSeconds: context.retryAfterSeconds ?? undefined,
  };
}

const otherKinds: Record<string, LedgerKind> = { Invoice: "invoice", Customer: "customer", Vendor: "vendor", Employee: "employee" };

/** "DocNumber=1043 is assigned to TxnType=Invoice with TxnId=266"; "The customer ID is: 58" (Intuit's error table). */
function otherRecord(entry: FaultEntry, row: FaultRow): Pick<LedgerErrorFacts, "otherKind" | "otherId"> {
  const text = entry.detail ?? "";
  if (row.code === "duplicate-number") {
    return { otherKind: otherKinds[/TxnType=(\w+)/.exec(text)?.[1] ?? ""], otherId: /TxnId=(\d+)/.exec(text)?.[1] };
  }
  if (row.code === "duplicate-name") {
    const [, kind = "", id] = /\b(customer|vendor|employee) ID is:? ?(\d+)/i.exec(text) ?? /\b()Id=(\d+)/.exec(text) ?? [];
    return { otherKind: otherKinds[kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()], otherId: id };
  }
  return {};
}

/** Access tokens are JWEs (`eyJ...`), refresh tokens begin `AB11` or `RT1-` (qbo-protocol 10.3). */
function withoutTokens(text: string | undefined): string | undefined {
  return text?.replace(/\b(eyJ|AB\d\d|RT\d-)[\w.+/=-]{16,}/g, "[redacted]");
}
