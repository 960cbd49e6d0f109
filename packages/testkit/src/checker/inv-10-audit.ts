import { isWrite, ofRealm, type Evidence } from "./evidence.js";
import { byId, changesOf, groupBy, nameOf, writesByRequest } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";

/** INV-10: every write was recorded before it was sent, has a run and a cause, comes from a plan that was approved, and is in the history of its record; and of the history no line was changed, taken away or put in past its seal. */
export const audited: Invariant = (evidence) => [...unrecorded(evidence), ...causeless(evidence), ...unapproved(evidence), ...withoutHistory(evidence), ...brokenSeals(evidence)];

const missing = (what: string, ...documents: string[]): Violation => ({ invariant: "INV-10", what, documents });

function unrecorded(evidence: Evidence): Violation[] {
  const calls = writesByRequest(evidence);
  return ofRealm(evidence).flatMap((entry) => (isWrite(entry) && !(entry.requestid !== undefined && calls.has(entry.requestid)) ? [missing("A write left that nobody had recorded.", `request ${entry.requestid ?? `${entry.method} ${entry.path}`}`)] : []));
}

function causeless(evidence: Evidence): Violation[] {
  return evidence.hub.calls.flatMap((call) => {
    const run = byId(evidence.hub.runs, call.run_id);
    return call.request_id === null || (run && (run.started_by !== null || run.trigger === "schedule")) ? [] : [missing("A write has neither a person nor a schedule for its cause.", `request ${call.request_id}`)];
  });
}

/** A first plan, and any that was left open, waits for a person's word. */
function unapproved(evidence: Evidence): Violation[] {
  return evidence.hub.calls.flatMap((call) => {
    if (call.request_id === null) return [];
    return changesOf(evidence, call).flatMap((change) => {
      const plan = byId(evidence.hub.plans, change.plan_id);
      const waits = plan?.kind === "import" || plan?.opened_at !== null || plan?.state === "discarded";
      const isApproved = plan?.approved_by !== null && plan?.approved_at !== undefined && (plan?.approved_at ?? "~") <= call.created_at;
      return plan && (!waits || isApproved) ? [] : [missing("A write left before its plan was approved.", nameOf(change.kind, change.record_id), `request ${call.request_id}`)];
    });
  });
}

function withoutHistory({ hub }: Evidence): Violation[] {
  const told = groupBy(hub.events.filter((event) => event.run_id !== null), (event) => nameOf(event.kind, event.record_id));
  const applied = groupBy(hub.changes.filter((change) => change.state === "applied" && change.record_id !== null), (change) => nameOf(change.kind, change.record_id));
  // A lost answer may be taken up by a later run than the one that sent it: each change has a line, whichever run it names.
  return [...applied].flatMap(([name, changes]) => ((told.get(name)?.length ?? 0) >= changes.length ? [] : [missing("A change was applied and the history of its record does not have it.", name)]));
}

/** Each line follows the one before it, by number and by hash, and each has a seal. */
function brokenSeals({ hub }: Evidence): Violation[] {
  const sealed = new Set(hub.seals.map((seal) => seal.event_id));
  return [
    ...hub.seals.flatMap(({ number, hash, computed }, index) => [
      ...(number === (hub.seals[index - 1]?.number ?? 0) + 1 ? [] : [missing("Lines of the history are gone, with their seals.", `before line ${number}`)]),
      ...(computed === hash ? [] : [missing(computed === null ? "A line of the history is gone." : "A line of the history is not what was sealed.", `line ${number}`)]),
    ]),
    ...hub.events.flatMap((event) => (sealed.has(event.id) ? [] : [missing("A line of the history was never sealed.", nameOf(event.kind, event.record_id))])),
  ];
}
