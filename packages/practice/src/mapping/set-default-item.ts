import { HubError } from "@tieout/domain";
import { insertRecordEvent, ledgerItems, patchConnection, type ConnectionRow } from "@tieout/store";
import { z } from "zod";
import { liveConnection } from "../connection/live-connection.js";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";

const Input = z.object({ itemId: z.string().nullable() });

/** Chooses the service that serves every unmapped code, or none (R45). It hides missing mappings: pages that show it say so. */
export async function setDefaultItem({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<ConnectionRow> {
  const { itemId } = checkInput(Input, input);
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    const [item] = itemId === null ? [] : await ledgerItems(session, connection.id, { includeInactive: true, ids: [itemId] });
    if (itemId !== null && !item) throw new HubError("NOT_FOUND", "QuickBooks has no such service. Choose another one.", ["itemId"]);
    if (item && !item.isActive) throw new HubError("MAPPING_TARGET_INACTIVE", `The service "${item.fullName}" is inactive in QuickBooks. Make it active there, or choose another one.`, ["itemId"]);
    await insertRecordEvent(session, actor, { kind: "connection", recordId: connection.id, action: "default-item", changes: [{ path: "defaultItem", before: connection.defaultItemId, after: itemId }] });
    return patchConnection(session, connection.id, { defaultItemId: itemId });
  });
}
