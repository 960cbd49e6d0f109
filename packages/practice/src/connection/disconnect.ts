import { deleteGrant, insertRecordEvent, patchConnection, readGrant, type ConnectionRow, type Vault } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/**
 * Ends the binding (R7): no call leaves any more, the tokens are gone from here; records and links stay.
 * @returns the refresh token, so that the caller can hand it back to Intuit once this is committed; null when none was left.
 */
export async function disconnect({ store, actor, vault }: PracticeContext & { vault: Vault }): Promise<{ connection: ConnectionRow; refreshToken: string | null }> {
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    const grant = await readGrant(session, connection.id);
    await deleteGrant(session, connection.id);
    await session.query("update hub.ledger_connection set disconnected_at = hub.hub_now() where id = $1", [connection.id]);
    await insertRecordEvent(session, actor, { kind: "connection", recordId: connection.id, action: "disconnected" });
    const ended = await patchConnection(session, connection.id, { state: "disconnected", stateReason: `Disconnected by ${actor.name}` });
    return { connection: ended, refreshToken: grant ? vault.open(grant.refreshCipher, connection.id) : null };
  });
}
