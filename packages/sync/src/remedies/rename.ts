import { clientNameFromText, displayName, fieldChanges, HubError, normalizeName } from "@tieout/domain";
import { clientPairs, insertRecordEvents, updatePulledClients } from "@tieout/store";
import { needed, type Remedy } from "./remedy.js";

/** Gives one client another name here, read by the same rule as names that come in. */
export const rename: Remedy = async (context) => {
  const text = needed(context, "displayName", "Write the new name.");
  const { connection, records, actor, inFirm } = context;
  const [record] = records;
  if (record?.kind !== "client" || records.length > 1) throw new HubError("INVALID", "Rename one client at a time.");
  const name = clientNameFromText(text);
  const written = displayName(name);
  await inFirm(async (session) => {
    const [pair] = await clientPairs(session, connection.id, [record.recordId]);
    if (!pair) throw new HubError("NOT_FOUND", "The client is no longer there.");
    const renamed = { ...pair.client, ...name, displayName: written, normalizedName: normalizeName(written) };
    await updatePulledClients(session, [renamed]);
    await insertRecordEvents(session, actor, [{ kind: "client", recordId: record.recordId, action: "updated", changes: fieldChanges(pair.client, renamed) }]);
  });
  return { release: records, isSettled: true, resolution: `renamed to ${written}`, run: "everything" };
};
