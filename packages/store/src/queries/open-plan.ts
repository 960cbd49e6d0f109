import type { FirmSession } from "../orm.js";
import { abandonChanges, backOnList, openPlans, setPlanState, worldNow, type ChangeRow, type PlanRow } from "./plan.js";
import { patchRun } from "./run.js";

const replaced = "in a newer plan";

/** Plans of a connection in which what the sync planned waits for a person: no first plan, and no undo. */
export async function waitingSyncPlans(session: FirmSession, connectionId: string): Promise<PlanRow[]> {
  return (await openPlans(session, connectionId)).filter(isSyncPlan);
}

export function isSyncPlan({ kind }: Pick<PlanRow, "kind">): boolean {
  return kind !== "import" && kind !== "undo";
}

/** Ends an open plan whose records are planned afresh: they are put back on the list of what waits. False when it was not open any more. */
export async function replacePlan(session: FirmSession, plan: Pick<PlanRow, "id" | "connectionId" | "runId">, by: string): Promise<boolean> {
  if (!(await setPlanState(session, plan.id, ["open"], "discarded", by))) return false;
  await abandonChanges(session, plan.connectionId, plan.id, replaced);
  if (plan.runId !== null) await patchRun(session, plan.runId, { state: "cancelled", phase: "done", summary: "Replaced by a newer plan. Nothing was sent." });
  return true;
}

/** Changes of plans (`$3`) that could not be applied any more as they were planned. The firm is `$1`. */
const movedOf = (plans: string) => `
  select c.kind, c.record_id, c.ledger_kind, c.ledger_id, c.side, c.operation from (
    select c.*, ${worldNow} from hub.change c where c.firm_id = $1 and c.plan_id = any(${plans}) and c.state in ('planned', 'ask')) as c
  where (c.base_version is not null and c.version is distinct from c.base_version) or (c.base_token is not null and c.token is distinct from c.base_token)
    or (c."isRecordLinked" and (c.operation = 'link' or (c.operation = 'create' and c.side <> 'hub'))) or (c."isLedgerLinked" and (c.operation = 'link' or (c.operation = 'create' and c.side = 'hub')))`;

/** What a change would do, whatever it is called: a record that is to be made here has a new id each time. */
const deed = `kind, case when side = 'hub' and operation = 'create' then null else record_id end, ledger_kind, ledger_id, side, operation, fields, base_version, base_token`;

/** Whether open plans are not how things are any more: something in them moved, or a newer plan does or asks what they do not. */
export async function arePlansOutdated(session: FirmSession, planIds: readonly string[], newerId: string | null): Promise<boolean> {
  const [row] = await session.query<{ is: boolean }>(
    `select exists (${movedOf("$2::uuid[]")}) or exists (
       select ${deed} from hub.change where firm_id = $1 and plan_id = $3 and state in ('planned', 'ask')
       except select ${deed} from hub.change where firm_id = $1 and plan_id = any($2::uuid[]) and state in ('planned', 'ask')) as is`,
    [session.firmId, planIds, newerId],
  );
  return row?.is ?? false;
}

/** Leaves out of a plan what an open one holds already. */
export async function leaveToOpenPlan(session: FirmSession, planId: string): Promise<void> {
  await session.query("update hub.change set state = 'skipped', reason = 'waits for approval in another plan' where firm_id = $1 and plan_id = $2 and state in ('planned', 'ask')", [session.firmId, planId]);
}

/** What moved in open plans of the sync, for something else was sent or decided meanwhile, is planned anew by the next sync. */
export async function wakeMovedInOpenPlans(session: FirmSession, connectionId: string): Promise<void> {
  const plans = await waitingSyncPlans(session, connectionId);
  if (plans.length > 0) await session.query(`with left_out as (${movedOf("$3::uuid[]")}), ${backOnList} select 1`, [session.firmId, connectionId, plans.map(({ id }) => id)]);
}

/** Of these invoices of the ledger, those about which a waiting plan has something to do as they are now. */
export async function plannedInvoices(session: FirmSession, connectionId: string, ledgerIds: readonly string[]): Promise<string[]> {
  const rows = await session.query<{ ledgerId: string }>(
    `select c.ledger_id as "ledgerId" from hub.change c
     join hub.plan p on p.firm_id = $1 and p.id = c.plan_id and p.state = 'open' and p.kind not in ('import', 'undo')
     join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'invoice' and r.ledger_id = c.ledger_id and r.token = c.base_token
     where c.firm_id = $1 and c.connection_id = $2 and c.kind = 'invoice' and c.ledger_kind = 'invoice' and c.ledger_id = any($3) and c.state = 'planned'`,
    [session.firmId, connectionId, ledgerIds],
  );
  return rows.map(({ ledgerId }) => ledgerId);
}

/** Moves changes of an open plan into another one, with its run. */
export async function moveChanges(session: FirmSession, ids: readonly string[], to: { planId: string; runId: string }): Promise<void> {
  await session.query("update hub.change set plan_id = $3, run_id = $4 where firm_id = $1 and id = any($2)", [session.firmId, ids, to.planId, to.runId]);
}

/** What a person had decided about the same questions in the plan that a plan replaced; by the change that asks now. */
export async function earlierDecisions(session: FirmSession, planId: string): Promise<Map<string, NonNullable<ChangeRow["decision"]>>> {
  const rows = await session.query<{ id: string; decision: NonNullable<ChangeRow["decision"]> }>(
    `select c.id, earlier.decision from hub.change c cross join lateral (
       select e.decision from hub.change e join hub.plan p on p.firm_id = $1 and p.id = e.plan_id and p.state = 'discarded'
       where e.firm_id = $1 and e.connection_id = c.connection_id and e.flow = c.flow and e.reason = '${replaced}' and (e.decision is not null or e.candidates <> '[]')
         and case when c.record_id is null then e.ledger_kind = c.ledger_kind and e.ledger_id = c.ledger_id else e.kind = c.kind and e.record_id = c.record_id end
       order by p.created_at desc limit 1) as earlier
     where c.firm_id = $1 and c.plan_id = $2 and c.state = 'ask' and earlier.decision is not null`,
    [session.firmId, planId],
  );
  return new Map(rows.map(({ id, decision }) => [id, decision]));
}

/** Of a plan, the changes a person decided about. */
export async function decidedChanges(session: FirmSession, planId: string): Promise<Pick<ChangeRow, "id" | "flow" | "candidates" | "decision">[]> {
  return session.query("select id, flow, candidates, decision from hub.change where firm_id = $1 and plan_id = $2 and decision is not null", [session.firmId, planId]);
}
