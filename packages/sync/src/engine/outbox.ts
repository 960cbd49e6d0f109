import { LedgerError, newId, type LedgerAnswer, type LedgerRecord, type LedgerWrite, type PreparedCall } from "@tieout/domain";
import {
  insertCalls,
  insertCallTries,
  markCallSending,
  markDirty,
  markLedgerDeleted,
  replanChanges,
  setChangeStates,
  setChangeWrites,
  setRecordStates,
  settleAttempts,
  settleCall,
  storeLedgerRecords,
  type CallOutcome,
  type ChangeRow,
  type FirmSession,
  type OutboxCall,
} from "@tieout/store";
import { mirrorRecord } from "./content.js";
import type { DraftProblem, Flow } from "./flow.js";
import type { HeardWrite } from "./meter.js";
import { problemOfRefusal, verdictOf, type Verdict } from "./refusal.js";
import { underLease, type RunContext } from "./run-context.js";
import { settleAccepted, settleRefused, type AcceptedChange } from "./settle.js";

/** A change with the write it stands for, references filled in. */
export interface ReadyChange {
  change: ChangeRow;
  write: LedgerWrite;
}

/** A committed call, alone or as one of a batch. */
export interface CommittedCall {
  id: string;
  requestId: string;
  items: readonly (ReadyChange & { bid: string; call: PreparedCall })[];
  /** Items of a repeated batch that were settled before, with the id they were found under: their answer must be the same. */
  settled?: ReadonlyMap<string, string | null>;
}

/** Nothing can be sent now: the connection is lost, throttled or silent. The run waits or a person acts. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
  constructor(override readonly cause: LedgerError) {
    super(cause.message);
  }
}

/**
 * Commits the intent to send (outbox, design section 2): the exact body and its request id, before anything leaves. From then on the
 * call is repeated as it is or looked up, never made anew. What cannot even be encoded is refused here. Null when nothing is left.
 */
export async function commitCall(run: RunContext, flow: Flow, changes: readonly ReadyChange[], isBatch: boolean): Promise<CommittedCall | null> {
  const refused: { change: ChangeRow; error: LedgerError; callId: null }[] = [];
  const items = changes.flatMap((ready, index) => {
    try {
      return [{ ...ready, bid: String(index + 1), call: run.ledger.prepare(ready.write) }];
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      refused.push({ change: ready.change, error, callId: null });
      return [];
    }
  });
  const id = newId();
  const [first] = items;
  await underLease(run, async (session) => {
    await refuse(session, run, refused);
    if (!first) return;
    const row: Omit<OutboxCall, "changeId" | "attempts" | "ledgerKind" | "operation" | "method" | "path" | "body"> = { id, runId: run.runId, requestId: id };
    const call: OutboxCall = isBatch
      ? { ...row, changeId: null, ledgerKind: "batch", operation: "batch", method: "POST", path: "/batch", body: items.map(({ bid, call }) => ({ bid, call })), attempts: items.map(({ bid, change }) => ({ bid, changeId: change.id })) }
      : { ...row, changeId: first.change.id, ledgerKind: first.call.kind, operation: first.call.operation, method: first.call.method, path: first.call.path, body: first.call.body, attempts: [] };
    // What is looked up after a lost answer is what was sent, with every reference filled in.
    await setChangeWrites(session, items.filter(({ change }) => change.dependsOn !== null).map(({ change, write }) => ({ id: change.id, write })));
    await insertCalls(session, run.connectionId, [call]);
    await markCallSending(session, id, run.processId, run.work.fence);
    await setStates(session, run, items.map(({ change }) => change), "sending");
  });
  return first ? { id, requestId: id, items } : null;
}

/**
 * Sends a committed call and settles its outcome. Used for the first time and for every repeat.
 * @throws InterruptedError when nothing more can be sent now; the changes of this call are planned again then.
 */
export async function deliver(run: RunContext, flow: Flow, committed: CommittedCall, isBatch: boolean): Promise<void> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const [only] = committed.items;
  if (!only) return;
  if (!isBatch) {
    const result = await outcome(() => run.ledger.send(only.call, committed.requestId));
    await settle(run, flow, committed, [{ ...only, result }], { durationMs: elapsed(), isMetered: false, isBatch, error: "error" in result ? result.error : null });
    return;
  }
  const whole = await outcome(() => run.ledger.sendBatch(committed.items.map(({ bid, call }) => ({ bid, call })), committed.requestId));
  if ("error" in whole) {
    const open = committed.items.filter((item) => !committed.settled?.has(item.bid));
    await settle(run, flow, committed, open.map((item) => ({ ...item, result: whole })), { durationMs: elapsed(), isMetered: false, isBatch, error: whole.error });
    return;
  }
  const byBid = new Map(whole.answer.map((answer) => [answer.bid, answer]));
  const results = committed.items.map((item): Delivered => {
    const answered = byBid.get(item.bid);
    return { ...item, result: answered?.answer ? { answer: answered.answer } : { error: answered?.error ?? missingAnswer() } };
  });
  const doubled = results.filter(({ bid, result }) => "answer" in result && committed.settled?.has(bid) && committed.settled.get(bid) !== result.answer.id);
  const open = results.filter(({ bid }) => !committed.settled?.has(bid));
  await settle(run, flow, committed, open, { durationMs: elapsed(), isMetered: true, isBatch, error: null, doubled: doubled.map(({ change }) => change) });
}

type Outcome<T> = { answer: T } | { error: LedgerError };

async function outcome<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await call() };
  } catch (error) {
    if (error instanceof LedgerError) return { error };
    throw error;
  }
}

function missingAnswer(): LedgerError {
  return new LedgerError("no-answer", "The batch came back without this item.", { retry: "later", facts: { status: 200 }, isOutcomeUnknown: true });
}

type Delivered = CommittedCall["items"][number] & { result: Outcome<LedgerAnswer> };

/** One exchange as it is kept for the audit. */
interface Exchange {
  durationMs: number;
  isMetered: boolean;
  isBatch: boolean;
  /** What the ledger said of the call itself; of the items of an answered batch it speaks one by one. */
  error: LedgerError | null;
  doubled?: readonly ChangeRow[];
}

async function settle(run: RunContext, flow: Flow, committed: CommittedCall, delivered: readonly Delivered[], exchange: Exchange): Promise<void> {
  const groups: Record<Verdict | "accepted", Delivered[]> = { accepted: [], unknown: [], interrupted: [], outdated: [], refused: [] };
  for (const item of delivered) groups["answer" in item.result ? "accepted" : verdictOf(item.result.error)].push(item);
  // A batch refused as a whole says nothing about any one of its items: they go one by one.
  const isWhole = exchange.isBatch && exchange.error !== null;
  if (isWhole && groups.refused.length > 0) groups.interrupted.push(...groups.refused.splice(0));
  const old = [...groups.outdated, ...groups.refused.filter((item) => isNameTaken(item) || isRemovalOfNothing(item))];
  const { reread, interruption } = await rereadOutdated(run, old);
  if (interruption) {
    // Nothing can be asked now: certainly not written, so they are sent again later and found out about then.
    for (const name of ["outdated", "refused"] as const) groups[name] = groups[name].filter((item) => !old.includes(item));
    groups.interrupted.push(...old.map((item) => ({ ...item, result: { error: interruption } })));
  }
  const gone = takeGone(groups, reread);
  const { tries, bodies } = run.meter.takeWrite(committed.requestId);

  await underLease(run, async (session) => {
    await insertCallTries(session, committed.id, tries);
    await settleCall(session, { ...callOutcome(committed.id, delivered, groups.unknown.length > 0, exchange), ...bodies });
    await settleAttempts(session, committed.id, delivered.map(({ bid, result }) => ({ bid, state: "answer" in result ? "ok" : verdictOf(result.error) === "unknown" ? "unknown" : "refused", error: "error" in result ? errorFacts(result.error) : null })));
    await settleAccepted(session, run, flow, groups.accepted.flatMap((item) => accepted(item, committed.id)));
    await markLedgerDeleted(session, run.connectionId, gone);
    await settleRefused(session, run, (exchange.doubled ?? []).map((change) => ({ change, callId: committed.id, problem: doubledProblem(change) })));
    await setStates(session, run, groups.unknown.map(({ change }) => change), "checking");
    await replanChanges(session, groups.interrupted.map(({ change }) => change.id));
    await showStates(session, run, groups.interrupted.map(({ change }) => change), "queued");
    const retold = await storeReread(session, run, reread);
    await refuse(session, run, [...groups.refused, ...groups.outdated].flatMap(({ change, result }) => ("error" in result && !retold.has(change.id) ? [{ change, error: goneIfStale(result.error), callId: committed.id }] : [])));
  });

  run.done += delivered.length - groups.interrupted.length;
  tellProgress(run, groups);
  const [interrupted] = groups.interrupted;
  if (!interrupted || !("error" in interrupted.result)) return;
  if (isWhole && verdictOf(interrupted.result.error) === "refused") throw new BatchRefusedError(interrupted.result.error);
  throw new InterruptedError(interrupted.result.error);
}

/**
 * What was to be taken away in the ledger and is not there any more is as it was meant to be, whoever did it: such items count as
 * accepted. The refusal alone is not believed: a look has found nothing. Returns the records that are gone.
 */
function takeGone(groups: Record<Verdict | "accepted", Delivered[]>, reread: readonly Reread[]): { kind: LedgerRecord["kind"]; id: string }[] {
  const isFoundGone = ({ change }: Delivered): boolean => reread.some((entry) => entry.change.id === change.id && entry.records.length === 0);
  const done = [...groups.refused, ...groups.outdated].filter((item) => isRemoval(item) && isFoundGone(item));
  for (const name of ["refused", "outdated"] as const) groups[name] = groups[name].filter((item) => !done.includes(item));
  groups.accepted.push(...done.map((item) => ({ ...item, result: { answer: { record: null, id: item.change.ledgerId ?? "", token: null, traceId: null } } })));
  return done.map(({ change }) => ({ kind: change.ledgerKind as LedgerRecord["kind"], id: change.ledgerId ?? "" }));
}

function isRemoval({ change, write }: Delivered): boolean {
  return (write.operation === "delete" || write.operation === "void") && change.ledgerId !== null;
}

/** The ledger says of something to be taken away that it is not there. */
function isRemovalOfNothing(item: Delivered): boolean {
  return isRemoval(item) && "error" in item.result && item.result.error.code === "not-found";
}

/** Found under one id, answered under another: the ledger has two. */
export function doubledProblem(change: ChangeRow, candidates: readonly string[] = []): DraftProblem {
  return { kind: "lost-answer-ambiguous", causeKey: `lost-answer:${change.kind}:${change.recordId ?? change.id}`, facts: { label: change.label, ledgerKind: change.ledgerKind, candidates } };
}

/** The ledger takes no batch like this; its changes are planned again and go one by one. */
export class BatchRefusedError extends Error {
  override readonly name = "BatchRefusedError";
  constructor(override readonly cause: LedgerError) {
    super(cause.message);
  }
}

function accepted({ change, result }: Delivered, callId: string): AcceptedChange[] {
  return "answer" in result ? [{ change, callId, ledgerId: result.answer.id, token: result.answer.token, record: result.answer.record }] : [];
}

function callOutcome(id: string, delivered: readonly Delivered[], isUnknown: boolean, { durationMs, isMetered, error }: Exchange): Omit<CallOutcome, keyof HeardWrite["bodies"]> {
  const traces = delivered.map(({ result }) => ("answer" in result ? result.answer.traceId : result.error.facts.traceId));
  return {
    id,
    state: isUnknown ? "unknown" : error ? "refused" : "ok",
    httpStatus: error ? error.facts.status : 200,
    traceId: error?.facts.traceId ?? traces.find((trace) => !!trace) ?? null,
    isMetered,
    durationMs,
    error: error ? errorFacts(error) : null,
  };
}

/** What is kept of an error: codes and the ledger's sentence, for the person who must read it. */
function errorFacts(error: LedgerError): object {
  return { code: error.code, retry: error.retry, ...error.facts };
}

async function refuse(session: FirmSession, run: RunContext, refused: readonly { change: ChangeRow; error: LedgerError; callId: string | null }[]): Promise<void> {
  const gone = refused.filter(({ change, error }) => error.code === "not-found" && change.ledgerId !== null);
  await markLedgerDeleted(session, run.connectionId, gone.map(({ change }) => ({ kind: change.ledgerKind as LedgerRecord["kind"], id: change.ledgerId ?? "" })));
  await settleRefused(session, run, refused.map(({ change, error, callId }) => ({ change, callId, problem: problemOfRefusal(change, error, run.company.closedThrough) })));
}

interface Reread {
  change: ChangeRow;
  records: LedgerRecord[];
}

/** A newer version, or a namesake we did not know: read it, so that the next plan knows. Says so when the ledger tells nothing now. */
async function rereadOutdated(run: RunContext, items: readonly Delivered[]): Promise<{ reread: Reread[]; interruption: LedgerError | null }> {
  const reread: Reread[] = [];
  try {
    for (const { change, write } of items) reread.push({ change, records: await readAnew(run, change, write) });
    return { reread, interruption: null };
  } catch (error) {
    if (error instanceof LedgerError && verdictOf(error) === "interrupted") return { reread: [], interruption: error };
    throw error;
  }
}

async function readAnew(run: RunContext, change: ChangeRow, write: LedgerWrite): Promise<LedgerRecord[]> {
  if (write.operation === "create") return write.document.kind === "customer" ? run.ledger.find({ kind: "customer", name: write.document.displayName }) : [];
  const record = change.ledgerId === null ? null : await run.ledger.read(change.ledgerKind as LedgerRecord["kind"], change.ledgerId);
  return record ? [record] : [];
}

/** A newer version was spoken of and none is there: the record was deleted. */
function goneIfStale(error: LedgerError): LedgerError {
  return error.code === "stale" ? new LedgerError("not-found", error.message, { retry: "after-fix", facts: error.facts }) : error;
}

/** Changes whose world was read anew are planned again; returns their ids. Where nothing was found they are refused like any other. */
async function storeReread(session: FirmSession, run: RunContext, reread: readonly Reread[]): Promise<Set<string>> {
  const retold = reread.filter(({ change, records }) => (change.operation === "create" ? records.some((record) => record.isActive) : records.length > 0));
  await storeLedgerRecords(session, run.connectionId, retold.flatMap(({ records }) => records.map(mirrorRecord)), retold.map(({ change }) => change.ledgerKind as LedgerRecord["kind"]));
  for (const { change } of retold) if (change.recordId !== null) await markDirty(session, change.kind, [change.recordId]);
  await setChangeStates(session, retold.map(({ change }) => ({ id: change.id, state: "moved", reason: "changed in QuickBooks meanwhile" })));
  return new Set(retold.map(({ change }) => change.id));
}

/** A namesake may be the same client: look, and plan anew. Not when a person has said that it is another one. */
function isNameTaken({ change, result, write }: Delivered): boolean {
  return "error" in result && result.error.code === "duplicate-name" && write.operation === "create" && change.decision === null;
}

async function setStates(session: FirmSession, run: RunContext, changes: readonly ChangeRow[], state: "sending" | "checking"): Promise<void> {
  await setChangeStates(session, changes.map(({ id }) => ({ id, state })));
  await showStates(session, run, changes, state);
}

async function showStates(session: FirmSession, run: RunContext, changes: readonly ChangeRow[], state: "sending" | "checking" | "queued"): Promise<void> {
  await setRecordStates(session, run.connectionId, changes.flatMap(({ kind, recordId }) => (recordId === null ? [] : [{ kind, recordId, state, reason: null }])));
}

const outcomeOf = { create: "created", update: "updated", link: "linked", unlink: "removed", deactivate: "updated", delete: "removed", void: "removed" } as const;

function tellProgress(run: RunContext, groups: Record<Verdict | "accepted", Delivered[]>): void {
  run.progress([
    ...groups.accepted.map(({ change }) => ({ kind: change.kind, recordId: change.recordId, label: change.label, outcome: outcomeOf[change.operation], reason: null })),
    ...groups.refused.map(({ change, result }) => ({ kind: change.kind, recordId: change.recordId, label: change.label, outcome: "refused" as const, reason: "error" in result ? result.error.code : null })),
    ...groups.unknown.map(({ change }) => ({ kind: change.kind, recordId: change.recordId, label: change.label, outcome: "checking" as const, reason: null })),
  ]);
}
