import type { LedgerKind } from "../ledger/documents.js";
import type { ProblemFacts } from "./problem-catalog.js";

/** What the record of a problem may be linked to, as far as the facts say. */
export interface LinkTarget {
  kind: LedgerKind;
  /** The record to propose: the survivor of a merge, or the one that stands in the way. Never the linked one, which is why there is a problem. */
  proposedId: string | null;
  /** It is one of these; empty where nobody said so. */
  candidateIds: readonly string[];
}

/** Reads it from the facts of a problem. A record of another kind that stands in the way cannot be linked to. */
export function linkTargetOf({ ledgerKind, otherKind, staffId, survivorId, otherId, candidates }: ProblemFacts): LinkTarget {
  const kind = (ledgerKind ?? otherKind ?? (staffId ? "employee" : "customer")) as LedgerKind;
  const proposed = survivorId ?? (otherKind === kind ? otherId : null);
  return { kind, proposedId: typeof proposed === "string" && proposed !== "" ? proposed : null, candidateIds: Array.isArray(candidates) ? candidates : [] };
}
