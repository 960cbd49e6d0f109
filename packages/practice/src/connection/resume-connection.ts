import { HubError } from "@tieout/domain";
import { insertRecordEvent, patchConnection, type ConnectionRow } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** Lets a paused sync go on with what waits. */
export async function resumeConnection({ store, actor }: PracticeContext): Promise<ConnectionRow> {
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    if (connection.state !== "paused") throw new HubError("CONFLICT", "The sync is not paused.");
    await insertRecordEvent(session, actor, { kind: "connection", recordId: connection.id, action: "resumed" });
    return patchConnection(session, connection.id, { state: "enabled", stateReason: null });
  });
}
