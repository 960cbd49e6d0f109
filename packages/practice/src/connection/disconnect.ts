import { setTimeout as sleep } from "node:timers/promises";
import { deleteGrant, insertRecordEvent, patchConnection, readGrant, type ConnectionRow, type FirmSession, type Vault } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** Pauses between tries to hand a grant back, milliseconds, and how long all of it may take: somebody waits for the answer. */
const handBackPauses = [500, 1_500] as const;
const handBackMs = 15_000;

/**
 * Ends the binding (R7): no call leaves any more, the tokens are gone from here; records and links stay. Once that is committed the grant is
 * handed back at Intuit by `revoke`, which may fail: nothing is kept here to try it later, so the connection says what is left to do in QuickBooks
 * until it has succeeded. Who connects again meanwhile is left alone: handing back ends the whole grant, the new one too.
 */
export async function disconnect(
  { store, actor, vault, patienceMs = handBackMs }: PracticeContext & { vault: Vault; patienceMs?: number },
  revoke: (refreshToken: string) => Promise<void>,
): Promise<{ connection: ConnectionRow; isHandedBack: boolean }> {
  const stateReason = `Disconnected by ${actor.name}.`;
  const { connection, refreshToken } = await store.withFirm(actor.firmId, async (session) => {
    const { id } = await liveConnection(session);
    const grant = await readGrant(session, id);
    await deleteGrant(session, id);
    await session.query("update hub.ledger_connection set disconnected_at = hub.hub_now() where id = $1", [id]);
    await insertRecordEvent(session, actor, { kind: "connection", recordId: id, action: "disconnected" });
    const left = grant ? " Until Intuit has confirmed it, QuickBooks may still list Tieout under Apps: disconnect it there too." : "";
    const connection = await patchConnection(session, id, { state: "disconnected", stateReason: stateReason + left });
    return { connection, refreshToken: grant ? vault.open(grant.refreshCipher, id) : null };
  });
  if (refreshToken === null) return { connection, isHandedBack: true };
  const isStillOver = () => store.withFirm(actor.firmId, (session) => lockDisconnected(session, connection.id));
  if (!(await isDone(() => revoke(refreshToken), isStillOver, patienceMs))) return { connection, isHandedBack: false };
  // Somebody may have connected it again meanwhile: then there is nothing left to say.
  const told = await store.withFirm(actor.firmId, async (session) => {
    return (await lockDisconnected(session, connection.id)) ? patchConnection(session, connection.id, { stateReason }) : connection;
  });
  return { connection: told, isHandedBack: true };
}

async function lockDisconnected(session: FirmSession, id: string): Promise<boolean> {
  const { length } = await session.query("select 1 from hub.ledger_connection where firm_id = $1 and id = $2 and state = 'disconnected' for update", [session.firmId, id]);
  return length > 0;
}

async function isDone(handBack: () => Promise<void>, isStillOver: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const until = performance.now() + patienceMs;
  const tryAgain = async (): Promise<boolean> => {
    for (const pause of [...handBackPauses, 0]) {
      try {
        await handBack();
        return true;
      } catch {
        if (performance.now() + pause >= until) return false;
        await sleep(pause);
        if (!(await isStillOver().catch(() => true))) return false;
      }
    }
    return false;
  };
  return Promise.race([tryAgain(), sleep(patienceMs, false, { ref: false })]);
}
