import type { LedgerNotice } from "@tieout/domain";
import { toDate, type FirmSession } from "../orm.js";
import type { MirrorRecord } from "./mirror.js";

/** Firm and connection of a company, by the fingerprint of its id. Asked without a firm. */
export async function connectionsOfRealm(query: FirmSession["query"], realmHash: string): Promise<{ firmId: string; connectionId: string }[]> {
  return query('select firm_id as "firmId", connection_id as "connectionId" from hub.firms_of_realm($1)', [realmHash]);
}

/** Keeps what the ledger told us. Returns how much of it is new. */
export async function insertNotices(session: FirmSession, connectionId: string, notices: readonly LedgerNotice[]): Promise<number> {
  const rows = await session.query(
    `insert into hub.ledger_notice (firm_id, connection_id, key, kind, ledger_id, is_deletion, happened_at)
     select $1, $2, n.key, n.kind, n.id, n."isDeletion", n.at from jsonb_to_recordset($3::jsonb) as n(key text, kind text, id text, "isDeletion" boolean, at timestamptz)
     on conflict (firm_id, connection_id, key) do nothing returning 1`,
    [session.firmId, connectionId, JSON.stringify(notices)],
  );
  return rows.length;
}

/**
 * Queues a look at what the ledger told us, `seconds` from now, so that news of one moment travel together. Work that waits for its turn
 * stands for these too: its row is held until the end of the transaction, so that it does not begin before they are there.
 */
export async function queueNoticedWork(session: FirmSession, work: { id: string; connectionId: string; seconds: number }): Promise<void> {
  const waiting = await session.query("select 1 from hub.work where firm_id = $1 and connection_id = $2 and trigger = 'webhook' and state = 'queued' for share", [session.firmId, work.connectionId]);
  if (waiting.length > 0) return;
  await session.query(
    `insert into hub.work (id, firm_id, connection_id, kind, slot, trigger, requested_by, due_at)
     values ($1, $2, $3, 'everything', $5, 'webhook', 'QuickBooks', hub.hub_now() + make_interval(secs => $4))`,
    [work.id, session.firmId, work.connectionId, work.seconds, work.id],
  );
}

/** Something the ledger told us that nobody has looked at. */
export interface OpenNotice {
  key: string;
  kind: LedgerNotice["kind"];
  ledgerId: string;
  /** The mirror does not know it yet. Our own writes come back as notices; what they say is known from their answers. */
  isNews: boolean;
}

/**
 * Seconds after what the mirror has within which an event tells nothing new: the echo of a write of ours bears the time of its answer, and
 * times of records are whole seconds. An echo taken for a change costs one call; a person's edit taken for an echo waits for the next look,
 * so that the span is as short as the clock's grain.
 */
const echoSeconds = 1;

/** Time entries are ours or of no interest: those the mirror does not have are no news. */
export async function openNotices(session: FirmSession, connectionId: string): Promise<OpenNotice[]> {
  return session.query<OpenNotice>(
    `select n.key, n.kind, n.ledger_id as "ledgerId",
       case
         when n.kind = 'company' then true
         when r.ledger_id is null then n.kind <> 'time-activity' and not n.is_deletion
         when n.is_deletion then not r.is_deleted
         else r.is_deleted or n.happened_at is null or r.ledger_updated_at is null or n.happened_at > r.ledger_updated_at + make_interval(secs => $3)
       end as "isNews"
     from hub.ledger_notice n
     left join hub.ledger_record r on r.firm_id = n.firm_id and r.connection_id = n.connection_id and r.kind = n.kind and r.ledger_id = n.ledger_id
     where n.firm_id = $1 and n.connection_id = $2 and n.settled_at is null`,
    [session.firmId, connectionId, echoSeconds],
  );
}

/** Minutes a notice may be on its way (Intuit: the first up to 5). */
const travelMinutes = 5;

/**
 * Whether among changes the feed tells of there is one that is news to the mirror, that a notice would have had to tell of by `until`,
 * the ledger's own time, and that none did. Deletions bear no time and are not judged. Asked before the changes are stored.
 */
export async function isAnyUntold(session: FirmSession, connectionId: string, records: readonly Pick<MirrorRecord, "kind" | "ledgerId" | "contentHash" | "updatedAt">[], until: string): Promise<boolean> {
  if (records.length === 0) return false;
  const [row] = await session.query<{ isAny: boolean }>(
    `select exists (
       select from jsonb_to_recordset($3::jsonb) as g(kind text, "ledgerId" text, "contentHash" text, "updatedAt" timestamptz)
       left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = g.kind and r.ledger_id = g."ledgerId"
       where (r.ledger_id is null or r.is_deleted or r.content_hash <> g."contentHash") and g."updatedAt" < $4::timestamptz - make_interval(mins => $5)
         and not exists (
           select from hub.ledger_notice n where n.firm_id = $1 and n.connection_id = $2 and n.kind = g.kind and n.ledger_id = g."ledgerId"
             and coalesce(n.happened_at, n.received_at) >= g."updatedAt" - make_interval(secs => $6))) as "isAny"`,
    [session.firmId, connectionId, JSON.stringify(records.map(({ kind, ledgerId, contentHash, updatedAt }) => ({ kind, ledgerId, contentHash, updatedAt }))), until, travelMinutes, echoSeconds],
  );
  return row?.isAny ?? false;
}

/** The sync has looked. Old notices go: Intuit repeats an event for hours, not for months. */
export async function settleNotices(session: FirmSession, connectionId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await session.query("update hub.ledger_notice set settled_at = hub.hub_now() where firm_id = $1 and connection_id = $2 and key = any($3)", [session.firmId, connectionId, keys]);
  await session.query("delete from hub.ledger_notice where firm_id = $1 and connection_id = $2 and received_at < hub.hub_now() - interval '30 days' and settled_at is not null", [session.firmId, connectionId]);
}

/** When the ledger last told us anything of this connection; null when it never did, or not for a month. */
export async function lastNoticeAt(session: FirmSession, connectionId: string): Promise<Date | null> {
  const [row] = await session.query<{ at: string }>("select received_at as at from hub.ledger_notice where firm_id = $1 and connection_id = $2 order by received_at desc limit 1", [session.firmId, connectionId]);
  return row ? toDate(row.at) : null;
}
