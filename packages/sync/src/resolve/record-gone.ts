import type { LedgerKind, RecordKind } from "@tieout/domain";
import type { DraftProblem } from "../engine/flow.js";

/** A linked record that the ledger does not have any more: one problem, whoever notices it first. */
export function recordGone(kind: RecordKind, recordId: string, facts: { label: string; ledgerKind: LedgerKind; ledgerId: string }): DraftProblem {
  return { kind: "record-gone", causeKey: `record-gone:${kind}:${recordId}`, facts };
}
