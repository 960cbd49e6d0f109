import { HubError } from "@tieout/domain";
import { deleteMappings, insertRecordEvents, ledgerItems, mappingRows, saveMappings, type MappingOrigin, type MappingRow } from "@tieout/store";
import { z } from "zod";
import { liveConnection } from "../connection/live-connection.js";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";

const Input = z.object({
  sourceKind: z.enum(["billable-category", "billable-type"]),
  mappings: z
    .array(z.object({ sourceId: z.uuid(), /** Null removes the mapping. */ itemId: z.string().nullable(), /** The version the person saw; leave out to overwrite. */ expectedVersion: z.int().nullable().optional() }))
    .min(1)
    .max(250, "Save at most 250 mappings at once."),
  origin: z.enum(["user", "exact", "likely", "imported-file"]).default("user"),
});

/**
 * Says as what services categories (or types) are sold (R43-R45). A stored mapping is the only truth a push uses; it holds the
 * service's id, so that a rename in QuickBooks does not break it.
 * @throws HubError `STALE_VERSION` when somebody else changed the row meanwhile, `MAPPING_TARGET_INACTIVE`, `NOT_FOUND`. All or nothing.
 */
export async function mapCategories({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<MappingRow[]> {
  const { sourceKind, mappings, origin } = checkInput(Input, input);
  return store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    const sourceIds = mappings.map((mapping) => mapping.sourceId);
    const before = new Map((await mappingRows(session, connection.id, sourceKind, sourceIds)).map((row) => [row.id, row]));
    const wanted = mappings.flatMap((mapping) => mapping.itemId ?? []);
    const items = new Map((await ledgerItems(session, connection.id, { includeInactive: true, ids: wanted })).map((item) => [item.id, item]));

    const choices = mappings.flatMap(({ sourceId, itemId, expectedVersion }) => {
      const row = before.get(sourceId);
      if (!row) throw new HubError("NOT_FOUND", "This category is no longer there. Reload the page.", ["sourceId"]);
      if (expectedVersion !== undefined && expectedVersion !== row.mappingVersion) {
        throw new HubError("STALE_VERSION", `${row.confirmedBy ?? "Somebody"} changed the mapping of ${row.code} meanwhile${row.targetName ? ` to "${row.targetName}"` : ""}. Look at it again, then save.`, ["sourceId"]);
      }
      if (itemId === null) return [];
      const item = items.get(itemId);
      if (!item) throw new HubError("NOT_FOUND", `QuickBooks has no such service for ${row.code}. Choose another one.`, ["itemId"]);
      if (!item.isActive) throw new HubError("MAPPING_TARGET_INACTIVE", `The service "${item.fullName}" is inactive in QuickBooks. Make it active there, or choose another one.`, ["itemId"]);
      return [{ sourceId, targetId: item.id, targetName: item.fullName }];
    });

    if (choices.length > 0) await saveMappings(session, connection.id, sourceKind, choices, { origin: origin satisfies MappingOrigin, confirmedBy: actor.name });
    const removed = mappings.filter((mapping) => mapping.itemId === null).map((mapping) => mapping.sourceId);
    if (removed.length > 0) await deleteMappings(session, connection.id, sourceKind, removed);

    const after = await mappingRows(session, connection.id, sourceKind, sourceIds);
    await insertRecordEvents(session, actor, after.map((row) => ({ kind: sourceKind, recordId: row.id, action: "mapped", changes: [{ path: "service", before: before.get(row.id)?.targetName ?? null, after: row.targetName }] })));
    return after;
  });
}
