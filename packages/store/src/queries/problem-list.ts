import type { FirmSession } from "../orm.js";
import { currentConnection } from "./connection.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { presentConnection } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** A problem as lists and pages show it; its words come from the catalogue. */
export interface ProblemView {
  id: string;
  kind: string;
  causeKey: string;
  severity: "info" | "warning" | "error";
  state: "open" | "resolved" | "set-aside";
  facts: Record<string, string | number | boolean | null | readonly string[]>;
  times: number;
  firstSeenAt: string;
  lastSeenAt: string;
  resolvedAt: string | null;
  resolvedBy: string | null;
  resolution: string | null;
  /** The run that sends what an answer released, until it ends; null when nobody answered, or the answer was tried. */
  sendingRunId: string | null;
  /** Records it holds now. */
  recordCount: number;
  /** What those come to, one amount a currency. */
  amounts: { amount: string; currency: string }[];
}

export interface ProblemRecordView {
  /** Of the row in the list, not of the record. */
  id: string;
  problemId: string;
  recordKind: string;
  recordId: string;
  label: string;
  amount: string | null;
  currency: string | null;
  addedAt: string;
}

export interface ProblemListFilter {
  states?: readonly string[] | null;
  severities?: readonly string[] | null;
  kinds?: readonly string[] | null;
  recordKinds?: readonly string[] | null;
  recordId?: string | null;
}

const columns = `
  problem.id, problem.kind, problem.cause_key as "causeKey", problem.severity, problem.state, problem.facts, problem.times, problem.first_seen_at as "firstSeenAt",
  problem.last_seen_at as "lastSeenAt", problem.resolved_at as "resolvedAt", problem.resolved_by as "resolvedBy", problem.resolution,
  (select run.id from hub.run as run where run.firm_id = ${thisFirm} and run.id = problem.answered_by_run and problem.state = 'open' and run.state in ('queued', 'running', 'waiting')) as "sendingRunId",
  held.records as "recordCount", held.amounts`;
const from = `hub.problem as problem
  cross join lateral (
    select coalesce(sum(n), 0)::int as records,
           coalesce(jsonb_agg(jsonb_build_object('amount', amount::text, 'currency', currency)) filter (where amount is not null and currency is not null), '[]') as amounts
      from (select count(*) as n, sum(amount) as amount, currency from hub.problem_record where firm_id = ${thisFirm} and problem_id = problem.id and released_at is null group by currency) as by_currency
  ) as held`;
const rank = "(case problem.severity when 'error' then 2 when 'warning' then 1 else 0 end)";

function source(filter: ProblemListFilter): ListSource {
  const conditions = new Conditions("problem")
    .add(`problem.connection_id = ${presentConnection}`)
    .isOneOf("problem.state", filter.states ?? ["open"])
    .isOneOf("problem.severity", filter.severities)
    .isOneOf("problem.kind", filter.kinds)
    .add(`exists (select from hub.problem_record as r where r.firm_id = ${thisFirm} and r.problem_id = problem.id and r.released_at is null and r.kind = any($$::text[]))`, filter.recordKinds)
    .add(`exists (select from hub.problem_record as r where r.firm_id = ${thisFirm} and r.problem_id = problem.id and r.released_at is null and r.record_id = $$)`, filter.recordId);
  return { from, columns, conditions, sort: { by: rank, type: "integer", id: "problem.id", direction: "desc" } };
}

/** Problems of the present connection, errors first, the newest first among them. Open ones unless states are named. */
export function listProblems(session: FirmSession, filter: ProblemListFilter, page: PageRequest): Promise<Slice<ProblemView>> {
  return readPage<ProblemView>(session, source(filter), page);
}

export function countProblems(session: FirmSession, filter: ProblemListFilter): Promise<number> {
  return countList(session, source(filter));
}

export function problemsByIds({ query }: FirmSession, ids: readonly string[]): Promise<ProblemView[]> {
  return query<ProblemView>(`select ${columns} from ${from} where problem.firm_id = ${thisFirm} and problem.id = any($1::uuid[])`, [ids]);
}

/** Open problems that hold these records, worst first. */
export function problemsOfRecords({ query }: FirmSession, kind: string, recordIds: readonly string[]): Promise<(ProblemView & { recordId: string })[]> {
  return query(
    `select ${columns}, held_record.record_id as "recordId" from hub.problem_record as held_record join ${from} on true
      where held_record.firm_id = ${thisFirm} and held_record.problem_id = problem.id and held_record.kind = $1 and held_record.record_id = any($2::uuid[]) and held_record.released_at is null
        and problem.state = 'open' and problem.connection_id = ${presentConnection}
      order by ${rank} desc, problem.id`,
    [kind, recordIds],
  );
}

/** What a missing mapping holds up itself: of the invoices a problem holds, the lines with its code. One amount a currency. */
export function codeShares({ query, firmId }: FirmSession, problemIds: readonly string[]): Promise<{ problemId: string; amount: string; currency: string }[]> {
  return query(
    `select problem.id as "problemId", invoice.currency, sum(line.amount)::text as amount
       from hub.problem as problem
       join hub.problem_record as held on held.firm_id = $1 and held.problem_id = problem.id and held.kind = 'invoice' and held.released_at is null
       join hub.invoice as invoice on invoice.firm_id = $1 and invoice.id = held.record_id
       join hub.invoice_line as line on line.firm_id = $1 and line.invoice_id = invoice.id
      where problem.firm_id = $1 and problem.id = any($2::uuid[])
        and problem.facts ->> 'sourceId' = (case when invoice.roll_up = 'type' and line.type_id is not null then line.type_id else line.category_id end)::text
      group by 1, 2 order by 1, 2`,
    [firmId, problemIds],
  );
}

/** Records a problem holds, the longest held first. */
export function listProblemRecords(session: FirmSession, problemId: string, page: PageRequest): Promise<Slice<ProblemRecordView>> {
  return readPage<ProblemRecordView>(
    session,
    {
      from: "hub.problem_record as held",
      columns: `held.record_id as id, held.problem_id as "problemId", held.kind as "recordKind", held.record_id as "recordId", held.label, held.amount::text as amount, held.currency, held.added_at as "addedAt"`,
      conditions: new Conditions("held").add("held.problem_id = $$", problemId).add("held.released_at is null"),
      sort: { by: "held.added_at", type: "timestamptz", id: "held.record_id", direction: "asc" },
    },
    page,
  );
}

/**
 * Records the sync holds back: blocked or failed, each once however many problems name it. Both the page of problems and the sentence of a run
 * count by this. `$1` is the connection, `$2` a run whose own records are meant, or null for all.
 */
const heldNow = `
  touched as (
    select c.kind, c.record_id from hub.change c where c.firm_id = ${thisFirm} and c.run_id = $2 and c.state in ('ask', 'blocked', 'refused') and c.record_id is not null
    union
    select r.kind, r.record_id from hub.change c join hub.problem_record r on r.firm_id = ${thisFirm} and r.change_id = c.id and r.released_at is null where c.run_id = $2 and c.state = 'ask'),
  held as (
    select s.kind, s.record_id from hub.record_sync s where s.firm_id = ${thisFirm} and s.connection_id = $1 and s.state in ('blocked', 'failed')
      and ($2::uuid is null or exists (select from touched t where t.kind = s.kind and t.record_id = s.record_id)))`;

/** What holds the records of a run back: how many there are, for how many causes, and the problem that holds most of them. */
export interface HeldCauses {
  records: number;
  causes: number;
  commonest: { kind: string; facts: ProblemView["facts"] } | null;
}

/** What of a run's records is held back now; a cause is an open problem that is an error. Null when nothing is. */
export async function heldByRun({ query }: FirmSession, connectionId: string, runId: string): Promise<HeldCauses | null> {
  const [row] = await query<HeldCauses>(
    `with ${heldNow},
     cause as (
       select problem.kind, problem.facts, problem.first_seen_at, problem.id, count(*) as n from hub.problem as problem
       join hub.problem_record as r on r.firm_id = ${thisFirm} and r.problem_id = problem.id and r.released_at is null join held on held.kind = r.kind and held.record_id = r.record_id
       where problem.connection_id = $1 and problem.state = 'open' and problem.severity = 'error' group by problem.firm_id, problem.id)
     select (select count(*)::int from held) as records, (select count(*)::int from cause) as causes,
       (select jsonb_build_object('kind', kind, 'facts', facts) from cause order by n desc, first_seen_at, id limit 1) as commonest`,
    [connectionId, runId],
  );
  return row && row.records > 0 ? row : null;
}

export interface ProblemCounts {
  open: number;
  errors: number;
  warnings: number;
  /** Records held back, each counted once however many problems hold it. */
  held: number;
}

/** Open problems of the present connection by severity, and how many records are held back. */
export async function problemCounts(session: FirmSession): Promise<ProblemCounts> {
  const connection = await currentConnection(session);
  if (!connection) return { open: 0, errors: 0, warnings: 0, held: 0 };
  const rows = await session.query<ProblemCounts>(
    `with ${heldNow}
     select count(*)::int as open, (count(*) filter (where severity = 'error'))::int as errors, (count(*) filter (where severity = 'warning'))::int as warnings,
            (select count(*)::int from held) as held
       from hub.problem where firm_id = ${thisFirm} and state = 'open' and connection_id = $1`,
    [connection.id, null],
  );
  return rows[0] ?? { open: 0, errors: 0, warnings: 0, held: 0 };
}
