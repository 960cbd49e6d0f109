import { Migration } from "@mikro-orm/migrations";

/** One company belongs to one firm, also when two firms bind it at the same moment. */
export class Migration0013OneFirmPerCompany extends Migration {
  override up(): void {
    this.addSql(`
      do $$ begin
        if exists (select from hub.ledger_connection where state <> 'disconnected' group by realm_hash having count(*) > 1) then
          raise exception 'Two firms are connected to the same QuickBooks company, which later versions do not allow. Start the version before, disconnect QuickBooks in all but one of them, then start this version again.';
        end if;
      end $$;
      drop index hub.ledger_connection_by_realm;
      create unique index one_firm_per_company on hub.ledger_connection (realm_hash) where state <> 'disconnected';
    `);
  }
}
