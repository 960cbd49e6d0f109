import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** The three recurring syncs, and the proof of each night. */
export type ScheduleKind = "clients" | "invoices" | "timesheets" | "tie-out";

/**
 * Turns due ticks of these jobs into work, in this order, for up to `limit` connections of which `kind` is due, and moves their schedules on.
 * Returns of how many connections something was queued. Asked without a firm.
 */
export async function dispatchDue(query: FirmSession["query"], kind: ScheduleKind, jobs: readonly ScheduleKind[], limit: number): Promise<number> {
  const [row] = await query<{ n: number }>("select hub.dispatch_due($1, $2, $3) as n", [kind, jobs, limit]);
  return row?.n ?? 0;
}

/** Starts the recurring jobs of a connection; those it has already keep their times. */
export async function insertSchedules(session: FirmSession, connectionId: string): Promise<void> {
  await session.query(
    `insert into hub.schedule (firm_id, connection_id, kind, interval_minutes, offset_seconds, next_due_at)
     select c.firm_id, c.id, k.kind, case when k.kind = 'tie-out' then 1440 else c.interval_minutes end, hub.tick_offset(c.firm_id, c.interval_minutes), hub.next_tick(k.kind, c.firm_id, f.time_zone, c.interval_minutes)
     from hub.ledger_connection c join hub.firm f on f.id = c.firm_id, unnest(array['clients', 'invoices', 'timesheets', 'tie-out']) as k(kind)
     where c.firm_id = $2 and c.id = $1
     on conflict do nothing`,
    [connectionId, session.firmId],
  );
}

/** True once the first plan was approved: from then on the recurring jobs run. */
export async function hasSchedules(session: FirmSession, connectionId: string): Promise<boolean> {
  return (await session.query(`select 1 from hub.schedule where firm_id = ${thisFirm} and connection_id = $1 limit 1`, [connectionId])).length > 0;
}

/** Resolves problems of kinds that only a working connection proves wrong, and of causes that were errors of ours. The firm is `$1`, the connection `$2`. */
export const problemsSolved = (kinds: string, causes: string): string => `
  update hub.problem set state = 'resolved', resolved_at = hub.hub_now(), resolved_by = 'sync', resolution = case when kind = any(${kinds}) then 'QuickBooks answers again' else 'it worked again' end
  where firm_id = $1 and connection_id = $2 and state = 'open' and (kind = any(${kinds}) or cause_key = any(${causes}))`;

/** A tick that could not do its work. */
export async function recordFailedTick(session: FirmSession, connectionId: string, kind: ScheduleKind): Promise<void> {
  await session.query(`update hub.schedule set failures_in_a_row = failures_in_a_row + 1 where firm_id = ${thisFirm} and connection_id = $1 and kind = $2`, [connectionId, kind]);
}

/**
 * The connection has answered: the tick's counter (none for work that is no tick), the problems of `solvedKinds`, which only a working
 * connection proves wrong, and, where both sides were brought to agree (`isAgreed`; a plan that waits for a person was only read), the
 * time of last success. What of `solvedCauses` broke on an error of ours has worked again.
 */
export async function recordSuccess(
  session: FirmSession,
  connectionId: string,
  { tick, isAgreed, solvedKinds, solvedCauses }: { tick: { kind: ScheduleKind; outcome: "idle" | "success" } | null; isAgreed: boolean; solvedKinds: readonly string[]; solvedCauses: readonly string[] },
): Promise<void> {
  await session.query(
    `with connection as (update hub.ledger_connection set last_success_at = hub.hub_now() where firm_id = $1 and id = $2 and $6),
     tick as (
       update hub.schedule set idle_ticks = idle_ticks + ($4 = 'idle')::int, failures_in_a_row = 0, last_success_at = hub.hub_now()
       where firm_id = $1 and connection_id = $2 and kind = $3)
     ${problemsSolved("$5", "$7")}`,
    [session.firmId, connectionId, tick?.kind ?? null, tick?.outcome ?? null, solvedKinds, isAgreed, solvedCauses],
  );
}
