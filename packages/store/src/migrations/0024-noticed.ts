import { Migration } from "@mikro-orm/migrations";

/**
 * A problem knows the run that found it, so that the run's headline can tell; null for what was found before, or by work that left no run. And
 * a record that moved in the ledger keeps the name it had when a plan last looked, until one looks again.
 */
export class Migration0024Noticed extends Migration {
  override up(): void {
    this.addSql(`
      alter table hub.problem add column found_by_run uuid references hub.run;
      create index problem_by_run on hub.problem (firm_id, found_by_run) where found_by_run is not null;
      alter table hub.moved_ledger_record add column previous_name text;
    `);
  }
}
