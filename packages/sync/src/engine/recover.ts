import { keptJson, LedgerError, problemCatalog, whereOf, type LedgerRecord, type LedgerWrite, type PreparedCall } from "@tieout/domain";
import {
  changesById,
  closeProblems,
  countLookUp,
  insertCallTries,
  isDatabaseAway,
  linkOfLedgerRecord,
  markCallSending,
  markDirty,
  markLedgerDeleted,
  openCalls,
  openProblems,
  raiseProblems,
  setChangeStates,
  setRecordStates,
  settleAttempts,
  settleCall,
  storeLedgerRecords,
  type ChangeRow,
  type FirmSession,
  type OpenCall,
} from "@tieout/store";
import { retryLadder } from "./config.js";
import { mirrorRecord } from "./content.js";
import type { Flow } from "./flow.js";
import { BatchRefusedError, deliver, doubledProblem, InterruptedError, type CommittedCall } from "./outbox.js";
import { CancelledError, LeaseLostError, read, StandBackError, underLease, type RunContext } from "./run-context.js";
import { verdictOf } from "./refusal.js";
import { settleAccepted, settleRefused } from "./settle.js";

/** Nothing new was said. */
const noBodies = { requestBody: null, responseBody: null };

/** Seconds until the next lost answer may be looked up; null when none is left but such as break us. */
export type StillUnknown = number | null;

/**
 * Takes up calls whose story is not over (reliability 1.3, R). What was on its way when its process died is in doubt like a call without
 * an answer. After the ledger's own limit has passed it is looked up: found once is adopted, found twice is a question, not found is
 * repeated as it was, under the same request id. One whose look-up breaks on an error of ours stays in doubt, is told as a problem, and
 * holds up no other.
 */
export async function recoverCalls(run: RunContext, flows: ReadonlyMap<string, Flow>, log: Log): Promise<StillUnknown> {
  await orphansBecomeUnknown(run);
  let soonest: StillUnknown = null;
  for (const call of await read(run, (session) => openCalls(session, run.connectionId))) {
    const wait = secondsUntilLookUp(run, call);
    const waits = wait > 0 ? wait : await lookUpAgain(run, flows, call, log);
    if (waits !== null && call.failedLookups === 0) soonest = Math.min(soonest ?? waits, waits);
  }
  return soonest;
}

type Log = (level: "info" | "warn" | "error", message: string, facts: Record<string, unknown>) => void;

/** Not before the ledger's own limit has passed; after errors of ours, up the ladder of waits. */
export function secondsUntilLookUp({ config }: Pick<RunContext, "config">, { secondsSinceSent, failedLookups }: Pick<OpenCall, "secondsSinceSent" | "failedLookups">): number {
  const wait = failedLookups === 0 ? config.unknownWaitSeconds : (retryLadder[Math.min(failedLookups, retryLadder.length - 1)] ?? config.unknownWaitSeconds);
  return wait - (secondsSinceSent ?? 0);
}

/** Returns the seconds until the next look where this one did not come about; null when it did, or broke. */
async function lookUpAgain(run: RunContext, flows: ReadonlyMap<string, Flow>, call: OpenCall, log: Log): Promise<number | null> {
  try {
    await recoverCall(run, flows, call);
    if (call.failedLookups > 0) await underLease(run, (session) => forgetFailures(session, run, call));
    return null;
  } catch (error) {
    if (error instanceof LedgerError) {
      await lookUpRefused(run, call, error);
      return run.config.unknownWaitSeconds;
    }
    if (isDatabaseAway(error) || [LeaseLostError, CancelledError, StandBackError, InterruptedError].some((known) => error instanceof known)) throw error;
    log("error", "a look-up failed", { callId: call.id, ...whereOf(error) });
    await lookUpBroke(run, call);
    return null;
  }
}

const causeOf = (call: OpenCall): string => `look-up:${call.id}`;

/** The look-up broke on an error of ours, and with it what it had stored: the call is in doubt as before, and a person is told. */
async function lookUpBroke(run: RunContext, call: OpenCall): Promise<void> {
  await underLease(run, async (session) => {
    await settleCall(session, { id: call.id, state: "unknown", httpStatus: null, traceId: null, isMetered: false, durationMs: null, error: { code: "look-up-failed" }, ...noBodies });
    await countLookUp(session, call.id, { isMade: false });
    const changes = await changesById(session, call.changeId === null ? call.attempts.filter(({ state }) => state !== "ok" && state !== "refused").map(({ changeId }) => changeId) : [call.changeId]);
    const [first] = changes;
    const label = changes.length > 1 ? `${changes.length} records` : (first?.label ?? "a record");
    const records = changes.flatMap(({ id, kind, recordId, label }) => (recordId === null ? [] : [{ kind, recordId, label, amount: null, currency: null, changeId: id }]));
    await raiseProblems(session, run.connectionId, [{ kind: "look-up-failed", causeKey: causeOf(call), severity: problemCatalog["look-up-failed"].severity, facts: { label, ledgerKind: call.ledgerKind }, records }], run.runId);
  });
}

/** It was looked up after all. */
async function forgetFailures(session: FirmSession, run: RunContext, call: OpenCall): Promise<void> {
  await countLookUp(session, call.id, { isMade: true });
  const problems = await openProblems(session, { connectionId: run.connectionId, causeKeys: [causeOf(call)] });
  await closeProblems(session, problems.map(({ id }) => id), { actor: "sync", resolution: "it was looked up" });
}

/** QuickBooks answers, and refuses the question: this call stays in doubt for another while, and holds up nobody else (reliability FC-64). */
async function lookUpRefused(run: RunContext, call: OpenCall, error: LedgerError): Promise<void> {
  if (verdictOf(error) !== "refused") throw error;
  await underLease(run, (session) => settleCall(session, { id: call.id, state: "unknown", httpStatus: null, traceId: null, isMetered: false, durationMs: null, error: { code: error.code }, ...noBodies }));
}

/** Nobody else works on this connection: whatever still counts as being sent has lost its process. */
async function orphansBecomeUnknown(run: RunContext): Promise<void> {
  await underLease(run, async (session) => {
    for (const call of await openCalls(session, run.connectionId)) {
      if (call.state === "unknown") continue;
      await insertCallTries(session, call.id, [{ leftMsAgo: (call.secondsSinceSent ?? 0) * 1_000, status: null, traceId: null, isMetered: false, durationMs: null }]);
      await settleCall(session, { id: call.id, state: "unknown", httpStatus: null, traceId: null, isMetered: false, durationMs: null, error: null, ...noBodies });
      const ids = call.changeId === null ? call.attempts.map((attempt) => attempt.changeId) : [call.changeId];
      await settleAttempts(session, call.id, call.attempts.map(({ bid }) => ({ bid, state: "unknown", error: null })));
      const changes = await changesById(session, ids);
      await setChangeStates(session, changes.map(({ id }) => ({ id, state: "checking" })));
      await setRecordStates(session, run.connectionId, changes.flatMap(({ kind, recordId }) => (recordId === null ? [] : [{ kind, recordId, state: "checking" as const, reason: null }])));
    }
  });
}

type Item = CommittedCall["items"][number];

type Finding =
  | { found: "once"; record: LedgerRecord | null; id: string }
  | { found: "twice"; records: LedgerRecord[] }
  | { found: "moved"; record: LedgerRecord | null }
  | { found: "none" };

async function recoverCall(run: RunContext, flows: ReadonlyMap<string, Flow>, call: OpenCall): Promise<void> {
  const { items, isBatch } = await itemsOf(run, call);
  const flow = flows.get(items[0]?.change.flow ?? "");
  if (!flow) throw new Error(`No flow settles call ${call.id}.`);
  const findings: { item: Item; finding: Finding }[] = [];
  const adopted = new Set<string>();
  for (const [index, item] of items.entries()) {
    const finding = await lookUp(run, flow, item, { adopted, rivals: items.slice(index + 1) });
    if (finding.found === "once") adopted.add(finding.id);
    findings.push({ item, finding });
  }
  const missing = findings.filter(({ finding }) => finding.found === "none");
  await keepFindings(run, flow, call, findings, missing.length === 0);
  if (missing.length === 0) return;
  await underLease(run, (session) => markCallSending(session, call.id, run.processId, run.work.fence));
  // Never regrouped: a batch goes out again whole, and the ledger answers what it did already from memory.
  const repeated = isBatch ? await allItems(run, call) : items;
  const settled = new Map(repeated.filter((item) => !missing.some((entry) => entry.item.bid === item.bid)).map(({ bid, change }) => [bid, change.ledgerId]));
  try {
    await deliver(run, flow, { id: call.id, requestId: call.requestId, items: repeated, settled }, isBatch);
  } catch (error) {
    // Refused as a whole, so it did nothing: its story is over, and its changes go on one by one like any others.
    if (!(error instanceof BatchRefusedError)) throw error;
  }
  await readRepeated(run, missing.map(({ item }) => item));
}

/** A repeat may be answered from memory with a record that somebody has edited or deleted since (reliability FC-13): what it is now is asked. */
async function readRepeated(run: RunContext, items: readonly Item[]): Promise<void> {
  const created = items.flatMap(({ change, write }) => (write.operation === "create" ? [change.id] : []));
  const changes = await read(run, (session) => changesById(session, created));
  for (const { ledgerKind, ledgerId, state } of changes) {
    if (state !== "applied" || ledgerId === null) continue;
    const kind = ledgerKind as LedgerRecord["kind"];
    const record = await run.ledger.read(kind, ledgerId);
    await underLease(run, async (session) => {
      if (record) await storeLedgerRecords(session, run.connectionId, [mirrorRecord(record)], [kind]);
      else await markLedgerDeleted(session, run.connectionId, [{ kind, id: ledgerId }]);
    });
  }
}

async function itemsOf(run: RunContext, call: OpenCall): Promise<{ items: Item[]; isBatch: boolean }> {
  const all = await allItems(run, call);
  const unsettled = new Set(call.attempts.filter((attempt) => attempt.state !== "ok" && attempt.state !== "refused").map((attempt) => attempt.bid));
  return call.changeId === null ? { items: all.filter((item) => unsettled.has(item.bid)), isBatch: true } : { items: all, isBatch: false };
}

/** The call as it was committed, with its changes. The body of a batch holds each item's own call. */
async function allItems(run: RunContext, call: OpenCall): Promise<Item[]> {
  const bids = call.changeId === null ? new Map(call.attempts.map((attempt) => [attempt.changeId, attempt.bid])) : new Map([[call.changeId, "1"]]);
  const changes = await read(run, (session) => changesById(session, [...bids.keys()]));
  const bodies = call.changeId === null ? new Map((call.body as { bid: string; call: PreparedCall }[]).map((entry) => [entry.bid, entry.call])) : null;
  const single: PreparedCall = { kind: call.ledgerKind as PreparedCall["kind"], operation: call.operation as PreparedCall["operation"], method: call.method as PreparedCall["method"], path: call.path, body: call.body };
  const items = changes.map((change) => {
    const bid = bids.get(change.id) ?? "";
    return { change, write: sentWrite(change), bid, call: bodies?.get(bid) ?? single };
  });
  // In the order they were sent: a repeat is the same to the byte.
  return items.sort((a, b) => Number(a.bid) - Number(b.bid));
}

/** The write a change stands for, as its flow compares it. References it took from another change are not needed to find it again. */
function sentWrite(change: ChangeRow): LedgerWrite {
  return change.write as unknown as LedgerWrite;
}

/** What else a call has on its way: ids its earlier items were found under, and the items that are still to be looked up. */
interface Fellows {
  adopted: ReadonlySet<string>;
  rivals: readonly Item[];
}

async function lookUp(run: RunContext, flow: Flow, { change, write }: Item, fellows: Fellows): Promise<Finding> {
  if (write.operation === "create") return lookUpNew(run, flow, { change, write }, fellows);
  const kind = change.ledgerKind as LedgerRecord["kind"];
  const id = change.ledgerId ?? ("id" in write ? write.id : "");
  const record = await run.ledger.read(kind, id);
  const isDone =
    write.operation === "delete" ? record === null
    : record === null ? false
    : write.operation === "update" ? (flow.isSame?.(write, record) ?? false)
    : write.operation === "void" ? record.document.kind === "invoice" && record.document.isVoid
    : record.isActive === (write.operation === "reactivate");
  if (isDone) return { found: "once", record, id };
  if (record === null || record.token !== write.token) return { found: "moved", record };
  return { found: "none" };
}

/** Items of one call may say the same (two equal hours of a day): each is found under an id of its own, and any one serves. */
async function lookUpNew(run: RunContext, flow: Flow, { change, write }: Pick<Item, "change" | "write">, { adopted, rivals }: Fellows): Promise<Finding> {
  const marker = flow.marker?.(write);
  if (!marker) return { found: "none" };
  const same = (await run.ledger.find(marker)).filter((record) => flow.isSame?.(write, record) ?? false);
  const free: LedgerRecord[] = [];
  for (const record of same) {
    if (adopted.has(record.id)) continue;
    const link = await read(run, (session) => linkOfLedgerRecord(session, run.connectionId, record.kind, record.id));
    // Matched by its name while the answer was awaited: it is the one.
    if (link?.kind === change.kind && link.recordId === change.recordId) return { found: "once", record, id: record.id };
    if (!link) free.push(record);
  }
  const [record] = free;
  if (!record) return { found: "none" };
  const equals = rivals.filter((rival) => rival.write.operation === "create" && (flow.isSame?.(rival.write, record) ?? false));
  return free.length <= 1 + equals.length ? { found: "once", record, id: record.id } : { found: "twice", records: free };
}

async function keepFindings(run: RunContext, flow: Flow, call: OpenCall, findings: readonly { item: Item; finding: Finding }[], isComplete: boolean): Promise<void> {
  await underLease(run, async (session) => {
    const adopted = findings.flatMap(({ item, finding }) => (finding.found === "once" ? [{ change: item.change, callId: call.id, ledgerId: finding.id, token: finding.record?.token ?? null, record: finding.record }] : []));
    await settleAccepted(session, run, flow, adopted);
    const doubled = findings.flatMap(({ item, finding }) => (finding.found === "twice" ? [{ item, records: finding.records }] : []));
    await storeLedgerRecords(session, run.connectionId, doubled.flatMap(({ records }) => records.map(mirrorRecord)), []);
    await settleRefused(session, run, doubled.map(({ item: { change }, records }) => ({
      change,
      callId: call.id,
      problem: doubledProblem(change, records.map((record) => record.id)),
    })));
    const moved = findings.flatMap(({ item, finding }) => (finding.found === "moved" ? [{ change: item.change, record: finding.record }] : []));
    await storeLedgerRecords(session, run.connectionId, moved.flatMap(({ record }) => (record ? [mirrorRecord(record)] : [])), moved.map(({ change }) => change.ledgerKind as LedgerRecord["kind"]));
    await setChangeStates(session, moved.map(({ change }) => ({ id: change.id, state: "moved", reason: "changed in QuickBooks meanwhile" })));
    for (const { change } of moved) if (change.recordId !== null) await markDirty(session, change.kind, [change.recordId]);
    await settleAttempts(session, call.id, findings.flatMap(({ item, finding }) => (finding.found === "none" || call.changeId !== null ? [] : [{ bid: item.bid, state: finding.found === "once" ? "ok" as const : "refused" as const, error: null }])));
    if (isComplete) await settleCall(session, { id: call.id, state: adopted.length > 0 ? "ok" : "refused", httpStatus: null, traceId: null, isMetered: false, durationMs: null, error: adopted.length > 0 ? null : { code: "looked-up" }, requestBody: keptJson(call.body), responseBody: null });
  });
}
