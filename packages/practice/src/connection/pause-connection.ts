import { HubError } from "@tieout/domain";
import { insertRecordEvent, patchConnection, type ConnectionRow } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";
import { liveConnection } from "./live-connection.js";

const Input = z.object({
  /** For the colleagues who will wonder. */
  reason: z.string().trim().max(200).nullish(),
});

/** Stops all writes until somebody resumes; what is due waits. */
export async function pauseConnection({ store, actor }: PracticeContext, input: z.input<typeof Input> = {}): Promise<ConnectionRow> {
  const { reason } = checkInput(Input, input);
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    if (connection.state !== "enabled") throw new HubError("CONFLICT", "Only a running sync can be paused.");
    await insertRecordEvent(session, actor, { kind: "connection", recordId: connection.id, action: "paused" });
    return patchConnection(session, connection.id, { state: "paused", stateReason: reason ? `Paused by ${actor.name}: ${reason}` : `Paused by ${actor.name}` });
  });
}
