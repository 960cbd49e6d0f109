import { newId, type ProblemFacts, type ProblemSeverity, type RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

export interface ProblemRecord {
  kind: RecordKind;
  recordId: string;
  /** How people name the record. */
  label: string;
  amount: string | null;
  currency: string | null;
  changeId: string | null;
}

/** What went wrong, for which records. Records with the same `causeKey` share one problem. */
export interface RaisedProblem {
  kind: string;
  causeKey: string;
  severity: ProblemSeverity;
  facts: ProblemFacts;
  records: readonly ProblemRecord[];
}

export interface OpenProblem {
  id: string;
  connectionId: string;
  kind: string;
  causeKey: string;
  severity: ProblemSeverity;
  state: "open" | "resolved" | "set-aside";
  facts: ProblemFacts;
  records: { kind: RecordKind; recordId: string; label: string; changeId: string | null }[];
}

/** Opens problems, or adds to those that are open for the same cause. `runId` is the run that found them; who finds one that is open already is not told apart. */
export async function raiseProblems(session: FirmSession, connectionId: string, problems: readonly RaisedProblem[], runId: string | null = null): Promise<void> {
  if (problems.length === 0) return;
  const rows = await session.query<{ id: string; causeKey: string }>(
    `insert into hub.problem (id, firm_id, connection_id, kind, cause_key, severity, facts, found_by_run)
     select distinct on ("causeKey") id, $1, $2, kind, "causeKey", severity, facts, $4::uuid
     from jsonb_to_recordset($3::jsonb) as p(id uuid, kind text, "causeKey" text, severity text, facts jsonb)
     on conflict (firm_id, connection_id, cause_key) where state = 'open' do update set times = hub.problem.times + 1, last_seen_at = hub.hub_now(),
       kind = excluded.kind, severity = excluded.severity, facts = hub.problem.facts || excluded.facts
     returning id, cause_key as "causeKey"`,
    [session.firmId, connectionId, JSON.stringify(problems.map(({ records: _records, ...problem }) => ({ id: newId(), ...problem }))), runId],
  );
  const idOf = new Map(rows.map((row) => [row.causeKey, row.id]));
  const records = problems.flatMap((problem) => problem.records.map((record) => ({ ...record, problemId: idOf.get(problem.causeKey) })));
  await session.query(
    `insert into hub.problem_record (firm_id, problem_id, kind, record_id, label, amount, currency, change_id)
     select distinct on ("problemId", kind, "recordId") $1, "problemId", kind, "recordId", label, amount, currency, "changeId"
     from jsonb_to_recordset($2::jsonb) as r("problemId" uuid, kind text, "recordId" uuid, label text, amount numeric, currency text, "changeId" uuid)
     on conflict (firm_id, problem_id, kind, record_id) do update set released_at = null, label = excluded.label, amount = excluded.amount,
       currency = excluded.currency, change_id = excluded.change_id`,
    [session.firmId, JSON.stringify(records)],
  );
}

/** Whoever others were merged into was kept back while it was asked whether our client follows: now it is planned like any customer. Reads `closed`. */
const freeSurvivors = `
  freed as (
    insert into hub.moved_ledger_record (firm_id, connection_id, kind, ledger_id)
    select distinct $1::uuid, connection_id, 'customer', facts ->> 'survivorId' from closed where kind = 'record-merged' and facts ->> 'survivorId' is not null on conflict do nothing)`;

const closeEmptied = `
  , emptied as (
    select r.problem_id from released r
    where not exists (select from hub.problem_record o where o.firm_id = $1 and o.problem_id = r.problem_id and o.released_at is null
      and not exists (select from released x where x.problem_id = o.problem_id and x.kind = o.kind and x.record_id = o.record_id)))
  , closed as (
    update hub.problem p set state = 'resolved', resolved_at = hub.hub_now(), resolved_by = $4, resolution = $5
    from (select distinct problem_id from emptied) e where p.firm_id = $1 and p.id = e.problem_id and p.state = 'open' returning p.id, p.connection_id, p.kind, p.facts)
  , ${freeSurvivors}
  select id from closed`;

/**
 * Takes records out of every open problem but those of `keepCauses` and `keepKinds`, or only out of `onlyKinds`: they went through, or fail for another reason now. A
 * problem without records left is resolved. Returns the problems that were.
 */
export async function releaseFromProblems(
  session: FirmSession,
  connectionId: string,
  records: readonly { kind: string; recordId: string }[],
  by: { actor: string; resolution: string; keepCauses?: readonly string[]; keepKinds?: readonly string[]; onlyKinds?: readonly string[] },
): Promise<string[]> {
  if (records.length === 0) return [];
  // Two transactions may each take out one of a problem's last two records: whoever comes second must see the first.
  const held = await session.query<{ id: string }>(
    `select p.id from hub.problem p
     where p.firm_id = $1 and p.connection_id = $2 and p.state = 'open' and p.cause_key <> all($4::text[]) and p.kind <> all($5::text[]) and ($6::text[] is null or p.kind = any($6))
       and exists (select from hub.problem_record r join jsonb_to_recordset($3::jsonb) as g(kind text, "recordId" uuid) on r.kind = g.kind and r.record_id = g."recordId"
         where r.firm_id = $1 and r.problem_id = p.id and r.released_at is null)
     order by p.id for update`,
    [session.firmId, connectionId, JSON.stringify(records), by.keepCauses ?? [], by.keepKinds ?? [], by.onlyKinds ?? null],
  );
  if (held.length === 0) return [];
  const rows = await session.query<{ id: string }>(
    `with released as (
       update hub.problem_record r set released_at = hub.hub_now() from jsonb_to_recordset($3::jsonb) as g(kind text, "recordId" uuid)
       where r.firm_id = $1 and r.kind = g.kind and r.record_id = g."recordId" and r.released_at is null and r.problem_id = any($2)
       returning r.problem_id, r.kind, r.record_id)${closeEmptied}`,
    [session.firmId, held.map(({ id }) => id), JSON.stringify(records), by.actor, by.resolution],
  );
  return rows.map((row) => row.id);
}

/** Open problems by id or by their causes, with the records that still wait for them. */
export async function openProblems(session: FirmSession, filter: { problemId?: string; causeKeys?: readonly string[]; connectionId?: string; kinds?: readonly string[] }): Promise<OpenProblem[]> {
  return session.query<OpenProblem>(
    `select p.id, p.connection_id as "connectionId", p.kind, p.cause_key as "causeKey", p.severity, p.state, p.facts,
       coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'recordId', r.record_id, 'label', r.label, 'changeId', r.change_id) order by r.added_at, r.record_id)
         from hub.problem_record r where r.firm_id = p.firm_id and r.problem_id = p.id and r.released_at is null), '[]') as records
     from hub.problem p
     where p.firm_id = $1 and p.state = 'open' and ($2::uuid is null or p.id = $2) and ($3::text[] is null or p.cause_key = any($3))
       and ($4::uuid is null or p.connection_id = $4) and ($5::text[] is null or p.kind = any($5))
     order by p.first_seen_at, p.id`,
    [session.firmId, filter.problemId ?? null, filter.causeKeys ?? null, filter.connectionId ?? null, filter.kinds ?? null],
  );
}

/** Says which run sends what an answer released; the problem stays open until that run has tried. */
export async function markAnswered(session: FirmSession, id: string, runId: string): Promise<void> {
  await session.query("update hub.problem set answered_by_run = $3 where firm_id = $1 and id = $2 and state = 'open'", [session.firmId, id, runId]);
}

/** Closes problems on somebody's word, with all their records. */
export async function closeProblems(session: FirmSession, ids: readonly string[], by: { actor: string; resolution: string; state?: "resolved" | "set-aside" }): Promise<void> {
  if (ids.length === 0) return;
  await session.query(
    `with records as (update hub.problem_record set released_at = hub.hub_now() where firm_id = $1 and problem_id = any($2) and released_at is null),
     closed as (
       update hub.problem set state = $5, resolved_at = hub.hub_now(), resolved_by = $3, resolution = $4 where firm_id = $1 and id = any($2) and state = 'open' returning connection_id, kind, facts),
     ${freeSurvivors}
     select from closed`,
    [session.firmId, ids, by.actor, by.resolution, by.state ?? "resolved"],
  );
}

/** A question that waits for a person: whether this client and this customer are one. */
export interface OpenQuestion {
  causeKey: string;
  /** Whose match is looked for, and the name of it. */
  asked: "client" | "customer";
  label: string;
  clientId: string;
  ledgerId: string;
}

/** Open questions that look for a match of other records among these: customers' among clients, clients' among customers. */
export async function openQuestions(session: FirmSession, connectionId: string, among: { clientIds?: readonly string[]; ledgerIds?: readonly string[] }): Promise<OpenQuestion[]> {
  return session.query<OpenQuestion>(
    `select q."causeKey", q.asked, q.label, q."clientId", q."ledgerId" from (
       select p.cause_key as "causeKey", c.label, case when c.record_id is null then 'customer' else 'client' end as asked,
         coalesce(c.record_id::text, candidate.id) as "clientId", case when c.record_id is null then c.ledger_id else candidate.id end as "ledgerId"
       from hub.problem p
       join hub.change c on c.firm_id = $1 and c.id = (p.facts ->> 'changeId')::uuid and c.state = 'ask'
       cross join lateral jsonb_to_recordset(c.candidates) as candidate(id text)
       where p.firm_id = $1 and p.connection_id = $2 and p.state = 'open' and p.kind = 'possible-duplicate') as q
     where (q.asked = 'customer' and q."clientId" = any($3)) or (q.asked = 'client' and q."ledgerId" = any($4))`,
    [session.firmId, connectionId, among.clientIds ?? [], among.ledgerIds ?? []],
  );
}

/** An open problem that holds a record back. */
export interface HoldingProblem {
  id: string;
  kind: string;
  facts: ProblemFacts;
}

/**
 * Which of these records an open problem holds back, each with one of its problems. Problems by id (`except`) and by kind (`exceptKinds`) can be left
 * out; a notice holds nothing back.
 */
export async function heldRecords(
  session: FirmSession,
  connectionId: string,
  records: readonly { kind: string; recordId: string }[],
  { except = [], exceptKinds = [] }: { except?: readonly string[]; exceptKinds?: readonly string[] },
): Promise<Map<string, HoldingProblem>> {
  if (records.length === 0) return new Map();
  const rows = await session.query<HoldingProblem & { recordId: string }>(
    `select distinct on (r.record_id) r.record_id as "recordId", p.id, p.kind, p.facts from hub.problem_record r join jsonb_to_recordset($3::jsonb) as g(kind text, "recordId" uuid) on r.kind = g.kind and r.record_id = g."recordId"
     join hub.problem p on p.firm_id = $1 and p.id = r.problem_id and p.connection_id = $2 and p.state = 'open' and p.severity <> 'info' and p.id <> all($4::uuid[]) and p.kind <> all($5::text[])
     where r.firm_id = $1 and r.released_at is null order by r.record_id, p.first_seen_at, p.id`,
    [session.firmId, connectionId, JSON.stringify(records), except, exceptKinds],
  );
  return new Map(rows.map(({ recordId, ...problem }) => [recordId, problem]));
}
