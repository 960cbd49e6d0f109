import { Migration } from "@mikro-orm/migrations";

/** The firm, the role every request works under, and the one clock of SQL. */
export class Migration0001Firm extends Migration {
  override up(): void {
    this.addSql(`
      create schema if not exists hub;

      do $$ begin
        if not exists (select from pg_roles where rolname = 'tieout_app') then
          create role tieout_app nologin;
        end if;
        execute format('grant tieout_app to %I', current_user);
      end $$;
      grant usage on schema hub to tieout_app;
      alter default privileges in schema hub grant select, insert, update, delete on tables to tieout_app;
      alter default privileges in schema hub grant usage, select on sequences to tieout_app;

      -- Every wait, lease and interval reads this clock, so that a test can let a day pass.
      create table hub.clock (only_row boolean primary key default true check (only_row), ahead_by interval not null default '0');
      insert into hub.clock default values;
      create function hub.hub_now() returns timestamptz language sql stable as
        $$ select clock_timestamp() + (select ahead_by from hub.clock) $$;

      -- The firm whose rows this transaction may see; null outside withFirm, so that row-level security shows nothing.
      create function hub.current_firm() returns uuid language sql stable as
        $$ select nullif(current_setting('hub.firm_id', true), '')::uuid $$;

      -- Turns on isolation for a table of firm rows; called once per table, so that none is forgotten in style.
      create procedure hub.isolate(table_name regclass) language plpgsql as $$
      begin
        execute format('alter table %s enable row level security', table_name);
        execute format('alter table %s force row level security', table_name);
        execute format('create policy firm_rows on %s using (firm_id = hub.current_firm()) with check (firm_id = hub.current_firm())', table_name);
        -- FORCE binds the owner too; the SECURITY DEFINER look-ups run as the owner and must see across firms.
        execute format('create policy owner_looks_up on %s for select to %I using (true)', table_name, current_user);
      end $$;

      -- Every change of a record is a new version and has its time, whoever makes it: a plan refuses rows whose version moved.
      create function hub.touch() returns trigger language plpgsql as $$
      begin
        if new.version = old.version then new.version := old.version + 1; end if;
        new.updated_at := hub.hub_now();
        return new;
      end $$;

      create table hub.firm (
        id uuid primary key,
        name text not null,
        time_zone text not null,
        home_currency text not null default 'USD',
        roll_up text not null default 'category' check (roll_up in ('category', 'type')),
        invoice_numbering text not null default 'ledger' check (invoice_numbering in ('hub', 'ledger')),
        invoice_number_prefix text not null default '',
        next_invoice_number integer not null default 1001,
        default_terms_days integer not null default 30,
        default_state text,
        tax_rate_percent numeric not null default 0,
        needs_other_approver boolean not null default false,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create trigger touch before update on hub.firm for each row execute function hub.touch();
      alter table hub.firm enable row level security;
      alter table hub.firm force row level security;
      create policy own_firm on hub.firm using (id = hub.current_firm()) with check (id = hub.current_firm());
    `);
  }
}
