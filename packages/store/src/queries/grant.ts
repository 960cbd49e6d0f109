import { toDate, type FirmQuery, type FirmSession } from "../orm.js";

/** The sealed tokens of a connection, and who is refreshing them. */
export interface GrantRow {
  accessCipher: string;
  refreshCipher: string;
  isAccessFresh: boolean;
  /** Another process has started a refresh and its time is not up. */
  isRefreshing: boolean;
  /** A refresh was given up without an answer a moment ago: the ledger may still be at it, so nobody starts another yet. */
  isUnanswered: boolean;
  /** Refusals in a row, each a while after the last. */
  refusedCount: number;
  /** Refused a moment ago: nobody asks again yet. */
  isResting: boolean;
}

/** A sign-in as somebody read it who may have claimed its renewal in the same statement. */
export interface HeldGrant extends Pick<GrantRow, "accessCipher" | "refreshCipher" | "isAccessFresh"> {
  /** Not null when the renewal is the reader's to do: what it brings is stored with this fence. */
  fence: string | null;
}

export async function readGrant(session: FirmQuery, connectionId: string): Promise<GrantRow | null> {
  const rows = await session.query<GrantRow>(
    `select access_cipher as "accessCipher", refresh_cipher as "refreshCipher", refused_count as "refusedCount",
       access_expires_at > hub.hub_now() + interval '60 seconds' as "isAccessFresh",
       coalesce(refresh_lease_until > hub.hub_now() and refresh_leased_by is not null, false) as "isRefreshing",
       coalesce(refresh_lease_until > hub.hub_now() and refresh_leased_by is null, false) as "isUnanswered", coalesce(retry_at > hub.hub_now(), false) as "isResting"
     from hub.ledger_grant where connection_id = $1 and firm_id = $2`,
    [connectionId, session.firmId],
  );
  return rows[0] ?? null;
}

export interface SealedGrant {
  accessCipher: string;
  refreshCipher: string;
  /** Seconds, as for the next two. */
  accessExpiresIn: number;
  refreshExpiresIn: number;
  /** Null where the ledger did not say; what it said before stands. */
  connectionLifetime: number | null;
}

/** Seconds from now as an instant; null stays null. */
const inSeconds = (parameter: string) => `hub.hub_now() + make_interval(secs => ${parameter})`;

/** Stores a grant from consent; whatever was there is superseded. */
export async function saveGrant(session: FirmSession, connectionId: string, grant: SealedGrant): Promise<void> {
  await session.query(
    `insert into hub.ledger_grant (firm_id, connection_id, access_cipher, refresh_cipher, access_expires_at, refresh_expires_at, connection_expires_at)
     values ($1, $2, $3, $4, ${inSeconds("$5")}, ${inSeconds("$6")}, ${inSeconds("$7::float8")})
     on conflict (connection_id) do update set access_cipher = excluded.access_cipher, refresh_cipher = excluded.refresh_cipher,
       access_expires_at = excluded.access_expires_at, refresh_expires_at = excluded.refresh_expires_at, connection_expires_at = excluded.connection_expires_at, refused_count = 0, refused_at = null, retry_at = null,
       refresh_leased_by = null, refresh_lease_until = null, refresh_fence = hub.ledger_grant.refresh_fence + 1, updated_at = hub.hub_now()`,
    [session.firmId, connectionId, grant.accessCipher, grant.refreshCipher, grant.accessExpiresIn, grant.refreshExpiresIn, grant.connectionLifetime],
  );
}

/**
 * Claims the refresh for one process, and reads the pair as it is under the claim: a predecessor may have stored a newer one since
 * somebody looked. Committed before the call, so that a successor sees an unfinished start and waits. Null when another process holds it,
 * or a refusal is too fresh to ask again.
 */
export async function leaseRefresh(session: FirmQuery, connectionId: string, processId: string, seconds: number): Promise<(HeldGrant & { fence: string }) | null> {
  const rows = await session.query<HeldGrant & { fence: string }>(
    `update hub.ledger_grant set refresh_leased_by = $2, refresh_lease_until = hub.hub_now() + make_interval(secs => $3), refresh_fence = refresh_fence + 1
     where connection_id = $1 and firm_id = $4 and (refresh_lease_until is null or refresh_lease_until <= hub.hub_now()) and (retry_at is null or retry_at <= hub.hub_now())
     returning refresh_fence::text as fence, access_cipher as "accessCipher", refresh_cipher as "refreshCipher", access_expires_at > hub.hub_now() + interval '60 seconds' as "isAccessFresh"`,
    [connectionId, processId, seconds, session.firmId],
  );
  return rows[0] ?? null;
}

/**
 * Stores what the refresh brought, unless a newer grant has come meanwhile. While it could not be stored, another process may have claimed the
 * next one: as long as the pair is still the one that was renewed (`refreshCipher`), this one is newer, and the other's answer counts no more.
 */
export async function settleRefresh(session: FirmQuery, connectionId: string, { fence, refreshCipher }: { fence: string; refreshCipher: string }, grant: SealedGrant): Promise<boolean> {
  const rows = await session.query(
    `update hub.ledger_grant set access_cipher = $3, refresh_cipher = $4, access_expires_at = ${inSeconds("$5")},
       refresh_expires_at = ${inSeconds("$7")}, connection_expires_at = coalesce(${inSeconds("$8::float8")}, connection_expires_at), refused_count = 0, refused_at = null, retry_at = null, refresh_leased_by = null, refresh_lease_until = null, updated_at = hub.hub_now(),
       refresh_fence = case when refresh_fence = $2 then refresh_fence else refresh_fence + 1 end
     where connection_id = $1 and (refresh_fence = $2 or refresh_cipher = $9) and firm_id = $6 returning 1`,
    [connectionId, fence, grant.accessCipher, grant.refreshCipher, grant.accessExpiresIn, session.firmId, grant.refreshExpiresIn, grant.connectionLifetime, refreshCipher],
  );
  return rows.length === 1;
}

/** Gives the lease back without a new token. False when a newer consent or another process superseded it. */
export async function releaseRefresh(session: FirmQuery, connectionId: string, fence: string): Promise<boolean> {
  const rows = await session.query(
    `update hub.ledger_grant set refresh_leased_by = null, refresh_lease_until = null, updated_at = hub.hub_now()
     where connection_id = $1 and refresh_fence = $2 and firm_id = $3 returning 1`,
    [connectionId, fence, session.firmId],
  );
  return rows.length === 1;
}

/** Nobody waits for the refresh any more, and nobody starts another before its time is up. False as above. */
export async function giveUpRefresh(session: FirmQuery, connectionId: string, fence: string): Promise<boolean> {
  const rows = await session.query(
    `update hub.ledger_grant set refresh_leased_by = null, updated_at = hub.hub_now() where connection_id = $1 and refresh_fence = $2 and firm_id = $3 returning 1`,
    [connectionId, fence, session.firmId],
  );
  return rows.length === 1;
}

/** How often in a row the sign-in was refused, and when it is tried again. */
export interface SignInRefusal {
  count: number;
  /** Until then nobody asks; 0 when the next sync may. */
  seconds: number;
  /** The same by the clock of the firm, "9:41 AM"; null when the next sync may. */
  time: string | null;
}

const refusalColumns = (grant: string) => `
  ${grant}.refused_count as count, ceil(greatest(0, extract(epoch from ${grant}.retry_at - hub.hub_now())))::int as seconds,
  case when ${grant}.retry_at > hub.hub_now() then to_char(${grant}.retry_at at time zone (select f.time_zone from hub.firm f where f.id = ${grant}.firm_id), 'FMHH12:MI AM') end as time`;

/**
 * Keeps a refusal of the sign-in and rests for `spacingSeconds`. Of several within that time one counts: they may all be the same outage
 * (reliability FC-06). Null when there is no sign-in any more.
 */
export async function countRefusal(session: FirmQuery, connectionId: string, spacingSeconds: number): Promise<SignInRefusal | null> {
  const rows = await session.query<SignInRefusal>(
    `with spaced as (
       select connection_id, case when refused_at > hub.hub_now() - make_interval(secs => $3) then refused_at end as counted_at from hub.ledger_grant where firm_id = $1 and connection_id = $2 for update)
     update hub.ledger_grant g set refused_count = g.refused_count + (spaced.counted_at is null)::int, refused_at = coalesce(spaced.counted_at, hub.hub_now()),
       retry_at = coalesce(spaced.counted_at, hub.hub_now()) + make_interval(secs => $3), updated_at = hub.hub_now()
     from spaced where g.firm_id = $1 and g.connection_id = spaced.connection_id returning ${refusalColumns("g")}`,
    [session.firmId, connectionId, spacingSeconds],
  );
  return rows[0] ?? null;
}

/** The refusal that stands; null when the last answer was a token, or there is no sign-in. */
export async function signInRefusal(session: FirmQuery, connectionId: string): Promise<SignInRefusal | null> {
  const rows = await session.query<SignInRefusal>(`select ${refusalColumns("g")} from hub.ledger_grant g where g.firm_id = $1 and g.connection_id = $2 and g.refused_count > 0`, [session.firmId, connectionId]);
  return rows[0] ?? null;
}

/** A person asks for something now: the sign-in is tried once more without waiting. Another refusal of the same while does not count. */
export async function tryRefusedSignIn(session: FirmQuery, connectionId: string): Promise<void> {
  await session.query("update hub.ledger_grant set retry_at = null where firm_id = $1 and connection_id = $2 and retry_at > hub.hub_now()", [session.firmId, connectionId]);
}

/** When a grant ends: by lying idle, and whatever one does. Null before an answer said so. */
export interface GrantEnds {
  refreshExpiresAt: Date | null;
  connectionExpiresAt: Date | null;
}

/** When the connection's grant ends; null when there is none. */
export async function grantEnds(session: FirmSession, connectionId: string): Promise<GrantEnds | null> {
  const rows = await session.query<{ refresh: string | null; connection: string | null }>(
    "select refresh_expires_at as refresh, connection_expires_at as connection from hub.ledger_grant where connection_id = $1 and firm_id = $2",
    [connectionId, session.firmId],
  );
  const date = (text: string | null) => (text === null ? null : toDate(text));
  return rows[0] ? { refreshExpiresAt: date(rows[0].refresh), connectionExpiresAt: date(rows[0].connection) } : null;
}

export async function deleteGrant(session: FirmSession, connectionId: string): Promise<void> {
  await session.query("delete from hub.ledger_grant where connection_id = $1 and firm_id = $2", [connectionId, session.firmId]);
}
