import { Migration } from "@mikro-orm/migrations";

/** When a grant ends, what a firm's calls may cost, and what people are told when they do not look: what happened, and each way it was told. */
export class Migration0019Notifications extends Migration {
  override up(): void {
    this.addSql(`
      -- refresh: unless it is renewed before (Intuit: 100 days). connection: whatever one does (Intuit: five years). Null until an answer said so.
      alter table hub.ledger_grant add column refresh_expires_at timestamptz, add column connection_expires_at timestamptz, add column warned_days integer;

      -- Since when the connection is in its state: silence counts from there, not from before a pause.
      alter table hub.ledger_connection add column state_since timestamptz not null default hub.hub_now();
      create function hub.mark_state_since() returns trigger language plpgsql as $$
      begin
        new.state_since := hub.hub_now();
        return new;
      end $$;
      create trigger mark_state_since before update of state on hub.ledger_connection for each row when (old.state is distinct from new.state) execute function hub.mark_state_since();

      create table hub.notification_settings (
        firm_id uuid primary key references hub.firm,
        -- Nothing synced for so long is told; 0 never is.
        silent_hours integer not null check (silent_hours between 0 and 720),
        webhook_url text,
        webhook_secret_cipher text,
        check ((webhook_url is null) = (webhook_secret_cipher is null))
      );
      call hub.isolate('hub.notification_settings');

      -- Who said whether they want mail; of whom nothing is said, the role decides.
      create table hub.notification_choice (
        firm_id uuid not null references hub.firm,
        user_id text not null,
        is_mailed boolean not null,
        primary key (firm_id, user_id)
      );
      call hub.isolate('hub.notification_choice');

      -- What happened that people are told of, written with what caused it.
      create table hub.notification (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        connection_id uuid references hub.ledger_connection,
        kind text not null,
        -- One person has one mail an hour for each.
        cause text not null,
        -- What happened once is told once.
        key text not null,
        facts jsonb not null default '{}',
        happened_at timestamptz not null default hub.hub_now(),
        -- It is no longer so.
        ended_at timestamptz,
        -- Its deliveries are written.
        told_at timestamptz,
        unique (firm_id, key)
      );
      create index notification_open on hub.notification (connection_id) where ended_at is null and kind in ('connection-broken', 'nothing-synced');
      create index notification_untold on hub.notification (firm_id) where told_at is null;
      call hub.isolate('hub.notification');

      create table hub.notification_delivery (
        id uuid primary key,
        firm_id uuid not null references hub.firm,
        notification_id uuid not null references hub.notification on delete cascade,
        channel text not null check (channel in ('mail', 'webhook')),
        -- Whose mailbox; null for the webhook.
        user_id text,
        -- superseded: a newer word on the same cause went out in its place
        state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'superseded')),
        attempts integer not null default 0,
        due_at timestamptz not null default hub.hub_now(),
        leased_by text,
        lease_until timestamptz,
        fence bigint not null default 0,
        -- Why the last attempt failed, without what the other side wrote.
        failure text,
        settled_at timestamptz,
        created_at timestamptz not null default hub.hub_now()
      );
      create index notification_delivery_waiting on hub.notification_delivery (due_at) where state = 'waiting';
      create index notification_delivery_by_notification on hub.notification_delivery (notification_id);
      call hub.isolate('hub.notification_delivery');

      -- What Intuit's metered calls may come to in a month, and what they cost; null is as the tier says.
      create table hub.call_budget (
        firm_id uuid primary key references hub.firm,
        tier text not null check (tier in ('builder', 'silver', 'gold', 'platinum')),
        monthly_calls integer check (monthly_calls > 0),
        price_per_thousand numeric check (price_per_thousand >= 0)
      );
      call hub.isolate('hub.call_budget');

      -- Ids only. Connections of which something may have to be told now.
      create function hub.connections_to_watch(at_most integer) returns table (firm_id uuid, connection_id uuid)
      language sql stable security definer set search_path = hub, pg_temp as $$
        select c.firm_id, c.id from hub.ledger_connection c
        left join hub.ledger_grant g on g.connection_id = c.id
        left join hub.notification_settings s on s.firm_id = c.firm_id
        where c.enabled_at is not null and (
          (c.state = 'enabled' and coalesce(s.silent_hours, 24) > 0
            and greatest(c.last_success_at, c.state_since) <= hub.hub_now() - make_interval(hours => coalesce(s.silent_hours, 24))
            and exists (select from hub.schedule d where d.connection_id = c.id and d.firm_id = c.firm_id)
            and not exists (select from hub.notification n where n.connection_id = c.id and n.kind = 'nothing-synced' and n.ended_at is null))
          or exists (select from hub.notification n where n.connection_id = c.id and n.ended_at is null and n.kind in ('connection-broken', 'nothing-synced')
            and (c.state in ('paused', 'disconnected') or (n.kind = 'nothing-synced' and c.state <> 'enabled') or (c.state = 'enabled' and c.last_success_at > n.happened_at)))
          or (c.state <> 'disconnected' and least(g.refresh_expires_at, g.connection_expires_at) <= hub.hub_now() + interval '30 days'
            and coalesce(g.warned_days, 31) > case when least(g.refresh_expires_at, g.connection_expires_at) <= hub.hub_now() + interval '1 day' then 1
              when least(g.refresh_expires_at, g.connection_expires_at) <= hub.hub_now() + interval '7 days' then 7 else 30 end)
          or (g.warned_days is not null and least(g.refresh_expires_at, g.connection_expires_at) > hub.hub_now() + interval '30 days'))
        limit at_most
      $$;
      create function hub.firms_to_tell(at_most integer) returns table (firm_id uuid)
      language sql stable security definer set search_path = hub, pg_temp as $$
        select distinct firm_id from hub.notification where told_at is null limit at_most
      $$;
      create function hub.due_deliveries(at_most integer) returns table (firm_id uuid, delivery_id uuid)
      language sql stable security definer set search_path = hub, pg_temp as $$
        select firm_id, id from hub.notification_delivery
        where state = 'waiting' and due_at <= hub.hub_now() and (lease_until is null or lease_until <= hub.hub_now())
        order by due_at limit at_most
      $$;
    `);
  }
}
