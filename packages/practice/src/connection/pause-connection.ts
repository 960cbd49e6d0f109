import { HubError } from "@tieout/domain";
import { insertRecordEvent, patchConnection, type ConnectionRow } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** Stops all writes until somebody resumes; what is due waits. */
export async function pauseConnection({ store, actor }: PracticeContext): Promise<ConnectionRow> {
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    if (connection.state !== "enabled") throw new HubError("CONFLICT", "Only a running sync can be paused.");
    await insertRecordEvent(session, actor, { kind: "connection", recordId: connection.id, action: "paused" });
    return patchConnection(session, connection.id, { state: "paused", stateReason: `Paused by ${actor.name}` });
  });
}
