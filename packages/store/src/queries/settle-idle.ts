import type { FirmQuery } from "../orm.js";
import { monthAfter, monthOf, usageAdded, type CallUsage, type MonthRow, type MonthUsage } from "./call-budget.js";
import { dirtyKinds, movedKinds, type WaitingKinds } from "./dirty.js";
import type { LeasedWork } from "./due-work.js";
import { problemsSolved, type ScheduleKind } from "./schedule.js";
import { staleRecords } from "./wake.js";

/** What a piece of work without a run has found out, and what would end it. */
export interface IdleWork {
  work: Pick<LeasedWork, "id" | "fence">;
  connectionId: string;
  /** Up to where the change feed was read without telling anything new; null when it was not read. */
  readTo: string | null;
  /** What its calls cost that is not counted yet. */
  usage: CallUsage;
  /** Of what something may wait: for this work, and for any sync of the connection. */
  own: WaitingKinds;
  all: WaitingKinds;
  /** Both sides were brought to agree. */
  isAgreed: boolean;
  /** Problems that only a working connection proves wrong. */
  solvedKinds: readonly string[];
  /** Causes of problems that were errors of ours, and did not come again. */
  solvedCauses: readonly string[];
  /** Other ticks that are due: done along with this one when nothing waits for any sync. */
  others: readonly ScheduleKind[];
}

export interface IdleSettled {
  /** False: another process has taken the work over, and nothing but the cost was stored. */
  holds: boolean;
  /** Nothing waits for this work, and it is over. */
  isOver: boolean;
  /** Records show a state that nothing stands behind. */
  hasStale: boolean;
  /** With these calls; null without any. */
  month: MonthUsage | null;
}

/**
 * The end of an hour in which nothing happened, for most hours are such: when nothing waits to be planned the tick counts as idle, what it
 * took up is gone, and so are other ticks that are due. Where the feed was read to, and what it cost, is kept either way. The work's fence
 * is checked and held as everywhere. One statement, so that none of it is true without the rest.
 */
export async function settleIdle(firm: FirmQuery, { work, connectionId, readTo, usage, own, all, isAgreed, solvedKinds, solvedCauses, others }: IdleWork): Promise<IdleSettled> {
  const [row] = await firm.query<MonthRow & Pick<IdleSettled, "holds" | "isOver" | "hasStale">>(
    `with held as (
       select id from hub.work where firm_id = $1 and id = $6 and fence = $7 and state = 'running' for key share),
     ${usageAdded},
     feed as (
       insert into hub.ledger_cursor (firm_id, connection_id, feed, position, swept_at) select $1, $2, 'changes', $8::timestamptz, hub.hub_now() from held where $8::timestamptz is not null
       on conflict (firm_id, connection_id, feed) do update set position = excluded.position, swept_at = excluded.swept_at),
     waiting as (
       select ${dirtyKinds("$9")} as records, ${movedKinds("$10")} as ledger, exists (${staleRecords}) as has_stale from held),
     idle as (
       select cardinality(records) = 0 and cardinality(ledger) = 0 as is_for_all from waiting where not has_stale and not records && $11::text[] and not ledger && $12::text[]),
     done as (
       delete from hub.work where firm_id = $1 and connection_id = $2 and exists (select from idle) and (id = $6
         or (kind = any($13) and state = 'queued' and trigger = 'schedule' and run_id is null and due_at <= hub.hub_now() and exists (select from idle where is_for_all)))
       returning kind, trigger),
     tick as (
       update hub.schedule set idle_ticks = idle_ticks + 1, failures_in_a_row = 0, last_success_at = hub.hub_now()
       where firm_id = $1 and connection_id = $2 and kind in (select kind from done where trigger = 'schedule')),
     agreed as (
       update hub.ledger_connection set last_success_at = hub.hub_now() where firm_id = $1 and id = $2 and $14 and exists (select from idle)),
     solved as (
       ${problemsSolved("$15", "$16")} and exists (select from idle))
     select exists (select from held) as holds, exists (select from idle) as "isOver", coalesce((select has_stale from waiting), false) as "hasStale", month.* from (${monthAfter}) as month`,
    [
      firm.firmId, connectionId, usage.calls, usage.metered, usage.throttled, work.id, work.fence, readTo,
      [...new Set([...own.records, ...all.records])], [...new Set([...own.ledger, ...all.ledger])], own.records, own.ledger, others, isAgreed, solvedKinds, solvedCauses,
    ],
  );
  if (!row) throw new Error("Settling an idle hour gave no row.");
  return { holds: row.holds, isOver: row.isOver, hasStale: row.hasStale, month: usage.calls > 0 ? monthOf(row) : null };
}
