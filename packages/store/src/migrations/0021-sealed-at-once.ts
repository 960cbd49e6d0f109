import { Migration } from "@mikro-orm/migrations";

/**
 * Lines of the history are sealed as many at once as one statement wrote, not one by one: sealing 10,000 lines of a first import took a third
 * of its time. The chain stays the same, and so does the moment, the last act of the transaction.
 */
export class Migration0021SealedAtOnce extends Migration {
  override up(): void {
    this.addSql(`
      -- What a statement wrote, until the end of its transaction; empty for everybody else.
      create table hub.record_event_turn (
        firm_id uuid not null references hub.firm,
        id uuid not null default gen_random_uuid(),
        event_ids uuid[] not null,
        primary key (firm_id, id)
      );
      call hub.isolate('hub.record_event_turn');
      revoke all on hub.record_event_turn from tieout_app;

      create function hub.queue_seal() returns trigger language plpgsql security definer set search_path = hub, pg_temp as $$
      begin
        insert into hub.record_event_turn (firm_id, event_ids) select firm_id, array_agg(id) from added group by firm_id;
        return null;
      end $$;

      create function hub.seal_events() returns trigger language plpgsql security definer set search_path = hub, pg_temp as $$
      declare
        last hub.record_event_seal;
        texts text[];
        hashes text[];
        hash text;
      begin
        -- Held for the moment of the commit only: one firm's lines are put in order, and nobody waits for a long transaction.
        perform pg_advisory_xact_lock(7136403, hashtext(new.firm_id::text));
        select * into last from hub.record_event_seal where firm_id = new.firm_id order by number desc limit 1;
        last.number := coalesce(last.number, 0);
        hash := coalesce(last.hash, new.firm_id::text);
        -- A line that is gone already has no text, and the seal is refused: it cannot be left out without a trace.
        select array_agg(case when e.id is not null then hub.event_text(last.number + line.place::integer, e) end order by line.place) into texts
          from unnest(new.event_ids) with ordinality as line(id, place) left join hub.record_event e on e.firm_id = new.firm_id and e.id = line.id;
        for i in 1 .. cardinality(texts) loop
          hash := hub.seal_hash(hash, texts[i]);
          hashes[i] := hash;
        end loop;
        insert into hub.record_event_seal (firm_id, number, event_id, hash)
        select new.firm_id, last.number + line.place, line.id, line.hash from unnest(new.event_ids, hashes) with ordinality as line(id, hash, place);
        delete from hub.record_event_turn where firm_id = new.firm_id and id = new.id;
        return null;
      end $$;

      drop trigger seal_event on hub.record_event;
      drop function hub.seal_event();
      create trigger queue_seal after insert on hub.record_event referencing new table as added for each statement execute function hub.queue_seal();
      create constraint trigger seal_events after insert on hub.record_event_turn deferrable initially deferred for each row execute function hub.seal_events();
    `);
  }
}
