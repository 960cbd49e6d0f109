import { newId, type Actor } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

export interface FieldChange {
  path: string;
  before: unknown;
  after: unknown;
}

/** One line of a record's history. */
export async function insertRecordEvent(session: FirmSession, actor: Actor, event: { kind: string; recordId: string; action: string; runId?: string | null; changes?: readonly FieldChange[] }): Promise<void> {
  await session.query(
    `insert into hub.record_event (id, firm_id, kind, record_id, actor_kind, actor, action, run_id, changes) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), session.firmId, event.kind, event.recordId, actor.kind, actor.name, event.action, event.runId ?? null, JSON.stringify(event.changes ?? [])],
  );
}
