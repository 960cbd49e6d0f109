import { Migration } from "@mikro-orm/migrations";

/**
 * The history as a chain: every line bears a number and a hash over itself and the line before it, set by the database as the last act of the
 * transaction that writes it. Lines and seals are only ever added.
 */
export class Migration0017AuditChain extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.record_event_seal (
        firm_id uuid not null references hub.firm,
        -- Without a gap, in the order of the commits.
        number integer not null,
        -- No foreign key: a line that is gone must be seen to be gone.
        event_id uuid not null,
        hash text not null,
        primary key (firm_id, number)
      );
      create unique index record_event_seal_by_event on hub.record_event_seal (firm_id, event_id);
      call hub.isolate('hub.record_event_seal');
      revoke insert, update, delete, truncate on hub.record_event_seal from tieout_app;
      revoke update, delete, truncate on hub.record_event from tieout_app;

      -- What of a line is sealed, as text that the export carries along: whoever has the export can compute every hash.
      create function hub.event_text(number integer, e hub.record_event) returns text language sql stable as $$
        select jsonb_build_array(number, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.kind, e.record_id, e.actor_kind, e.actor, e.action, e.run_id, e.changes)::text
      $$;
      -- The first line of a firm follows the firm's own id.
      create function hub.seal_hash(previous text, content text) returns text language sql immutable as
        $$ select encode(sha256(convert_to(previous || E'\\n' || content, 'UTF8')), 'hex') $$;

      create function hub.seal_event() returns trigger language plpgsql security definer set search_path = hub, pg_temp as $$
      declare
        last hub.record_event_seal;
        next integer;
      begin
        -- Held for the moment of the commit only: one firm's lines are put in order, and nobody waits for a long transaction.
        perform pg_advisory_xact_lock(7136403, hashtext(new.firm_id::text));
        select * into last from hub.record_event_seal where firm_id = new.firm_id order by number desc limit 1;
        next := coalesce(last.number, 0) + 1;
        insert into hub.record_event_seal (firm_id, number, event_id, hash)
        values (new.firm_id, next, new.id, hub.seal_hash(coalesce(last.hash, new.firm_id::text), hub.event_text(next, new)));
        return null;
      end $$;

      -- What there is already is sealed as it stands. The owner is bound by row-level security while it is forced.
      alter table hub.record_event_seal no force row level security;
      do $$
      declare
        e hub.record_event;
        firm uuid;
        n integer;
        previous text;
      begin
        for e in select * from hub.record_event order by firm_id, at, id loop
          if e.firm_id is distinct from firm then
            firm := e.firm_id;
            n := 0;
            previous := firm::text;
          end if;
          n := n + 1;
          previous := hub.seal_hash(previous, hub.event_text(n, e));
          insert into hub.record_event_seal (firm_id, number, event_id, hash) values (firm, n, e.id, previous);
        end loop;
      end $$;
      alter table hub.record_event_seal force row level security;

      create constraint trigger seal_event after insert on hub.record_event deferrable initially deferred for each row execute function hub.seal_event();
    `);
  }
}
