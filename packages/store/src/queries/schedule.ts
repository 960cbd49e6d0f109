import type { FirmSession } from "../orm.js";

/** The three recurring syncs, and the proof of each night. */
export type ScheduleKind = "clients" | "invoices" | "timesheets" | "tie-out";

/** Connections whose turn has come, by id only. Asked without a firm. */
export async function dueSchedules(query: FirmSession["query"], kind: ScheduleKind, limit: number): Promise<{ firmId: string; connectionId: string }[]> {
  return query('select firm_id as "firmId", connection_id as "connectionId" from hub.due_schedules($1, $2)', [kind, limit]);
}

/**
 * The grid of a connection's ticks: the interval, shifted by a hash of the firm so that not every firm starts at the full hour. The
 * tie-out has the firm's nights instead. `$1` is the connection.
 */
const nextOnGrid = (kind: string): string => `
  case when ${kind} = 'tie-out' then hub.next_night(g.firm_id, g.time_zone) else to_timestamp((floor((extract(epoch from hub.hub_now()) - g.offset_seconds) / g.interval_seconds) + 1) * g.interval_seconds + g.offset_seconds) end`;
const grid = `
  select c.id, c.firm_id, f.time_zone, c.interval_minutes, c.interval_minutes * 60 as interval_seconds, abs(hashtextextended(c.firm_id::text, 0) % (c.interval_minutes * 60)) as offset_seconds
  from hub.ledger_connection c join hub.firm f on f.id = c.firm_id where c.id = $1`;

/** Starts the recurring jobs of a connection; those it has already keep their times. */
export async function insertSchedules(session: FirmSession, connectionId: string): Promise<void> {
  await session.query(
    `with g as (${grid})
     insert into hub.schedule (firm_id, connection_id, kind, interval_minutes, offset_seconds, next_due_at)
     select $2, g.id, k.kind, case when k.kind = 'tie-out' then 1440 else g.interval_minutes end, g.offset_seconds, ${nextOnGrid("k.kind")}
     from g, unnest(array['clients', 'invoices', 'timesheets', 'tie-out']) as k(kind)
     on conflict do nothing`,
    [connectionId, session.firmId],
  );
}

/** True once the first plan was approved: from then on the recurring jobs run. */
export async function hasSchedules(session: FirmSession, connectionId: string): Promise<boolean> {
  return (await session.query("select 1 from hub.schedule where connection_id = $1 limit 1", [connectionId])).length > 0;
}

/**
 * Turns due ticks of these jobs into work, in this order, and moves their schedules on, past every tick that was missed. One slot is one
 * piece of work however many processes ask; work that still waits from an earlier tick stands for this one too. Returns how many were due.
 */
export async function dispatchSchedules(session: FirmSession, connectionId: string, jobs: readonly { kind: ScheduleKind; workId: string }[]): Promise<number> {
  const rows = await session.query(
    `with g as (${grid}),
     job as (select * from unnest($3::text[], $4::uuid[]) with ordinality as j(kind, work_id, place)),
     due as (select kind, next_due_at from hub.schedule where connection_id = $1 and kind = any($3) and next_due_at <= hub.hub_now() for update skip locked),
     moved as (
       update hub.schedule s set last_tick_at = hub.hub_now(), interval_minutes = case when s.kind = 'tie-out' then 1440 else g.interval_minutes end, offset_seconds = g.offset_seconds, next_due_at = ${nextOnGrid("s.kind")}
       from g, due where s.connection_id = $1 and s.kind = due.kind)
     insert into hub.work (id, firm_id, connection_id, kind, slot, trigger)
     select job.work_id, $2, $1, due.kind, to_char(due.next_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), 'schedule' from due join job on job.kind = due.kind
     where not exists (select from hub.work w where w.firm_id = $2 and w.connection_id = $1 and w.kind = due.kind and w.state = 'queued' and w.trigger = 'schedule')
     order by job.place
     on conflict (firm_id, connection_id, kind, slot) do nothing returning 1`,
    [connectionId, session.firmId, jobs.map(({ kind }) => kind), jobs.map(({ workId }) => workId)],
  );
  return rows.length;
}

/** A tick that could not do its work. */
export async function recordFailedTick(session: FirmSession, connectionId: string, kind: ScheduleKind): Promise<void> {
  await session.query("update hub.schedule set failures_in_a_row = failures_in_a_row + 1 where connection_id = $1 and kind = $2", [connectionId, kind]);
}

/**
 * The connection has answered: the tick's counter (none for work that is no tick), the problems of `solvedKinds`, which only a working
 * connection proves wrong, and, where both sides were brought to agree (`isAgreed`; a plan that waits for a person was only read), the
 * time of last success. `alsoIdle` are jobs that found nothing along with an idle tick: what of them is due and queued is done, too, and
 * leaves no trace. One statement, for most ticks do nothing else.
 */
export async function recordSuccess(
  session: FirmSession,
  connectionId: string,
  { tick, isAgreed, solvedKinds }: { tick: { kind: ScheduleKind; outcome: "idle" | "success"; alsoIdle: readonly ScheduleKind[] } | null; isAgreed: boolean; solvedKinds: readonly string[] },
): Promise<void> {
  await session.query(
    `with connection as (update hub.ledger_connection set last_success_at = hub.hub_now() where id = $2 and $6),
     settled as (
       delete from hub.work where firm_id = $1 and connection_id = $2 and kind = any($7) and state = 'queued' and trigger = 'schedule' and run_id is null and due_at <= hub.hub_now() returning kind),
     tick as (
       update hub.schedule set idle_ticks = idle_ticks + ($4 = 'idle')::int, failures_in_a_row = 0, last_success_at = hub.hub_now()
       where connection_id = $2 and (kind = $3 or kind in (select kind from settled)))
     update hub.problem set state = 'resolved', resolved_at = hub.hub_now(), resolved_by = 'sync', resolution = 'QuickBooks answers again'
     where firm_id = $1 and connection_id = $2 and state = 'open' and kind = any($5)`,
    [session.firmId, connectionId, tick?.kind ?? null, tick?.outcome ?? null, solvedKinds, isAgreed, tick?.alsoIdle ?? []],
  );
}

/** What calls cost: how many, how many of them metered, how many answered 429. */
export interface CallUsage {
  calls: number;
  metered: number;
  throttled: number;
}

/** Adds what calls cost to the day's counters. */
export async function addUsage(session: FirmSession, connectionId: string, usage: CallUsage): Promise<void> {
  if (usage.calls === 0) return;
  await session.query(
    `insert into hub.ledger_usage (firm_id, connection_id, day, calls, metered, throttled) values ($1, $2, (hub.hub_now() at time zone 'UTC')::date, $3, $4, $5)
     on conflict (firm_id, connection_id, day) do update set calls = hub.ledger_usage.calls + excluded.calls, metered = hub.ledger_usage.metered + excluded.metered,
       throttled = hub.ledger_usage.throttled + excluded.throttled`,
    [session.firmId, connectionId, usage.calls, usage.metered, usage.throttled],
  );
}
