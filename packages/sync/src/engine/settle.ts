import { describeProblem, newId, problemCatalog, type LedgerRecord, type RecordKind } from "@tieout/domain";
import {
  clientPairs,
  endLinks,
  heldRecords,
  linkOfLedgerRecord,
  raiseProblems,
  releaseFromProblems,
  saveFreeLinks,
  setChangeStates,
  setRecordStates,
  storeLedgerRecords,
  writeAsEngine,
  type ChangeRow,
  type FirmSession,
  type NewLink,
  type RecordState,
} from "@tieout/store";
import { mirrorRecord } from "./content.js";
import { recordApplied, recordRefused } from "./events.js";
import type { DraftProblem, Flow, SettledWrite } from "./flow.js";
import { keptWhenApplied, keptWhenPlanned, proofProblems } from "./proof-problems.js";
import { recordNouns } from "./record-nouns.js";
import type { RunContext } from "./run-context.js";

/** A change whose write the ledger accepted, with its answer. */
export interface AcceptedChange {
  change: ChangeRow;
  callId: string;
  ledgerId: string;
  token: string | null;
  /** Null after a delete, and where a void found nothing to void any more. */
  record: LedgerRecord | null;
}

/**
 * Keeps what the ledger accepted, in the caller's transaction: the mirror, the link with what both sides agree on now, the change, the
 * state of the record, its problems and its history, and whatever the flow adds (an invoice becomes Processed Externally).
 */
export async function settleAccepted(session: FirmSession, run: RunContext, flow: Flow, answered: readonly AcceptedChange[]): Promise<void> {
  if (answered.length === 0) return;
  const { connectionId } = run;
  await writeAsEngine(session);
  await storeLedgerRecords(session, connectionId, answered.flatMap(({ record }) => (record ? [mirrorRecord(record)] : [])), []);
  const settledOf = (entries: readonly AcceptedChange[]): SettledWrite[] => entries.map(({ change, ledgerId, record }) => ({ change, ledgerId, record }));
  const agreements = (await flow.settlement?.agreements(session, connectionId, settledOf(answered))) ?? new Map();

  const isRemoval = ({ change, record }: AcceptedChange): boolean => change.operation === "delete" || (change.operation === "void" && record === null);
  const links = answered.filter((entry) => !isRemoval(entry)).flatMap(({ change, ledgerId, token }): NewLink[] => {
    if (change.recordId === null) return [];
    const agreement = agreements.get(change.recordId);
    if (!agreement) return [];
    return [{ id: newId(), kind: change.kind, recordId: change.recordId, ledgerKind: change.ledgerKind, ledgerId, token: token ?? "", ...agreement, origin: "created-by-hub", linkedBy: run.requestedBy, isSent: true }];
  });
  const linked = await saveFreeLinks(session, connectionId, links);
  const taken = new Set(links.flatMap(({ recordId }) => (linked.has(recordId) ? [] : [recordId])));
  const isTaken = ({ change }: AcceptedChange): boolean => taken.has(change.recordId ?? "");
  await askWhose(session, run, answered.filter(isTaken));
  const accepted = answered.filter((entry) => !isTaken(entry));
  const settled = settledOf(accepted);
  const removed = accepted.filter(isRemoval).flatMap(({ change: { recordId } }) => (recordId === null ? [] : [recordId]));
  await endLinks(session, connectionId, flow.kind, removed);

  const records = accepted.flatMap(({ change }) => (change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId }]));
  await setChangeStates(session, accepted.map(({ change, ledgerId }) => ({ id: change.id, state: "applied", ledgerId })));
  const isRemoved = ({ recordId }: { recordId: string }): boolean => removed.includes(recordId);
  await releaseFromProblems(session, connectionId, records.filter((record) => !isRemoved(record)), { actor: "sync", resolution: "went through", keepKinds: keptWhenApplied });
  await releaseFromProblems(session, connectionId, records.filter(isRemoved), { actor: "sync", resolution: "went through" });
  await setRecordStates(session, connectionId, removed.map((recordId) => ({ kind: flow.kind, recordId, state: "never-sent", reason: null })));
  await showSynced(session, connectionId, records.filter((record) => !isRemoved(record)));
  // A lost answer may be found by a look that has no run of its own: the run that sent it stays the cause.
  await recordApplied(session, accepted.map(({ change, callId }) => ({ ...change, callId, runId: run.runId ?? change.runId })), run.requestedBy);
  await flow.settlement?.after?.(session, connectionId, settled, { actor: run.requestedBy });
}

/** While an answer was awaited, somebody linked the record to another one of ours: a person says whose it is. */
async function askWhose(session: FirmSession, run: RunContext, taken: readonly AcceptedChange[]): Promise<void> {
  const refused: RefusedChange[] = [];
  for (const { change, callId, ledgerId, record } of taken) {
    const link = await linkOfLedgerRecord(session, run.connectionId, change.ledgerKind, ledgerId);
    const [pair] = link?.kind === "client" ? await clientPairs(session, run.connectionId, [link.recordId]) : [];
    const holder = pair?.client.displayName ?? `another ${recordNouns[link?.kind ?? change.kind][0]}`;
    const facts = { label: change.label, name: record?.name || ledgerId, holder, holderKind: link?.kind ?? null, holderId: link?.recordId ?? null, otherKind: change.ledgerKind, otherId: ledgerId };
    refused.push({ change, callId, problem: { kind: "lost-answer-linked", causeKey: `lost-answer:${change.kind}:${change.recordId ?? change.id}`, facts } });
  }
  await settleRefused(session, run, refused);
}

/**
 * Records that went through are synced, unless a person still has to decide something about them: those are held again, with the question. What a
 * comparison of both documents found says nothing about whether a record went through.
 */
export async function showSynced(session: FirmSession, connectionId: string, records: readonly { kind: RecordKind; recordId: string }[]): Promise<void> {
  const held = await heldRecords(session, connectionId, records, { exceptKinds: proofProblems });
  await setRecordStates(session, connectionId, records.map((record): RecordState => {
    const problem = held.get(record.recordId);
    return problem ? { ...record, state: "blocked", reason: describeProblem(problem.kind, problem.facts).title } : { ...record, state: "synced", reason: null };
  }));
}

/** A write that did not go through; `callId` null when it could not even be encoded. */
export interface RefusedChange {
  change: ChangeRow;
  callId: string | null;
  problem: DraftProblem;
}

/** Keeps what the ledger refused: the change with its reason, the problem, the state the record shows, and a line of its history. */
export async function settleRefused(session: FirmSession, run: RunContext, refused: readonly RefusedChange[]): Promise<void> {
  if (refused.length === 0) return;
  const { connectionId } = run;
  const titled = refused.map((entry) => ({ ...entry, title: describeProblem(entry.problem.kind, entry.problem.facts).title }));
  await raiseProblems(session, connectionId, titled.map(({ change, problem }) => ({
    ...problem,
    severity: problemCatalog[problem.kind].severity,
    records: change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId, label: change.label, amount: amountOf(change), currency: currencyOf(change), changeId: change.id }],
  })), run.runId);
  const records = titled.flatMap(({ change }) => (change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId }]));
  await releaseFromProblems(session, connectionId, records, { actor: "sync", resolution: "fails for another reason now", keepCauses: refused.map(({ problem }) => problem.causeKey), keepKinds: keptWhenPlanned });
  await setChangeStates(session, titled.map(({ change, title }) => ({ id: change.id, state: "refused", reason: title })));
  await setRecordStates(session, connectionId, titled.flatMap(({ change, title }) => (change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId, state: "failed" as const, reason: title }])));
  await recordRefused(session, titled.map(({ change, callId, title }) => ({ change: { ...change, runId: run.runId ?? change.runId }, callId, title })), run.requestedBy);
}

/** The money a change is about, for whoever sorts problems by what is at stake. */
function amountOf(change: ChangeRow): string | null {
  const amount = change.fields.find((field) => field.path === "total")?.after;
  return typeof amount === "string" ? amount : null;
}

function currencyOf(change: ChangeRow): string | null {
  const currency = change.fields.find((field) => field.path === "currency")?.after;
  return typeof currency === "string" ? currency : null;
}
