import { Migration } from "@mikro-orm/migrations";

/** Due ticks of all firms become work in one statement, and a look for work gives one piece of each connection. */
export class Migration0022TicksAtOnce extends Migration {
  override up(): void {
    this.addSql(`
      -- The grid of a firm's ticks: the interval, shifted by a hash of the firm so that not every firm starts at the full hour.
      create function hub.tick_offset(firm uuid, minutes integer) returns integer language sql immutable as
        $$ select abs(hashtextextended(firm::text, 0) % (minutes * 60))::integer $$;
      -- The next tick after now, past all that were missed. The tie-out has the firm's nights instead.
      create function hub.next_tick(tick_kind text, firm uuid, zone text, minutes integer) returns timestamptz language sql stable as $$
        select case when tick_kind = 'tie-out' then hub.next_night(firm, zone)
          else to_timestamp((floor((extract(epoch from hub.hub_now()) - hub.tick_offset(firm, minutes)) / (minutes * 60)) + 1) * (minutes * 60) + hub.tick_offset(firm, minutes)) end
      $$;

      -- The dispatcher moves schedules on and queues work across firms; the owner is bound by row-level security while it is forced.
      do $$ begin
        execute format('create policy owner_looks_up on hub.firm for select to %I using (true)', current_user);
        execute format('create policy owner_dispatches on hub.schedule for update to %I using (true) with check (true)', current_user);
        execute format('create policy owner_dispatches on hub.work for insert to %I with check (true)', current_user);
      end $$;

      -- Turns what is due of up to so many connections into work, in the order of the jobs, and moves their schedules on. A connection due for
      -- the kind brings along what is due of the other jobs. One slot is one piece of work however many processes ask; work that still
      -- waits from an earlier tick stands for this one too. Says of how many connections something was queued.
      create function hub.dispatch_due(tick_kind text, jobs text[], at_most integer) returns integer
      language sql security definer set search_path = hub, pg_temp as $$
        with firms as (
          select s.firm_id, s.connection_id, c.interval_minutes, f.time_zone
          from hub.schedule s join hub.ledger_connection c on c.id = s.connection_id and c.state = 'enabled' join hub.firm f on f.id = s.firm_id
          where s.kind = tick_kind and s.next_due_at <= hub.hub_now() order by s.next_due_at limit at_most),
        due as (
          select s.firm_id, s.connection_id, s.kind, s.next_due_at, firms.interval_minutes, firms.time_zone
          from hub.schedule s join firms on firms.firm_id = s.firm_id and firms.connection_id = s.connection_id
          where s.kind = any(jobs) and s.next_due_at <= hub.hub_now() for update of s skip locked),
        moved as (
          update hub.schedule s set last_tick_at = hub.hub_now(), interval_minutes = case when s.kind = 'tie-out' then 1440 else due.interval_minutes end,
            offset_seconds = hub.tick_offset(s.firm_id, due.interval_minutes), next_due_at = hub.next_tick(s.kind, s.firm_id, due.time_zone, due.interval_minutes)
          from due where s.firm_id = due.firm_id and s.connection_id = due.connection_id and s.kind = due.kind),
        queued as (
          insert into hub.work (id, firm_id, connection_id, kind, slot, trigger)
          select gen_random_uuid(), due.firm_id, due.connection_id, due.kind, to_char(due.next_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), 'schedule' from due
          where not exists (
            select from hub.work w where w.firm_id = due.firm_id and w.connection_id = due.connection_id and w.kind = due.kind and w.state = 'queued' and w.trigger = 'schedule')
          order by array_position(jobs, due.kind)
          on conflict (firm_id, connection_id, kind, slot) do nothing returning connection_id)
        select count(distinct connection_id)::integer from queued
      $$;
      drop function hub.due_schedules(text, integer);

      -- Ids only, and of each connection what comes first: one company has one worker at a time.
      create or replace function hub.due_work(at_most integer) returns table (firm_id uuid, work_id uuid)
      language sql stable security definer set search_path = hub, pg_temp as $$
        select next.firm_id, next.id from (
          select distinct on (w.connection_id) w.firm_id, w.id, w.priority, w.due_at from hub.work w join hub.ledger_connection c on c.id = w.connection_id
          where c.state = 'enabled' and (
            (w.state = 'queued' and w.due_at <= hub.hub_now() and not exists (select from hub.work r where r.connection_id = w.connection_id and r.state = 'running'))
            or (w.state = 'running' and w.lease_until < hub.hub_now()))
          order by w.connection_id, w.priority desc, w.due_at) as next
        order by next.priority desc, next.due_at limit at_most
      $$;
    `);
  }
}
