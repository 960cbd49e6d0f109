import { connectionSettings, LedgerError, whereOf, type ConnectionSettings, type LedgerCompany } from "@tieout/domain";
import {
  abandonChanges,
  isCancelRequested,
  isDatabaseAway,
  kindsWaiting,
  openCalls,
  patchRun,
  planById,
  planOfRun,
  setPlanState,
  storeLedgerRecords,
  syncRunById,
  recordLinks,
  requeueWork,
  wakeHeldWork,
  wakeMovedInOpenPlans,
  wakeStale,
  type Store,
  type TakenWork,
} from "@tieout/store";
import { flows } from "../flows/index.js";
import { applyPlan } from "./apply.js";
import { asksFirst, isChosen, plannedKind, settleApproval } from "./approval.js";
import { mirrorRecord } from "./content.js";
import type { EngineConfig, EngineOptions, OpenLedger, WorkKind, WorkScope } from "./engine-types.js";
import { keepCost } from "./cost.js";
import { finishIdle, finishRun, settleBroken, settleDatabaseAway, settleInterruption, standBack } from "./finish.js";
import { createMeter } from "./meter.js";
import { senseNotices } from "./notices.js";
import { InterruptedError } from "./outbox.js";
import { computePlan } from "./plan.js";
import { noCounts, type ProgressTeller } from "./progress.js";
import { proveMovedInvoices } from "./prove.js";
import { recoverCalls, secondsUntilLookUp } from "./recover.js";
import { CancelledError, LeaseLostError, read, StandBackError, underLease, type RunContext } from "./run-context.js";
import { sense } from "./sense.js";
import { settleIfIdle } from "./settle-if-idle.js";
import { planUndo, undoSenseOrder } from "./undo-plan.js";
import { clearSettledMoves, flowShares, senseOrder, waitingKinds } from "./shares.js";
import { proveFirm, tieOutOnRequest } from "./tie-out.js";

export interface WorkDeps {
  store: Store;
  openLedger: OpenLedger;
  sign: EngineOptions["sign"];
  config: EngineConfig;
  processId: string;
  log: (level: "info" | "warn" | "error", message: string, facts: Record<string, unknown>) => void;
  teller: () => ProgressTeller;
}

const flowsByName = new Map(flows.map((flow) => [flow.name, flow]));
/** A change whose world moved is planned anew in the same run; a world that moves faster than this waits for the next. */
const passes = 3;

/**
 * Does one piece of leased work: sense, plan, apply, prove. Work of a run that waited goes on where it stopped. Whatever happens, the
 * work is finished, handed back for later, or somebody else's by then.
 */
export async function runWork(deps: WorkDeps, firmId: string, taken: TakenWork): Promise<void> {
  const { work } = taken;
  const run = openRun(deps, firmId, taken);
  try {
    await resume(run);
    await run.connect();
    const wait = work.hasOpenCalls ? await recoverCalls(run, flowsByName, deps.log) : null;
    if (run.kind === "tie-out") return await tieOutOnRequest(run);
    // What the ledger tells of a write whose answer was lost is looked at when that write's story is over.
    if (wait !== null && run.work.trigger === "webhook") {
      await keepCost(run);
      return await underLease(run, (session) => requeueWork(session, run.work, wait));
    }
    const found = run.kind === "plan" ? await goOn(run, run.scope.planId ?? "") : await senseAndPlan(run);
    if (work.hasHeldWork && hasGotThrough(run)) await read(run, (session) => wakeHeldWork(session, run.connectionId));
    if (found === "settled") return await keepCost(run);
    if (run.hasMoved) await proveFirm(run, { trigger: "run", check: null });
    await keepCost(run);
    if (found === "nothing" && wait === null) return await finishIdle(run, { hasAsked: hasAsked(run) });
    await finishRun(run, await secondsUntilNextLookUp(run));
  } catch (error) {
    await keepCost(run).catch(() => undefined);
    if (error instanceof LeaseLostError) return deps.log("warn", "another process took the work over", { workId: work.id });
    if (error instanceof CancelledError) return await cancel(run);
    if (error instanceof StandBackError) return await standBack(run, error.reason);
    const cause = error instanceof InterruptedError ? error.cause : error;
    if (cause instanceof LedgerError) return await settleInterruption(run, cause);
    if (isDatabaseAway(cause)) {
      deps.log("warn", "the database dropped a run", { workId: work.id, kind: work.kind, ...whereOf(cause) });
      return await settleDatabaseAway(run);
    }
    deps.log("error", "work failed", { workId: work.id, kind: work.kind, ...whereOf(cause) });
    await settleBroken(run);
  }
}

/** QuickBooks has answered this run, which did not only look: what another run waits with can go on. */
function hasGotThrough({ kind, scope, meter: { calls } }: RunContext): boolean {
  return kind !== "undo" && !scope.isPlanOnly && calls.read + calls.write + calls.batch > 0;
}

type OpenedRun = RunContext & { connect(): Promise<void> };

function openRun(deps: WorkDeps, firmId: string, { work, connection, firm, cursors, isLookDue, hasSentTime, grant }: TakenWork): OpenedRun {
  const { store, sign, config, processId } = deps;
  const meter = createMeter();
  const teller = deps.teller();
  let ledger: RunContext["ledger"] | null = null;
  const run: OpenedRun = {
    store, sign, config, processId, firmId, connectionId: work.connectionId,
    work: { id: work.id, fence: work.fence, trigger: work.trigger, attempts: work.attempts, hasHeldWork: work.hasHeldWork },
    kind: work.kind as WorkKind,
    scope: work.scope as WorkScope,
    requestedBy: work.requestedBy ?? (work.trigger === "schedule" ? "hourly sync" : "sync"),
    firm,
    settings: connectionSettings(connection.settings as Partial<ConnectionSettings>),
    startDate: connection.startDate,
    intervalMinutes: connection.intervalMinutes,
    defaultItemId: connection.defaultItemId,
    meter,
    cursors: new Map(cursors.map((cursor) => [cursor.feed, cursor])),
    isLookDue,
    hasSentTime,
    readTo: null,
    counts: { ...noCounts },
    isResumed: false,
    runId: work.runId,
    company: connection.company as unknown as LedgerCompany,
    phase: "sense",
    done: 0,
    total: null,
    hasMoved: false,
    get ledger() {
      if (!ledger) throw new Error("The ledger is not open yet.");
      return ledger;
    },
    async connect() {
      ledger = await deps.openLedger(firmId, work.connectionId, { runId: work.runId, onExchange: meter.hear, known: { ...connection, grant } });
    },
    progress(touched = []) {
      if (run.runId === null) return;
      teller.tell({ firmId, connectionId: run.connectionId, runId: run.runId, state: "running", phase: run.phase, done: run.done, total: run.total, counts: run.counts, calls: { ...meter.calls }, summary: null }, touched);
    },
    end(outcome) {
      if (run.runId === null) return;
      teller.end({ firmId, connectionId: run.connectionId, runId: run.runId, state: outcome.state, phase: run.phase, done: run.done, total: run.total, counts: run.counts, calls: { ...meter.calls }, summary: outcome.summary });
    },
  };
  return run;
}

/** Work of a run that waited goes on with what the run has counted. */
async function resume(run: RunContext): Promise<void> {
  const { runId } = run;
  if (runId === null) {
    run.isResumed = true;
    return;
  }
  const earlier = await underLease(run, async (session) => {
    await patchRun(session, runId, { state: "running", waitingSeconds: null });
    return syncRunById(session, runId);
  });
  Object.assign(run.meter.calls, earlier?.calls);
  run.counts.unchanged = earlier?.counts["unchanged"] ?? 0;
  run.isResumed = true;
}

/** What there was to do. `settled`: nothing, and that is kept already. */
type Found = "something" | "nothing" | "settled";

async function senseAndPlan(run: RunContext): Promise<Found> {
  const { runId } = run;
  const begun = runId === null ? null : await read(run, (session) => planOfRun(session, runId));
  if (begun && begun.state !== "computing") return begun.state === "open" ? "something" : await goOn(run, begun.id);

  await enter(run, "sense");
  const isTold = run.work.trigger === "webhook";
  await (isTold ? senseNotices : sense)(run, await (run.kind === "undo" ? undoSenseOrder : senseOrder)(run));
  if (run.kind === "undo") {
    await enter(run, "plan");
    await settleApproval(run, begun?.id ?? (await planUndo(run)));
    return "something";
  }
  await refreshChosen(run);
  const idle = begun || isChosen(run.scope) ? null : await findNothing(run, isTold);
  if (idle) {
    if (run.kind === "import") await settleApproval(run, null);
    return idle;
  }

  for (let pass = 1; pass <= passes; pass += 1) {
    await enter(run, "plan");
    const computed = await computePlan(run, () => flowShares(run));
    await clearSettledMoves(run);
    const approval = await settleApproval(run, computed?.planId ?? null);
    if (approval === "again") continue;
    if (approval === "open") {
      if (asksFirst(run) && (await proveMovedInvoices(run)) > 0) run.hasMoved = true;
      return computed ? "something" : "nothing";
    }
    if (!computed) break;
    const moved = await applyAndProve(run, computed.planId);
    if (moved === 0) return "something";
  }
  if ((await proveMovedInvoices(run)) > 0) run.hasMoved = true;
  return run.runId === null ? "nothing" : "something";
}

/** Null when something waits for this work; what shows a state that nothing stands behind is put on the list first. Edits made here keep to their hour: where the ledger told us something (`isTold`), only news from there count. */
async function findNothing(run: RunContext, isTold: boolean): Promise<Exclude<Found, "something"> | null> {
  const { records: ours, ledger } = waitingKinds({ kind: plannedKind(run), settings: run.settings });
  const own = { records: isTold ? [] : ours, ledger };
  if (run.runId === null) return (await settleIfIdle(run, own, hasAsked(run))) ? "settled" : null;
  const waiting = await underLease(run, async (session) => {
    await wakeStale(session, run.connectionId);
    return kindsWaiting(session, run.connectionId, own);
  });
  return waiting.records.length === 0 && waiting.ledger.length === 0 ? "nothing" : null;
}

/** What the ledger told us may turn out to be known; then nobody was asked. */
function hasAsked(run: RunContext): boolean {
  return run.work.trigger !== "webhook" || run.meter.calls.read > 0;
}

/** Applies what is left of a plan; one that waits for its approval, or was thrown away, is left alone. */
async function goOn(run: RunContext, planId: string): Promise<"something"> {
  const plan = await read(run, (session) => planById(session, planId));
  if (plan && plan.state !== "discarded" && plan.state !== "open") await applyAndProve(run, planId);
  return "something";
}

/** Returns how many changes must be planned anew. */
async function applyAndProve(run: RunContext, planId: string): Promise<number> {
  await enter(run, "apply");
  run.hasMoved = true;
  const moved = await applyPlan(run, flows, planId);
  if (run.settings.approval === "ask-first") await underLease(run, (session) => wakeMovedInOpenPlans(session, run.connectionId));
  await enter(run, "prove");
  await proveMovedInvoices(run);
  return moved;
}

/** One record's "Sync" asks the ledger about that record, not about everything. */
async function refreshChosen(run: RunContext): Promise<void> {
  const { clientIds } = run.scope;
  if (!clientIds) return;
  const links = await read(run, (session) => recordLinks(session, run.connectionId, "client", clientIds));
  for (const link of links.slice(0, refreshLimit)) {
    const record = await run.ledger.read("customer", link.ledgerId);
    if (record) await underLease(run, (session) => storeLedgerRecords(session, run.connectionId, [mirrorRecord(record)], ["customer"]));
  }
}

/** More chosen records than this are left to the change feed, which asks once for all. */
const refreshLimit = 5;

async function enter(run: RunContext, phase: RunContext["phase"]): Promise<void> {
  run.phase = phase;
  run.done = 0;
  run.total = null;
  const { runId } = run;
  if (runId !== null) {
    await underLease(run, async (session) => {
      if (await isCancelRequested(session, runId)) throw new CancelledError();
      // What was said of an earlier step, an open plan or a pause, is no longer so.
      await patchRun(session, runId, { phase, done: 0, total: null, ...(phase !== "prove" && { summary: null }) });
    });
  }
  run.progress();
}


/** Seconds until the first lost answer of this run may be looked up; null when none is left. */
async function secondsUntilNextLookUp(run: RunContext): Promise<number | null> {
  const { runId } = run;
  if (runId === null) return null;
  const calls = await read(run, (session) => openCalls(session, run.connectionId));
  const waits = calls.filter((call) => call.runId === runId).map((call) => Math.max(1, secondsUntilLookUp(run, call)));
  return waits.length === 0 ? null : Math.min(...waits);
}

async function cancel(run: RunContext): Promise<void> {
  const { runId } = run;
  if (runId !== null) {
    await underLease(run, async (session) => {
      const plan = await planOfRun(session, runId);
      if (!plan) return;
      await abandonChanges(session, run.connectionId, plan.id, "cancelled");
      await setPlanState(session, plan.id, ["computing", "open", "approved", "applying"], "applied");
    });
  }
  await finishRun(run, null, true);
}
