import { Migration } from "@mikro-orm/migrations";

/** One company belongs to one firm, also when two firms bind it at the same moment. */
export class Migration0013OneFirmPerCompany extends Migration {
  override up(): void {
    this.addSql(`
      drop index hub.ledger_connection_by_realm;
      create unique index one_firm_per_company on hub.ledger_connection (realm_hash) where state <> 'disconnected';
    `);
  }
}
