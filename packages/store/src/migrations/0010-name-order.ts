import { Migration } from "@mikro-orm/migrations";

/** Names are also found when their words stand in another order: "Avery Jordan" and "Avery, Jordan", a couple named the other way round. */
export class Migration0010NameOrder extends Migration {
  override up(): void {
    this.addSql(`
      create function hub.sorted_words(name text) returns text language sql immutable strict parallel safe as $$
        select string_agg(word, ' ' order by word collate "C") from regexp_split_to_table(name, ' +') as word
      $$;
      alter table hub.client add column name_key text generated always as (hub.sorted_words(normalized_name)) stored;
      alter table hub.ledger_record add column name_key text generated always as (hub.sorted_words(normalized_name)) stored;
      create index client_by_name_key on hub.client (firm_id, name_key);
      create index ledger_record_by_name_key on hub.ledger_record (firm_id, connection_id, kind, name_key);
    `);
  }
}
