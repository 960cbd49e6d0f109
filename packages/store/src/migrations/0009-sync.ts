import { Migration } from "@mikro-orm/migrations";

/** What the engine needs around its tables: finding due work, one run a connection, turns of the throttle, matching by phone, usage. */
export class Migration0009Sync extends Migration {
  override up(): void {
    this.addSql(`
      -- Two workers may both think a connection is free; only one of them gets this row.
      create unique index work_one_running on hub.work (connection_id) where state = 'running';
      create index work_open_by_connection on hub.work (firm_id, connection_id, kind) where state <> 'done';

      create index change_open on hub.change (firm_id, connection_id, kind) where state in ('sending', 'checking');
      create index change_to_apply on hub.change (firm_id, plan_id, flow, seq) where state = 'planned';

      -- The last ten digits: enough to tell numbers apart, too few to be fooled by a country code.
      alter table hub.client add column phone_digits text generated always as (nullif(right(regexp_replace(phone, '\\D', '', 'g'), 10), '')) stored;
      alter table hub.ledger_record add column phone_digits text generated always as (nullif(right(regexp_replace(phone, '\\D', '', 'g'), 10), '')) stored;
      create index client_by_phone on hub.client (firm_id, phone_digits) where phone_digits is not null;
      create index ledger_record_by_phone on hub.ledger_record (firm_id, connection_id, kind, phone_digits) where phone_digits is not null;
      create index ledger_record_by_exact_name on hub.ledger_record (firm_id, connection_id, lower(name));
      create index ledger_record_by_parent on hub.ledger_record (firm_id, connection_id, kind, parent_id) where parent_id is not null;

      -- Where our own value was written differently when we agreed ("Melton, John" for "John Melton"): the base of the hub's side.
      alter table hub.link add column hub_agreed jsonb not null default '{}';

      -- Another start date or other switches may make records eligible that were passed over: they are looked at again.
      create function hub.mark_passed_over() returns trigger language plpgsql as $$
      begin
        insert into hub.dirty_record (firm_id, kind, record_id, since)
        select new.firm_id, kind, id, hub.hub_now() from (
          select 'client' as kind, c.id from hub.client c where c.firm_id = new.firm_id and not exists (
            select from hub.link l where l.firm_id = new.firm_id and l.connection_id = new.id and l.kind = 'client' and l.record_id = c.id and l.unlinked_at is null) union all
          select 'invoice', i.id from hub.invoice i where i.firm_id = new.firm_id and i.status = 'new' union all
          select 'time-entry', t.id from hub.time_entry t where t.firm_id = new.firm_id and t.status in ('approved', 'locked')) as r
        on conflict (firm_id, kind, record_id) do update set since = excluded.since;
        return null;
      end $$;
      create trigger mark_passed_over after update of start_date, settings on hub.ledger_connection for each row
        when (new.state = 'enabled' and (old.start_date, old.settings) is distinct from (new.start_date, new.settings)) execute function hub.mark_passed_over();

      -- What a connection's calls cost, by day: the only trace of a tick that found nothing.
      create table hub.ledger_usage (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        day date not null,
        calls bigint not null default 0,
        metered bigint not null default 0,
        throttled bigint not null default 0,
        primary key (firm_id, connection_id, day)
      );
      call hub.isolate('hub.ledger_usage');

      -- A first import fills tables the planner has never looked at, and every index begins with the firm: without statistics it takes
      -- any of them for as good as the key. Autovacuum comes a minute too late, so whoever writes much asks for a look in between.
      create function hub.refresh_statistics() returns integer language plpgsql security definer set search_path = hub, pg_temp as $$
      declare
        stale record;
        looked_at integer := 0;
      begin
        if not pg_try_advisory_xact_lock(7136402) then return 0; end if;
        for stale in
          select relid::regclass as name from pg_stat_user_tables
          where schemaname = 'hub' and n_live_tup > 0
            and (coalesce(last_analyze, last_autoanalyze) is null or n_mod_since_analyze > 200 + n_live_tup)
        loop
          execute format('analyze %s', stale.name);
          looked_at := looked_at + 1;
        end loop;
        return looked_at;
      end $$;

      -- Ids only: rows are read and written afterwards under the firm they belong to.
      create function hub.due_schedules(schedule_kind text, at_most integer) returns table (firm_id uuid, connection_id uuid)
      language sql stable security definer set search_path = hub, pg_temp as $$
        select s.firm_id, s.connection_id from hub.schedule s join hub.ledger_connection c on c.id = s.connection_id
        where s.kind = schedule_kind and s.next_due_at <= hub.hub_now() and c.state = 'enabled'
        order by s.next_due_at limit at_most
      $$;
      create function hub.due_work(at_most integer) returns table (firm_id uuid, work_id uuid)
      language sql stable security definer set search_path = hub, pg_temp as $$
        select w.firm_id, w.id from hub.work w join hub.ledger_connection c on c.id = w.connection_id
        where c.state = 'enabled' and (
          (w.state = 'queued' and w.due_at <= hub.hub_now() and not exists (select from hub.work r where r.connection_id = w.connection_id and r.state = 'running'))
          or (w.state = 'running' and w.lease_until < hub.hub_now()))
        order by w.priority desc, w.due_at limit at_most
      $$;

      -- Reserves the next turn of a company's calls and says how long to wait for it. Turns are in real time, whatever hub_now() says:
      -- the ledger's limits do not move with a test's clock.
      create function hub.take_turn(hash text, is_batch boolean, per_second integer, per_minute integer, batches_per_minute integer, margin interval)
      returns interval language plpgsql as $$
      declare
        state hub.throttle;
        ready timestamptz := clock_timestamp();
      begin
        insert into hub.throttle (realm_hash) values (hash) on conflict do nothing;
        select * into state from hub.throttle where realm_hash = hash for update;
        ready := greatest(clock_timestamp(), state.paused_until,
          (select at + interval '1 second' + margin from hub.throttle_turn where realm_hash = hash and lane = 'call' and slot = (state.calls - per_second) % per_minute and state.calls >= per_second),
          (select at + interval '1 minute' + margin from hub.throttle_turn where realm_hash = hash and lane = 'call' and slot = state.calls % per_minute and state.calls >= per_minute),
          (select at + interval '1 minute' + margin from hub.throttle_turn where is_batch and realm_hash = hash and lane = 'batch' and slot = state.batches % batches_per_minute and state.batches >= batches_per_minute));
        insert into hub.throttle_turn (realm_hash, lane, slot, at) values (hash, 'call', state.calls % per_minute, ready)
        on conflict (realm_hash, lane, slot) do update set at = excluded.at;
        if is_batch then
          insert into hub.throttle_turn (realm_hash, lane, slot, at) values (hash, 'batch', state.batches % batches_per_minute, ready)
          on conflict (realm_hash, lane, slot) do update set at = excluded.at;
        end if;
        update hub.throttle set calls = calls + 1, batches = batches + is_batch::int where realm_hash = hash;
        return ready - clock_timestamp();
      end $$;
    `);
  }
}
