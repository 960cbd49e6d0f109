import type { FirmSession } from "../orm.js";
import { lockSync } from "./sync-lock.js";
import { thisFirm } from "./this-firm.js";

export type SyncRunState = "queued" | "running" | "waiting" | "awaiting-approval" | "succeeded" | "partial" | "failed" | "cancelled";

/** One pass over the flows. */
export interface SyncRunRow {
  id: string;
  number: number;
  connectionId: string;
  kind: string;
  trigger: string;
  state: SyncRunState;
  phase: string;
  mode: "thrifty" | "fast";
  isCancelRequested: boolean;
  done: number;
  total: number | null;
  counts: Record<string, number>;
  calls: Record<string, number>;
}

export interface NewRun {
  id: string;
  connectionId: string;
  kind: string;
  trigger: string;
  state: SyncRunState;
  startedBy: string | null;
}

/** Opens a run under the firm's next number. */
export async function insertRun(session: FirmSession, run: NewRun): Promise<void> {
  await lockSync(session);
  await session.query(
    `insert into hub.run (id, firm_id, connection_id, number, kind, trigger, state, started_by, working_since)
     values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from hub.run where firm_id = $2), $4, $5, $6, $7, case when $6 = 'running' then hub.hub_now() end)`,
    [run.id, session.firmId, run.connectionId, run.kind, run.trigger, run.state, run.startedBy],
  );
}

export async function syncRunById(session: FirmSession, id: string): Promise<SyncRunRow | null> {
  const rows = await session.query<SyncRunRow>(
    `select id, number, connection_id as "connectionId", kind, trigger, state, phase, mode, cancel_requested_at is not null as "isCancelRequested", done, total, counts, calls
     from hub.run where firm_id = $1 and id = $2`,
    [session.firmId, id],
  );
  return rows[0] ?? null;
}

export interface RunPatch {
  state?: SyncRunState;
  phase?: string;
  mode?: "thrifty" | "fast";
  done?: number;
  total?: number | null;
  counts?: object;
  calls?: object;
  summary?: string | null;
  failure?: string | null;
  waitingSeconds?: number | null;
}

const runColumns: Record<Exclude<keyof RunPatch, "waitingSeconds">, string> = {
  state: "state", phase: "phase", mode: "mode", done: "done", total: "total", counts: "counts", calls: "calls", summary: "summary", failure: "failure",
};

/** Changes what is named. A final state also sets the time it was reached; every state but `running` ends the present spell of work. */
export async function patchRun(session: FirmSession, id: string, patch: RunPatch): Promise<void> {
  const params: unknown[] = [session.firmId, id];
  const assignments: string[] = [];
  const set = (column: string, value: unknown, expression = (param: string) => param): void => {
    params.push(typeof value === "object" && value !== null ? JSON.stringify(value) : value);
    assignments.push(`${column} = ${expression(`$${params.length}`)}`);
  };
  for (const [key, column] of Object.entries(runColumns)) {
    const value = patch[key as keyof typeof runColumns];
    if (value !== undefined) set(column, value);
  }
  if (patch.waitingSeconds !== undefined) set("waiting_until", patch.waitingSeconds, (param) => `hub.hub_now() + make_interval(secs => ${param}::float8)`);
  if (patch.state === "running") assignments.push("working_since = coalesce(working_since, hub.hub_now())");
  else if (patch.state) assignments.push("worked_seconds = worked_seconds + coalesce(extract(epoch from hub.hub_now() - working_since), 0)", "working_since = null");
  if (patch.state && ["succeeded", "partial", "failed", "cancelled"].includes(patch.state)) assignments.push("finished_at = hub.hub_now()");
  if (assignments.length > 0) await session.query(`update hub.run set ${assignments.join(", ")} where firm_id = $1 and id = $2`, params);
}

/** Asks a run to stop after the calls on their way. False when it has ended already. */
export async function requestCancel(session: FirmSession, id: string): Promise<boolean> {
  const rows = await session.query(
    `update hub.run set cancel_requested_at = coalesce(cancel_requested_at, hub.hub_now())
     where firm_id = $1 and id = $2 and state in ('queued', 'running', 'waiting') returning 1`,
    [session.firmId, id],
  );
  return rows.length === 1;
}

/** What a working run must hear of: it was cancelled, the connection was paused or lost, or somebody waits for something quick. */
export async function runSignals(session: FirmSession, runId: string, work: { id: string }): Promise<{ isCancelled: boolean; isStopped: boolean; isUrgentWaiting: boolean }> {
  const rows = await session.query<{ isCancelled: boolean; isStopped: boolean; isUrgentWaiting: boolean }>(
    `select r.cancel_requested_at is not null as "isCancelled", c.state <> 'enabled' as "isStopped",
       exists (select from hub.work q where q.firm_id = $1 and q.connection_id = w.connection_id and q.state = 'queued' and q.due_at <= hub.hub_now() and q.priority > w.priority) as "isUrgentWaiting"
     from hub.run r join hub.ledger_connection c on c.firm_id = ${thisFirm} and c.id = r.connection_id join hub.work w on w.firm_id = $1 and w.id = $3 where r.firm_id = $1 and r.id = $2`,
    [session.firmId, runId, work.id],
  );
  return rows[0] ?? { isCancelled: false, isStopped: false, isUrgentWaiting: false };
}

/** The same, and nobody can ask any more until this transaction ends. */
export async function isCancelRequestedAtLast(session: FirmSession, id: string): Promise<boolean> {
  return (await session.query<{ at: string | null }>("select cancel_requested_at as at from hub.run where firm_id = $1 and id = $2 for update", [session.firmId, id])).some(({ at }) => at !== null);
}

export async function isCancelRequested(session: FirmSession, id: string): Promise<boolean> {
  return (await session.query("select 1 from hub.run where firm_id = $1 and id = $2 and cancel_requested_at is not null", [session.firmId, id])).length === 1;
}
