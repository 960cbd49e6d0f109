import { newId, notificationCatalog, signInEnd, type NewNotification, type Silence, type WatchedConnection } from "@tieout/domain";
import { toDate, type FirmSession } from "../orm.js";
import { patchConnection } from "./connection.js";

/** Connections of which something may have to be told now, by id only. Asked without a firm. */
export function connectionsToWatch(query: FirmSession["query"], limit: number): Promise<{ firmId: string; connectionId: string }[]> {
  return query('select firm_id as "firmId", connection_id as "connectionId" from hub.connections_to_watch($1)', [limit]);
}

interface SilenceRow {
  state: Silence["state"];
  stateSince: string;
  isRunning: boolean;
  lastSuccessAt: string | null;
  silentHours: number;
  now: string;
}

interface WatchRow extends SilenceRow {
  refreshExpiresAt: string | null;
  connectionExpiresAt: string | null;
  warnedDays: number | null;
}

const silenceColumns = `c.state, c.state_since as "stateSince", c.last_success_at as "lastSuccessAt", coalesce(s.silent_hours, 24) as "silentHours",
  exists (select from hub.schedule d where d.firm_id = c.firm_id and d.connection_id = c.id) as "isRunning", hub.hub_now() as now`;

function silenceOf({ state, stateSince, isRunning, lastSuccessAt, silentHours, now }: SilenceRow): Silence {
  return { state, isRunning, silentHours, stateSince: toDate(stateSince), lastSuccessAt: dateOrNull(lastSuccessAt), now: toDate(now) };
}

/** What tells whether a connection is silent, to look at only. */
export async function connectionSilence({ query, firmId }: FirmSession, connectionId: string): Promise<Silence | null> {
  const [row] = await query<SilenceRow>(
    `select ${silenceColumns} from hub.ledger_connection c left join hub.notification_settings s on s.firm_id = c.firm_id where c.firm_id = $1 and c.id = $2`,
    [firmId, connectionId],
  );
  return row ? silenceOf(row) : null;
}

/** A connection as the watch judges it; held until the end of the transaction, so that two processes do not tell the same. */
export async function watchedConnection(session: FirmSession, connectionId: string): Promise<WatchedConnection | null> {
  const [row] = await session.query<WatchRow>(
    `select ${silenceColumns}, g.refresh_expires_at as "refreshExpiresAt", g.connection_expires_at as "connectionExpiresAt", g.warned_days as "warnedDays"
     from hub.ledger_connection c left join hub.ledger_grant g on g.firm_id = c.firm_id and g.connection_id = c.id left join hub.notification_settings s on s.firm_id = c.firm_id
     where c.firm_id = $1 and c.id = $2 for update of c`,
    [session.firmId, connectionId],
  );
  if (!row) return null;
  const open = await session.query<{ id: string; kind: "connection-broken" | "nothing-synced"; happenedAt: string; facts: NewNotification["facts"] }>(
    `select id, kind, happened_at as "happenedAt", facts from hub.notification
     where firm_id = $1 and connection_id = $2 and ended_at is null and kind in ('connection-broken', 'nothing-synced') order by happened_at`,
    [session.firmId, connectionId],
  );
  return {
    ...silenceOf(row),
    warnedDays: row.warnedDays,
    signIn: signInEnd({ refreshExpiresAt: dateOrNull(row.refreshExpiresAt), connectionExpiresAt: dateOrNull(row.connectionExpiresAt) }),
    open: open.map(({ happenedAt, ...notification }) => ({ ...notification, happenedAt: toDate(happenedAt) })),
  };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : toDate(text);
}

/** Writes down what people are to be told, with what caused it; the same key a second time is nothing new. True when any was. */
export async function insertNotifications(session: FirmSession, connectionId: string | null, notifications: readonly NewNotification[]): Promise<boolean> {
  let isNew = false;
  for (const { kind, key, facts } of notifications) {
    const rows = await session.query(
      "insert into hub.notification (id, firm_id, connection_id, kind, cause, key, facts) values ($1, $2, $3, $4, $5, $6, $7) on conflict (firm_id, key) do nothing returning 1",
      [newId(), session.firmId, connectionId, kind, notificationCatalog[kind].cause, key, JSON.stringify(facts)],
    );
    isNew ||= rows.length > 0;
  }
  return isNew;
}

/** What was told is no longer so. */
export async function endNotifications(session: FirmSession, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await session.query("update hub.notification set ended_at = hub.hub_now() where firm_id = $1 and id = any($2)", [session.firmId, ids]);
}

/** Remembers the last warning of this grant's end. */
export async function setWarnedDays(session: FirmSession, connectionId: string, days: number | null): Promise<void> {
  await session.query("update hub.ledger_grant set warned_days = $3 where firm_id = $1 and connection_id = $2", [session.firmId, connectionId, days]);
}

/** The connection needs a person from now on, for the reason in one sentence; whoever is to be told is told. */
export async function breakConnection(session: FirmSession, connectionId: string, reason: string): Promise<void> {
  await patchConnection(session, connectionId, { state: "action-required", stateReason: reason });
  await insertNotifications(session, connectionId, [{ kind: "connection-broken", key: `broken:${newId()}`, facts: { reason: `${reason.replace(/\.$/, "")}.` } }]);
}
