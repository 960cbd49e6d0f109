import { Migration } from "@mikro-orm/migrations";

/**
 * What is sealed comes along from the statement that wrote it. Looking the lines up at the commit was planned when the table was empty: the
 * plan of a connection's first seal stays, and read the firm's whole history for each line, three quarters of the demo's first start.
 */
export class Migration0028SealedWithoutALook extends Migration {
  override up(): void {
    this.addSql(`
      -- What of a line is sealed, without its number, which it gets at the commit. Lines without a call have the text they always had.
      create function hub.event_line(e hub.record_event) returns jsonb language sql stable as $$
        select jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.kind, e.record_id, e.actor_kind, e.actor, e.action, e.run_id, e.changes)
          || case when e.call_id is null then '[]'::jsonb else jsonb_build_array(e.call_id) end
      $$;
      create function hub.sealed_text(number integer, line jsonb) returns text language sql immutable as $$ select (jsonb_build_array(number) || line)::text $$;
      create or replace function hub.event_text(number integer, e hub.record_event) returns text language sql stable as $$ select hub.sealed_text(number, hub.event_line(e)) $$;

      alter table hub.record_event_turn add column lines jsonb[] not null;
      create or replace function hub.queue_seal() returns trigger language plpgsql security definer set search_path = hub, pg_temp as $$
      begin
        insert into hub.record_event_turn (firm_id, event_ids, lines) select firm_id, array_agg(id), array_agg(hub.event_line(added)) from added group by firm_id;
        return null;
      end $$;

      create or replace function hub.seal_events() returns trigger language plpgsql security definer set search_path = hub, pg_temp as $$
      declare
        last hub.record_event_seal;
        line jsonb;
        hashes text[];
        hash text;
      begin
        -- Held for the moment of the commit only: one firm's lines are put in order, and nobody waits for a long transaction.
        perform pg_advisory_xact_lock(7136403, hashtext(new.firm_id::text));
        select * into last from hub.record_event_seal where firm_id = new.firm_id order by number desc limit 1;
        last.number := coalesce(last.number, 0);
        hash := coalesce(last.hash, new.firm_id::text);
        foreach line in array new.lines loop
          hash := hub.seal_hash(hash, hub.sealed_text(last.number + coalesce(cardinality(hashes), 0) + 1, line));
          hashes := hashes || hash;
        end loop;
        insert into hub.record_event_seal (firm_id, number, event_id, hash)
        select new.firm_id, last.number + line.place, line.id, line.hash from unnest(new.event_ids, hashes) with ordinality as line(id, hash, place);
        delete from hub.record_event_turn where firm_id = new.firm_id and id = new.id;
        return null;
      end $$;
    `);
  }
}
