import type { Evidence } from "./evidence.js";
import type { HubEvidence } from "./hub-evidence.js";

type Problem = HubEvidence["problems"][number];
type Call = HubEvidence["calls"][number];
type Change = HubEvidence["changes"][number];

/** The connection the firm works with now; null when there is none. */
export function liveConnection({ hub }: Evidence): HubEvidence["connections"][number] | null {
  return hub.connections.find((connection) => connection.state !== "disconnected") ?? null;
}

export function activeLinks(evidence: Evidence): HubEvidence["links"] {
  const connection = liveConnection(evidence);
  return evidence.hub.links.filter((link) => link.is_active && link.connection_id === connection?.id);
}

/** Open problems that hold a record. */
export function openProblemsOf({ hub }: Evidence, kind: string, recordId: string): Problem[] {
  return hub.problems.filter((problem) => problem.state === "open" && problem.records.some((record) => record.kind === kind && record.record_id === recordId && !record.is_released));
}

/** Open problems of the connection as a whole: while there is one, everything waits and says so. */
export function hasConnectionProblem({ hub }: Evidence): boolean {
  return hub.problems.some((problem) => problem.state === "open" && problem.cause_key.startsWith("connection:"));
}

/** Whether a person can see why this record is not through: a problem, a word of theirs, or another record it says it waits for. */
export function isAccountedFor(evidence: Evidence, kind: string, recordId: string): boolean {
  if (openProblemsOf(evidence, kind, recordId).length > 0 || hasConnectionProblem(evidence)) return true;
  if (evidence.hub.setAside.some((entry) => entry.kind === kind && entry.record_id === recordId)) return true;
  const shown = evidence.hub.shown.find((entry) => entry.kind === kind && entry.record_id === recordId);
  if (shown?.state === "external") return true;
  return shown?.state === "blocked" && (shown.reason ?? "").startsWith("waits for") && evidence.hub.problems.some((problem) => problem.state === "open");
}

/** Changes a call carried, with the state its own attempt had. */
export function changesOf({ hub }: Evidence, call: Call): Change[] {
  const ids = new Set(call.change_id === null ? hub.attempts.flatMap((attempt) => (attempt.call_id === call.id ? [attempt.change_id] : [])) : [call.change_id]);
  return hub.changes.filter((change) => ids.has(change.id));
}

/** Calls that write, by their request id. */
export function writesByRequest({ hub }: Evidence): Map<string, Call> {
  return new Map(hub.calls.flatMap((call) => (call.request_id === null ? [] : [[call.request_id, call]])));
}

/** `kind id`, the way violations name a record of the hub. */
export function nameOf(kind: string, id: string | null): string {
  return `${kind} ${id ?? "?"}`;
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
