import { Migration } from "@mikro-orm/migrations";

/** Columns that were written and never read, or never written, go; every tick looks for records that show they are being sent. */
export class Migration0018EngineTidied extends Migration {
  override up(): void {
    this.addSql(`
      alter table hub.link drop column hub_hash;
      alter table hub.ledger_grant drop column refresh_expires_at;
      alter table hub.call drop column next_attempt_at;
      alter table hub.problem drop column next_attempt_at;
      create index record_sync_sending on hub.record_sync (firm_id, connection_id) where state = 'sending';
    `);
  }
}
