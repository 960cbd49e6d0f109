import type { RecordKind } from "@tieout/domain";
import { insertRecordEvents, markDirty, releaseFromProblems, setRecordsAside, takeBackIn, type FirmSession } from "@tieout/store";
import { engineActor } from "../engine/events.js";

/**
 * An undo leaves the record out of the sync, in the transaction that takes it back: otherwise the next run would send the same again.
 * What held it holds nothing any more.
 */
export async function leaveOut(session: FirmSession, connectionId: string, kind: RecordKind, recordIds: readonly string[], actor: string): Promise<void> {
  const records = recordIds.map((recordId) => ({ kind, recordId }));
  await setRecordsAside(session, connectionId, records, { actor, reason: `taken back by ${actor}`, state: "set-aside" });
  await releaseFromProblems(session, connectionId, records, { actor, resolution: "taken back" });
  await insertRecordEvents(session, engineActor(session.firmId, actor), records.map((record) => ({ ...record, action: "set-aside" })));
}

/** The undo of that: the record takes part again, and the next run plans it. */
export async function letBackIn(session: FirmSession, connectionId: string, kind: RecordKind, recordIds: readonly string[], actor: string): Promise<void> {
  const back = await takeBackIn(session, connectionId, recordIds.map((recordId) => ({ kind, recordId })));
  await markDirty(session, kind, back.map(({ recordId }) => recordId));
  await insertRecordEvents(session, engineActor(session.firmId, actor), back.map((record) => ({ ...record, action: "included-again" })));
}

/** Records of changes, for those that have one. */
export function recordIdsOf(changes: readonly { recordId: string | null }[]): string[] {
  return changes.flatMap(({ recordId }) => recordId ?? []);
}
