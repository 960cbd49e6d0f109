import { Migration } from "@mikro-orm/migrations";

/**
 * A refused sign-in is tried again before anybody must reconnect (FC-06), and a lost answer whose look-up breaks on us is looked up ever more
 * rarely.
 */
export class Migration0027Keeper extends Migration {
  override up(): void {
    this.addSql(`
      alter table hub.ledger_grant
        -- The last refusal that counts; null when the last answer was a token.
        add column refused_at timestamptz,
        -- Nobody asks for a token before; a person may.
        add column retry_at timestamptz;
      alter table hub.call
        -- Look-ups in a row that broke on an error of ours.
        add column failed_lookups integer not null default 0;
    `);
  }
}
