import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { thisFirm } from "./this-firm.js";

/** A run as lists and pages show it. */
export interface RunView {
  id: string;
  number: number;
  kind: string;
  trigger: string;
  state: "queued" | "running" | "waiting" | "awaiting-approval" | "succeeded" | "partial" | "failed" | "cancelled";
  phase: string;
  mode: "thrifty" | "fast";
  startedBy: string | null;
  startedAt: string;
  finishedAt: string | null;
  waitingUntil: string | null;
  done: number;
  total: number | null;
  /** Seconds it was at work until now: waiting for its turn, for a person or for a lost connection does not count. */
  workedSeconds: number;
  /** Those of its present spell; null while it lies. */
  spellSeconds: number | null;
  counts: Record<string, number>;
  calls: Record<string, number>;
  /** Exchanges that were sent more than once. */
  repeatedCalls: number;
  summary: string | null;
  failure: string | null;
  planId: string | null;
}

export interface RunListFilter {
  states?: readonly string[] | null;
  kinds?: readonly string[] | null;
  triggers?: readonly string[] | null;
}

const columns = `
  run.id, run.number, run.kind, run.trigger, run.state, run.phase, run.mode, run.started_by as "startedBy", run.started_at as "startedAt", run.finished_at as "finishedAt",
  run.waiting_until as "waitingUntil", run.done, run.total,
  (run.worked_seconds + coalesce(extract(epoch from hub.hub_now() - run.working_since), 0))::float8 as "workedSeconds", extract(epoch from hub.hub_now() - run.working_since)::float8 as "spellSeconds",
  run.counts, run.calls, run.summary, run.failure, (select count(*)::int from hub.call as call where call.firm_id = ${thisFirm} and call.run_id = run.id and call.attempts > 1) as "repeatedCalls",
  (select plan.id from hub.plan as plan where plan.firm_id = ${thisFirm} and plan.run_id = run.id and plan.state <> 'discarded' order by plan.created_at desc limit 1) as "planId"`;
const from = "hub.run as run";

function source(filter: RunListFilter): ListSource {
  const conditions = new Conditions("run").isOneOf("run.state", filter.states).isOneOf("run.kind", filter.kinds).isOneOf("run.trigger", filter.triggers);
  return { from, columns, conditions, sort: { by: "run.number", type: "integer", id: "run.id", direction: "desc" } };
}

/** Runs of the firm, newest first. */
export function listRuns(session: FirmSession, filter: RunListFilter, page: PageRequest): Promise<Slice<RunView>> {
  return readPage<RunView>(session, source(filter), page);
}

export function countRuns(session: FirmSession, filter: RunListFilter): Promise<number> {
  return countList(session, source(filter));
}

export function runsByIds({ query }: FirmSession, ids: readonly string[]): Promise<RunView[]> {
  return query<RunView>(`select ${columns} from ${from} where run.firm_id = ${thisFirm} and run.id = any($1::uuid[])`, [ids]);
}

/** The run that works now, is about to begin, or waits to go on, on a connection. */
export async function activeRun({ query }: FirmSession, connectionId: string): Promise<RunView | null> {
  const rows = await query<RunView>(`select ${columns} from ${from} where run.firm_id = ${thisFirm} and run.connection_id = $1 and run.state in ('running', 'waiting', 'queued') order by array_position(array['running', 'queued', 'waiting'], run.state), run.number desc limit 1`, [connectionId]);
  return rows[0] ?? null;
}

/** The last run of a kind that is not still waiting to begin. */
export async function lastRunOfKind({ query }: FirmSession, connectionId: string, kinds: readonly string[]): Promise<RunView | null> {
  const rows = await query<RunView>(`select ${columns} from ${from} where run.firm_id = ${thisFirm} and run.connection_id = $1 and run.kind = any($2::text[]) and run.state <> 'queued' order by run.number desc limit 1`, [connectionId, kinds]);
  return rows[0] ?? null;
}

/** An exchange with the ledger, for the audit; what was said is asked for apart. */
export interface CallView {
  id: string;
  at: string;
  method: string;
  path: string;
  operation: string;
  state: string;
  httpStatus: number | null;
  durationMs: number | null;
  isMetered: boolean;
  requestId: string | null;
  traceId: string | null;
  attempts: number;
  error: unknown;
}

const callColumns = `
  call.id, call.created_at as at, call.method, call.path, call.operation, call.state, call.http_status as "httpStatus", call.duration_ms as "durationMs", call.is_metered as "isMetered",
  call.request_id as "requestId", call.trace_id as "traceId", call.attempts, call.error`;

export function callsByIds({ query }: FirmSession, ids: readonly string[]): Promise<CallView[]> {
  return query<CallView>(`select ${callColumns} from hub.call as call where call.firm_id = ${thisFirm} and call.id = any($1::uuid[])`, [ids]);
}

/** One time a write left. */
export interface CallTryView {
  callId: string;
  number: number;
  at: string;
  /** 0 when nothing came back; null when the process that sent it ended before it could say. */
  httpStatus: number | null;
  durationMs: number | null;
  isMetered: boolean;
  traceId: string | null;
}

/** Each time these calls left, the first time first. A read has none: it leaves once, and is its own. */
export function triesOfCalls({ query }: FirmSession, callIds: readonly string[]): Promise<CallTryView[]> {
  return query<CallTryView>(
    `select t.call_id as "callId", t.number, t.sent_at as at, t.http_status as "httpStatus", t.duration_ms as "durationMs", t.is_metered as "isMetered", t.trace_id as "traceId"
     from hub.call_try as t where t.firm_id = ${thisFirm} and t.call_id = any($1::uuid[]) order by t.call_id, t.number`,
    [callIds],
  );
}

/** What was said in a call: the request as it is kept (the exact one while its outcome is open), and the answer, redacted. */
export interface CallBodiesRow {
  id: string;
  request: unknown;
  response: string | null;
}

export function callBodies({ query }: FirmSession, ids: readonly string[]): Promise<CallBodiesRow[]> {
  return query<CallBodiesRow>(`select call.id, call.body as request, call.response_body as response from hub.call as call where call.firm_id = ${thisFirm} and call.id = any($1::uuid[])`, [ids]);
}

/** Every exchange of a run, in order. */
export function listCallsOfRun(session: FirmSession, runId: string, page: PageRequest): Promise<Slice<CallView>> {
  return readPage<CallView>(
    session,
    { from: "hub.call as call", columns: callColumns, conditions: new Conditions("call").add("call.run_id = $$", runId), sort: { by: "call.created_at", type: "timestamptz", id: "call.id", direction: "asc" } },
    page,
  );
}

/** Reads that belong to no run, and renewals of the sign-in that failed, the newest first. */
export function listCallsOutsideRuns(session: FirmSession, page: PageRequest): Promise<Slice<CallView>> {
  return readPage<CallView>(
    session,
    { from: "hub.call as call", columns: callColumns, conditions: new Conditions("call").add("call.run_id is null"), sort: { by: "call.created_at", type: "timestamptz", id: "call.id", direction: "desc" } },
    page,
  );
}

/** Exchanges behind these changes, alone or in a batch. */
export function callsOfChanges({ query }: FirmSession, changeIds: readonly string[]): Promise<(CallView & { changeId: string })[]> {
  return query(
    `select ${callColumns}, call.change_id as "changeId" from hub.call as call where call.firm_id = ${thisFirm} and call.change_id = any($1::uuid[])
     union all
     select ${callColumns}, attempt.change_id from hub.attempt as attempt join hub.call as call on call.firm_id = ${thisFirm} and call.id = attempt.call_id where attempt.firm_id = ${thisFirm} and attempt.change_id = any($1::uuid[])
     order by 2`,
    [changeIds],
  );
}
