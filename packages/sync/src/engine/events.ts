import type { Actor, RecordEvent } from "@tieout/domain";
import { insertRecordEvents, type ChangeRow, type FirmSession } from "@tieout/store";

const actions: Record<ChangeRow["side"], Partial<Record<ChangeRow["operation"], string>>> = {
  hub: { create: "imported", update: "updated-from-ledger", deactivate: "deactivated" },
  ledger: { create: "sent", update: "sent", deactivate: "deactivated-in-ledger", delete: "deleted-in-ledger", void: "voided-in-ledger" },
  link: { link: "linked", unlink: "unlinked" },
};

/** Writes applied changes into the histories of their records, with the fields of the side that changed. */
export async function recordApplied(session: FirmSession, changes: readonly (Pick<ChangeRow, "kind" | "recordId" | "side" | "operation" | "fields" | "runId"> & { callId?: string })[], by: string): Promise<void> {
  const events = changes.flatMap((change): RecordEvent[] => {
    const { kind, recordId, runId, callId = null, side, operation } = change;
    if (recordId === null) return [];
    const changed = side === "link" ? [] : change.fields.map(({ path, before, after }) => ({ path, before: before ?? null, after: after ?? null, side }));
    return [{ kind, recordId, action: actions[side][operation] ?? operation, runId, callId, changes: changed }];
  });
  await insertRecordEvents(session, engineActor(session.firmId, by), events);
}

/** Writes refusals into the histories of their records, in the words of their problems, with the call that was refused. */
export async function recordRefused(session: FirmSession, refused: readonly { change: Pick<ChangeRow, "kind" | "recordId" | "runId">; callId: string | null; title: string }[], by: string): Promise<void> {
  const events = refused.flatMap(({ change: { kind, recordId, runId }, callId, title }): RecordEvent[] =>
    recordId === null ? [] : [{ kind, recordId, action: "refused", runId, callId, changes: [{ path: "refusal", before: null, after: title }] }]);
  await insertRecordEvents(session, engineActor(session.firmId, by), events);
}

/** On whose word the sync acts when nobody pressed anything. */
export function engineActor(firmId: string, name: string): Actor {
  return { firmId, kind: "system", id: "sync", name };
}
