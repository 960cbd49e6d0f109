import { HubError } from "@tieout/domain";
import { insertRecordEvent, patchConnection, type ConnectionRow } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { liveConnection } from "./live-connection.js";

/** A person says that this is the right company (R6). Until then nothing can be switched on. */
export async function confirmConnection({ store, actor }: PracticeContext): Promise<ConnectionRow> {
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    if (connection.state !== "confirming") throw new HubError("CONFLICT", `${connection.companyName} is already confirmed.`);
    await insertRecordEvent(session, actor, { kind: "connection", recordId: connection.id, action: "confirmed" });
    return patchConnection(session, connection.id, { state: "ready" });
  });
}
