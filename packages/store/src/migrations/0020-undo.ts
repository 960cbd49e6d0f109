import { Migration } from "@mikro-orm/migrations";

/** Changes that take others back: which ones, and what a person is told of those that cannot be; and what a plan is the undo of. */
export class Migration0020Undo extends Migration {
  override up(): void {
    this.addSql(`
      alter table hub.change
        -- The changes this one takes back, or would.
        add column undoes uuid[] not null default '{}',
        -- Of an undo: planned as a write, proposed as a document of a person's own, or not possible. Only the first is ever applied.
        add column verdict text check (verdict in ('revert', 'compensate', 'impossible'));
      create index change_undoes on hub.change using gin (undoes) where undoes <> '{}';
      -- What was applied on a day.
      create index change_by_applied on hub.change (firm_id, connection_id, applied_at) where state = 'applied';
      -- { "changeId" } | { "runId" } | { "day" }
      alter table hub.plan add column undo_of jsonb;
    `);
  }
}
