import { connectionSettings, LedgerError, stackWithoutMessage, type ConnectionSettings, type LedgerCompany } from "@tieout/domain";
import {
  abandonChanges,
  connectionById,
  countPlan,
  insertSchedules,
  isCancelRequested,
  kindsWaiting,
  openCalls,
  patchRun,
  planById,
  planOfRun,
  readCursors,
  setPlanState,
  storeLedgerRecords,
  syncFirm,
  syncRunById,
  recordLinks,
  requeueWork,
  wakeStale,
  type ConnectionRow,
  type FirmSession,
  type LeasedWork,
  type LedgerCursor,
  type Store,
  type SyncFirm,
  type SyncRunRow,
} from "@tieout/store";
import { flows } from "../flows/index.js";
import { applyPlan } from "./apply.js";
import { mirrorRecord } from "./content.js";
import type { EngineConfig, EngineOptions, OpenLedger, WorkKind, WorkScope } from "./engine-types.js";
import { keepCost } from "./cost.js";
import { finishIdle, finishRun, settleInterruption, settleFailure, standBack } from "./finish.js";
import { createMeter } from "./meter.js";
import { senseNotices } from "./notices.js";
import { InterruptedError } from "./outbox.js";
import { computePlan } from "./plan.js";
import { noCounts, type ProgressTeller } from "./progress.js";
import { proveMovedInvoices } from "./prove.js";
import { recoverCalls } from "./recover.js";
import { CancelledError, LeaseLostError, read, StandBackError, underLease, type RunContext } from "./run-context.js";
import { sense } from "./sense.js";
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

/** A piece of work with what it is about, read in the transaction that leased it. */
export interface OpenedWork {
  work: LeasedWork;
  connection: ConnectionRow;
  firm: SyncFirm;
  /** The run it goes on with; null when it has none yet. */
  earlier: SyncRunRow | null;
  cursors: LedgerCursor[];
}

export async function openWork(session: FirmSession, work: LeasedWork): Promise<OpenedWork> {
  const connection = await connectionById(session, work.connectionId);
  if (!connection) throw new Error("The connection of this work does not exist.");
  const earlier = work.runId === null ? null : await syncRunById(session, work.runId);
  if (earlier) await patchRun(session, earlier.id, { state: "running", waitingSeconds: null });
  return { work, connection, firm: await syncFirm(session), earlier, cursors: await readCursors(session, connection.id) };
}

/**
 * Does one piece of leased work: sense, plan, apply, prove. Work of a run that waited goes on where it stopped. Whatever happens, the
 * work is finished, handed back for later, or somebody else's by then.
 */
export async function runWork(deps: WorkDeps, firmId: string, opened: OpenedWork): Promise<void> {
  const { work } = opened;
  const run = openRun(deps, firmId, opened);
  try {
    await run.connect();
    const wait = work.hasOpenCalls ? await recoverCalls(run, flowsByName) : null;
    if (run.kind === "tie-out") return await tieOutOnRequest(run);
    // What the ledger tells of a write whose answer was lost is looked at when that write's story is over.
    if (wait !== null && run.work.trigger === "webhook") {
      await keepCost(run);
      return await underLease(run, (session) => requeueWork(session, run.work, wait));
    }
    const found = run.kind === "plan" ? await goOn(run, run.scope.planId ?? "") : await senseAndPlan(run);
    if (run.hasMoved) await proveFirm(run, { trigger: "run", check: null });
    await keepCost(run);
    if (found !== "something" && wait === null) return await finishIdle(run, { isForAll: found === "nothing", hasAsked: run.work.trigger !== "webhook" || run.meter.calls.read > 0 });
    await finishRun(run, await secondsUntilLookUp(run));
  } catch (error) {
    await keepCost(run).catch(() => undefined);
    if (error instanceof LeaseLostError) return deps.log("warn", "another process took the work over", { workId: work.id });
    if (error instanceof CancelledError) return await cancel(run);
    if (error instanceof StandBackError) return await standBack(run, error.reason);
    const cause = error instanceof InterruptedError ? error.cause : error;
    if (cause instanceof LedgerError) return await settleInterruption(run, cause);
    deps.log("error", "work failed", { workId: work.id, kind: work.kind, error: cause instanceof Error ? cause.name : "unknown", stack: stackWithoutMessage(cause) });
    await settleFailure(run);
  }
}

type OpenedRun = RunContext & { connect(): Promise<void> };

function openRun(deps: WorkDeps, firmId: string, { work, connection, firm, earlier, cursors }: OpenedWork): OpenedRun {
  const { store, sign, config, processId } = deps;
  const meter = createMeter(earlier?.calls);
  const teller = deps.teller();
  let ledger: RunContext["ledger"] | null = null;
  const run: OpenedRun = {
    store, sign, config, processId, firmId, connectionId: work.connectionId,
    work: { id: work.id, fence: work.fence, trigger: work.trigger, attempts: work.attempts },
    kind: work.kind as WorkKind,
    scope: work.scope as WorkScope,
    requestedBy: work.requestedBy ?? (work.trigger === "schedule" ? "hourly sync" : "sync"),
    firm,
    settings: settingsOf(connection),
    startDate: connection.startDate,
    intervalMinutes: connection.intervalMinutes,
    defaultItemId: connection.defaultItemId,
    meter,
    cursors: new Map(cursors.map((cursor) => [cursor.feed, cursor])),
    counts: { ...noCounts, unchanged: earlier?.counts["unchanged"] ?? 0 },
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
      ledger = await deps.openLedger(firmId, work.connectionId, { runId: work.runId, onExchange: meter.hear });
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

function settingsOf(connection: ConnectionRow): ConnectionSettings {
  return connectionSettings(connection.settings as Partial<ConnectionSettings>);
}

/** What there was to do: for this work, or for every sync of the connection. */
type Found = "something" | "nothing of its own" | "nothing";

async function senseAndPlan(run: RunContext): Promise<Found> {
  const { runId } = run;
  const begun = runId === null ? null : await read(run, (session) => planOfRun(session, runId));
  if (begun && begun.state !== "computing") return begun.state === "open" ? "something" : await goOn(run, begun.id);

  await enter(run, "sense");
  const isTold = run.work.trigger === "webhook";
  await (isTold ? senseNotices : sense)(run, await senseOrder(run));
  await refreshChosen(run);
  const isChosen = Object.keys(run.scope).some((key) => key.endsWith("Ids"));
  const idle = begun || isChosen ? null : await findNothing(run, isTold);
  if (idle) return (await leaveOpen(run, null)) ? "something" : idle;

  for (let pass = 1; pass <= passes; pass += 1) {
    await enter(run, "plan");
    const computed = await computePlan(run, () => flowShares(run));
    await clearSettledMoves(run);
    if (run.kind === "import" || run.scope.isPlanOnly) return (await leaveOpen(run, computed?.planId ?? null)) ? "something" : "nothing of its own";
    if (!computed) break;
    const moved = await applyAndProve(run, computed.planId);
    if (moved === 0) return "something";
  }
  if ((await proveMovedInvoices(run)) > 0) run.hasMoved = true;
  return run.runId === null ? "nothing of its own" : "something";
}

/** Null when something waits for this work; what shows a state that nothing stands behind is put on the list first. Edits made here keep to their hour: where the ledger told us something (`isTold`), only news from there count. */
async function findNothing(run: RunContext, isTold: boolean): Promise<Exclude<Found, "something"> | null> {
  const { records: ours, ledger: theirs } = waitingKinds(run);
  const own = { records: isTold ? [] : ours, ledger: theirs };
  const all = waitingKinds({ kind: "everything", settings: run.settings });
  const kinds = { records: [...new Set([...own.records, ...all.records])], ledger: [...new Set([...own.ledger, ...all.ledger])] };
  const { records, ledger } = await underLease(run, async (session) => {
    await wakeStale(session, run.connectionId);
    return kindsWaiting(session, run.connectionId, kinds);
  });
  if (own.records.some((kind) => records.includes(kind)) || own.ledger.some((kind) => ledger.includes(kind))) return null;
  return records.length === 0 && ledger.length === 0 ? "nothing" : "nothing of its own";
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
  await enter(run, "prove");
  await proveMovedInvoices(run);
  return moved;
}

/** The first plan, and a dry run, wait for a person. Returns whether one does. */
async function leaveOpen(run: RunContext, planId: string | null): Promise<boolean> {
  if (run.kind !== "import" && !run.scope.isPlanOnly) return false;
  await underLease(run, async (session) => {
    if (planId !== null) {
      await setPlanState(session, planId, ["computing"], "open");
      await countPlan(session, planId);
    } else if (run.kind === "import") {
      // Both sides agree already: there is nothing to approve.
      await insertSchedules(session, run.connectionId);
      run.hasMoved = true;
    }
  });
  return planId !== null;
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
async function secondsUntilLookUp(run: RunContext): Promise<number | null> {
  const { runId } = run;
  if (runId === null) return null;
  const calls = await read(run, (session) => openCalls(session, run.connectionId));
  const waits = calls.filter((call) => call.runId === runId).map((call) => Math.max(1, run.config.unknownWaitSeconds - (call.secondsSinceSent ?? 0)));
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
