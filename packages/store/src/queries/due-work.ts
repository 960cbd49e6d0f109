import type { FirmQuery, FirmSession } from "../orm.js";
import { takesSyncLock } from "./sync-lock.js";
import { thisFirm } from "./this-firm.js";

/** A piece of work held by this process until its lease ends; `fence` proves it in every write. */
export interface LeasedWork {
  id: string;
  connectionId: string;
  kind: string;
  trigger: "schedule" | "user" | "api" | "webhook" | "retry";
  requestedBy: string | null;
  scope: Record<string, unknown>;
  runId: string | null;
  fence: string;
  attempts: number;
  /** The connection has calls whose story is not over. */
  hasOpenCalls: boolean;
  /** Other work of the connection waits after an outage. */
  hasHeldWork: boolean;
}

export interface NewWork {
  id: string;
  connectionId: string;
  kind: string;
  /** What makes a second request the same work. */
  slot: string;
  trigger: LeasedWork["trigger"];
  requestedBy: string | null;
  scope: object;
  priority: number;
  runId: string | null;
}

/** Queues work; a slot that exists already gives the work it has. */
export async function insertWork(session: FirmSession, work: NewWork): Promise<{ id: string; runId: string | null; isNew: boolean }> {
  const inserted = await session.query<{ id: string; runId: string | null }>(
    `insert into hub.work (id, firm_id, connection_id, kind, slot, trigger, requested_by, scope, priority, run_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (firm_id, connection_id, kind, slot) do nothing returning id, run_id as "runId"`,
    [work.id, session.firmId, work.connectionId, work.kind, work.slot, work.trigger, work.requestedBy, JSON.stringify(work.scope), work.priority, work.runId],
  );
  if (inserted[0]) return { ...inserted[0], isNew: true };
  const rows = await session.query<{ id: string; runId: string | null }>(
    'select id, run_id as "runId" from hub.work where firm_id = $1 and connection_id = $2 and kind = $3 and slot = $4',
    [session.firmId, work.connectionId, work.kind, work.slot],
  );
  return { ...(rows[0] as { id: string; runId: string | null }), isNew: false };
}

/** Whether work of a kind waits or is being done for a connection. */
export async function hasOpenWork(session: FirmSession, connectionId: string, kind: string): Promise<boolean> {
  return (await session.query("select 1 from hub.work where firm_id = $1 and connection_id = $2 and kind = $3 and state <> 'done' limit 1", [session.firmId, connectionId, kind])).length > 0;
}

/** Work that may be taken now, most urgent first, by id only. Asked without a firm. */
export async function dueWork(query: FirmSession["query"], limit: number): Promise<{ firmId: string; workId: string }[]> {
  return query('select firm_id as "firmId", work_id as "workId" from hub.due_work($1)', [limit]);
}

/** Prolongs the lease. False when it was lost: then nothing more may be written. */
export async function renewLease(session: FirmQuery, work: Pick<LeasedWork, "id" | "fence">, seconds: number): Promise<boolean> {
  const rows = await session.query(
    `update hub.work set lease_until = hub.hub_now() + make_interval(secs => $3) where firm_id = ${thisFirm} and id = $1 and fence = $2 and state = 'running' returning 1`,
    [work.id, work.fence, seconds],
  );
  return rows.length === 1;
}

/**
 * True while this process still holds the work. The row stays locked for the rest of the transaction, so that nobody takes it over
 * between this check and the commit; prolonging the lease is not hindered. Takes the sync's lock (`lockSync`) before.
 */
export async function holdsLease(session: FirmSession, work: Pick<LeasedWork, "id" | "fence">): Promise<boolean> {
  return (await session.query(`select 1 from (select ${takesSyncLock}) as lock, hub.work where firm_id = ${thisFirm} and id = $1 and fence = $2 and state = 'running' for key share of work`, [work.id, work.fence])).length === 1;
}

export async function setWorkRun(session: FirmSession, workId: string, runId: string): Promise<void> {
  await session.query(`update hub.work set run_id = $2 where firm_id = ${thisFirm} and id = $1`, [workId, runId]);
}

export async function finishWork(session: FirmSession, work: Pick<LeasedWork, "id" | "fence">): Promise<void> {
  await session.query(
    `update hub.work set state = 'done', leased_by = null, lease_until = null, finished_at = hub.hub_now() where firm_id = ${thisFirm} and id = $1 and fence = $2`,
    [work.id, work.fence],
  );
}

/** Work that leaves no trace: its slot has passed, nothing is kept. */
export async function deleteWork(session: FirmSession, work: Pick<LeasedWork, "id" | "fence">): Promise<void> {
  await session.query(`delete from hub.work where firm_id = ${thisFirm} and id = $1 and fence = $2`, [work.id, work.fence]);
}

/** Hands work back, to be taken again after `seconds`. Only what failed counts as an attempt. */
export async function requeueWork(session: FirmSession, work: Pick<LeasedWork, "id" | "fence">, seconds: number, hasFailed = false): Promise<void> {
  await session.query(
    `update hub.work set state = 'queued', leased_by = null, lease_until = null, due_at = hub.hub_now() + make_interval(secs => $3), attempts = case when $4 then attempts else 0 end
     where firm_id = ${thisFirm} and id = $1 and fence = $2`,
    [work.id, work.fence, seconds, hasFailed],
  );
}

/** Lets the planner look at tables that grew since it last did. Cheap when none has; asked by whoever writes much at once. */
export async function refreshStatistics(query: FirmSession["query"]): Promise<void> {
  await query("select hub.refresh_statistics()");
}

/** Work of a run that waits is due at once: somebody removed what it waited for, or cancelled it. */
export async function hastenWork(session: FirmSession, connectionId: string, runId: string | null = null): Promise<void> {
  await session.query(
    `update hub.work set due_at = hub.hub_now() where firm_id = ${thisFirm} and connection_id = $1 and state = 'queued' and due_at > hub.hub_now() and ($2::uuid is null or run_id = $2)`,
    [connectionId, runId],
  );
}
