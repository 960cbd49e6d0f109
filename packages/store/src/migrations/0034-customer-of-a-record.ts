import { Migration } from "@mikro-orm/migrations";

/** What a document of QuickBooks could be was looked for among all of them: by its customer there are few. */
export class Migration0034CustomerOfARecord extends Migration {
  override up(): void {
    this.addSql(`
      -- A column and no index over the document: row-level security lets no function into a search, and an expression would have every reading of a document write every index.
      alter table hub.ledger_record add column customer_id text generated always as (case when kind in ('invoice', 'time-activity') then document ->> 'customerId' end) stored;
      create index ledger_record_by_customer on hub.ledger_record (firm_id, connection_id, customer_id, kind) where customer_id is not null;
    `);
  }
}
