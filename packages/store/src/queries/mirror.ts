import type { LedgerDocument, LedgerKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** One record of the ledger as it was last read. */
export interface MirrorRecord {
  kind: LedgerKind;
  ledgerId: string;
  token: string;
  name: string;
  normalizedName: string;
  email: string | null;
  phone: string | null;
  parentId: string | null;
  isActive: boolean;
  document: LedgerDocument;
  /** Of the fields we use; equal hashes mean that nothing we care about changed. */
  contentHash: string;
  updatedAt: string | null;
}

/**
 * Stores what was read, one statement a page. Records of `movedKinds` whose content changed, or that are new, are noted as moved, so
 * that the next plan looks at them, with the name they had when the last one did. Returns how many moved.
 */
export async function storeLedgerRecords(session: FirmSession, connectionId: string, records: readonly MirrorRecord[], movedKinds: readonly LedgerKind[]): Promise<number> {
  if (records.length === 0) return 0;
  const rows = await session.query(
    `with given as (
       select distinct on (kind, "ledgerId") * from jsonb_to_recordset($3::jsonb) as g(
         kind text, "ledgerId" text, token text, name text, "normalizedName" text, email text, phone text, "parentId" text,
         "isActive" boolean, document jsonb, "contentHash" text, "updatedAt" timestamptz)
       order by kind, "ledgerId"),
     before as (
       select r.kind, r.ledger_id, r.name, r.content_hash, r.is_deleted from hub.ledger_record r join given g on g.kind = r.kind and g."ledgerId" = r.ledger_id
       where r.firm_id = $1 and r.connection_id = $2),
     stored as (
       insert into hub.ledger_record (firm_id, connection_id, kind, ledger_id, token, name, normalized_name, email, phone, parent_id, is_active, document, content_hash, ledger_updated_at)
       select $1, $2, kind, "ledgerId", token, name, "normalizedName", email, phone, "parentId", "isActive", document, "contentHash", "updatedAt" from given
       on conflict (firm_id, connection_id, kind, ledger_id) do update set token = excluded.token, name = excluded.name, normalized_name = excluded.normalized_name,
         email = excluded.email, phone = excluded.phone, parent_id = excluded.parent_id, is_active = excluded.is_active, is_deleted = false,
         document = excluded.document, content_hash = excluded.content_hash, ledger_updated_at = excluded.ledger_updated_at, seen_at = hub.hub_now())
     insert into hub.moved_ledger_record (firm_id, connection_id, kind, ledger_id, previous_name)
     select $1, $2, g.kind, g."ledgerId", nullif(b.name, g.name) from given g left join before b on b.kind = g.kind and b.ledger_id = g."ledgerId"
     where g.kind = any($4) and (b.ledger_id is null or b.is_deleted or b.content_hash <> g."contentHash")
     on conflict (firm_id, connection_id, kind, ledger_id) do update set since = hub.hub_now(), previous_name = coalesce(hub.moved_ledger_record.previous_name, excluded.previous_name)
     returning 1`,
    [session.firmId, connectionId, JSON.stringify(records), movedKinds],
  );
  return rows.length;
}

const noteDeleted = `
  , noted as (
    insert into hub.moved_ledger_record (firm_id, connection_id, kind, ledger_id) select $1, $2, kind, ledger_id from gone
    on conflict (firm_id, connection_id, kind, ledger_id) do update set since = hub.hub_now())
  select count(*)::int as n from gone`;

/** The ledger says these are gone. What we never had is not our business. */
export async function markLedgerDeleted(session: FirmSession, connectionId: string, records: readonly { kind: LedgerKind; id: string }[]): Promise<number> {
  if (records.length === 0) return 0;
  const rows = await session.query<{ n: number }>(
    `with gone as (
       update hub.ledger_record r set is_deleted = true, is_active = false, seen_at = hub.hub_now() from jsonb_to_recordset($3::jsonb) as g(kind text, id text)
       where r.firm_id = $1 and r.connection_id = $2 and r.kind = g.kind and r.ledger_id = g.id and not r.is_deleted returning r.kind, r.ledger_id)${noteDeleted}`,
    [session.firmId, connectionId, JSON.stringify(records)],
  );
  return rows[0]?.n ?? 0;
}

/** After a full read of a kind: whatever was not seen since `startedAt` no longer exists. */
export async function markUnseenDeleted(session: FirmSession, connectionId: string, kind: LedgerKind, startedAt: string): Promise<number> {
  const rows = await session.query<{ n: number }>(
    `with gone as (
       update hub.ledger_record set is_deleted = true, is_active = false
       where firm_id = $1 and connection_id = $2 and kind = $3 and not is_deleted and seen_at < $4
       returning kind, ledger_id)${noteDeleted}`,
    [session.firmId, connectionId, kind, startedAt],
  );
  return rows[0]?.n ?? 0;
}

/** Where reading stands, per feed: `changes` has a position by the ledger's clock, a kind has the time of its last full read. */
export interface LedgerCursor {
  feed: string;
  position: string | null;
  sweptAt: string | null;
  /** Minutes since the last full read, by the database's clock. */
  minutesSinceSweep: number | null;
  minutesSincePosition: number | null;
}

/** Called in the transaction that stores the page the position stands for. */
export async function moveCursor(session: FirmSession, connectionId: string, feed: string, position: string): Promise<void> {
  await session.query(
    `insert into hub.ledger_cursor (firm_id, connection_id, feed, position, swept_at) values ($1, $2, $3, $4, hub.hub_now())
     on conflict (firm_id, connection_id, feed) do update set position = excluded.position, swept_at = excluded.swept_at`,
    [session.firmId, connectionId, feed, position],
  );
}

export async function markSwept(session: FirmSession, connectionId: string, feed: string): Promise<void> {
  await session.query(
    `insert into hub.ledger_cursor (firm_id, connection_id, feed, swept_at) values ($1, $2, $3, hub.hub_now())
     on conflict (firm_id, connection_id, feed) do update set swept_at = excluded.swept_at`,
    [session.firmId, connectionId, feed],
  );
}

/** The database's clock, less `minutes`, as text that PostgreSQL and `Date` read. */
export async function hubNow(session: FirmSession, minutes = 0): Promise<string> {
  const rows = await session.query<{ now: string }>(
    `select to_char((hub.hub_now() - make_interval(mins => $1)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
    [minutes],
  );
  return rows[0]?.now ?? "";
}

/** A record of the ledger that changed since the last plan. */
export interface MovedRecord {
  ledgerId: string;
  since: string;
}

export async function movedRecords(session: FirmSession, connectionId: string, kind: LedgerKind, page: { afterId: string | null; limit: number; ids?: readonly string[] | null }): Promise<MovedRecord[]> {
  return session.query<MovedRecord>(
    `select ledger_id as "ledgerId", since from hub.moved_ledger_record
     where firm_id = $1 and connection_id = $2 and kind = $3 and ($4::text is null or ledger_id > $4) and ($6::text[] is null or ledger_id = any($6))
     order by ledger_id limit $5`,
    [session.firmId, connectionId, kind, page.afterId, page.limit, page.ids ?? null],
  );
}

export async function clearMoved(session: FirmSession, connectionId: string, kind: LedgerKind, records: readonly MovedRecord[]): Promise<void> {
  if (records.length === 0) return;
  await session.query(
    `delete from hub.moved_ledger_record m using jsonb_to_recordset($4::jsonb) as c("ledgerId" text, since timestamptz)
     where m.firm_id = $1 and m.connection_id = $2 and m.kind = $3 and m.ledger_id = c."ledgerId" and m.since = c.since`,
    [session.firmId, connectionId, kind, JSON.stringify(records)],
  );
}

export async function markMoved(session: FirmSession, connectionId: string, records: readonly { kind: string; ledgerId: string }[]): Promise<void> {
  if (records.length === 0) return;
  await session.query(
    `insert into hub.moved_ledger_record (firm_id, connection_id, kind, ledger_id) select $1, $2, kind, "ledgerId" from jsonb_to_recordset($3::jsonb) as m(kind text, "ledgerId" text)
     on conflict (firm_id, connection_id, kind, ledger_id) do update set since = hub.hub_now()`,
    [session.firmId, connectionId, JSON.stringify(records)],
  );
}

/** What the mirror has of these records. */
export interface MirrorRow {
  kind: LedgerKind;
  ledgerId: string;
  token: string;
  name: string;
  parentId: string | null;
  isActive: boolean;
  isDeleted: boolean;
  document: LedgerDocument;
  updatedAt: string | null;
}

export const mirrorColumns = (alias: string) => `${alias}.kind, ${alias}.ledger_id as "ledgerId", ${alias}.token, ${alias}.name, ${alias}.parent_id as "parentId",
  ${alias}.is_active as "isActive", ${alias}.is_deleted as "isDeleted", ${alias}.document, ${alias}.ledger_updated_at as "updatedAt"`;

export async function mirrorRecords(session: FirmSession, connectionId: string, kind: LedgerKind, ids: readonly string[] | null = null): Promise<MirrorRow[]> {
  return session.query<MirrorRow>(
    `select ${mirrorColumns("r")} from hub.ledger_record r where r.firm_id = $1 and r.connection_id = $2 and r.kind = $3 and ($4::text[] is null or r.ledger_id = any($4)) order by r.ledger_id`,
    [session.firmId, connectionId, kind, ids],
  );
}
