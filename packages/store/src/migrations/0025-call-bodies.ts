import { Migration } from "@mikro-orm/migrations";

/** What was said in a call is kept for a while, redacted; and a line of a record's history names the call that caused it. */
export class Migration0025CallBodies extends Migration {
  override up(): void {
    this.addSql(`
      -- Redacted and capped: JSON, or text where something else came. Of the request, body has it.
      alter table hub.call add column response_body text;
      create index call_by_kept_body on hub.call (answered_at) where state in ('ok', 'refused') and (body is not null or response_body is not null);

      do $$ begin
        execute format('create policy owner_forgets on hub.call for update to %I using (true) with check (true)', current_user);
      end $$;
      create function hub.forget_call_bodies(days integer, at_most integer) returns integer
      language sql security definer set search_path = hub, pg_temp as $$
        with old as (
          select id from hub.call where state in ('ok', 'refused') and (body is not null or response_body is not null) and answered_at < hub.hub_now() - make_interval(days => days)
          order by answered_at limit at_most for update skip locked),
        forgotten as (update hub.call c set body = null, response_body = null from old where c.id = old.id returning 1)
        select count(*)::integer from forgotten
      $$;

      -- No foreign key: the history outlives what it speaks of.
      alter table hub.record_event add column call_id uuid;
      -- Sealed with the line; lines without a call have the text they always had.
      create or replace function hub.event_text(number integer, e hub.record_event) returns text language sql stable as $$
        select (jsonb_build_array(number, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.kind, e.record_id, e.actor_kind, e.actor, e.action, e.run_id, e.changes)
          || case when e.call_id is null then '[]'::jsonb else jsonb_build_array(e.call_id) end)::text
      $$;
    `);
  }
}
