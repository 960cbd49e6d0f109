import { byId, groupBy, nameOf } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";
import { isVoided } from "./wire-facts.js";

const entities = { invoice: "Invoice", "time-activity": "TimeActivity" } as const;

/** INV-9: what somebody deleted or voided in QuickBooks is not created again unless a person says so. */
export const noResurrection: Invariant = ({ hub, ledger }) => {
  const creates = hub.changes.filter((change) => change.side === "ledger" && change.operation === "create" && change.state === "applied" && change.record_id !== null && change.ledger_kind in entities);
  return [...groupBy(creates, (change) => `${change.connection_id} ${nameOf(change.kind, change.record_id)}`)].flatMap(([, changes]): Violation[] => {
    const byTime = changes.toSorted((a, b) => (a.applied_at ?? "").localeCompare(b.applied_at ?? ""));
    const [first, ...again] = byTime;
    if (!first || again.length === 0) return [];
    const entity = entities[first.ledger_kind as keyof typeof entities];
    const stillThere = byId(ledger[entity], first.ledger_id);
    const isEnded = !stillThere || isVoided(stillThere);
    const isDecided = hub.problems.some((problem) => problem.resolved_by !== null && problem.resolved_by !== "sync" && problem.records.some((record) => record.kind === first.kind && record.record_id === first.record_id));
    // Time that was returned and approved anew was deleted by ourselves; so was, or voided, what a person took back and included again.
    const isOurOwn = hub.changes.some((change) => (change.operation === "delete" || change.operation === "void") && change.state === "applied" && change.ledger_id === first.ledger_id && change.ledger_kind === first.ledger_kind);
    if (!isEnded || isDecided || isOurOwn) return [];
    return [{ invariant: "INV-9", what: "A record that was deleted or voided in QuickBooks was created again, and nobody asked for it.", documents: [nameOf(first.kind, first.record_id), ...byTime.map((change) => `${entity} ${change.ledger_id}`)] }];
  });
};
