import { Migration } from "@mikro-orm/migrations";

/** Proofs that both sides agree, each signed, and the nightly time they are made at. */
export class Migration0015TieOut extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.tie_out (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        -- The day it speaks of, in the firm's calendar.
        as_of date not null,
        proven_at timestamptz not null,
        trigger text not null check (trigger in ('schedule', 'run', 'user', 'api')),
        requested_by text,
        run_id uuid references hub.run,
        result text not null check (result in ('ties-out', 'explained', 'open')),
        -- What was signed: its canonical text gives the hash.
        statement jsonb not null,
        -- SHA-256 of the figures alone: equal ones say that nothing moved between two proofs.
        figures_hash text not null,
        hash text not null,
        signature text not null,
        key_version integer not null,
        public_key text not null
      );
      create index tie_out_by_day on hub.tie_out (firm_id, connection_id, as_of desc, proven_at desc);
      create index tie_out_by_time on hub.tie_out (firm_id, proven_at desc, id desc);
      call hub.isolate('hub.tie_out');
      -- A proof is made once and never changed.
      revoke update on hub.tie_out from tieout_app;

      alter table hub.schedule drop constraint schedule_kind_check;
      alter table hub.schedule add constraint schedule_kind_check check (kind in ('clients', 'invoices', 'timesheets', 'tie-out'));

      -- When a firm's next night falls: between two and four in the morning of its own calendar, spread by a hash of the firm.
      create function hub.next_night(firm uuid, zone text) returns timestamptz language sql stable as
        $$ select ((hub.hub_now() at time zone zone)::date + 1 + time '02:00' + make_interval(secs => abs(hashtextextended(firm::text, 0) % 7200))) at time zone zone $$;

      -- Firms that sync already are proven from tonight on. The owner is bound by row-level security while it is forced.
      alter table hub.schedule no force row level security;
      insert into hub.schedule (firm_id, connection_id, kind, interval_minutes, offset_seconds, next_due_at)
      select firm_id, connection_id, 'tie-out', 1440, 0, hub.hub_now() from hub.schedule where kind = 'clients';
      alter table hub.schedule force row level security;
    `);
  }
}
