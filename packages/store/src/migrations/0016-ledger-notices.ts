import { Migration } from "@mikro-orm/migrations";

/** What QuickBooks told us unasked: kept until the sync has looked, and a while longer, so that a repetition is known as one. */
export class Migration0016LedgerNotices extends Migration {
  override up(): void {
    this.addSql(`
      create table hub.ledger_notice (
        firm_id uuid not null references hub.firm,
        connection_id uuid not null references hub.ledger_connection,
        -- The same for every copy of an event: the second one is not stored.
        key text not null,
        kind text not null,
        ledger_id text not null,
        is_deletion boolean not null,
        -- By the ledger's clock.
        happened_at timestamptz,
        received_at timestamptz not null default hub.hub_now(),
        -- Null until the sync has looked.
        settled_at timestamptz,
        primary key (firm_id, connection_id, key)
      );
      create index ledger_notice_open on hub.ledger_notice (firm_id, connection_id) where settled_at is null;
      create index ledger_notice_by_time on hub.ledger_notice (firm_id, connection_id, received_at desc);
      call hub.isolate('hub.ledger_notice');
    `);
  }
}
