import { Migration } from "@mikro-orm/migrations";

/** Sense, plan, apply, prove: due work and its leases, runs, stored plans, the outbox of calls, and problems. */
export class Migration0005Engine extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.schedule (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null check (kind in ('clients', 'invoices', 'timesheets')),
        interval_minutes integer not null,
        offset_seconds integer not null,
        next_due_at timestamptz not null,
        last_tick_at timestamptz,
        last_success_at timestamptz,
        idle_ticks bigint not null default 0,
        failures_in_a_row integer not null default 0,
        primary key (firm_id, connection_id, kind)
      );
      create index schedule_by_due on hub.schedule (kind, next_due_at);

      create table hub.work (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null,
        -- What makes a second request the same work: the due minute, or the request's own id.
        slot text not null,
        trigger text not null check (trigger in ('schedule', 'user', 'api', 'webhook', 'retry')),
        requested_by text,
        scope jsonb not null default '{}',
        priority integer not null default 0,
        due_at timestamptz not null default hub.hub_now(),
        state text not null default 'queued' check (state in ('queued', 'running', 'done')),
        leased_by text,
        lease_until timestamptz,
        fence bigint not null default 0,
        attempts integer not null default 0,
        run_id uuid,
        finished_at timestamptz,
        created_at timestamptz not null default hub.hub_now(),
        unique (firm_id, connection_id, kind, slot)
      );
      create index work_by_due on hub.work (due_at) where state <> 'done';

      create table hub.run (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        number integer not null,
        kind text not null,
        trigger text not null,
        state text not null check (state in ('queued', 'running', 'waiting', 'awaiting-approval', 'succeeded', 'partial', 'failed', 'cancelled')),
        phase text not null default 'sense',
        mode text not null default 'thrifty' check (mode in ('thrifty', 'fast')),
        started_by text,
        started_at timestamptz not null default hub.hub_now(),
        finished_at timestamptz,
        waiting_until timestamptz,
        cancel_requested_at timestamptz,
        done integer not null default 0,
        total integer,
        counts jsonb not null default '{}',
        calls jsonb not null default '{}',
        summary text,
        failure text
      );
      create unique index run_by_number on hub.run (firm_id, number);
      create index run_by_time on hub.run (firm_id, started_at desc);

      create table hub.plan (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        run_id uuid references hub.run,
        kind text not null,
        -- open: waits for a person · approved: by a person or by policy
        state text not null check (state in ('computing', 'open', 'approved', 'applying', 'applied', 'discarded')),
        approved_by text,
        approved_at timestamptz,
        counts jsonb not null default '{}',
        created_at timestamptz not null default hub.hub_now()
      );
      create index plan_by_time on hub.plan (firm_id, created_at desc);

      create table hub.change (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        plan_id uuid not null references hub.plan,
        run_id uuid references hub.run,
        seq integer not null,
        flow text not null,
        kind text not null,
        record_id uuid,
        ledger_kind text not null,
        ledger_id text,
        side text not null check (side in ('hub', 'ledger', 'link')),
        operation text not null check (operation in ('create', 'update', 'link', 'unlink', 'deactivate', 'delete', 'void')),
        label text not null,
        -- [{ path, before, after, agreed }]
        fields jsonb not null default '[]',
        write jsonb,
        -- Possible matches, with score and evidence, and what the person chose.
        candidates jsonb not null default '[]',
        decision jsonb,
        base_version integer,
        base_token text,
        depends_on uuid,
        state text not null check (state in ('planned', 'ask', 'blocked', 'sending', 'checking', 'applied', 'refused', 'moved', 'skipped')),
        reason text,
        applied_at timestamptz
      );
      create index change_by_plan on hub.change (firm_id, plan_id, seq);
      create index change_by_record on hub.change (firm_id, kind, record_id);
      create index change_by_run on hub.change (firm_id, run_id, state);

      -- The outbox, and the audit of every exchange with the ledger. A write is committed here before it is sent.
      create table hub.call (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        run_id uuid references hub.run,
        change_id uuid references hub.change,
        request_id text,
        generation integer not null default 0,
        ledger_kind text not null,
        operation text not null,
        method text not null,
        path text not null,
        -- json, not jsonb: a repeat must be the same to the byte, and jsonb sorts its keys.
        body json,
        state text not null check (state in ('pending', 'sending', 'ok', 'refused', 'unknown')),
        leased_by text,
        lease_until timestamptz,
        fence bigint not null default 0,
        attempts integer not null default 0,
        next_attempt_at timestamptz,
        sent_at timestamptz,
        answered_at timestamptz,
        http_status integer,
        trace_id text,
        is_metered boolean not null default false,
        duration_ms integer,
        error jsonb,
        created_at timestamptz not null default hub.hub_now()
      );
      create index call_by_run on hub.call (firm_id, run_id, created_at);
      create index call_by_change on hub.call (firm_id, change_id);
      create index call_by_open on hub.call (firm_id, connection_id, state) where state in ('pending', 'sending', 'unknown');

      -- One change inside a batch call, by its bId.
      create table hub.attempt (
        firm_id uuid not null references hub.firm,
        call_id uuid not null references hub.call,
        bid text not null,
        change_id uuid not null references hub.change,
        state text not null check (state in ('pending', 'ok', 'refused', 'unknown')),
        error jsonb,
        primary key (firm_id, call_id, bid)
      );
      create index attempt_by_change on hub.attempt (firm_id, change_id);

      create table hub.problem (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null,
        -- Records with the same cause share one problem: fixing it releases them all.
        cause_key text not null,
        severity text not null check (severity in ('info', 'warning', 'error')),
        state text not null default 'open' check (state in ('open', 'resolved', 'set-aside')),
        facts jsonb not null default '{}',
        times integer not null default 1,
        first_seen_at timestamptz not null default hub.hub_now(),
        last_seen_at timestamptz not null default hub.hub_now(),
        next_attempt_at timestamptz,
        resolved_at timestamptz,
        resolved_by text,
        resolution text
      );
      create unique index problem_by_cause on hub.problem (firm_id, connection_id, cause_key) where state = 'open';

      create table hub.problem_record (
        firm_id uuid not null references hub.firm,
        problem_id uuid not null references hub.problem on delete cascade,
        kind text not null,
        record_id uuid not null,
        label text not null,
        amount numeric,
        currency text,
        change_id uuid,
        added_at timestamptz not null default hub.hub_now(),
        released_at timestamptz,
        primary key (firm_id, problem_id, kind, record_id)
      );
      create index problem_record_by_record on hub.problem_record (firm_id, kind, record_id) where released_at is null;

      -- Records a person left out on purpose.
      create table hub.set_aside (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null,
        record_id uuid not null,
        reason text not null,
        by text not null,
        at timestamptz not null default hub.hub_now(),
        primary key (firm_id, connection_id, kind, record_id)
      );

      -- Shared by all processes: how many turns a company's calls have taken, and the pause after a refusal for speed.
      create table hub.throttle (
        realm_hash text primary key,
        paused_until timestamptz,
        calls bigint not null default 0,
        batches bigint not null default 0
      );
      -- A ring: the turn before the oldest one in a window says when the next may be taken.
      create table hub.throttle_turn (
        realm_hash text not null references hub.throttle on delete cascade,
        lane text not null check (lane in ('call', 'batch')),
        slot integer not null,
        at timestamptz not null,
        primary key (realm_hash, lane, slot)
      ) with (fillfactor = 50);

      call hub.isolate('hub.schedule');
      call hub.isolate('hub.work');
      call hub.isolate('hub.run');
      call hub.isolate('hub.plan');
      call hub.isolate('hub.change');
      call hub.isolate('hub.call');
      call hub.isolate('hub.attempt');
      call hub.isolate('hub.problem');
      call hub.isolate('hub.problem_record');
      call hub.isolate('hub.set_aside');
    `);
  }
}
