import type { LedgerKind, RecordKind } from "@tieout/domain";
import type { ChangeRow } from "@tieout/store";
import type { PlannedRef, PlannedSoFar } from "./flow.js";

type Planned = Pick<ChangeRow, "id" | "kind" | "recordId" | "ledgerKind" | "ledgerId" | "side" | "operation" | "state" | "candidates" | "label">;

/** What a plan holds so far, by the records of either side. Fills itself from stored changes when a plan goes on after a crash. */
export interface PlannedRegistry extends PlannedSoFar {
  add(change: Planned): void;
}

export function createPlanned(): PlannedRegistry {
  const byRecord = new Map<string, PlannedRef>();
  const byLedger = new Map<string, PlannedRef>();
  const names = new Set<string>();
  const key = (kind: string, id: string) => `${kind} ${id}`;

  return {
    ofRecord: (kind: RecordKind, recordId: string) => byRecord.get(key(kind, recordId)),
    ofLedger: (kind: LedgerKind, ledgerId: string) => byLedger.get(key(kind, ledgerId)),
    claimName(name) {
      const folded = name.trim().toLowerCase();
      if (names.has(folded)) return false;
      names.add(folded);
      return true;
    },
    add(change) {
      // What was applied shows in the records themselves; what moved, failed or was dropped may be planned again.
      if (change.state === "applied" || change.state === "moved" || change.state === "refused" || change.state === "skipped") return;
      const state = change.state === "ask" ? "ask" : change.state === "blocked" ? "blocked" : "ready";
      const ref: PlannedRef = { changeId: change.id, recordId: change.recordId, ledgerId: change.ledgerId, state };
      // The change that brings a record into being, or binds it, is what others depend on; a later edit of it is not.
      if (change.recordId && !byRecord.has(key(change.kind, change.recordId))) byRecord.set(key(change.kind, change.recordId), ref);
      if (change.ledgerId && !byLedger.has(key(change.ledgerKind, change.ledgerId))) byLedger.set(key(change.ledgerKind, change.ledgerId), ref);
      if (change.side === "ledger" && change.operation === "create" && change.kind === "client") names.add(change.label.trim().toLowerCase());
      // Whoever is asked about is not planned otherwise until the question is answered.
      for (const candidate of change.state === "ask" ? change.candidates : []) {
        const place = change.recordId === null ? byRecord : byLedger;
        const candidateKey = change.recordId === null ? key(change.kind, candidate.id) : key(change.ledgerKind, candidate.id);
        if (!place.has(candidateKey)) place.set(candidateKey, { ...ref, state: "ask" });
      }
    },
  };
}
