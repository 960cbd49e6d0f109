import type { UndoVerdict } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import type { FieldDifference, MatchCandidate, UndoScope } from "./plan.js";
import { presentConnection } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** A stored plan as its page shows it. */
export interface PlanView {
  id: string;
  kind: string;
  state: "computing" | "open" | "approved" | "applying" | "applied" | "discarded";
  createdAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  runId: string | null;
  undoOf: UndoScope | null;
}

/** One planned write as the plan's page shows it. */
export interface ChangeView {
  id: string;
  planId: string;
  sequence: number;
  flow: string;
  recordKind: string;
  recordId: string | null;
  ledgerKind: string;
  ledgerId: string | null;
  side: "hub" | "ledger" | "link";
  operation: string;
  label: string;
  fields: FieldDifference[];
  candidates: MatchCandidate[];
  decision: { choice: "link" | "create" | "skip"; candidateId?: string; by: string; at?: string } | null;
  state: string;
  reason: string | null;
  appliedAt: string | null;
  /** Of an undo: whether it can take back what it is about. */
  verdict: UndoVerdict | null;
  /** It was taken back since. */
  isUndone: boolean;
}

export interface ChangeListFilter {
  states?: readonly string[] | null;
  recordKinds?: readonly string[] | null;
  sides?: readonly string[] | null;
  operations?: readonly string[] | null;
  /** Only those that ask a person, or were asked and are decided; or only the others. */
  isQuestion?: boolean | null;
  verdicts?: readonly string[] | null;
  search?: string | null;
}

const planColumns = `plan.id, plan.kind, plan.state, plan.created_at as "createdAt", plan.approved_by as "approvedBy", plan.approved_at as "approvedAt", plan.run_id as "runId", plan.undo_of as "undoOf"`;
const changeColumns = `
  change.id, change.plan_id as "planId", change.seq as sequence, change.flow, change.kind as "recordKind", change.record_id as "recordId", change.ledger_kind as "ledgerKind",
  change.ledger_id as "ledgerId", change.side, change.operation, change.label, change.fields, change.candidates, change.decision, change.state, change.reason, change.applied_at as "appliedAt", change.verdict,
  exists (select from hub.change as undo where undo.firm_id = change.firm_id and undo.undoes @> array[change.id] and undo.state = 'applied') as "isUndone"`;

export function plansByIds({ query }: FirmSession, ids: readonly string[]): Promise<PlanView[]> {
  return query<PlanView>(`select ${planColumns} from hub.plan as plan where plan.firm_id = ${thisFirm} and plan.id = any($1::uuid[])`, [ids]);
}

/** The newest plan of the present connection that waits for a person, or is being computed for one. */
export async function waitingPlan({ query }: FirmSession): Promise<PlanView | null> {
  const rows = await query<PlanView>(`select ${planColumns} from hub.plan as plan where plan.firm_id = ${thisFirm} and plan.connection_id = ${presentConnection} and plan.state = 'open' order by plan.created_at desc limit 1`);
  return rows[0] ?? null;
}

function source(of: { planId?: string; runId?: string }, filter: ChangeListFilter): ListSource {
  const conditions = new Conditions("change")
    .add("change.plan_id = $$", of.planId)
    .add("change.run_id = $$", of.runId)
    .isOneOf("change.state", filter.states)
    .isOneOf("change.kind", filter.recordKinds)
    .isOneOf("change.side", filter.sides)
    .isOneOf("change.operation", filter.operations)
    .isOneOf("change.verdict", filter.verdicts)
    .add("$$ = (change.state = 'ask' or change.decision is not null)", filter.isQuestion)
    .matches(["change.label"], filter.search);
  return { from: "hub.change as change", columns: changeColumns, conditions, sort: { by: "change.seq", type: "integer", id: "change.id", direction: "asc" } };
}

/** Changes of a plan or of a run, in the order they are applied. */
export function listChanges(session: FirmSession, of: { planId?: string; runId?: string }, filter: ChangeListFilter, page: PageRequest): Promise<Slice<ChangeView>> {
  return readPage<ChangeView>(session, source(of, filter), page);
}

export function countListedChanges(session: FirmSession, of: { planId?: string; runId?: string }, filter: ChangeListFilter): Promise<number> {
  return countList(session, source(of, filter));
}

export function changeViewsByIds({ query }: FirmSession, ids: readonly string[]): Promise<ChangeView[]> {
  return query<ChangeView>(`select ${changeColumns} from hub.change as change where change.firm_id = ${thisFirm} and change.id = any($1::uuid[]) order by change.seq`, [ids]);
}

/** How many changes of a plan there are of each side, operation and state. */
export function planCounts({ query }: FirmSession, planId: string): Promise<{ side: ChangeView["side"]; operation: string; state: string; verdict: UndoVerdict | null; count: number }[]> {
  return query(`select side, operation, state, verdict, count(*)::int as count from hub.change where firm_id = ${thisFirm} and plan_id = $1 group by 1, 2, 3, 4`, [planId]);
}
