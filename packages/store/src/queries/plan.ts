import type { RecordKind, UndoVerdict } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

export type PlanState = "computing" | "open" | "approved" | "applying" | "applied" | "discarded";
export type ChangeSide = "hub" | "ledger" | "link";
export type ChangeOperation = "create" | "update" | "link" | "unlink" | "deactivate" | "delete" | "void";
export type ChangeState = "planned" | "ask" | "blocked" | "sending" | "checking" | "applied" | "refused" | "moved" | "skipped";

/** What an undo takes back: one change, or everything a run or a day of the firm's calendar applied. */
export type UndoScope = { changeId: string } | { runId: string } | { day: string };

export interface PlanRow {
  id: string;
  connectionId: string;
  runId: string | null;
  kind: string;
  state: PlanState;
  counts: Record<string, number>;
}

/** One field of a change: what the changed side has now, what it gets, and what both last agreed on. */
export interface FieldDifference {
  path: string;
  before: unknown;
  after: unknown;
  agreed?: unknown;
}

/** A record of the other side that may be the same one. */
export interface MatchCandidate {
  id: string;
  name: string;
  score: number;
  evidence: readonly string[];
  email: string | null;
  phone: string | null;
}

export interface ChangeRow {
  id: string;
  planId: string;
  runId: string | null;
  seq: number;
  flow: string;
  kind: RecordKind;
  recordId: string | null;
  ledgerKind: string;
  ledgerId: string | null;
  side: ChangeSide;
  operation: ChangeOperation;
  label: string;
  fields: FieldDifference[];
  write: Record<string, unknown> | null;
  candidates: MatchCandidate[];
  decision: { choice: "link" | "create" | "skip"; candidateId?: string; by: string; at?: string } | null;
  baseVersion: number | null;
  baseToken: string | null;
  dependsOn: string | null;
  state: ChangeState;
  reason: string | null;
  /** Of an undo: the changes it takes back, and whether it can. */
  undoes?: readonly string[];
  verdict?: UndoVerdict | null;
}

const changeColumns = (c: string) => `${c}.id, ${c}.plan_id as "planId", ${c}.run_id as "runId", ${c}.seq, ${c}.flow, ${c}.kind, ${c}.record_id as "recordId", ${c}.ledger_kind as "ledgerKind",
  ${c}.ledger_id as "ledgerId", ${c}.side, ${c}.operation, ${c}.label, ${c}.fields, ${c}.write, ${c}.candidates, ${c}.decision, ${c}.base_version as "baseVersion", ${c}.base_token as "baseToken",
  ${c}.depends_on as "dependsOn", ${c}.state, ${c}.reason, ${c}.undoes, ${c}.verdict`;

export async function insertPlan(session: FirmSession, plan: { id: string; connectionId: string; runId: string; kind: string; undoOf?: UndoScope }): Promise<void> {
  await session.query("insert into hub.plan (id, firm_id, connection_id, run_id, kind, state, undo_of) values ($1, $2, $3, $4, $5, 'computing', $6)", [
    plan.id, session.firmId, plan.connectionId, plan.runId, plan.kind, plan.undoOf ? JSON.stringify(plan.undoOf) : null,
  ]);
}

export async function planById(session: FirmSession, id: string): Promise<PlanRow | null> {
  const rows = await session.query<PlanRow>('select id, connection_id as "connectionId", run_id as "runId", kind, state, counts from hub.plan where firm_id = $1 and id = $2', [session.firmId, id]);
  return rows[0] ?? null;
}

export async function planOfRun(session: FirmSession, runId: string): Promise<PlanRow | null> {
  const rows = await session.query<PlanRow>(
    `select id, connection_id as "connectionId", run_id as "runId", kind, state, counts from hub.plan where firm_id = $1 and run_id = $2 and state <> 'discarded' order by created_at desc limit 1`,
    [session.firmId, runId],
  );
  return rows[0] ?? null;
}

/** Plans of a connection that wait for a person. */
export async function openPlans(session: FirmSession, connectionId: string): Promise<(PlanRow & { undoOf: UndoScope | null })[]> {
  return session.query<PlanRow & { undoOf: UndoScope | null }>(
    `select id, connection_id as "connectionId", run_id as "runId", kind, state, counts, undo_of as "undoOf" from hub.plan where firm_id = $1 and connection_id = $2 and state = 'open' order by created_at`,
    [session.firmId, connectionId],
  );
}

/** Moves a plan from one of `from` to a state; when it was left open first is kept. False when somebody else was quicker. */
export async function setPlanState(session: FirmSession, id: string, from: readonly PlanState[], to: PlanState, by: string | null = null): Promise<boolean> {
  const rows = await session.query(
    `update hub.plan set state = $4, approved_by = coalesce($5, approved_by), approved_at = case when $5::text is null then approved_at else hub.hub_now() end,
       opened_at = case when $4 = 'open' then coalesce(opened_at, hub.hub_now()) else opened_at end
     where firm_id = $1 and id = $2 and state = any($3) returning 1`,
    [session.firmId, id, from, to, by],
  );
  return rows.length === 1;
}

/** Counts the plan's changes by flow, side, operation and state, and keeps the sums with the plan. */
export async function countPlan(session: FirmSession, planId: string): Promise<Record<string, number>> {
  const rows = await session.query<{ key: string; n: number }>(
    `select flow || ' ' || side || ' ' || operation || ' ' || state as key, count(*)::int as n from hub.change where firm_id = $1 and plan_id = $2 group by 1`,
    [session.firmId, planId],
  );
  const counts = Object.fromEntries(rows.map((row) => [row.key, row.n]));
  await session.query("update hub.plan set counts = $3 where firm_id = $1 and id = $2", [session.firmId, planId, JSON.stringify(counts)]);
  return counts;
}

export async function insertChanges(session: FirmSession, connectionId: string, changes: readonly ChangeRow[]): Promise<void> {
  if (changes.length === 0) return;
  await session.query(
    `insert into hub.change (id, firm_id, connection_id, plan_id, run_id, seq, flow, kind, record_id, ledger_kind, ledger_id, side, operation, label, fields, write, candidates, decision,
       base_version, base_token, depends_on, state, reason, undoes, verdict)
     select id, $1, $2, "planId", "runId", seq, flow, kind, "recordId", "ledgerKind", "ledgerId", side, operation, label, fields, write, candidates, decision,
       "baseVersion", "baseToken", "dependsOn", state, reason, coalesce(undoes, '{}'), verdict
     from jsonb_to_recordset($3::jsonb) as c(id uuid, "planId" uuid, "runId" uuid, seq integer, flow text, kind text, "recordId" uuid, "ledgerKind" text, "ledgerId" text, side text, operation text,
       label text, fields jsonb, write jsonb, candidates jsonb, decision jsonb, "baseVersion" integer, "baseToken" text, "dependsOn" uuid, state text, reason text, undoes uuid[], verdict text)`,
    [session.firmId, connectionId, JSON.stringify(changes)],
  );
}

/** What a plan has decided so far about records of both sides: for later flows, and to go on after a crash. */
export async function plannedRefs(session: FirmSession, planId: string): Promise<Pick<ChangeRow, "id" | "seq" | "flow" | "kind" | "recordId" | "ledgerKind" | "ledgerId" | "side" | "operation" | "state" | "candidates" | "dependsOn">[]> {
  return session.query(
    `select id, seq, flow, kind, record_id as "recordId", ledger_kind as "ledgerKind", ledger_id as "ledgerId", side, operation, state, candidates, depends_on as "dependsOn"
     from hub.change where firm_id = $1 and plan_id = $2 order by seq`,
    [session.firmId, planId],
  );
}

/** A change about to be applied, beside the world as it is now. */
export interface ApplicableChange extends ChangeRow {
  /** The record's version now; null when it is gone. */
  version: number | null;
  /** The ledger's token now; null when the mirror has no such record, or it was deleted. */
  token: string | null;
  dependencyState: ChangeState | null;
  dependencyLedgerId: string | null;
  dependencyRecordId: string | null;
  dependencyLabel: string | null;
  /** The record has a link already, or the ledger's record has one. */
  isRecordLinked: boolean;
  isLedgerLinked: boolean;
}

/** The world of a change `c` as it is now. The firm is `$1`. Each look into another table is one by its key. */
export const worldNow = `
       case c.kind when 'client' then (select version from hub.client where firm_id = $1 and id = c.record_id) when 'site' then (select version from hub.site where firm_id = $1 and id = c.record_id)
         when 'invoice' then (select version from hub.invoice where firm_id = $1 and id = c.record_id) when 'time-entry' then (select version from hub.time_entry where firm_id = $1 and id = c.record_id)
         when 'staff-member' then (select version from hub.staff_member where firm_id = $1 and id = c.record_id) end as version,
       (select r.token from hub.ledger_record r where r.firm_id = $1 and r.connection_id = c.connection_id and r.kind = c.ledger_kind and r.ledger_id = c.ledger_id and not r.is_deleted) as token,
       (select true from hub.link l where l.firm_id = $1 and l.connection_id = c.connection_id and l.kind = c.kind and l.record_id = c.record_id and l.unlinked_at is null limit 1) is not null as "isRecordLinked",
       (select true from hub.link l where l.firm_id = $1 and l.connection_id = c.connection_id and l.ledger_kind = c.ledger_kind and l.ledger_id = c.ledger_id and l.unlinked_at is null limit 1) is not null as "isLedgerLinked"`;

/**
 * The next changes of a flow after `afterSeq` that are planned and whose dependency is settled one way or the other. The page is cut first and each
 * look into another table is one by its key: joins and `exists` may be answered by reading whole tables, for every page of a long plan anew.
 */
export async function applicableChanges(session: FirmSession, planId: string, flow: string, page: { afterSeq: number; limit: number }): Promise<ApplicableChange[]> {
  return session.query<ApplicableChange>(
    `with page as materialized (
       select c.* from hub.change c
       where c.firm_id = $1 and c.plan_id = $2 and c.flow = $3 and c.seq > $5 and c.state = 'planned'
         and case when c.depends_on is null then true else coalesce((select d.state from hub.change d where d.firm_id = $1 and d.id = c.depends_on), 'applied') not in ('planned', 'sending', 'checking') end
       order by c.seq limit $4)
     select ${changeColumns("c")},
       ${worldNow},
       d.state as "dependencyState", d.ledger_id as "dependencyLedgerId", d.record_id as "dependencyRecordId", d.label as "dependencyLabel"
     from page c left join lateral (select state, ledger_id, record_id, label from hub.change where firm_id = $1 and id = c.depends_on limit 1) d on true
     order by c.seq`,
    [session.firmId, planId, flow, page.limit, page.afterSeq],
  );
}

export async function changesById(session: FirmSession, ids: readonly string[]): Promise<ChangeRow[]> {
  return session.query<ChangeRow>(`select ${changeColumns("c")} from hub.change c where c.firm_id = $1 and c.id = any($2) order by c.seq`, [session.firmId, ids]);
}

/** Changes of a plan in some states, in order. */
export async function changesOfPlan(session: FirmSession, planId: string, states: readonly ChangeState[]): Promise<ChangeRow[]> {
  return session.query<ChangeRow>(`select ${changeColumns("c")} from hub.change c where c.firm_id = $1 and c.plan_id = $2 and c.state = any($3) order by c.seq`, [session.firmId, planId, states]);
}

/** How many writes of a plan are still to be applied, those to the ledger apart, and of which flows they are. */
export async function countPlanned(session: FirmSession, planId: string): Promise<{ ledger: number; all: number; flows: string[] }> {
  const rows = await session.query<{ ledger: number; all: number; flows: string[] }>(
    `select (count(*) filter (where side = 'ledger'))::int as ledger, count(*)::int as all, coalesce(array_agg(distinct flow), '{}') as flows from hub.change where firm_id = $1 and plan_id = $2 and state = 'planned'`,
    [session.firmId, planId],
  );
  return rows[0] ?? { ledger: 0, all: 0, flows: [] };
}

/** The records of which a run was refused something, each once. */
export async function refusedRecords(session: FirmSession, runId: string): Promise<{ kind: RecordKind; recordId: string }[]> {
  return session.query(`select distinct kind, record_id as "recordId" from hub.change where firm_id = $1 and run_id = $2 and state = 'refused' and record_id is not null`, [session.firmId, runId]);
}

/** What became of the changes of a run, counted alike ones together. */
export async function countRunChanges(session: FirmSession, runId: string): Promise<{ kind: RecordKind; side: ChangeSide; operation: ChangeOperation; state: ChangeState; verdict: UndoVerdict | null; n: number }[]> {
  return session.query(`select kind, side, operation, state, verdict, count(*)::int as n from hub.change where firm_id = $1 and run_id = $2 group by 1, 2, 3, 4, 5`, [session.firmId, runId]);
}

/** Puts what `left_out` is about back on the list of what waits. The firm is `$1`, the connection `$2`. */
export const backOnList = `
     dirty as (
       insert into hub.dirty_record (firm_id, kind, record_id, since) select distinct $1::uuid, kind, record_id, hub.hub_now() from left_out where record_id is not null and not (side = 'hub' and operation = 'create')
       on conflict (firm_id, kind, record_id) do update set since = excluded.since),
     moved as (
       insert into hub.moved_ledger_record (firm_id, connection_id, kind, ledger_id) select distinct $1::uuid, $2::uuid, ledger_kind, ledger_id from left_out where ledger_id is not null and side in ('hub', 'link')
       on conflict (firm_id, connection_id, kind, ledger_id) do update set since = hub.hub_now())`;

/** Leaves what a plan has not applied undone and puts its records back on the list of what waits. */
export async function abandonChanges(session: FirmSession, connectionId: string, planId: string, reason: string): Promise<number> {
  const rows = await session.query<{ n: number }>(
    `with left_out as (
       update hub.change set state = 'skipped', reason = $4 where firm_id = $1 and plan_id = $3 and state in ('planned', 'ask', 'blocked') returning kind, record_id, ledger_kind, ledger_id, side, operation),
     ${backOnList}
     select count(*)::int as n from left_out`,
    [session.firmId, connectionId, planId, reason],
  );
  return rows[0]?.n ?? 0;
}

export interface ChangeOutcome {
  id: string;
  state: ChangeState;
  reason?: string | null;
  ledgerId?: string | null;
}

export async function setChangeStates(session: FirmSession, outcomes: readonly ChangeOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await session.query(
    `update hub.change c set state = o.state, reason = o.reason, ledger_id = coalesce(o."ledgerId", c.ledger_id), applied_at = case when o.state = 'applied' then hub.hub_now() else c.applied_at end
     from jsonb_to_recordset($2::jsonb) as o(id uuid, state text, reason text, "ledgerId" text) where c.firm_id = $1 and c.id = o.id`,
    [session.firmId, JSON.stringify(outcomes)],
  );
}

/**
 * Changes that certainly were not written are to be applied again. Where nobody applies their plan any more (its run was cancelled or
 * failed while their answer was looked for) they are left behind, and their records are planned anew.
 */
export async function replanChanges(session: FirmSession, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await session.query(
    `with again as (
       update hub.change c set state = case when p.state in ('applied', 'discarded') then 'skipped' else 'planned' end, reason = case when p.state in ('applied', 'discarded') then 'planned again' end
       from hub.plan p where p.firm_id = $1 and p.id = c.plan_id and c.firm_id = $1 and c.id = any($2) returning c.state, c.kind, c.record_id)
     insert into hub.dirty_record (firm_id, kind, record_id, since) select distinct $1::uuid, kind, record_id, hub.hub_now() from again where state = 'skipped' and record_id is not null
     on conflict (firm_id, kind, record_id) do update set since = excluded.since`,
    [session.firmId, ids],
  );
}

/** Decided changes are applied by another run than the one that asked. */
export async function setChangeRun(session: FirmSession, ids: readonly string[], runId: string): Promise<void> {
  await session.query("update hub.change set run_id = $3 where firm_id = $1 and id = any($2)", [session.firmId, ids, runId]);
}

/** Leaves unsent changes of these records out of every plan. */
export async function skipChangesOf(session: FirmSession, connectionId: string, records: readonly { kind: RecordKind; recordId: string }[], reason: string): Promise<void> {
  await session.query(
    `update hub.change c set state = 'skipped', reason = $4 from jsonb_to_recordset($3::jsonb) as r(kind text, "recordId" uuid)
     where c.firm_id = $1 and c.connection_id = $2 and c.kind = r.kind and c.record_id = r."recordId" and c.state in ('planned', 'ask', 'blocked')`,
    [session.firmId, connectionId, JSON.stringify(records), reason],
  );
}

/** Records that are planned again leave their held or failed attempts of this plan behind. */
export async function supersedeChanges(session: FirmSession, planId: string, kind: RecordKind, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await session.query(
    `update hub.change set state = 'skipped', reason = 'planned again' where firm_id = $1 and plan_id = $2 and kind = $3 and record_id = any($4) and state in ('blocked', 'moved', 'refused')`,
    [session.firmId, planId, kind, recordIds],
  );
}

/** Keeps writes whose references were filled in. */
export async function setChangeWrites(session: FirmSession, writes: readonly { id: string; write: object }[]): Promise<void> {
  if (writes.length === 0) return;
  await session.query("update hub.change c set write = w.write from jsonb_to_recordset($2::jsonb) as w(id uuid, write jsonb) where c.firm_id = $1 and c.id = w.id", [session.firmId, JSON.stringify(writes)]);
}

/** Keeps what a person decided, and what that makes of the change. */
export async function saveDecision(
  session: FirmSession,
  change: Pick<ChangeRow, "id" | "decision" | "operation" | "side" | "recordId" | "ledgerId" | "fields" | "write" | "baseVersion" | "baseToken" | "state" | "reason">,
): Promise<void> {
  await session.query(
    `update hub.change set decision = $3, operation = $4, side = $5, record_id = $6, ledger_id = $7, fields = $8, write = $9, base_version = $10, base_token = $11, state = $12, reason = $13
     where firm_id = $1 and id = $2 and state in ('ask', 'planned', 'skipped')`,
    [session.firmId, change.id, change.decision === null ? null : JSON.stringify(change.decision), change.operation, change.side, change.recordId, change.ledgerId, JSON.stringify(change.fields),
      change.write === null ? null : JSON.stringify(change.write), change.baseVersion, change.baseToken, change.state, change.reason],
  );
}

/** Records that have a write on its way or in doubt: nothing new is planned for them meanwhile. */
export async function busyRecords(session: FirmSession, connectionId: string, kind: RecordKind): Promise<string[]> {
  const rows = await session.query<{ recordId: string }>(
    `select distinct c.record_id as "recordId" from hub.change c where c.firm_id = $1 and c.connection_id = $2 and c.kind = $3 and c.state in ('sending', 'checking') and c.record_id is not null`,
    [session.firmId, connectionId, kind],
  );
  return rows.map((row) => row.recordId);
}

/** The record `$3`, `$4`, and of a client its documents, whose changes name its customer. The firm is `$1`. */
const recordAndDocuments = `(
       select $3::text as kind, $4::uuid as id
       union all select 'invoice', d.id from hub.invoice d where d.firm_id = $1 and $3 = 'client' and d.client_id = $4
       union all select 'time-entry', d.id from hub.time_entry d where d.firm_id = $1 and $3 = 'client' and d.client_id = $4) g`;

/**
 * What a run has in hand for a record, or for the documents of a client: a write that is planned to go now, on its way, or whose answer is looked for.
 * Null when nothing is. What waits in an open plan is in nobody's hand.
 */
export async function changeInHand(session: FirmSession, connectionId: string, { kind, recordId }: { kind: RecordKind; recordId: string }): Promise<{ state: "planned" | "sending" | "checking"; label: string } | null> {
  const [change] = await session.query<{ state: "planned" | "sending" | "checking"; label: string }>(
    `select c.state, c.label from ${recordAndDocuments} join hub.change c on c.firm_id = $1 and c.kind = g.kind and c.record_id = g.id
     where c.connection_id = $2
       and (c.state in ('sending', 'checking') or (c.state = 'planned' and exists (select from hub.plan p where p.firm_id = $1 and p.id = c.plan_id and p.state in ('computing', 'approved', 'applying'))))
     order by array_position(array['checking', 'sending', 'planned'], c.state), c.id limit 1`,
    [session.firmId, connectionId, kind, recordId],
  );
  return change ?? null;
}

/** Leaves out of open plans what names the record's old side: its own changes, also those that ask or are held, and a client's documents. Returns the documents, to be planned anew. */
export async function forgetPlannedWith(session: FirmSession, connectionId: string, { kind, recordId }: { kind: RecordKind; recordId: string }, reason: string): Promise<{ kind: RecordKind; recordId: string }[]> {
  const forgotten = await session.query<{ kind: RecordKind; recordId: string }>(
    `update hub.change c set state = 'skipped', reason = $5 from ${recordAndDocuments}
     where c.firm_id = $1 and c.connection_id = $2 and c.kind = g.kind and c.record_id = g.id and (c.state = 'planned' or (c.kind = $3 and c.state in ('ask', 'blocked'))) returning c.kind, c.record_id as "recordId"`,
    [session.firmId, connectionId, kind, recordId, reason],
  );
  return forgotten.filter((change) => change.kind !== kind);
}
