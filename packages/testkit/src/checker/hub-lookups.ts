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
export function openProblemsOf({ hub }: Evidence, kind: string, recordId: string): readonly Problem[] {
  return holding(hub.problems).get(nameOf(kind, recordId)) ?? [];
}

const holding = once((problems: HubEvidence["problems"]) => {
  const open = problems.flatMap((problem) => (problem.state === "open" ? problem.records.flatMap((record) => (record.is_released ? [] : [{ problem, name: nameOf(record.kind, record.record_id) }])) : []));
  return new Map([...Map.groupBy(open, ({ name }) => name)].map(([name, held]) => [name, [...new Set(held.map(({ problem }) => problem))]]));
});

/** Open problems of the connection as a whole: while there is one, everything waits and says so. */
export function hasConnectionProblem({ hub }: Evidence): boolean {
  return hub.problems.some((problem) => problem.state === "open" && problem.cause_key.startsWith("connection:"));
}

/** Open plans of the sync with something in them for a record of the hub, or of QuickBooks: a person is asked to approve it. */
export function waitsForApproval(evidence: Evidence, of: Pick<Change, "kind" | "record_id"> | Pick<Change, "ledger_kind" | "ledger_id">): boolean {
  return waitingIn(evidence.hub.plans)(evidence.hub.changes).has("record_id" in of ? nameOf(of.kind, of.record_id) : `${of.ledger_kind} ${of.ledger_id}`);
}

const waitingIn = once((plans: HubEvidence["plans"]) => {
  const open = new Set(plans.flatMap(({ id, kind, state }) => (state === "open" && kind !== "import" && kind !== "undo" ? [id] : [])));
  return once((changes: HubEvidence["changes"]) => new Set(changes.flatMap((change) => (open.has(change.plan_id) && (change.state === "planned" || change.state === "ask") ? [nameOf(change.kind, change.record_id), `${change.ledger_kind} ${change.ledger_id}`] : []))));
});

/** Left out by a person's word. */
export function isSetAside({ hub }: Evidence, kind: string, recordId: string): boolean {
  return byRecord(hub.setAside, kind, recordId) !== undefined;
}

/** Whether a person can see why this record is not through: a problem, a plan that waits for them, a word of theirs, or another record it says it waits for. */
export function isAccountedFor(evidence: Evidence, kind: string, recordId: string): boolean {
  // A notice tells something and holds nothing back.
  if (openProblemsOf(evidence, kind, recordId).some(({ severity }) => severity !== "info") || hasConnectionProblem(evidence)) return true;
  if (isSetAside(evidence, kind, recordId) || waitsForApproval(evidence, { kind, record_id: recordId })) return true;
  const shown = byRecord(evidence.hub.shown, kind, recordId);
  if (shown?.state === "external") return true;
  // A document says so when its client is left out.
  if (shown?.state === "blocked" && shown.reason?.endsWith(" is set aside")) return evidence.hub.setAside.some((row) => row.kind === "client");
  return shown?.state === "blocked" && (shown.reason ?? "").startsWith("waits for") && evidence.hub.problems.some((problem) => problem.state === "open");
}

/** Changes a call carried, with the state its own attempt had. */
export function changesOf({ hub }: Evidence, call: Call): Change[] {
  const ids = new Set(call.change_id === null ? (attemptsByCall(hub.attempts).get(call.id) ?? []).map((attempt) => attempt.change_id) : [call.change_id]);
  return [...ids].flatMap((id) => byId(hub.changes, id) ?? []);
}

const attemptsByCall = once((attempts: HubEvidence["attempts"]) => Map.groupBy(attempts, (attempt) => attempt.call_id));

/** Calls that write, by their request id. */
export const writesByRequest = ({ hub }: Evidence): ReadonlyMap<string, Call> => requested(hub.calls);

const requested = once((calls: HubEvidence["calls"]) => new Map(calls.flatMap((call) => (call.request_id === null ? [] : [[call.request_id, call] as const]))));

/** A row of the hub, or a record of QuickBooks, by its id. */
export function byId<Row extends { id: string } | { Id: string }>(rows: readonly Row[], id: string | null): Row | undefined {
  return rows[placesById(rows).get(id ?? "") ?? -1];
}

const placesById = once((rows: readonly ({ id: string } | { Id: string })[]) => new Map(rows.map((row, place) => ["Id" in row ? row.Id : row.id, place])));

/** The row about a record of the hub. */
function byRecord<Row extends { kind: string; record_id: string }>(rows: readonly Row[], kind: string, recordId: string): Row | undefined {
  return rows[placesByRecord(rows).get(nameOf(kind, recordId)) ?? -1];
}

const placesByRecord = once((rows: readonly { kind: string; record_id: string }[]) => new Map(rows.map((row, place) => [nameOf(row.kind, row.record_id), place])));

/** Computed once for each list, for as long as somebody has the list: evidence may hold a hundred thousand rows of a kind, and nobody changes it. */
export function once<Rows extends object, Index>(index: (rows: Rows) => Index): (rows: Rows) => Index {
  const made = new WeakMap<Rows, Index>();
  return (rows) => {
    const known = made.get(rows);
    if (known !== undefined) return known;
    const fresh = index(rows);
    made.set(rows, fresh);
    return fresh;
  };
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
