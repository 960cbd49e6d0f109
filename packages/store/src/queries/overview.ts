import type { FirmSession } from "../orm.js";
import { unsentLines } from "./mapping.js";
import { thisFirm } from "./this-firm.js";

/** How many records of each kind are in which state on a connection. */
export function syncStateCounts({ query }: FirmSession, connectionId: string): Promise<{ kind: string; state: string; count: number }[]> {
  return query(`select kind, state, count(*)::int as count from hub.record_sync where firm_id = ${thisFirm} and connection_id = $1 group by 1, 2`, [connectionId]);
}

/**
 * Records that go with the next run: planned or on their way, changed here since both sides agreed, and new ones that may go. The count
 * grows while the connection is paused or lost, for nothing is lost. None before the sync was switched on.
 */
export function waitingRecords({ query }: FirmSession, connectionId: string): Promise<{ kind: string; count: number; oldestAt: string }[]> {
  return query(
    `select kind, count(*)::int as count, min(at) as "oldestAt" from (
       select kind, changed_at as at from hub.record_sync where firm_id = ${thisFirm} and connection_id = $1 and state in ('queued', 'sending', 'checking', 'changed')
       union all
       select d.kind, d.since from hub.dirty_record d join hub.ledger_connection c on c.firm_id = ${thisFirm} and c.id = $1 and c.enabled_at is not null
        where d.firm_id = ${thisFirm} and not exists (select from hub.record_sync s where s.firm_id = ${thisFirm} and s.connection_id = $1 and s.kind = d.kind and s.record_id = d.record_id and s.state <> 'never-sent')
          and case d.kind
            when 'client' then (c.settings ->> 'clients')::boolean and exists (select from hub.client r where r.firm_id = ${thisFirm} and r.id = d.record_id and r.is_active)
            when 'invoice' then (c.settings ->> 'invoices')::boolean and exists (
              select from hub.invoice r where r.firm_id = ${thisFirm} and r.id = d.record_id and r.status = 'new' and (c.start_date is null or r.issued_on >= c.start_date))
            when 'time-entry' then (c.settings ->> 'timeEntries')::boolean and exists (
              select from hub.time_entry r where r.firm_id = ${thisFirm} and r.id = d.record_id and r.status in ('approved', 'locked') and (c.start_date is null or r.day >= c.start_date))
            else false end
     ) as waiting group by 1`,
    [connectionId],
  );
}

/** What went out and what was refused on each of the last 14 days of the firm's calendar, oldest first. */
export function sentByDay({ query }: FirmSession, connectionId: string, timeZone: string): Promise<{ day: string; kind: string | null; sent: number; failed: number }[]> {
  return query(
    `with days as (select generate_series((hub.hub_now() at time zone $2)::date - 13, (hub.hub_now() at time zone $2)::date, interval '1 day')::date as day),
     outcome as (
       select (coalesce(change.applied_at, run.started_at) at time zone $2)::date as day, change.kind, change.state
         from hub.change as change join hub.run as run on run.firm_id = ${thisFirm} and run.id = change.run_id
        where change.firm_id = ${thisFirm} and change.connection_id = $1 and change.side = 'ledger' and change.state in ('applied', 'refused') and run.started_at > hub.hub_now() - interval '15 days')
     select days.day, outcome.kind, (count(*) filter (where outcome.state = 'applied'))::int as sent, (count(*) filter (where outcome.state = 'refused'))::int as failed
       from days left join outcome on outcome.day = days.day group by 1, 2 order by 1`,
    [connectionId, timeZone],
  );
}

export interface ScheduleView {
  kind: "clients" | "invoices" | "timesheets";
  intervalMinutes: number;
  nextDueAt: string;
  lastTickAt: string | null;
  lastSuccessAt: string | null;
  idleTicks: string;
  failuresInARow: number;
  isLate: boolean;
}

/** The recurring syncs of a connection. Late: a minute past due and not begun. */
export function listSchedules({ query }: FirmSession, connectionId: string): Promise<ScheduleView[]> {
  return query<ScheduleView>(
    `select kind, interval_minutes as "intervalMinutes", next_due_at as "nextDueAt", last_tick_at as "lastTickAt", last_success_at as "lastSuccessAt", idle_ticks::text as "idleTicks",
            failures_in_a_row as "failuresInARow", next_due_at < hub.hub_now() - interval '3 minutes' as "isLate"
       from hub.schedule where firm_id = ${thisFirm} and connection_id = $1 and kind <> 'tie-out' order by kind`,
    [connectionId],
  );
}

/** Calls of the last minute, and until when the ledger must not be called. */
export async function ledgerPace({ query }: FirmSession, realmHash: string): Promise<{ lastMinute: number; pausedUntil: string | null }> {
  const rows = await query<{ lastMinute: number; pausedUntil: string | null }>(
    `select (select count(*)::int from hub.throttle_turn where realm_hash = $1 and lane = 'call' and at > clock_timestamp() - interval '1 minute' and at <= clock_timestamp()) as "lastMinute",
            (select paused_until from hub.throttle where realm_hash = $1 and paused_until > clock_timestamp()) as "pausedUntil"`,
    [realmHash],
  );
  return rows[0] ?? { lastMinute: 0, pausedUntil: null };
}

export interface SetupFacts {
  clients: boolean;
  categories: boolean;
  staff: boolean;
  time: boolean;
  sent: boolean;
  /** The first plan was approved: the sync runs by itself. */
  approved: boolean;
  /** Codes are mapped, or a default item serves them, and every code that unsent invoices need has one. */
  mapped: boolean;
}

/** Facts the set-up checklist is made of. */
export async function setupFacts({ query }: FirmSession, connectionId: string | null): Promise<SetupFacts> {
  const [facts] = await query<SetupFacts>(
    `select exists (select from hub.client where firm_id = ${thisFirm}) as clients, exists (select from hub.billable_category where firm_id = ${thisFirm}) as categories, exists (select from hub.staff_member where firm_id = ${thisFirm}) as staff,
            exists (select from hub.time_entry where firm_id = ${thisFirm}) as time, exists (select from hub.link where firm_id = ${thisFirm} and kind = 'invoice') as sent, exists (select from hub.schedule where firm_id = ${thisFirm} and connection_id = $1) as approved,
            exists (select from hub.ledger_connection c where c.firm_id = ${thisFirm} and c.id = $1 and c.default_item_id is not null)
            or exists (select from hub.mapping m where m.firm_id = ${thisFirm} and m.connection_id = $1 and m.target_kind = 'item')
               and not exists (select from (${unsentLines}) u where u.source_id is not null and not exists (
                 select from hub.mapping m where m.firm_id = ${thisFirm} and m.connection_id = $1 and m.target_kind = 'item' and m.source_kind = u.source_kind and m.source_id = u.source_id)) as mapped`,
    [connectionId],
  );
  if (!facts) throw new Error("The set-up facts gave no row.");
  return facts;
}

/** The company the firm was connected to before, when that was another one. */
export async function previousCompanyName({ query }: FirmSession, realmHash: string): Promise<string | null> {
  const rows = await query<{ name: string }>(`select company_name as name from hub.ledger_connection where firm_id = ${thisFirm} and state = 'disconnected' and realm_hash <> $1 order by epoch desc limit 1`, [realmHash]);
  return rows[0]?.name ?? null;
}
