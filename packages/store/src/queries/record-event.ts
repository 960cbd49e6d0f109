import { type Actor, newId, type RecordEvent } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** One line of a record's history. */
export async function insertRecordEvent(session: FirmSession, actor: Actor, event: RecordEvent): Promise<void> {
  await insertRecordEvents(session, actor, [event]);
}

/** Lines of many records' histories, in one statement. */
export async function insertRecordEvents(session: FirmSession, actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ id: newId(), kind: event.kind, record_id: event.recordId, action: event.action, run_id: event.runId ?? null, call_id: event.callId ?? null, changes: event.changes ?? [] }));
  await session.query(
    `insert into hub.record_event (id, firm_id, kind, record_id, actor_kind, actor, action, run_id, call_id, changes)
     select row.id, $1, row.kind, row.record_id, $2, $3, row.action, row.run_id, row.call_id, row.changes
     from jsonb_to_recordset($4::jsonb) as row (id uuid, kind text, record_id uuid, action text, run_id uuid, call_id uuid, changes jsonb)`,
    [session.firmId, actor.kind, actor.name, JSON.stringify(rows)],
  );
}

/** Fields of these clients whose value a person has decided, in a line of this name that was written after they were last changed here. */
export async function fieldsDecided(session: FirmSession, ids: readonly string[], action: string): Promise<{ recordId: string; path: string; after: unknown }[]> {
  return session.query(
    `select c.id as "recordId", field->>'path' as path, field->'after' as after
     from hub.client c
     join hub.record_event e on e.firm_id = $1 and e.kind = 'client' and e.record_id = c.id and e.at >= c.updated_at and e.action = $3
     cross join lateral jsonb_array_elements(e.changes) field
     where c.firm_id = $1 and c.id = any($2)`,
    [session.firmId, ids, action],
  );
}
