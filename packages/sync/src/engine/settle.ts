import { describeProblem, newId, problemCatalog, type LedgerRecord, type RecordKind } from "@tieout/domain";
import {
  endLinks,
  heldRecords,
  raiseProblems,
  releaseFromProblems,
  saveLinks,
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
import { recordApplied } from "./events.js";
import type { DraftProblem, Flow, SettledWrite } from "./flow.js";
import { keptWhenApplied, proofProblems } from "./proof-problems.js";
import type { RunContext } from "./run-context.js";

/** A change whose write the ledger accepted, with its answer. */
export interface AcceptedChange {
  change: ChangeRow;
  ledgerId: string;
  token: string | null;
  /** Null after a delete, and where a void found nothing to void any more. */
  record: LedgerRecord | null;
}

/**
 * Keeps what the ledger accepted, in the caller's transaction: the mirror, the link with what both sides agree on now, the change, the
 * state of the record, its problems and its history, and whatever the flow adds (an invoice becomes Processed Externally).
 */
export async function settleAccepted(session: FirmSession, run: RunContext, flow: Flow, accepted: readonly AcceptedChange[]): Promise<void> {
  if (accepted.length === 0) return;
  const { connectionId } = run;
  await writeAsEngine(session);
  await storeLedgerRecords(session, connectionId, accepted.flatMap(({ record }) => (record ? [mirrorRecord(record)] : [])), []);
  const settled: SettledWrite[] = accepted.map(({ change, ledgerId, record }) => ({ change, ledgerId, record }));
  const agreements = (await flow.settlement?.agreements(session, connectionId, settled)) ?? new Map();

  const isRemoval = ({ change, record }: AcceptedChange): boolean => change.operation === "delete" || (change.operation === "void" && record === null);
  const links = accepted.filter((entry) => !isRemoval(entry)).flatMap(({ change, ledgerId, token }): NewLink[] => {
    if (change.recordId === null) return [];
    const agreement = agreements.get(change.recordId);
    if (!agreement) return [];
    return [{ id: newId(), kind: change.kind, recordId: change.recordId, ledgerKind: change.ledgerKind, ledgerId, token: token ?? "", ...agreement, origin: "created-by-hub", linkedBy: run.requestedBy, isSent: true }];
  });
  await saveLinks(session, connectionId, links);
  const removed = accepted.filter(isRemoval).flatMap(({ change: { recordId } }) => (recordId === null ? [] : [recordId]));
  await endLinks(session, connectionId, flow.kind, removed);

  const records = accepted.flatMap(({ change }) => (change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId }]));
  await setChangeStates(session, accepted.map(({ change, ledgerId }) => ({ id: change.id, state: "applied", ledgerId })));
  await releaseFromProblems(session, connectionId, records, { actor: "sync", resolution: "went through", keepKinds: keptWhenApplied });
  await setRecordStates(session, connectionId, removed.map((recordId) => ({ kind: flow.kind, recordId, state: "never-sent", reason: null })));
  await showSynced(session, connectionId, records.filter((record) => !removed.includes(record.recordId)));
  await recordApplied(session, accepted.map(({ change }) => ({ ...change, runId: run.runId })), run.requestedBy);
  await flow.settlement?.after?.(session, connectionId, settled);
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

/** Keeps what the ledger refused: the change with its reason, the problem, and the state the record shows. */
export async function settleRefused(session: FirmSession, run: RunContext, refused: readonly { change: ChangeRow; problem: DraftProblem }[]): Promise<void> {
  if (refused.length === 0) return;
  const { connectionId } = run;
  const titled = refused.map((entry) => ({ ...entry, title: describeProblem(entry.problem.kind, entry.problem.facts).title }));
  await raiseProblems(session, connectionId, titled.map(({ change, problem }) => ({
    ...problem,
    severity: problemCatalog[problem.kind].severity,
    records: change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId, label: change.label, amount: amountOf(change), currency: currencyOf(change), changeId: change.id }],
  })));
  const records = titled.flatMap(({ change }) => (change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId }]));
  await releaseFromProblems(session, connectionId, records, { actor: "sync", resolution: "fails for another reason now", keepCauses: refused.map(({ problem }) => problem.causeKey), keepKinds: proofProblems });
  await setChangeStates(session, titled.map(({ change, title }) => ({ id: change.id, state: "refused", reason: title })));
  await setRecordStates(session, connectionId, titled.flatMap(({ change, title }) => (change.recordId === null ? [] : [{ kind: change.kind, recordId: change.recordId, state: "failed" as const, reason: title }])));
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
