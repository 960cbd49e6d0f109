import type { FirmSession } from "../orm.js";

export type CallState = "pending" | "sending" | "ok" | "refused" | "unknown";

/** One write as it is committed before it is sent: exactly this body goes out, under this request id, however often. */
export interface OutboxCall {
  id: string;
  runId: string | null;
  /** Null for a batch, whose changes are its attempts. */
  changeId: string | null;
  requestId: string;
  ledgerKind: string;
  operation: string;
  method: string;
  path: string;
  body: unknown;
  attempts: readonly { bid: string; changeId: string }[];
}

/** Commits the intent to send. Nothing has left yet. */
export async function insertCalls(session: FirmSession, connectionId: string, calls: readonly OutboxCall[]): Promise<void> {
  if (calls.length === 0) return;
  await session.query(
    `with given as (
       select * from jsonb_to_recordset($3::jsonb) as c(id uuid, "runId" uuid, "changeId" uuid, "requestId" text, "ledgerKind" text, operation text, method text, path text, body text, attempts jsonb)),
     calls as (
       insert into hub.call (id, firm_id, connection_id, run_id, change_id, request_id, ledger_kind, operation, method, path, body, state)
       select id, $1, $2, "runId", "changeId", "requestId", "ledgerKind", operation, method, path, body::json, 'pending' from given returning id)
     insert into hub.attempt (firm_id, call_id, bid, change_id, state)
     select $1, g.id, a.bid, a."changeId", 'pending' from given g join calls on calls.id = g.id, jsonb_to_recordset(g.attempts) as a(bid text, "changeId" uuid)`,
    [session.firmId, connectionId, JSON.stringify(calls.map(({ body, ...call }) => ({ ...call, body: JSON.stringify(body) })))],
  );
}

/** The call leaves now. If nothing more is heard of it, its outcome is unknown. */
export async function markCallSending(session: FirmSession, callId: string, processId: string, fence: string): Promise<void> {
  await session.query(
    "update hub.call set state = 'sending', leased_by = $3, fence = $4, sent_at = hub.hub_now() where firm_id = $1 and id = $2",
    [session.firmId, callId, processId, fence],
  );
}

/** One time a write left. */
export interface CallTry {
  /** How long ago that was, milliseconds. */
  leftMsAgo: number;
  /** The HTTP status; 0 when nothing came back. Null when nobody knows: the process that sent it ended, and it may never have left. */
  status: number | null;
  /** The ledger's own id for it. */
  traceId: string | null;
  isMetered: boolean;
  durationMs: number | null;
}

/**
 * Keeps each time a call left, in this order, after those that are kept: a line is added and never changed. What a process heard that died before it
 * could write it down, nobody can know: such a call has one line without a status.
 */
export async function insertCallTries(session: FirmSession, callId: string, tries: readonly CallTry[]): Promise<void> {
  if (tries.length === 0) return;
  await session.query(
    `with call as (update hub.call set attempts = attempts + $4 where firm_id = $1 and id = $2 returning attempts - $4 as before)
     insert into hub.call_try (firm_id, call_id, number, sent_at, http_status, trace_id, is_metered, duration_ms)
     select $1, $2, call.before + t.number, hub.hub_now() - make_interval(secs => t."leftMsAgo" / 1000.0), t.status, t."traceId", t."isMetered", t."durationMs"
     from call, jsonb_to_recordset($3::jsonb) as t(number integer, "leftMsAgo" float8, status integer, "traceId" text, "isMetered" boolean, "durationMs" integer)`,
    [session.firmId, callId, JSON.stringify(tries.map((entry, index) => ({ ...entry, number: index + 1 }))), tries.length],
  );
}

export interface CallOutcome {
  id: string;
  state: CallState;
  httpStatus: number | null;
  traceId: string | null;
  isMetered: boolean;
  durationMs: number | null;
  error: object | null;
  /** As they are kept: redacted and capped. Null keeps what there is. */
  requestBody: string | null;
  responseBody: string | null;
}

/**
 * What became of a call. One whose outcome is unknown waits from now on, for that is when the ledger may last have been busy with it. The exact
 * body is needed no longer than that: with the outcome its place is taken by what is kept of it.
 */
export async function settleCall(session: FirmSession, outcome: CallOutcome): Promise<void> {
  await session.query(
    `update hub.call set state = $3, http_status = $4, trace_id = coalesce($5, trace_id), is_metered = $6, duration_ms = $7, error = $8,
       answered_at = case when $3 in ('ok', 'refused') then hub.hub_now() end, sent_at = case when $3 = 'unknown' then hub.hub_now() else sent_at end,
       body = case when $3 in ('ok', 'refused') then coalesce($9::json, body) else body end, response_body = coalesce($10, response_body)
     where firm_id = $1 and id = $2`,
    [session.firmId, outcome.id, outcome.state, outcome.httpStatus, outcome.traceId, outcome.isMetered, outcome.durationMs, outcome.error === null ? null : JSON.stringify(outcome.error), outcome.requestBody, outcome.responseBody],
  );
}

export async function settleAttempts(session: FirmSession, callId: string, outcomes: readonly { bid: string; state: "ok" | "refused" | "unknown"; error: object | null }[]): Promise<void> {
  if (outcomes.length === 0) return;
  await session.query(
    `update hub.attempt a set state = o.state, error = o.error from jsonb_to_recordset($3::jsonb) as o(bid text, state text, error jsonb)
     where a.firm_id = $1 and a.call_id = $2 and a.bid = o.bid`,
    [session.firmId, callId, JSON.stringify(outcomes)],
  );
}

/** A call whose story is not over. */
export interface OpenCall extends Omit<OutboxCall, "attempts"> {
  state: "pending" | "sending" | "unknown";
  /** Seconds since it last left, by the database's clock; null when it never did. */
  secondsSinceSent: number | null;
  /** Look-ups in a row that broke on an error of ours. */
  failedLookups: number;
  attempts: { bid: string; changeId: string; state: "pending" | "ok" | "refused" | "unknown" }[];
}

/** Calls of a connection that were committed but have no final outcome, oldest first. */
export async function openCalls(session: FirmSession, connectionId: string): Promise<OpenCall[]> {
  return session.query<OpenCall>(
    `select c.id, c.run_id as "runId", c.change_id as "changeId", c.request_id as "requestId", c.ledger_kind as "ledgerKind", c.operation, c.method, c.path, c.body, c.state,
       extract(epoch from hub.hub_now() - c.sent_at)::float8 as "secondsSinceSent", c.failed_lookups as "failedLookups",
       coalesce((select jsonb_agg(jsonb_build_object('bid', a.bid, 'changeId', a.change_id, 'state', a.state) order by a.bid) from hub.attempt a where a.firm_id = $1 and a.call_id = c.id), '[]') as attempts
     from hub.call c where c.firm_id = $1 and c.connection_id = $2 and c.state in ('pending', 'sending', 'unknown') and c.request_id is not null
     order by c.created_at, c.id`,
    [session.firmId, connectionId],
  );
}

/** A look-up that broke on an error of ours is repeated more and more rarely; one that was made (`isMade`) begins anew. */
export async function countLookUp(session: FirmSession, callId: string, { isMade }: { isMade: boolean }): Promise<void> {
  await session.query("update hub.call set failed_lookups = case when $3 then 0 else failed_lookups + 1 end where firm_id = $1 and id = $2", [session.firmId, callId, isMade]);
}

/** A person asks: what cannot be looked up is looked up soon. */
export async function hastenLookUps(session: FirmSession, connectionId: string): Promise<void> {
  await session.query("update hub.call set failed_lookups = 0 where firm_id = $1 and connection_id = $2 and state = 'unknown' and failed_lookups > 0", [session.firmId, connectionId]);
}

/** A finished read, kept for the audit. */
export interface ReadCall {
  id: string;
  ledgerKind: string;
  operation: string;
  method: string;
  path: string;
  status: number;
  traceId: string | null;
  isMetered: boolean;
  durationMs: number;
  responseBody: string | null;
}

/** Keeps reads with their run, or with none. */
export async function insertReadCalls(session: FirmSession, connectionId: string, runId: string | null, calls: readonly ReadCall[]): Promise<void> {
  if (calls.length === 0) return;
  await session.query(
    `insert into hub.call (id, firm_id, connection_id, run_id, ledger_kind, operation, method, path, state, attempts, sent_at, answered_at, http_status, trace_id, is_metered, duration_ms, response_body)
     select id, $1, $2, $3, "ledgerKind", operation, method, path, case when status between 200 and 299 then 'ok' else 'refused' end, 1, hub.hub_now(), hub.hub_now(), status, "traceId", "isMetered", "durationMs", "responseBody"
     from jsonb_to_recordset($4::jsonb) as c(id uuid, "ledgerKind" text, operation text, method text, path text, status integer, "traceId" text, "isMetered" boolean, "durationMs" integer, "responseBody" text)`,
    [session.firmId, connectionId, runId, JSON.stringify(calls)],
  );
}

/** Keeps a call to a sign-in that gave none: without a word of what was said, which is secret, but for the names of what was refused. */
export async function insertFailedRenewal(session: FirmSession, connectionId: string, { id, status, traceId, durationMs, path, error }: Pick<ReadCall, "id" | "status" | "traceId" | "durationMs" | "path"> & { error: Readonly<Record<string, unknown>> }): Promise<void> {
  await session.query(
    `insert into hub.call (id, firm_id, connection_id, ledger_kind, operation, method, path, state, attempts, sent_at, answered_at, http_status, trace_id, is_metered, duration_ms, error)
     values ($1, $2, $3, 'sign-in', 'renew', 'POST', $4, 'refused', 1, hub.hub_now(), hub.hub_now(), $5, $6, false, $7, $8)`,
    [id, session.firmId, connectionId, path, status, traceId, durationMs, JSON.stringify(error)],
  );
}

/** Forgets what finished calls of all firms said, once they are older than so many days; the calls stay. At most `limit` at once; returns how many. Asked without a firm. */
export async function forgetCallBodies(query: FirmSession["query"], days: number, limit: number): Promise<number> {
  const [forgotten] = await query<{ calls: number }>("select hub.forget_call_bodies($1, $2) as calls", [days, limit]);
  return forgotten?.calls ?? 0;
}
