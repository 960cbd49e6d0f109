import { Migration } from "@mikro-orm/migrations";

/** When a plan was left open for a person: from then on nothing of it may be written before somebody approved it, whatever becomes of it. */
export class Migration0029LeftOpen extends Migration {
  override up(): void {
    this.addSql(`
      alter table hub.plan add column opened_at timestamptz;
      update hub.plan set opened_at = created_at where state = 'open';
    `);
  }
}
