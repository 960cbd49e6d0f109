import type { RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** The one state a record shows everywhere. */
export type RecordSyncState = "never-sent" | "queued" | "sending" | "checking" | "synced" | "changed" | "blocked" | "failed" | "set-aside" | "external";

export interface RecordState {
  kind: RecordKind;
  recordId: string;
  state: RecordSyncState;
  reason: string | null;
}

export async function setRecordStates(session: FirmSession, connectionId: string, states: readonly RecordState[]): Promise<void> {
  if (states.length === 0) return;
  await session.query(
    `insert into hub.record_sync (firm_id, connection_id, kind, record_id, state, reason)
     select distinct on (kind, "recordId") $1, $2, kind, "recordId", state, reason from jsonb_to_recordset($3::jsonb) as s(kind text, "recordId" uuid, state text, reason text)
     on conflict (firm_id, connection_id, kind, record_id) do update set state = excluded.state, reason = excluded.reason, changed_at = hub.hub_now()
       where (hub.record_sync.state, hub.record_sync.reason) is distinct from (excluded.state, excluded.reason)`,
    [session.firmId, connectionId, JSON.stringify(states)],
  );
}

/**
 * Records of which there is nothing to do, but that are shown as held by something that is over, or, when their own side was looked at
 * (`isOurs`), as changed, waiting or being sent: changed here and changed back, not wanted any more, sent by nothing. Those that are on the other side agree; the others,
 * such as time that was deleted while it was held, are not sent.
 */
export async function settleUnchanged(session: FirmSession, connectionId: string, kind: RecordKind, recordIds: readonly string[], { isOurs }: { isOurs: boolean }): Promise<void> {
  if (recordIds.length === 0) return;
  await session.query(
    `update hub.record_sync s set reason = null, changed_at = hub.hub_now(), state = case when exists (
         select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.kind = $3 and l.record_id = s.record_id and l.unlinked_at is null) then 'synced' else 'never-sent' end
     where s.firm_id = $1 and s.connection_id = $2 and s.kind = $3 and s.record_id = any($4)
       and (($5 and (s.state in ('changed', 'sending') or (s.state = 'queued'
         and not exists (select from hub.change c where c.firm_id = $1 and c.connection_id = $2 and c.kind = $3 and c.record_id = s.record_id and c.state in ('planned', 'sending', 'checking')))))
       or (s.state in ('blocked', 'failed')
         and not exists (select from hub.problem_record r join hub.problem p on p.firm_id = $1 and p.id = r.problem_id and p.connection_id = $2 and p.state = 'open' and p.severity <> 'info'
           where r.firm_id = $1 and r.kind = $3 and r.record_id = s.record_id and r.released_at is null)))`,
    [session.firmId, connectionId, kind, recordIds, isOurs],
  );
}

/** Leaves records out on purpose, or counts them as settled outside (`external`). */
export async function setRecordsAside(
  session: FirmSession,
  connectionId: string,
  records: readonly { kind: RecordKind; recordId: string }[],
  by: { actor: string; reason: string; state: "set-aside" | "external" },
): Promise<void> {
  await session.query(
    `insert into hub.set_aside (firm_id, connection_id, kind, record_id, reason, by)
     select $1, $2, kind, "recordId", $4, $5 from jsonb_to_recordset($3::jsonb) as r(kind text, "recordId" uuid)
     on conflict (firm_id, connection_id, kind, record_id) do update set reason = excluded.reason, by = excluded.by, at = hub.hub_now()`,
    [session.firmId, connectionId, JSON.stringify(records), by.reason, by.actor],
  );
  await setRecordStates(session, connectionId, records.map((record) => ({ ...record, state: by.state, reason: by.reason })));
}

/** Takes records back in. Returns those that had been left out. */
export async function takeBackIn(session: FirmSession, connectionId: string, records: readonly { kind: RecordKind; recordId: string }[]): Promise<{ kind: RecordKind; recordId: string }[]> {
  return session.query(
    `with back as (
       delete from hub.set_aside a using jsonb_to_recordset($3::jsonb) as r(kind text, "recordId" uuid)
       where a.firm_id = $1 and a.connection_id = $2 and a.kind = r.kind and a.record_id = r."recordId" returning a.kind, a.record_id),
     shown as (
       update hub.record_sync s set changed_at = hub.hub_now(), reason = null,
         state = case when exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.kind = s.kind and l.record_id = s.record_id and l.unlinked_at is null) then 'synced' else 'queued' end
       from back b where s.firm_id = $1 and s.connection_id = $2 and s.kind = b.kind and s.record_id = b.record_id)
     select kind, record_id as "recordId" from back`,
    [session.firmId, connectionId, JSON.stringify(records)],
  );
}
