import { Migration } from "@mikro-orm/migrations";

/**
 * How long a run was at work, apart from how long it lay: on a plan that waits for a person, in the queue, until a lost connection is back.
 * And of a problem, the run that sends what an answer released.
 */
export class Migration0023AtWork extends Migration {
  override up(): void {
    this.addSql(`
      alter table hub.run
        -- Of the spells that are over.
        add column worked_seconds double precision not null default 0,
        -- Beginning of the present spell; null while it lies.
        add column working_since timestamptz;
      -- Of runs before this, only the wait for an approval is known.
      update hub.run as run set worked_seconds = extract(epoch from run.finished_at - greatest(run.started_at,
          (select max(plan.approved_at) from hub.plan as plan where plan.firm_id = run.firm_id and plan.run_id = run.id)))
        where run.finished_at is not null;
      update hub.run set working_since = hub.hub_now() where state = 'running';

      alter table hub.problem add column answered_by_run uuid references hub.run;
    `);
  }
}
