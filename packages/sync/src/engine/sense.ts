import type { LedgerChanges, LedgerKind } from "@tieout/domain";
import { hubNow, isAnyUntold, markLedgerDeleted, markSwept, moveCursor, moveStrandedCustomers, patchConnection, refreshStatistics, storeLedgerRecords, type LedgerCursor } from "@tieout/store";
import { mirrorRecord } from "./content.js";
import { readKind } from "./read-kind.js";
import { read, underLease, type RunContext } from "./run-context.js";

/** How hard to look: `always`, only when the last look does not serve any more, or not at all. */
export type Eagerness = "always" | "when-stale" | "never";

export interface SenseOrder {
  /** Kinds the mirror keeps; each is read in full the first time. */
  kinds: readonly LedgerKind[];
  /** Kinds whose changes a plan wants to hear of. */
  movedKinds: readonly LedgerKind[];
  /** The change feed, shared by all kinds: one metered call. */
  feed: Eagerness;
  /** The company's own settings: with the daily sweeps, or now. */
  company: "daily" | "now";
  /** Kinds the feed does not cover, read in full once a day. */
  sweeps: readonly LedgerKind[];
  /** Records of such kinds that are read one by one now. */
  singles: readonly { kind: LedgerKind; ledgerId: string }[];
  /** Kinds that are never read in full the first time: only what happens from now on counts. */
  forwardOnly: readonly LedgerKind[];
}

const feedName = "changes";
const companyName = "company";
/** When a look last found a change that no notice had told of: for a day, notices are not relied on. */
const untoldName = "untold";

/**
 * Brings the mirror up to date at the least cost. Pages are stored as they come; the position of the feed moves in the transaction that
 * stores what it stands for, so that a crash repeats and never skips. The feed is asked for a few minutes more than needed, and not
 * trusted after weeks of silence: then everything is read.
 */
export async function sense(run: RunContext, order: SenseOrder): Promise<void> {
  const { cursors } = run;
  const feedKinds = order.kinds.filter((kind) => run.ledger.feedKinds.includes(kind));

  if (order.company === "now" || (order.sweeps.length > 0 && isSweepDue(run, companyName))) await senseCompany(run);
  const hasLostCustomers = await senseFeed(run, order, feedKinds, cursors);
  for (const kind of order.sweeps) {
    if (!run.ledger.feedKinds.includes(kind) && isSweepDue(run, kind)) await readInFull(run, kind, order.movedKinds);
  }
  // A customer that is switched off may have been merged: its time went along, and the feed does not tell of time.
  if (hasLostCustomers && (await underLease(run, (session) => moveStrandedCustomers(session, run.connectionId)))) await readInFull(run, "time-activity", order.movedKinds);
  for (const [kind, records] of Map.groupBy(order.singles, (single) => single.kind)) {
    if (records.length > singlesLimit) await readInFull(run, kind, order.movedKinds);
    else for (const { ledgerId } of records) await readOne(run, kind, ledgerId, order.movedKinds);
  }
}

/** More records of a kind than this are read with all others of it, page by page: that is fewer calls. */
const singlesLimit = 5;

async function readOne(run: RunContext, kind: LedgerKind, ledgerId: string, movedKinds: readonly LedgerKind[]): Promise<void> {
  const record = await run.ledger.read(kind, ledgerId);
  await underLease(run, async (session) => {
    if (record) await storeLedgerRecords(session, run.connectionId, [mirrorRecord(record)], movedKinds);
    else await markLedgerDeleted(session, run.connectionId, [{ kind, id: ledgerId }]);
  });
}

/** Whether a day has passed since a kind, or the company, was read in full. */
export function isSweepDue({ cursors, config }: Pick<RunContext, "cursors" | "config">, feed: string): boolean {
  return (cursors.get(feed)?.minutesSinceSweep ?? Number.POSITIVE_INFINITY) >= config.sweepEveryHours * 60;
}

async function senseCompany(run: RunContext): Promise<void> {
  const company = await run.ledger.company();
  run.company = company;
  await underLease(run, async (session) => {
    await patchConnection(session, run.connectionId, { company });
    await markSwept(session, run.connectionId, companyName);
  });
}

/** Returns whether customers were switched off or deleted. */
async function senseFeed(run: RunContext, order: SenseOrder, kinds: readonly LedgerKind[], cursors: ReadonlyMap<string, LedgerCursor>): Promise<boolean> {
  const cursor = cursors.get(feedName);
  const age = cursor?.minutesSincePosition ?? null;
  const isTrusted = age !== null && age < run.config.fullReadAfterDays * 24 * 60;
  const position = cursor?.position;
  if (!isTrusted || !position) {
    // Somebody else's clock may be minutes off ours; what changes while we read is then told twice, not never.
    const startedAt = await read(run, (session) => hubNow(session, run.config.overlapMinutes + 10));
    const unread = kinds.filter((kind) => (cursor ? true : !order.forwardOnly.includes(kind) && !cursors.get(kind)?.sweptAt));
    for (const kind of unread) await readInFull(run, kind, order.movedKinds);
    await underLease(run, (session) => moveCursor(session, run.connectionId, feedName, startedAt));
    return false;
  }
  if (order.feed === "never" || (order.feed === "when-stale" && !run.isLookDue)) return false;
  const changes = await changesSince(run, kinds, before(position, run.config.overlapMinutes));
  // Nothing new, and nobody who follows a run: where the feed stands is stored with what else becomes of this look.
  if (run.runId === null && changes.records.length + changes.deleted.length + changes.overflowed.length === 0) {
    run.readTo = changes.until;
    return false;
  }
  await storeChanges(run, changes, order.movedKinds);
  for (const kind of changes.overflowed) await readInFull(run, kind, order.movedKinds);
  if (changes.overflowed.length > 0) await underLease(run, (session) => moveCursor(session, run.connectionId, feedName, changes.until));
  return changes.records.some(({ kind, isActive }) => kind === "customer" && !isActive) || changes.deleted.some(({ kind }) => kind === "customer");
}

/** One call; one for each kind when the answer was cut off, for then nobody knows which kinds it lacks, and most of them may still fit (reliability FC-58). */
async function changesSince({ ledger }: RunContext, kinds: readonly LedgerKind[], since: string): Promise<LedgerChanges> {
  const together = await ledger.changesSince(kinds, since);
  if (together.overflowed.length <= 1) return together;
  const alone: LedgerChanges[] = [];
  for (const kind of together.overflowed) alone.push(await ledger.changesSince([kind], since));
  const [records, deleted, overflowed] = [alone.flatMap((each) => each.records), alone.flatMap((each) => each.deleted), alone.flatMap((each) => each.overflowed)];
  return { records, deleted, overflowed, until: together.until };
}

async function storeChanges(run: RunContext, changes: LedgerChanges, movedKinds: readonly LedgerKind[]): Promise<void> {
  await underLease(run, async (session) => {
    const records = changes.records.map(mirrorRecord);
    if (await isAnyUntold(session, run.connectionId, records, changes.until)) await markSwept(session, run.connectionId, untoldName);
    await storeLedgerRecords(session, run.connectionId, records, movedKinds);
    await markLedgerDeleted(session, run.connectionId, changes.deleted);
    // A kind whose answer was cut off is read in full first; until then the position stays.
    if (changes.overflowed.length === 0) await moveCursor(session, run.connectionId, feedName, changes.until);
  });
}

async function readInFull(run: RunContext, kind: LedgerKind, movedKinds: readonly LedgerKind[]): Promise<void> {
  const { ledger, connectionId } = run;
  const onPage = async (records: number): Promise<void> => {
    run.done += records;
    run.progress();
    // A planner that takes the mirror for small reads all of it for every page.
    await run.store.withoutFirm(refreshStatistics);
  };
  await readKind({ ledger, connectionId, inFirm: (work) => underLease(run, work), movedKinds, onPage }, kind);
}

/** The same instant some minutes earlier. */
function before(instant: string, minutes: number): string {
  return new Date(new Date(instant.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")).getTime() - minutes * 60_000).toISOString();
}
