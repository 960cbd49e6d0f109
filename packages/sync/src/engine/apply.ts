import type { LedgerWrite } from "@tieout/domain";
import {
  applicableChanges,
  changesOfPlan,
  countPlanned,
  countPlan,
  markDirty,
  markMoved,
  patchRun,
  refreshStatistics,
  releaseFromProblems,
  setChangeStates,
  setPlanState,
  setRecordStates,
  writeAsEngine,
  type ApplicableChange,
  type ChangeOutcome,
  type ChangeRow,
  type FirmSession,
} from "@tieout/store";
import { recordApplied } from "./events.js";
import type { Flow } from "./flow.js";
import { BatchRefusedError, type ReadyChange } from "./outbox.js";
import { keptWhenApplied } from "./proof-problems.js";
import { raiseQuestions } from "./questions.js";
import { ledgerIdOfDependency } from "./references.js";
import { read, underLease, type RunContext } from "./run-context.js";
import { showSynced } from "./settle.js";
import { isOverBudget } from "./keep-usage.js";
import { sendAll, sendPlan, type SendPlan } from "./send.js";
import { watchRun, type RunWatch } from "./watch.js";

/** Changes fetched at a time: of the ledger enough that no lane waits, for what waits is seen as it was when it was fetched; of our own side, where nothing waits, more. */
const fetchSizes = { hub: 300, ledger: 1_000 } as const;

/**
 * Applies a stored plan, exactly as it is: flow by flow in the order of their dependency, our own side first, then the calls. A change
 * whose world moved since it was planned is not applied; its record is planned again. What asks and nobody answered becomes a problem.
 * Returns how many changes moved and were not planned again yet.
 */
export async function applyPlan(run: RunContext, flows: readonly Flow[], planId: string): Promise<number> {
  await underLease(run, async (session) => {
    await setPlanState(session, planId, ["computing", "approved", "applying", "applied"], "applying");
    await raiseQuestions(session, run, planId);
  });
  const pending = await read(run, (session) => countPlanned(session, planId));
  const sending = sendPlan(run, pending.ledger, await read(run, isOverBudget));
  run.done = 0;
  run.total = pending.all;
  const { runId } = run;
  if (runId) await underLease(run, (session) => patchRun(session, runId, { mode: sending.batches > 0 ? "fast" : "thrifty", phase: "apply", total: pending.all, done: 0 }));

  const watch = await watchRun(run);
  try {
    for (const flow of flows.filter(({ name }) => pending.flows.includes(name))) {
      while ((await applyFlow(run, flow, planId, sending, watch)) > 0) {
        // Again: something this pass applied may have been what the rest waited for.
      }
    }
  } finally {
    await watch.stop();
  }
  await underLease(run, async (session) => {
    const open = await changesOfPlan(session, planId, ["planned", "sending", "checking"]);
    if (open.length === 0) await setPlanState(session, planId, ["applying"], "applied");
    await countPlan(session, planId);
  });
  return (await read(run, (session) => changesOfPlan(session, planId, ["moved"]))).length;
}

/** One pass over what a flow may apply now. Returns how many changes it took up. */
async function applyFlow(run: RunContext, flow: Flow, planId: string, sending: SendPlan, watch: RunWatch): Promise<number> {
  let afterSeq = -1;
  let taken = 0;
  const pulse = async (): Promise<void> => watch.check();
  const next = async (): Promise<ReadyChange[]> => {
    for (;;) {
      const { rows, ready } = await underLease(run, (session) => takeChunk(session, run, flow, planId, afterSeq));
      const last = rows.at(-1);
      if (!last) return [];
      if (afterSeq < 0) await watch.look();
      afterSeq = last.seq;
      taken += rows.length;
      run.progress();
      if (ready.length > 0) return ready;
      // A first import fills links and clients while it looks them up: a planner that takes them for empty looks through all of them for each.
      await run.store.withoutFirm(refreshStatistics);
    }
  };
  try {
    await sendAll(run, flow, sending, next, pulse);
  } catch (error) {
    if (!(error instanceof BatchRefusedError)) throw error;
    // What the refused batches held, and what was fetched for others, is still planned: it is read again from the start.
    afterSeq = -1;
    await sendAll(run, flow, { ...sending, singles: run.config.singlesInFlight, batches: 0 }, next, pulse);
  }
  return taken;
}

/** Compares a chunk with the world, applies what concerns our own side, and gives back what must be sent. */
async function takeChunk(session: FirmSession, run: RunContext, flow: Flow, planId: string, afterSeq: number): Promise<{ rows: ApplicableChange[]; ready: ReadyChange[] }> {
  const rows = await applicableChanges(session, planId, flow.name, { afterSeq, limit: fetchSizes[flow.source.from] });
  const judged = rows.map((row) => ({ row, verdict: judge(row) }));
  const held = judged.flatMap(({ row, verdict }) => (verdict ? [{ row, ...verdict }] : []));
  await holdBack(session, run, flow, held);
  const free = judged.flatMap(({ row, verdict }) => (verdict ? [] : [withReferences(row)]));
  const here = free.filter((change) => change.side !== "ledger");
  await applyHere(session, run, flow, here);
  run.done += held.length + here.length;
  const ready = free.flatMap((change) => (change.side === "ledger" && change.write ? [{ change, write: change.write as unknown as LedgerWrite }] : []));
  return { rows, ready };
}

/** Why a change cannot be applied as it was planned, or null. */
function judge(row: ApplicableChange): { state: "moved" | "blocked"; reason: string } | null {
  // What it waits for is planned anew, or was left out, and may not be wanted then: so is this. An undo has no later plan.
  if (row.dependsOn !== null && (row.dependencyState === "moved" || (row.dependencyState === "skipped" && !row.verdict))) {
    return { state: "moved", reason: `${row.dependencyLabel ?? "Another record"} ${row.dependencyState === "moved" ? "changed" : "was left out"} since it was planned` };
  }
  if (row.dependsOn !== null && row.dependencyState !== "applied") return { state: "blocked", reason: `waits for ${row.dependencyLabel ?? "another record"}` };
  if (row.baseVersion !== null && row.version !== row.baseVersion) return { state: "moved", reason: "edited since it was planned" };
  if (row.baseToken !== null && row.token !== row.baseToken) return { state: "moved", reason: "changed in QuickBooks since it was planned" };
  const binds = row.operation === "link" || (row.operation === "create" && row.side !== "hub");
  if (binds && row.isRecordLinked) return { state: "moved", reason: "linked since it was planned" };
  if ((row.operation === "link" || (row.operation === "create" && row.side === "hub")) && row.isLedgerLinked) return { state: "moved", reason: "linked to another record since it was planned" };
  return null;
}

async function holdBack(session: FirmSession, run: RunContext, { source }: Flow, held: readonly { row: ApplicableChange; state: "moved" | "blocked"; reason: string }[]): Promise<void> {
  await setChangeStates(session, held.map(({ row, state, reason }): ChangeOutcome => ({ id: row.id, state, reason })));
  await setRecordStates(session, run.connectionId, held.flatMap(({ row, state, reason }) => (state === "blocked" && row.recordId !== null && !row.verdict ? [{ kind: row.kind, recordId: row.recordId, state, reason }] : [])));
  const moved = held.flatMap(({ row, state }) => (state === "moved" ? [row] : []));
  for (const { kind, recordId } of moved) if (recordId !== null) await markDirty(session, kind, [recordId]);
  // What comes from there is planned by its own record: it may have moved while this plan still held it, and was taken off the list then.
  if (source.from === "ledger") await markMoved(session, run.connectionId, moved.flatMap(({ ledgerId }) => (ledgerId === null ? [] : [{ kind: source.kind, ledgerId }])));
}

/** Fills in what only became known meanwhile: the other record's new id, and the token a write of this plan left behind. */
function withReferences(row: ApplicableChange): ChangeRow {
  const { version: _version, token, dependencyState: _state, dependencyLedgerId, dependencyRecordId: _record, dependencyLabel: _label, isRecordLinked: _linked, isLedgerLinked: _bound, ...change } = row;
  if (change.write === null) return change;
  const text = JSON.stringify(change.write);
  const write = dependencyLedgerId === null ? change.write : (JSON.parse(text.replaceAll(JSON.stringify(ledgerIdOfDependency), JSON.stringify(dependencyLedgerId))) as Record<string, unknown>);
  return { ...change, write: change.side === "ledger" && "token" in write && change.baseToken === null && token !== null ? { ...write, token } : write };
}

async function applyHere(session: FirmSession, run: RunContext, flow: Flow, changes: readonly ChangeRow[]): Promise<void> {
  if (changes.length === 0) return;
  await writeAsEngine(session);
  await setChangeStates(session, changes.map(({ id }) => ({ id, state: "applied" })));
  const records = changes.flatMap(({ kind, recordId }) => (recordId === null ? [] : [{ kind, recordId }]));
  await releaseFromProblems(session, run.connectionId, records, { actor: "sync", resolution: "went through", keepKinds: keptWhenApplied });
  await showSynced(session, run.connectionId, records);
  // Last, for a flow may show its records in another state: an undo leaves them out.
  const left = (await flow.applyHere?.(session, run.connectionId, changes, { actor: run.requestedBy, homeCurrency: run.firm.homeCurrency, policies: run.settings.policies })) ?? [];
  await setChangeStates(session, left);
  await recordApplied(session, changes.filter(({ id }) => !left.some((outcome) => outcome.id === id)).map((change) => ({ ...change, runId: run.runId })), run.requestedBy);
}
