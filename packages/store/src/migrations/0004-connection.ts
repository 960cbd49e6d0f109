import { Migration } from "@mikro-orm/migrations";

/** One firm bound to one company of the ledger: the grant, the mirror of what we read, links and mappings. */
export class Migration0004Connection extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.ledger_connection (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        epoch integer not null,
        environment text not null check (environment in ('emulator', 'sandbox', 'production')),
        realm_cipher text not null,
        realm_hash text not null,
        company_name text not null,
        company jsonb not null default '{}',
        preflight jsonb not null default '[]',
        checked_at timestamptz,
        -- confirming: authorised, the person has not yet said it is the right company · ready: settings may be saved
        state text not null check (state in ('confirming', 'ready', 'enabled', 'paused', 'action-required', 'disconnected')),
        state_reason text,
        settings jsonb not null default '{}',
        settings_saved_at timestamptz,
        start_date date,
        interval_minutes integer not null default 60 check (interval_minutes between 15 and 1440),
        default_item_id text,
        enabled_at timestamptz,
        last_success_at timestamptz,
        authorized_by text not null,
        authorized_at timestamptz not null,
        disconnected_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default hub.hub_now(),
        updated_at timestamptz not null default hub.hub_now()
      );
      create unique index one_connection_per_firm on hub.ledger_connection (firm_id) where state <> 'disconnected';
      create index ledger_connection_by_realm on hub.ledger_connection (realm_hash) where state <> 'disconnected';

      create table hub.ledger_grant (
        firm_id uuid not null references hub.firm,
        connection_id uuid primary key references hub.ledger_connection,
        access_cipher text not null,
        refresh_cipher text not null,
        access_expires_at timestamptz not null,
        refresh_expires_at timestamptz not null,
        -- Single flight across processes: committed before the call, so that a successor can see an unfinished start.
        refresh_leased_by text,
        refresh_lease_until timestamptz,
        refresh_fence bigint not null default 0,
        refused_count integer not null default 0,
        updated_at timestamptz not null default hub.hub_now()
      );

      create table hub.oauth_state (
        state_hash text primary key,
        firm_id uuid not null references hub.firm,
        user_id text not null,
        session_hash text not null,
        return_path text not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );

      create table hub.ledger_cursor (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        feed text not null,
        position timestamptz,
        swept_at timestamptz,
        primary key (firm_id, connection_id, feed)
      );

      -- The mirror: what we last read. Reading twice costs money.
      create table hub.ledger_record (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null,
        ledger_id text not null,
        token text not null,
        name text not null,
        normalized_name text not null,
        email text,
        phone text,
        parent_id text,
        is_active boolean not null,
        is_deleted boolean not null default false,
        document jsonb not null,
        content_hash text not null,
        ledger_updated_at timestamptz,
        seen_at timestamptz not null default hub.hub_now(),
        primary key (firm_id, connection_id, kind, ledger_id)
      );
      create index ledger_record_by_name on hub.ledger_record (firm_id, connection_id, kind, normalized_name);
      create index ledger_record_by_email on hub.ledger_record (firm_id, connection_id, kind, lower(email)) where email is not null;

      -- Mirror rows that moved since the sync last planned.
      create table hub.moved_ledger_record (
        firm_id uuid not null,
        connection_id uuid not null,
        kind text not null,
        ledger_id text not null,
        since timestamptz not null default hub.hub_now(),
        primary key (firm_id, connection_id, kind, ledger_id)
      );

      create table hub.link (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null check (kind in ('client', 'site', 'staff-member', 'invoice', 'time-entry')),
        record_id uuid not null,
        ledger_kind text not null,
        ledger_id text not null,
        token text not null,
        -- Per field we own, the value both sides last agreed on: the base of every three-way comparison.
        agreed jsonb not null,
        hub_hash text not null,
        origin text not null check (origin in ('created-by-hub', 'imported', 'matched-by-rule', 'linked-by-user')),
        linked_by text not null,
        linked_at timestamptz not null default hub.hub_now(),
        last_sent_at timestamptz,
        last_seen_at timestamptz,
        unlinked_at timestamptz
      );
      create unique index link_by_record on hub.link (firm_id, connection_id, kind, record_id) where unlinked_at is null;
      create unique index link_by_ledger_id on hub.link (firm_id, connection_id, ledger_kind, ledger_id) where unlinked_at is null;

      create table hub.mapping (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        source_kind text not null check (source_kind in ('billable-category', 'billable-type')),
        source_id uuid not null,
        target_kind text not null check (target_kind in ('item', 'class', 'tax-code')),
        target_id text not null,
        target_name text not null,
        origin text not null check (origin in ('user', 'exact', 'likely', 'imported-file')),
        confirmed_by text not null,
        confirmed_at timestamptz not null default hub.hub_now(),
        version integer not null default 1
      );
      create unique index mapping_by_source on hub.mapping (firm_id, connection_id, source_kind, source_id, target_kind);

      -- The one state each record shows; no row means never sent.
      create table hub.record_sync (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        kind text not null,
        record_id uuid not null,
        state text not null check (state in ('never-sent', 'queued', 'sending', 'checking', 'synced', 'changed', 'blocked', 'failed', 'set-aside', 'external')),
        reason text,
        changed_at timestamptz not null default hub.hub_now(),
        primary key (firm_id, connection_id, kind, record_id)
      );
      create index record_sync_by_state on hub.record_sync (firm_id, connection_id, kind, state);

      call hub.isolate('hub.ledger_connection');
      call hub.isolate('hub.ledger_grant');
      call hub.isolate('hub.oauth_state');
      call hub.isolate('hub.ledger_cursor');
      call hub.isolate('hub.ledger_record');
      call hub.isolate('hub.moved_ledger_record');
      call hub.isolate('hub.link');
      call hub.isolate('hub.mapping');
      call hub.isolate('hub.record_sync');

      -- Look-ups before a firm is known; they give ids only.
      create function hub.firm_of_oauth_state(hash text) returns uuid language sql security definer set search_path = hub, pg_temp as
        $$ select firm_id from hub.oauth_state where state_hash = hash and used_at is null and expires_at > hub.hub_now() $$;
      create function hub.firms_of_realm(hash text) returns table (firm_id uuid, connection_id uuid) language sql security definer set search_path = hub, pg_temp as
        $$ select firm_id, id from hub.ledger_connection where realm_hash = hash and state <> 'disconnected' $$;
    `);
  }
}
