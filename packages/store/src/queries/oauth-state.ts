import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

export interface OauthState {
  userId: string;
  sessionHash: string;
  returnPath: string;
}

/** Remembers that this session went to ask for consent; good for ten minutes and one return. */
export async function saveOauthState(session: FirmSession, stateHash: string, state: OauthState): Promise<void> {
  await session.query(
    `insert into hub.oauth_state (state_hash, firm_id, user_id, session_hash, return_path, expires_at)
     values ($1, $2, $3, $4, $5, hub.hub_now() + interval '10 minutes')`,
    [stateHash, session.firmId, state.userId, state.sessionHash, state.returnPath],
  );
}

/** Takes the state once; null when it is unknown, used or too old. */
export async function takeOauthState(session: FirmSession, stateHash: string): Promise<OauthState | null> {
  const rows = await session.query<OauthState>(
    `update hub.oauth_state set used_at = hub.hub_now() where firm_id = ${thisFirm} and state_hash = $1 and used_at is null and expires_at > hub.hub_now()
     returning user_id as "userId", session_hash as "sessionHash", return_path as "returnPath"`,
    [stateHash],
  );
  return rows[0] ?? null;
}
