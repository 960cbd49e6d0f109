import { type Actor, fieldChanges, type HistoryKind, type RecordEvent } from "@tieout/domain";
import { type FirmSession, insertRecordEvents } from "@tieout/store";

type Kept = { readonly id: string };

/** The event of a record that is new. */
export function createdEvent(kind: HistoryKind, record: Kept): RecordEvent {
  return { kind, recordId: record.id, action: "created", changes: fieldChanges(null, record) };
}

/** Runs `change` on the record; the event of what it changed, or null when it changed nothing. */
export function changeEvent(kind: HistoryKind, record: Kept, action: string, change: () => void): RecordEvent | null {
  const before = { ...record };
  change();
  return differenceEvent(kind, before, record, action);
}

/** The event of a record that was changed since `before`, or null when it is the same. */
export function differenceEvent(kind: HistoryKind, before: object, record: Kept, action: string): RecordEvent | null {
  const changes = fieldChanges(before, record);
  return changes.length === 0 ? null : { kind, recordId: record.id, action, changes };
}

/** Keeps the events that there are, on the actor's word. */
export async function keepEvents(session: FirmSession, actor: Actor, events: readonly (RecordEvent | null)[]): Promise<void> {
  await insertRecordEvents(session, actor, events.filter((event) => event !== null));
}
