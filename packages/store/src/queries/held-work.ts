import type { RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import type { SyncRunState } from "./run.js";
import { thisFirm } from "./this-firm.js";

/**
 * Work that waits after an outage, a refusal of everybody or a pause QuickBooks asked for is due at once, and its run says so: QuickBooks
 * answers again, or a person asks for it. It comes before newer work of its priority, which is raised to `priority`. A try that a person
 * asked for (`isAsked`) does not count on the ladder of waits. What waits for a lost answer is left alone.
 */
export async function wakeHeldWork(session: FirmSession, connectionId: string, { priority = 0, isAsked = false }: { priority?: number; isAsked?: boolean } = {}): Promise<void> {
  await session.query(
    `with woken as (
       update hub.work set due_at = created_at, priority = greatest(priority, $2), attempts = attempts - $3::boolean::int
       where firm_id = ${thisFirm} and connection_id = $1 and state = 'queued' and attempts > 0 and due_at > hub.hub_now() returning run_id)
     update hub.run set state = 'queued', waiting_until = null where firm_id = ${thisFirm} and id in (select run_id from woken) and state = 'waiting'`,
    [connectionId, priority, isAsked],
  );
}

/** Records of a kind that another run of the connection has planned and not sent. */
export interface HeldElsewhere {
  runNumber: number;
  runState: Extract<SyncRunState, "queued" | "running" | "waiting" | "awaiting-approval">;
  waitingUntil: string | null;
  kind: RecordKind;
  records: number;
}

/** What runs other than this one still have to send, or want approved; an undo that nobody approved is only a proposal. */
export async function heldElsewhere(session: FirmSession, connectionId: string, runId: string): Promise<HeldElsewhere[]> {
  return session.query<HeldElsewhere>(
    `select run.number as "runNumber", run.state as "runState", run.waiting_until as "waitingUntil", change.kind, count(distinct change.record_id)::int as records
     from hub.run as run join hub.change as change on change.firm_id = ${thisFirm} and change.run_id = run.id and change.state in ('planned', 'sending', 'checking') and change.record_id is not null
     where run.firm_id = ${thisFirm} and run.connection_id = $1 and run.id <> $2 and (run.state in ('queued', 'running', 'waiting') or (run.state = 'awaiting-approval' and run.kind <> 'undo'))
     group by run.id, change.kind order by run.number, change.kind`,
    [connectionId, runId],
  );
}
