import { problemCatalog, watchConnection, type NewNotification } from "@tieout/domain";
import { closeProblems, connectionsToWatch, endNotifications, insertNotifications, openProblems, raiseProblems, setWarnedDays, watchedConnection, type FirmSession, type Store } from "@tieout/store";

/** Connections looked at in one tick; the rest waits for the next, a minute later. */
const atMost = 1_000;

/**
 * Looks at every connection of which something may have to be told: silence, recovery, the coming end of a sign-in. What is told is
 * committed with what it is told of; two processes that look at once tell it once. Returns how many connections there was something of.
 */
export async function watchConnections(store: Store): Promise<number> {
  const due = await store.withoutFirm((query) => connectionsToWatch(query, atMost));
  for (const { firmId, connectionId } of due) await store.withFirm(firmId, (session) => watchOne(session, connectionId));
  return due.length;
}

async function watchOne(session: FirmSession, connectionId: string): Promise<void> {
  const connection = await watchedConnection(session, connectionId);
  if (!connection) return;
  const { tell, ended, warnedDays } = watchConnection(connection);
  await insertNotifications(session, connectionId, tell);
  await endNotifications(session, ended);
  if (warnedDays === undefined) return;
  await setWarnedDays(session, connectionId, warnedDays);
  if (warnedDays === null) return closeExpiryNotice(session, connectionId);
  const warning = tell.find(({ kind }) => kind === "sign-in-expiring");
  if (warning) await raiseNotice(session, connectionId, warning);
}

/** What is told is also a notice among the problems, for whoever looks there first. */
async function raiseNotice(session: FirmSession, connectionId: string, { facts }: NewNotification): Promise<void> {
  await raiseProblems(session, connectionId, [{ kind: "sign-in-expiring", causeKey: "connection:sign-in-expiring", severity: problemCatalog["sign-in-expiring"].severity, facts, records: [] }]);
}

async function closeExpiryNotice(session: FirmSession, connectionId: string): Promise<void> {
  const open = await openProblems(session, { connectionId, kinds: ["sign-in-expiring"] });
  await closeProblems(session, open.map(({ id }) => id), { actor: "sync", resolution: "The sign-in was renewed" });
}
