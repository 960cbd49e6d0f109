import { Migration } from "@mikro-orm/migrations";

/** A record that both sides agreed on shows that it was changed here, from the moment somebody changes it until the sync has looked. */
export class Migration0011ChangedRecords extends Migration {
  override up(): void {
    this.addSql(`
      create function hub.show_changed(kind text, firm_id uuid, ids uuid[]) returns void language sql as $$
        update hub.record_sync s set state = 'changed', reason = null, changed_at = hub.hub_now()
        from hub.ledger_connection c
        where c.firm_id = $2 and c.state <> 'disconnected' and s.firm_id = $2 and s.connection_id = c.id and s.kind = $1 and s.record_id = any($3) and s.state = 'synced'
      $$;
      -- The first argument is the kind; the second, columns that do not travel. Time that an invoice locks or frees is not changed by that.
      create function hub.mark_changed() returns trigger language plpgsql as $$
      declare
        ignored text[] := string_to_array(tg_argv[1], ',') || array['status', 'version', 'updated_at'];
        changed record;
      begin
        if current_setting('hub.is_engine', true) = 'on' then return null; end if;
        for changed in
          select n.firm_id, array_agg(n.id) as ids from after_it n join before_it o on o.id = n.id
          where to_jsonb(n) - ignored is distinct from to_jsonb(o) - ignored
            or replace(to_jsonb(n) ->> 'status', 'locked', 'approved') is distinct from replace(to_jsonb(o) ->> 'status', 'locked', 'approved')
          group by 1
        loop
          perform hub.show_changed(tg_argv[0], changed.firm_id, changed.ids);
        end loop;
        return null;
      end $$;
      create function hub.mark_removed() returns trigger language plpgsql as $$
      declare removed record;
      begin
        if current_setting('hub.is_engine', true) = 'on' then return null; end if;
        for removed in select o.firm_id, array_agg(o.id) as ids from before_it o group by 1 loop
          perform hub.show_changed(tg_argv[0], removed.firm_id, removed.ids);
        end loop;
        return null;
      end $$;
      create trigger mark_changed after update on hub.client referencing old table as before_it new table as after_it for each statement
        execute function hub.mark_changed('client', 'notes');
      create trigger mark_changed after update on hub.invoice referencing old table as before_it new table as after_it for each statement
        execute function hub.mark_changed('invoice', '');
      create trigger mark_changed after update on hub.time_entry referencing old table as before_it new table as after_it for each statement
        execute function hub.mark_changed('time-entry', 'invoice_id,invoice_line_id,approved_by,approved_at,returned_note,import_fingerprint,frozen_rate');
      create trigger mark_removed after delete on hub.time_entry referencing old table as before_it for each statement
        execute function hub.mark_removed('time-entry');
    `);
  }
}
