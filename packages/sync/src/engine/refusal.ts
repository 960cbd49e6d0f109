import { type LedgerError, type LedgerErrorCode, type ProblemKind } from "@tieout/domain";
import type { ChangeRow } from "@tieout/store";
import { closedPeriod } from "../resolve/closed-period.js";
import type { DraftProblem } from "./flow.js";

/** What the ledger's answer means for the rest of the run. */
export type Verdict =
  /** It may have taken effect: look it up before anything else is done. */
  | "unknown"
  /** It certainly did not; nothing more can be sent now, to nobody. */
  | "interrupted"
  /** Our picture of the record is old: read it again and plan anew. */
  | "outdated"
  /** This record, for a reason a person must see. */
  | "refused";

const interrupting: ReadonlySet<LedgerErrorCode> = new Set(["auth-expired", "grant-revoked", "sign-in-refused", "wrong-company", "throttled", "quota-exhausted", "unavailable", "no-answer", "subscription-ended"]);

export function verdictOf(error: LedgerError): Verdict {
  if (error.isOutcomeUnknown) return "unknown";
  if (interrupting.has(error.code)) return "interrupted";
  return error.code === "stale" ? "outdated" : "refused";
}

type Refused = Pick<ChangeRow, "kind" | "recordId" | "ledgerKind" | "label" | "write">;

interface Cause {
  kind: ProblemKind;
  /** Records with the same key share the problem. */
  key: (change: Refused, error: LedgerError) => string;
}

const ofRecord = (name: string) => (change: Refused) => `${name}:${change.kind}:${change.recordId ?? change.label}`;

const causes: Partial<Record<LedgerErrorCode, Cause>> = {
  "duplicate-name": { kind: "name-taken", key: (change) => `name-taken:${change.label.trim().toLowerCase()}` },
  "duplicate-number": { kind: "number-taken", key: ofRecord("number-taken") },
  "reference-missing": { kind: "reference-refused", key: ofRecord("reference") },
  "reference-inactive": { kind: "reference-refused", key: ofRecord("reference") },
  "not-found": { kind: "record-gone", key: ofRecord("record-gone") },
  "not-allowed": { kind: "not-allowed", key: (change) => `not-allowed:${change.ledgerKind}` },
  "invalid-field": { kind: "field-refused", key: ofRecord("field") },
};

/** The problem a refusal is shown as. A code nobody foresaw is shown in the ledger's own words. */
export function problemOfRefusal(change: Refused, error: LedgerError, closedThrough: string | null): DraftProblem {
  const cause = causes[error.code] ?? { kind: "rejected" as const, key: ofRecord("rejected") };
  const { faultCode, faultMessage, faultDetail, element, otherKind, otherId, traceId } = error.facts;
  const facts = {
    label: change.label,
    ledgerKind: change.ledgerKind,
    code: error.code,
    faultCode: faultCode ?? null,
    faultDetail: faultDetail ?? faultMessage ?? error.message,
    element: element ?? null,
    otherKind: otherKind ?? null,
    otherId: otherId ?? null,
    traceId: traceId ?? null,
  };
  if (error.code !== "period-closed") return { kind: cause.kind, causeKey: cause.key(change, error), facts };
  // Closed further than we knew: the day is read with the next look at the company.
  const isKnown = closedThrough !== null && (dayOf(change) ?? closedThrough) <= closedThrough;
  const closed = closedPeriod(change.kind, isKnown ? closedThrough : "the closing date");
  return { ...closed, facts: { ...facts, ...closed.facts } };
}

/** The calendar day of the document that was refused; null when only its id was sent. */
function dayOf({ write }: Refused): string | null {
  const { document } = (write ?? {}) as { document?: { issuedOn?: string; day?: string } };
  return document?.issuedOn ?? document?.day ?? null;
}
