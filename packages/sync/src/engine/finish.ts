import { describeProblem, problemCatalog, type LedgerError, type ProblemFacts, type ProblemKind } from "@tieout/domain";
import {
  abandonChanges,
  connectionById,
  countRunChanges,
  deleteWork,
  finishWork,
  heldByRun,
  isCancelRequestedAtLast,
  patchConnection,
  patchRun,
  planOfRun,
  raiseProblems,
  recordFailedTick,
  recordSuccess,
  requeueWork,
  setPlanState,
  type FirmSession,
} from "@tieout/store";
import { retryLadder } from "./config.js";
import type { RunState, ScheduleKind } from "./engine-types.js";
import { CancelledError, isScheduleKind, LeaseLostError, syncKinds, underLease, type RunContext } from "./run-context.js";
import { countsOf, finalState, summarize, summarizePlan } from "./summary.js";

/** What only a working connection proves wrong. */
const connectionProblems = ["connection-lost", "subscription-ended", "quota-exhausted"] as const satisfies readonly ProblemKind[];

interface IdleEnd {
  summary?: string;
  /** The ledger was called. */
  hasAsked?: boolean;
  /** No sync of the connection has anything to do: the others that are due are done along with this one. */
  isForAll?: boolean;
}

/** A tick that found nothing leaves counters; somebody who asked gets an answer. */
export async function finishIdle(run: RunContext, { summary = "Nothing to do: both sides agree.", hasAsked = true, isForAll = false }: IdleEnd = {}): Promise<void> {
  await underLease(run, async (session) => {
    await keepSuccess(session, run, { outcome: "idle", alsoIdle: isForAll ? syncKinds : [] }, hasAsked);
    if (run.runId === null) return deleteWork(session, run.work);
    await patchRun(session, run.runId, { state: "succeeded", phase: "done", counts: run.counts, calls: run.meter.calls, summary });
    await finishWork(session, run.work);
  });
  run.phase = "done";
  run.end({ state: "succeeded", summary });
}

/** Ends a run, or lets it wait: for a lost answer that is looked up later, or for a person's approval. */
export async function finishRun(run: RunContext, secondsUntilLookUp: number | null, isCancelled = false): Promise<void> {
  const { runId } = run;
  if (runId === null) return finishIdle(run);
  const outcome = await underLease(run, async (session): Promise<{ state: RunState; summary: string }> => {
    const changes = await countRunChanges(session, runId);
    const plan = await planOfRun(session, runId);
    run.counts = countsOf(changes, run.counts.unchanged);
    const isOpen = plan?.state === "open" && !isCancelled;
    // Somebody may have asked to stop it while the plan became open: then there is nothing to approve.
    if (isOpen && (await isCancelRequestedAtLast(session, runId))) throw new CancelledError();
    const state = isOpen ? "awaiting-approval" : secondsUntilLookUp !== null ? "waiting" : isCancelled ? "cancelled" : finalState(run.counts);
    const summary = isOpen ? summarizePlan(changes) : summarize(changes, run.counts, await heldByRun(session, run.connectionId, runId), isCancelled);
    await patchRun(session, runId, { state, phase: state === "waiting" ? run.phase : "done", done: run.done, counts: run.counts, calls: run.meter.calls, summary, waitingSeconds: state === "waiting" ? secondsUntilLookUp : null });
    await keepSuccess(session, run, { outcome: "success", alsoIdle: [] }, state === "succeeded" || state === "partial");
    if (state === "waiting") await requeueWork(session, run.work, secondsUntilLookUp ?? 0);
    else await finishWork(session, run.work);
    return { state, summary };
  });
  if (outcome.state !== "waiting") run.phase = "done";
  run.end(outcome);
}

async function keepSuccess(session: FirmSession, run: RunContext, tick: { outcome: "idle" | "success"; alsoIdle: readonly ScheduleKind[] }, isAgreed: boolean): Promise<void> {
  const isTick = run.work.trigger === "schedule" && isScheduleKind(run.kind);
  await recordSuccess(session, run.connectionId, { tick: isTick ? { kind: run.kind, ...tick } : null, isAgreed, solvedKinds: (run.kind === "tie-out" || run.work.trigger === "webhook") && !isAgreed ? [] : connectionProblems });
}

interface Interruption {
  /** Seconds until the work is tried again. */
  seconds: number;
  problem?: { kind: ProblemKind; facts: ProblemFacts };
  isConnectionLost?: boolean;
}

function interruptionOf(error: LedgerError, attempts: number): Interruption | null {
  const facts = { code: error.code, faultDetail: error.facts.faultDetail ?? error.facts.faultMessage ?? null, traceId: error.facts.traceId ?? null };
  switch (error.code) {
    case "auth-expired":
    case "grant-revoked":
    case "wrong-company":
      return { seconds: 0, problem: { kind: "connection-lost", facts }, isConnectionLost: true };
    case "subscription-ended":
      return { seconds: 6 * 3_600, problem: { kind: "subscription-ended", facts } };
    case "quota-exhausted":
      return { seconds: 3_600, problem: { kind: "quota-exhausted", facts } };
    case "throttled":
      return { seconds: error.facts.retryAfterSeconds ?? 60 };
    default: {
      const seconds = retryLadder[attempts - 1];
      return seconds === undefined ? null : { seconds };
    }
  }
}

/** The ledger cannot be reached or refuses everybody: the run waits with what it has not sent, and says why. */
export async function settleInterruption(run: RunContext, error: LedgerError): Promise<void> {
  const interruption = interruptionOf(error, run.work.attempts);
  if (!interruption) return settleFailure(run, `QuickBooks could not be reached (${error.code}).`);
  const { problem, seconds, isConnectionLost = false } = interruption;
  const title = problem ? describeProblem(problem.kind, problem.facts).title : error.code === "throttled" ? "QuickBooks asked for a pause" : `QuickBooks does not answer (${error.code})`;
  await underHeldLease(run, async (session) => {
    if (problem) await raiseProblems(session, run.connectionId, [{ ...problem, causeKey: `connection:${problem.kind}`, severity: problemCatalog[problem.kind].severity, records: [] }]);
    // Somebody may have paused or disconnected it meanwhile; their word stands.
    const connection = isConnectionLost ? await connectionById(session, run.connectionId) : null;
    if (connection?.state === "enabled") await patchConnection(session, run.connectionId, { state: "action-required", stateReason: title });
    if (run.work.trigger === "schedule" && isScheduleKind(run.kind)) await recordFailedTick(session, run.connectionId, run.kind);
    if (run.runId === null && isConnectionLost) return deleteWork(session, run.work);
    if (run.runId !== null) await patchRun(session, run.runId, { state: "waiting", calls: run.meter.calls, summary: `${title}. What waits is sent later.`, waitingSeconds: isConnectionLost ? null : seconds });
    await requeueWork(session, run.work, seconds, true);
  });
  run.end({ state: "waiting", summary: title });
}

/** Hands the work back as it is: whoever waits for something quick goes first, and a paused connection sends nothing. */
export async function standBack(run: RunContext, reason: "stopped" | "urgent"): Promise<void> {
  const state = reason === "stopped" ? "waiting" : "queued";
  const summary = reason === "stopped" ? "The sync was paused. What waits is sent when it goes on." : null;
  await underHeldLease(run, async (session) => {
    if (run.runId !== null) await patchRun(session, run.runId, { state, done: run.done, calls: run.meter.calls, ...(summary && { summary }) });
    await requeueWork(session, run.work, 0);
  });
  run.end({ state, summary });
}

/** Something of ours broke. Nothing is lost: what was not settled is planned again. */
export async function settleFailure(run: RunContext, failure = "Something went wrong inside Tieout. Nothing was lost; the next run tries again."): Promise<void> {
  await underHeldLease(run, async (session) => {
    if (run.runId !== null) {
      run.counts = countsOf(await countRunChanges(session, run.runId), run.counts.unchanged);
      await patchRun(session, run.runId, { state: "failed", phase: "done", counts: run.counts, calls: run.meter.calls, failure, summary: failure });
      const plan = await planOfRun(session, run.runId);
      if (plan) {
        await abandonChanges(session, run.connectionId, plan.id, "the run failed");
        await setPlanState(session, plan.id, ["computing", "open", "approved", "applying"], "applied");
      }
    }
    if (run.work.trigger === "schedule" && isScheduleKind(run.kind)) await recordFailedTick(session, run.connectionId, run.kind);
    await finishWork(session, run.work);
  });
  run.end({ state: "failed", summary: failure });
}

/** When the work is somebody else's by now, they tell how it ended. */
async function underHeldLease(run: RunContext, write: (session: FirmSession) => Promise<void>): Promise<void> {
  await underLease(run, write).catch((error: unknown) => {
    if (!(error instanceof LeaseLostError)) throw error;
  });
}
