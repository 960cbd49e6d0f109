import type { RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** What a run found, and what stands open on its connection whoever found it. */
export interface FoundByRun {
  /** Records that differ on both sides: those of the problems the run opened of the kinds in question, by kind of record. */
  differing: { kind: RecordKind; records: number }[];
  /** Other problems it opened and that are open still; and what only warns or tells, which people call notices. */
  problems: number;
  notices: number;
  /** Open problems of the connection, and open warnings. */
  open: number;
  warnings: number;
  /** Records of the connection that are held back or have failed. */
  held: number;
}

/** Reads it, but for problems of changes the run itself holds back: those are counted as held. `differingKinds` are the kinds of problem that say a record differs. */
export async function foundByRun({ query }: FirmSession, connectionId: string, runId: string, differingKinds: readonly string[]): Promise<FoundByRun> {
  const [row] = await query<FoundByRun>(
    `with found as (
       select p.id, p.severity, r.kind, r.record_id, p.kind = any($3) as differs from hub.problem p
       left join hub.problem_record r on r.firm_id = ${thisFirm} and r.problem_id = p.id and r.released_at is null
       where p.firm_id = ${thisFirm} and p.connection_id = $1 and p.found_by_run = $2 and p.state = 'open' and r.change_id is null),
     differing as (select kind, count(distinct record_id)::int as records from found where differs and record_id is not null group by kind)
     select coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'records', records) order by kind) from differing), '[]') as differing,
       (select count(distinct id)::int from found where not differs and severity = 'error') as problems,
       (select count(distinct id)::int from found where not differs and severity <> 'error') as notices,
       (select count(*)::int from hub.problem p where p.firm_id = ${thisFirm} and p.connection_id = $1 and p.state = 'open' and p.severity = 'error') as open,
       (select count(*)::int from hub.problem p where p.firm_id = ${thisFirm} and p.connection_id = $1 and p.state = 'open' and p.severity = 'warning') as warnings,
       (select count(*)::int from hub.record_sync s where s.firm_id = ${thisFirm} and s.connection_id = $1 and s.state in ('blocked', 'failed')) as held`,
    [connectionId, runId, differingKinds],
  );
  if (!row) throw new Error("What a run found gave no row.");
  return row;
}
