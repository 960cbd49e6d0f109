import type { FirmSession, Store } from "../orm.js";
import { thisFirm } from "./this-firm.js";

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdBy: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

const columns = `id, name, prefix, to_jsonb(scopes) as scopes, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

/** The live key with this hash and its firm; null when it is unknown, expired or revoked. Notes its use at most once a minute. */
export async function findApiKey(store: Store, keyHash: string): Promise<{ firmId: string; key: ApiKeyRow } | null> {
  const [owner] = await store.withoutFirm((query) => query<{ firmId: string; keyId: string }>(`select firm_id as "firmId", key_id as "keyId" from hub.firm_of_api_key($1)`, [keyHash]));
  if (!owner) return null;
  const rows = await store.withFirm(owner.firmId, async ({ query }) => {
    await query(`update hub.api_key set last_used_at = hub.hub_now() where firm_id = ${thisFirm} and id = $1 and (last_used_at is null or last_used_at < hub.hub_now() - interval '1 minute')`, [owner.keyId]);
    return query<ApiKeyRow>(`select ${columns} from hub.api_key where firm_id = ${thisFirm} and id = $1`, [owner.keyId]);
  });
  return rows[0] ? { firmId: owner.firmId, key: rows[0] } : null;
}

/** Keys of the firm, newest first, revoked ones included. */
export async function listApiKeys({ query }: FirmSession): Promise<ApiKeyRow[]> {
  return query<ApiKeyRow>(`select ${columns} from hub.api_key where firm_id = ${thisFirm} order by created_at desc, id`);
}

export interface NewApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  hash: string;
  scopes: readonly string[];
  createdBy: string;
  expiresAt: string | null;
}

export async function insertApiKey({ query, firmId }: FirmSession, key: NewApiKeyRow): Promise<ApiKeyRow> {
  const rows = await query<ApiKeyRow>(
    `insert into hub.api_key (id, firm_id, name, prefix, key_hash, scopes, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6::text[], $7, $8) returning ${columns}`,
    [key.id, firmId, key.name, key.prefix, key.hash, key.scopes, key.createdBy, key.expiresAt],
  );
  return rows[0] as ApiKeyRow;
}

/** Ends a key at once. Null when the firm has no such key. */
export async function revokeApiKey({ query }: FirmSession, id: string): Promise<ApiKeyRow | null> {
  const rows = await query<ApiKeyRow>(`update hub.api_key set revoked_at = coalesce(revoked_at, hub.hub_now()) where firm_id = ${thisFirm} and id = $1 returning ${columns}`, [id]);
  return rows[0] ?? null;
}
