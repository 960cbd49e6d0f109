/** Kinds of record that are kept in step with a ledger, as SQL and the API name them. */
export type RecordKind = "client" | "site" | "staff-member" | "invoice" | "time-entry";

/** Everything whose history is kept: what syncs, and what it depends on. */
export type HistoryKind = RecordKind | "billable-category" | "billable-type" | "firm" | "import" | "connection" | "mapping";

/** One field that became another. */
export interface FieldChange {
  path: string;
  before: unknown;
  after: unknown;
  /** Whose field it is; the hub's when absent. */
  side?: "hub" | "ledger";
}

/** One line of a record's history, before it has an id and an actor. */
export interface RecordEvent {
  kind: HistoryKind;
  recordId: string;
  /** A past participle: "created", "approved", "sent". */
  action: string;
  runId?: string | null;
  /** The call to the ledger that caused it. */
  callId?: string | null;
  changes?: readonly FieldChange[];
}

const NO_FIELD: ReadonlySet<string> = new Set(["id", "firmId", "version"]);

/** The fields that differ between two states of a record. `before` null: it is new; `after` null: it is gone. */
export function fieldChanges(before: object | null, after: object | null): FieldChange[] {
  const from: Record<string, unknown> = { ...before };
  const to: Record<string, unknown> = { ...after };
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((path) => !NO_FIELD.has(path) && JSON.stringify(from[path] ?? null) !== JSON.stringify(to[path] ?? null))
    .map((path) => ({ path, before: from[path] ?? null, after: to[path] ?? null }));
}
