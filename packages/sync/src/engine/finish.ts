import { describeProblem, problemCatalog, type LedgerError, type ProblemFacts, type ProblemKind } from "@tieout/domain";
import {
  abandonChanges,
  breakConnection,
  connectionById,
  countRefusal,
  countRunChanges,
  deleteWork,
  finishWork,
  heldByRun,
  isCancelRequestedAtLast,
  patchRun,
  planOfRun,
  raiseProblems,
  recordFailedTick,
  recordSuccess,
  requeueWork,
  setPlanState,
  signInRefusal,
  type FirmSession,
  type SignInRefusal,
} from "@tieout/store";
import { readBesides } from "./besides.js";
import { retryLadder } from "./config.js";
import type { RunCalls, RunState } from "./engine-types.js";
import { CancelledError, isScheduleKind, LeaseLostError, underLease, type RunContext } from "./run-context.js";
import { refusalsUntilLost } from "../token-keeper.js";
import { raiseWorkFailed, worksAgain } from "./work-failed.js";
import { countsOf, finalState, summarize, summarizePlan } from "./summary.js";

/** What only a working connection proves wrong. */
const connectionProblems = ["connection-lost", "sign-in-refused", "subscription-ended", "quota-exhausted"] as const satisfies readonly ProblemKind[];

interface IdleEnd {
  summary?: string;
  /** The ledger was called. */
  hasAsked?: boolean;
}

/** Work that found nothing leaves counters; somebody who asked gets an answer. */
export async function finishIdle(run: RunContext, { summary: given, hasAsked = true }: IdleEnd = {}): Promise<void> {
  const summary = await underLease(run, async (session) => {
    await keepSuccess(session, run, "idle", { isAgreed: hasAsked, hasWorked: true });
    if (run.runId === null) {
      await deleteWork(session, run.work);
      return null;
    }
    const summary = given ?? summarize([], run.counts, null, false, await readBesides(session, run, run.runId));
    await patchRun(session, run.runId, { state: "succeeded", phase: "done", counts: run.counts, calls: run.meter.calls, summary });
    await finishWork(session, run.work);
    return summary;
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
    // What this run has proven wrong is not to be told as open.
    await keepSuccess(session, run, "success", { isAgreed: state === "succeeded" || state === "partial", hasWorked: state !== "waiting" && state !== "cancelled" });
    const summary = isOpen ? summarizePlan(changes) : summarize(changes, run.counts, await heldByRun(session, run.connectionId, runId), isCancelled, await readBesides(session, run, runId));
    await patchRun(session, runId, { state, phase: state === "waiting" ? run.phase : "done", done: run.done, counts: run.counts, calls: run.meter.calls, summary, waitingSeconds: state === "waiting" ? secondsUntilLookUp : null });
    if (state === "waiting") await requeueWork(session, run.work, secondsUntilLookUp ?? 0);
    else await finishWork(session, run.work);
    return { state, summary };
  });
  if (outcome.state !== "waiting") run.phase = "done";
  run.end(outcome);
}

async function keepSuccess(session: FirmSession, run: RunContext, outcome: "idle" | "success", { isAgreed, hasWorked }: { isAgreed: boolean; hasWorked: boolean }): Promise<void> {
  const isTick = run.work.trigger === "schedule" && isScheduleKind(run.kind);
  await recordSuccess(session, run.connectionId, { tick: isTick ? { kind: run.kind, outcome } : null, isAgreed, solvedKinds: solvedKinds(run), solvedCauses: hasWorked ? worksAgain(run.kind) : [] });
}

/** What is proven wrong now; of work that called nobody nothing follows. That records can be read says nothing of a subscription that has ended: while something waits for it, only a write does. */
export function solvedKinds({ work, meter: { calls } }: RunContext): ProblemKind[] {
  if (calls.read + calls.write + calls.batch === 0) return [];
  const hasWritten = calls.write + calls.batch > 0;
  return connectionProblems.filter((problem) => problem !== "subscription-ended" || hasWritten || !work.hasHeldWork);
}

/** A refused sign-in becomes a lost one: the same problem, which says what is known by now. */
function causeKeyOf(kind: ProblemKind): string {
  return `connection:${kind === "sign-in-refused" ? "connection-lost" : kind}`;
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
    case "sign-in-refused":
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

/**
 * A refusal of the sign-in that is not believed yet (reliability FC-06). What the token keeper was told it has counted; that QuickBooks
 * refuses a token it has just given counts as much, and only the work hears of it.
 */
async function unbelievedRefusal(session: FirmSession, run: RunContext, { code }: LedgerError): Promise<Interruption | null> {
  let refusal: SignInRefusal | null = null;
  if (code === "grant-revoked") refusal = await countRefusal(session, run.connectionId, run.config.refusalSpacingSeconds);
  if (code === "sign-in-refused") refusal = await signInRefusal(session, run.connectionId);
  const isBelieved = refusal === null ? code === "grant-revoked" : refusal.count >= refusalsUntilLost;
  if (isBelieved || (code !== "grant-revoked" && code !== "sign-in-refused")) return null;
  return { seconds: refusal?.seconds ?? 0, problem: { kind: "sign-in-refused", facts: { when: whenTriedAgain(refusal) } } };
}

/** As a sentence goes on after "it is tried again". */
export function whenTriedAgain(refusal: SignInRefusal | null): string {
  return refusal?.time ? `at ${refusal.time}` : "with the next sync";
}

/** The ledger cannot be reached or refuses everybody: the run waits with what it has not sent, and says why. */
export async function settleInterruption(run: RunContext, error: LedgerError): Promise<void> {
  const lasting = interruptionOf(error, run.work.attempts);
  if (!lasting) return settleFailure(run, `QuickBooks could not be reached (${error.code}).`);
  await endHeld(run, async (session) => {
    const { problem, seconds, isConnectionLost = false } = (await unbelievedRefusal(session, run, error)) ?? lasting;
    const title = problem ? describeProblem(problem.kind, problem.facts).title : error.code === "throttled" ? "QuickBooks asked for a pause" : `QuickBooks does not answer (${error.code})`;
    if (problem) await raiseProblems(session, run.connectionId, [{ ...problem, causeKey: causeKeyOf(problem.kind), severity: problemCatalog[problem.kind].severity, records: [] }], run.runId);
    // Somebody may have paused or disconnected it meanwhile; their word stands.
    const connection = isConnectionLost ? await connectionById(session, run.connectionId) : null;
    if (connection?.state === "enabled") await breakConnection(session, run.connectionId, title);
    if (run.runId === null && isConnectionLost) {
      await tellFailedTick(session, run);
      await deleteWork(session, run.work);
    } else await triesAgain(session, run, { title, seconds, waitingSeconds: isConnectionLost ? null : seconds });
    return { state: "waiting", summary: title };
  });
}

/**
 * Our own database could not be reached and is back, or nothing could be written here: the run goes on where it is, like after an outage of
 * the ledger, and looks up what was on its way. While it is still away this throws, and whoever takes the work up when its lease has run out goes on.
 */
export async function settleDatabaseAway(run: RunContext): Promise<void> {
  const seconds = retryLadder[run.work.attempts - 1];
  if (seconds === undefined) return settleBroken(run);
  const title = "The database did not answer";
  await endHeld(run, async (session) => {
    await triesAgain(session, run, { title, seconds, waitingSeconds: seconds });
    return { state: "waiting", summary: title };
  });
}

async function triesAgain(session: FirmSession, run: RunContext, { title, seconds, waitingSeconds }: { title: string; seconds: number; waitingSeconds: number | null }): Promise<void> {
  await tellFailedTick(session, run);
  if (run.runId !== null) await patchRun(session, run.runId, { state: "waiting", ...callsSoFar(run), summary: `${title}. What waits is sent later.`, waitingSeconds });
  await requeueWork(session, run.work, seconds, true);
}

function callsSoFar({ isResumed, meter }: RunContext): { calls?: RunCalls } {
  return isResumed ? { calls: meter.calls } : {};
}

async function tellFailedTick(session: FirmSession, run: RunContext): Promise<void> {
  if (run.work.trigger === "schedule" && isScheduleKind(run.kind)) await recordFailedTick(session, run.connectionId, run.kind);
}

/** Hands the work back as it is: whoever waits for something quick goes first, and a paused connection sends nothing. */
export async function standBack(run: RunContext, reason: "stopped" | "urgent"): Promise<void> {
  const state = reason === "stopped" ? "waiting" : "queued";
  const summary = reason === "stopped" ? "The sync was paused. What waits is sent when it goes on." : null;
  await endHeld(run, async (session) => {
    if (run.runId !== null) await patchRun(session, run.runId, { state, done: run.done, calls: run.meter.calls, ...(summary && { summary }) });
    await requeueWork(session, run.work, 0);
    return { state, summary };
  });
}

/** Something of ours broke, which is a problem until the same work ends well. */
export function settleBroken(run: RunContext): Promise<void> {
  return settleFailure(run, "Something went wrong inside Tieout. Nothing was lost; the next run tries again.", raiseWorkFailed);
}

/** The work ends without having done what it was to do. Nothing is lost: what was not settled is planned again. */
async function settleFailure(run: RunContext, failure: string, tell?: (session: FirmSession, run: RunContext) => Promise<void>): Promise<void> {
  await endHeld(run, async (session) => {
    await tell?.(session, run);
    if (run.runId !== null) {
      run.counts = countsOf(await countRunChanges(session, run.runId), run.counts.unchanged);
      await patchRun(session, run.runId, { state: "failed", phase: "done", counts: run.counts, ...callsSoFar(run), failure, summary: failure });
      const plan = await planOfRun(session, run.runId);
      if (plan) {
        await abandonChanges(session, run.connectionId, plan.id, "the run failed");
        await setPlanState(session, plan.id, ["computing", "open", "approved", "applying"], "applied");
      }
    }
    await tellFailedTick(session, run);
    await finishWork(session, run.work);
    return { state: "failed", summary: failure };
  });
}

/** Ends this piece of work, and tells it. When the work is somebody else's by now, or was over already, they told how it ended. */
async function endHeld(run: RunContext, write: (session: FirmSession) => Promise<{ state: RunState; summary: string | null }>): Promise<void> {
  const end = await underLease(run, write).catch((error: unknown) => {
    if (error instanceof LeaseLostError) return null;
    throw error;
  });
  if (end) run.end(end);
}
