import { isWrite } from "./evidence.js";
import { hasConnectionProblem, nameOf } from "./hub-lookups.js";
import type { Invariant } from "./violation.js";

const underWay = ["pending", "sending", "unknown"];

/** INV-5: once nobody changes anything more, nothing is under way and one more cycle writes nothing. */
export const converges: Invariant = (evidence) => {
  const { hub, journal, restFrom } = evidence;
  if (restFrom === null) return [];
  const writes = journal.filter((entry) => entry.seq > restFrom && isWrite(entry));
  const calls = hub.calls.filter((call) => call.request_id !== null && underWay.includes(call.state));
  const open = new Set(hub.plans.flatMap((plan) => (plan.state === "open" || plan.state === "discarded" ? [] : [plan.id])));
  const changes = hub.changes.filter((change) => ["planned", "sending", "checking"].includes(change.state) && open.has(change.plan_id));
  // While a connection problem is open, work may wait for it: it is seen.
  const works = hasConnectionProblem(evidence) ? [] : hub.works.filter((work) => work.state !== "done");
  const found = (what: string, documents: string[]) => (documents.length === 0 ? [] : [{ invariant: "INV-5" as const, what, documents }]);
  return [
    ...found("A cycle after the last change wrote again.", writes.map(({ requestid, path }) => `request ${requestid ?? path}`)),
    ...found("Calls are still in doubt.", calls.map((call) => `request ${call.request_id}`)),
    ...found("Changes are planned and nobody applies them.", changes.map((change) => nameOf(change.kind, change.record_id))),
    ...found("Records changed and nobody looked at them.", hub.dirty.flatMap(({ kind, record_id }) => (["client", "invoice", "time-entry"].includes(kind) ? [nameOf(kind, record_id)] : []))),
    ...found("Work is not done.", works.map((work) => `work ${work.id}`)),
  ];
};
