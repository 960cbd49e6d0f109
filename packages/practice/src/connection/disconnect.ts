import { setTimeout as sleep } from "node:timers/promises";
import { deleteGrant, insertRecordEvent, patchConnection, readGrant, type ConnectionRow, type Vault } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** Pauses between tries to hand a grant back, milliseconds: somebody waits for the answer. */
const handBackPauses = [500, 1_500] as const;

/**
 * Ends the binding (R7): no call leaves any more, the tokens are gone from here; records and links stay. Once that is committed the grant is
 * handed back at Intuit by `revoke`, which may fail: nothing is kept here to try it later, so the connection says what is left to do in QuickBooks.
 */
export async function disconnect({ store, actor, vault }: PracticeContext & { vault: Vault }, revoke: (refreshToken: string) => Promise<void>): Promise<{ connection: ConnectionRow; isHandedBack: boolean }> {
  const stateReason = `Disconnected by ${actor.name}.`;
  const { connection, refreshToken } = await store.withFirm(actor.firmId, async (session) => {
    const { id } = await liveConnection(session);
    const grant = await readGrant(session, id);
    await deleteGrant(session, id);
    await session.query("update hub.ledger_connection set disconnected_at = hub.hub_now() where id = $1", [id]);
    await insertRecordEvent(session, actor, { kind: "connection", recordId: id, action: "disconnected" });
    const connection = await patchConnection(session, id, { state: "disconnected", stateReason });
    return { connection, refreshToken: grant ? vault.open(grant.refreshCipher, id) : null };
  });
  if (refreshToken === null || (await isDone(() => revoke(refreshToken)))) return { connection, isHandedBack: true };
  const left = `${stateReason} Intuit could not be told, so QuickBooks may still list Tieout under Apps: disconnect it there too.`;
  return { connection: await store.withFirm(actor.firmId, (session) => patchConnection(session, connection.id, { stateReason: left })), isHandedBack: false };
}

async function isDone(handBack: () => Promise<void>): Promise<boolean> {
  for (const pause of [...handBackPauses, null]) {
    try {
      await handBack();
      return true;
    } catch {
      if (pause !== null) await sleep(pause);
    }
  }
  return false;
}
