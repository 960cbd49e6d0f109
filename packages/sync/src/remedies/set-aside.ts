import { setRecordsAside, skipChangesOf, wakeDocumentsOfClients } from "@tieout/store";
import { markHandled } from "./mark-handled.js";
import type { Remedy } from "./remedy.js";

/** Leaves the records out of every sync, until somebody includes them again. */
export const setAside: Remedy = async ({ connection, records, actor, reason, inFirm }) => {
  await inFirm(async (session) => {
    await setRecordsAside(session, connection.id, records, { actor: actor.name, reason: reason ?? "set aside", state: "set-aside" });
    await skipChangesOf(session, connection.id, records, `set aside by ${actor.name}`);
    await wakeDocumentsOfClients(session, connection.id, records.flatMap(({ kind, recordId }) => (kind === "client" ? [recordId] : [])));
  });
  return { release: [], isSettled: true, isSetAside: true, resolution: "set aside", run: null };
};

/** Counts the records as settled outside, on a person's word (R74). Nothing is sent. */
export const markExternal: Remedy = async ({ connection, records, actor, reason, inFirm }) => {
  await inFirm((session) => markHandled(session, { connection, actor }, records, reason));
  return { release: [], isSettled: true, isSetAside: true, resolution: "handled in QuickBooks", run: null };
};
