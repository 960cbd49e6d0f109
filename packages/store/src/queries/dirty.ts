import type { LedgerKind, RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** A record somebody changed, and when: an entry is taken away only if nothing changed it again meanwhile. */
export interface DirtyRecord {
  recordId: string;
  since: string;
}

/** The next changed records of a kind, in a stable order after `afterId`; `ids` narrows to some. */
export async function dirtyRecords(session: FirmSession, kind: RecordKind, page: { afterId: string | null; limit: number; ids?: readonly string[] | null }): Promise<DirtyRecord[]> {
  return session.query<DirtyRecord>(
    `select record_id as "recordId", since from hub.dirty_record
     where firm_id = $1 and kind = $2 and ($3::uuid is null or record_id > $3) and ($5::uuid[] is null or record_id = any($5))
     order by record_id limit $4`,
    [session.firmId, kind, page.afterId, page.limit, page.ids ?? null],
  );
}

export async function clearDirty(session: FirmSession, kind: RecordKind, records: readonly DirtyRecord[]): Promise<void> {
  if (records.length === 0) return;
  await session.query(
    `delete from hub.dirty_record d using jsonb_to_recordset($3::jsonb) as c("recordId" uuid, since timestamptz)
     where d.firm_id = $1 and d.kind = $2 and d.record_id = c."recordId" and d.since = c.since`,
    [session.firmId, kind, JSON.stringify(records)],
  );
}

/** Records that must be planned again, though nobody edited them. */
export async function markDirty(session: FirmSession, kind: RecordKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await session.query(
    `insert into hub.dirty_record (firm_id, kind, record_id, since) select distinct $1::uuid, $2, id, hub.hub_now() from unnest($3::uuid[]) as id
     on conflict (firm_id, kind, record_id) do update set since = excluded.since`,
    [session.firmId, kind, ids],
  );
}

/** Everything that could be sent is planned, as after a new connection. */
export async function markAllDirty(session: FirmSession): Promise<void> {
  await session.query(
    `insert into hub.dirty_record (firm_id, kind, record_id, since)
     select $1, kind, id, hub.hub_now() from (
       select 'client' as kind, id from hub.client where firm_id = $1 union all
       select 'invoice', id from hub.invoice where firm_id = $1 and status in ('new', 'processed_externally', 'void') union all
       select 'time-entry', id from hub.time_entry where firm_id = $1 and status in ('approved', 'locked')) as r
     on conflict (firm_id, kind, record_id) do update set since = excluded.since`,
    [session.firmId],
  );
}

/** Kinds of records: ours, and the ledger's. */
export interface WaitingKinds {
  records: readonly RecordKind[];
  ledger: readonly LedgerKind[];
}

/** Of the kinds in a parameter, those of which something waits to be planned: changed records here, moved records there. The firm is `$1`, the connection `$2`. */
export const dirtyKinds = (kinds: string): string => `array(select k from unnest(${kinds}::text[]) as k where exists (select from hub.dirty_record where firm_id = $1 and kind = k))`;
export const movedKinds = (kinds: string): string =>
  `array(select k from unnest(${kinds}::text[]) as k where exists (select from hub.moved_ledger_record where firm_id = $1 and connection_id = $2 and kind = k))`;

export async function kindsWaiting(session: FirmSession, connectionId: string, kinds: WaitingKinds): Promise<WaitingKinds> {
  const rows = await session.query<WaitingKinds>(`select ${dirtyKinds("$3")} as records, ${movedKinds("$4")} as ledger`, [session.firmId, connectionId, kinds.records, kinds.ledger]);
  return rows[0] ?? { records: [], ledger: [] };
}
