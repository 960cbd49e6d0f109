import { Migration } from "@mikro-orm/migrations";

/** The firm's own records: clients, sites, staff, categories, time and invoices. */
export class Migration0002Records extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.client (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        kind text not null check (kind in ('individual', 'couple', 'business')),
        first_name text, last_name text, suffix text,
        partner_first_name text, partner_last_name text, partner_suffix text,
        business_name text,
        display_name text not null,
        normalized_name text not null,
        email text, phone text,
        address_line1 text, address_line2 text, city text, state text, postal_code text, country text,
        currency text not null,
        terms_days integer,
        is_taxable boolean not null default true,
        is_active boolean not null default true,
        notes text,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create index client_by_name on hub.client (firm_id, display_name, id);
      create index client_by_normalized_name on hub.client (firm_id, normalized_name);
      create index client_by_email on hub.client (firm_id, lower(email)) where email is not null;

      create table hub.site (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        client_id uuid not null references hub.client,
        name text not null,
        address_line1 text, address_line2 text, city text, state text, postal_code text, country text,
        is_active boolean not null default true,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create unique index site_by_client on hub.site (firm_id, client_id, lower(name));

      create table hub.staff_member (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        first_name text not null,
        last_name text not null,
        display_name text not null,
        email text not null,
        rate numeric,
        user_id text,
        is_active boolean not null default true,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create unique index staff_member_by_email on hub.staff_member (firm_id, lower(email));

      create table hub.billable_category (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        code text not null,
        name text not null,
        rate numeric,
        is_taxable boolean not null default false,
        is_active boolean not null default true,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create unique index billable_category_by_code on hub.billable_category (firm_id, lower(code));

      create table hub.billable_type (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        category_id uuid not null references hub.billable_category,
        code text not null,
        name text not null,
        rate numeric,
        is_billable boolean not null default true,
        is_active boolean not null default true,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create unique index billable_type_by_code on hub.billable_type (firm_id, lower(code));

      create table hub.invoice (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        client_id uuid not null references hub.client,
        site_id uuid references hub.site,
        number text,
        status text not null check (status in ('draft', 'new', 'processed_externally', 'void')),
        issued_on date not null,
        due_on date not null,
        bill_email text,
        currency text not null,
        memo text,
        roll_up text not null check (roll_up in ('category', 'type')),
        subtotal numeric not null default 0,
        tax numeric not null default 0,
        total numeric not null default 0,
        -- What the ledger answered; kept beside ours, never instead of it.
        ledger_subtotal numeric, ledger_tax numeric, ledger_total numeric, ledger_balance numeric,
        finalized_at timestamptz,
        voided_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create unique index invoice_by_number on hub.invoice (firm_id, number) where number is not null;
      create index invoice_by_client on hub.invoice (firm_id, client_id, issued_on desc, id desc);
      create index invoice_by_status on hub.invoice (firm_id, status, issued_on desc, id desc);

      create table hub.invoice_line (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        invoice_id uuid not null references hub.invoice on delete cascade,
        position integer not null,
        description text not null default '',
        category_id uuid references hub.billable_category,
        type_id uuid references hub.billable_type,
        quantity numeric,
        unit_price numeric,
        amount numeric not null,
        is_taxable boolean not null default false,
        is_from_time boolean not null default false,
        service_date date,
        constraint quantity_with_price check ((quantity is null) = (unit_price is null))
      );
      create unique index invoice_line_by_position on hub.invoice_line (firm_id, invoice_id, position);
      create index invoice_line_by_category on hub.invoice_line (firm_id, category_id);
      create index invoice_line_by_type on hub.invoice_line (firm_id, type_id);

      create table hub.time_entry (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        staff_id uuid not null references hub.staff_member,
        client_id uuid not null references hub.client,
        site_id uuid references hub.site,
        category_id uuid not null references hub.billable_category,
        type_id uuid references hub.billable_type,
        day date not null,
        minutes integer not null check (minutes > 0 and minutes <= 1440),
        note text not null default '',
        is_billable boolean not null default true,
        status text not null check (status in ('draft', 'submitted', 'approved', 'locked')),
        rate numeric,
        -- What an hour is billed at, decided at approval and never again.
        frozen_rate numeric,
        currency text not null,
        invoice_id uuid references hub.invoice,
        invoice_line_id uuid references hub.invoice_line on delete set null,
        approved_by text,
        approved_at timestamptz,
        returned_note text,
        import_fingerprint text,
        version integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp(),
        constraint locked_by_an_invoice check ((status = 'locked') = (invoice_id is not null))
      );
      create index time_entry_by_staff on hub.time_entry (firm_id, staff_id, day);
      create index time_entry_by_client on hub.time_entry (firm_id, client_id, day);
      create index time_entry_by_day on hub.time_entry (firm_id, day desc, id desc);
      create index time_entry_by_status on hub.time_entry (firm_id, status, day);
      create index time_entry_by_invoice on hub.time_entry (firm_id, invoice_id) where invoice_id is not null;
      create unique index time_entry_by_fingerprint on hub.time_entry (firm_id, import_fingerprint) where import_fingerprint is not null;

      -- What a person or the sync did to a record, with the fields before and after on both sides.
      create table hub.record_event (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        kind text not null,
        record_id uuid not null,
        at timestamptz not null default hub.hub_now(),
        actor_kind text not null check (actor_kind in ('person', 'schedule', 'webhook', 'api-key', 'system')),
        actor text not null,
        action text not null,
        run_id uuid,
        changes jsonb not null default '[]'
      );
      create index record_event_by_record on hub.record_event (firm_id, kind, record_id, at desc);

      -- Records that changed since the sync last looked. Filled by triggers, one a statement, so that no writer can forget.
      create table hub.dirty_record (
        firm_id uuid not null,
        kind text not null,
        record_id uuid not null,
        since timestamptz not null,
        primary key (firm_id, kind, record_id)
      );
      create function hub.mark_dirty() returns trigger language plpgsql as $$
      declare now_is timestamptz := hub.hub_now();
      begin
        -- The engine's own writes are agreed with the ledger already; they must not look like a person's edit.
        if current_setting('hub.is_engine', true) = 'on' then return null; end if;
        insert into hub.dirty_record (firm_id, kind, record_id, since)
        select firm_id, tg_argv[0], id, now_is from changed order by id
        on conflict (firm_id, kind, record_id) do update set since = excluded.since;
        return null;
      end $$;
      create procedure hub.watch(table_name regclass, kind text) language plpgsql as $$
      declare event record;
      begin
        for event in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) as e (name, rows) loop
          execute format('create trigger mark_dirty_%s after %s on %s referencing %s table as changed for each statement execute function hub.mark_dirty(%L)', event.name, event.name, table_name, event.rows, kind);
        end loop;
      end $$;
      create trigger touch before update on hub.client for each row execute function hub.touch();
      create trigger touch before update on hub.site for each row execute function hub.touch();
      create trigger touch before update on hub.staff_member for each row execute function hub.touch();
      create trigger touch before update on hub.billable_category for each row execute function hub.touch();
      create trigger touch before update on hub.billable_type for each row execute function hub.touch();
      create trigger touch before update on hub.invoice for each row execute function hub.touch();
      create trigger touch before update on hub.time_entry for each row execute function hub.touch();

      call hub.watch('hub.client', 'client');
      call hub.watch('hub.site', 'site');
      call hub.watch('hub.staff_member', 'staff-member');
      call hub.watch('hub.invoice', 'invoice');
      call hub.watch('hub.time_entry', 'time-entry');

      call hub.isolate('hub.client');
      call hub.isolate('hub.site');
      call hub.isolate('hub.staff_member');
      call hub.isolate('hub.billable_category');
      call hub.isolate('hub.billable_type');
      call hub.isolate('hub.invoice');
      call hub.isolate('hub.invoice_line');
      call hub.isolate('hub.time_entry');
      call hub.isolate('hub.record_event');
      call hub.isolate('hub.dirty_record');
    `);
  }
}
