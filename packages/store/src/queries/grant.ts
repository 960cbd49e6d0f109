import type { FirmSession } from "../orm.js";

/** The sealed tokens of a connection, and who is refreshing them. */
export interface GrantRow {
  accessCipher: string;
  refreshCipher: string;
  isAccessFresh: boolean;
  /** Another process has started a refresh and its time is not up. */
  isRefreshing: boolean;
  refusedCount: number;
}

export async function readGrant(session: FirmSession, connectionId: string): Promise<GrantRow | null> {
  const rows = await session.query<GrantRow>(
    `select access_cipher as "accessCipher", refresh_cipher as "refreshCipher", refused_count as "refusedCount",
       access_expires_at > hub.hub_now() + interval '60 seconds' as "isAccessFresh",
       coalesce(refresh_lease_until > hub.hub_now(), false) as "isRefreshing"
     from hub.ledger_grant where connection_id = $1 and firm_id = $2`,
    [connectionId, session.firmId],
  );
  return rows[0] ?? null;
}

export interface SealedGrant {
  accessCipher: string;
  refreshCipher: string;
  accessExpiresIn: number;
}

/** Stores a grant from consent; whatever was there is superseded. */
export async function saveGrant(session: FirmSession, connectionId: string, grant: SealedGrant): Promise<void> {
  await session.query(
    `insert into hub.ledger_grant (firm_id, connection_id, access_cipher, refresh_cipher, access_expires_at)
     values ($1, $2, $3, $4, hub.hub_now() + make_interval(secs => $5))
     on conflict (connection_id) do update set access_cipher = excluded.access_cipher, refresh_cipher = excluded.refresh_cipher,
       access_expires_at = excluded.access_expires_at, refused_count = 0,
       refresh_leased_by = null, refresh_lease_until = null, refresh_fence = hub.ledger_grant.refresh_fence + 1, updated_at = hub.hub_now()`,
    [session.firmId, connectionId, grant.accessCipher, grant.refreshCipher, grant.accessExpiresIn],
  );
}

/**
 * Claims the refresh for one process. Committed before the call, so that a successor sees an unfinished start and waits.
 * @returns the fence to store the answer with, or null when another process holds the lease.
 */
export async function leaseRefresh(session: FirmSession, connectionId: string, processId: string, seconds: number): Promise<string | null> {
  const rows = await session.query<{ fence: string }>(
    `update hub.ledger_grant set refresh_leased_by = $2, refresh_lease_until = hub.hub_now() + make_interval(secs => $3), refresh_fence = refresh_fence + 1
     where connection_id = $1 and firm_id = $4 and (refresh_lease_until is null or refresh_lease_until <= hub.hub_now())
     returning refresh_fence::text as fence`,
    [connectionId, processId, seconds, session.firmId],
  );
  return rows[0]?.fence ?? null;
}

/** Stores what the refresh brought, unless a newer grant has come meanwhile. */
export async function settleRefresh(session: FirmSession, connectionId: string, fence: string, grant: SealedGrant): Promise<boolean> {
  const rows = await session.query(
    `update hub.ledger_grant set access_cipher = $3, refresh_cipher = $4, access_expires_at = hub.hub_now() + make_interval(secs => $5),
       refused_count = 0, refresh_leased_by = null, refresh_lease_until = null, updated_at = hub.hub_now()
     where connection_id = $1 and refresh_fence = $2 and firm_id = $6 returning 1`,
    [connectionId, fence, grant.accessCipher, grant.refreshCipher, grant.accessExpiresIn, session.firmId],
  );
  return rows.length === 1;
}

/** Gives the lease back without a new token; a refusal is counted, a mere outage is not. False when a newer consent or another process superseded it. */
export async function releaseRefresh(session: FirmSession, connectionId: string, fence: string, wasRefused: boolean): Promise<boolean> {
  const rows = await session.query(
    `update hub.ledger_grant set refresh_leased_by = null, refresh_lease_until = null, refused_count = refused_count + $3, updated_at = hub.hub_now()
     where connection_id = $1 and refresh_fence = $2 and firm_id = $4 returning 1`,
    [connectionId, fence, wasRefused ? 1 : 0, session.firmId],
  );
  return rows.length === 1;
}

export async function deleteGrant(session: FirmSession, connectionId: string): Promise<void> {
  await session.query("delete from hub.ledger_grant where connection_id = $1 and firm_id = $2", [connectionId, session.firmId]);
}
