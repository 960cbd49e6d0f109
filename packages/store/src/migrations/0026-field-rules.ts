import { Migration } from "@mikro-orm/migrations";

/** Who keeps a field that both sides changed is ruled field by field; what was one word for a client is the rule of each of its fields. */
export class Migration0026FieldRules extends Migration {
  override up(): void {
    this.addSql(`
      update hub.ledger_connection as c
        set settings = jsonb_set(c.settings, '{policies,client}', (
          select jsonb_object_agg(field, c.settings -> 'policies' -> 'client')
          from unnest(array['displayName', 'email', 'phone', 'address', 'isTaxable', 'isActive']) as field))
        where jsonb_typeof(c.settings -> 'policies' -> 'client') = 'string';
    `);
  }
}
