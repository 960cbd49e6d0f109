import { setTimeout as sleep } from "node:timers/promises";
import { countRunChanges, patchRun, refreshStatistics, runSignals, type FirmSession } from "@tieout/store";
import { CancelledError, StandBackError, underLease, type RunContext } from "./run-context.js";
import { countsOf, summarizeSoFar, type CountedChange } from "./summary.js";

/** Keeps the row of a run fresh while its plan is applied, and hears whether to stop. */
export interface RunWatch {
  /** Looks now. Throws when the run must stop. */
  look(): Promise<void>;
  /** Throws what the watch has heard since: the run was cancelled, must stand back, or is somebody else's by now. */
  check(): void;
  stop(): Promise<void>;
}

/** Counting the changes of a run takes the longer the more there are: at most this share of the time goes into it. */
const countingShare = 1 / 20;

/**
 * Looks at once and then in fixed steps, also while every lane waits for its turn to call: whoever follows the run reads counts as they
 * settle. Between two looks only the process knows them.
 */
export async function watchRun(run: RunContext): Promise<RunWatch> {
  const stopping = new AbortController();
  let failure: unknown = null;
  let countsAgainAt = 0;
  const count = async (session: FirmSession, runId: string): Promise<CountedChange[] | null> => {
    const startedAt = performance.now();
    if (startedAt < countsAgainAt) return null;
    const changes = await countRunChanges(session, runId);
    const endedAt = performance.now();
    countsAgainAt = endedAt + (endedAt - startedAt) / countingShare;
    return changes;
  };
  const look = async (): Promise<void> => {
    if (failure === null) await lookUp(run, count);
  };
  await look();
  const watching = (async () => {
    while (!stopping.signal.aborted && failure === null) {
      await sleep(run.config.lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) await look().catch((error: unknown) => (failure = error));
    }
  })();
  return {
    look,
    check() {
      if (failure !== null) throw failure;
    },
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

async function lookUp(run: RunContext, count: (session: FirmSession, runId: string) => Promise<CountedChange[] | null>): Promise<void> {
  const { runId } = run;
  await run.store.withoutFirm(refreshStatistics);
  if (runId === null) return;
  const signals = await underLease(run, async (session) => {
    const changes = await count(session, runId);
    if (changes) run.counts = countsOf(changes.filter(({ state }) => state !== "sending"), run.counts.unchanged);
    await patchRun(session, runId, { done: run.done, counts: run.counts, calls: run.meter.calls, ...(changes && { summary: summarizeSoFar(changes, run.counts) }) });
    return runSignals(session, runId, run.work);
  });
  run.progress();
  if (signals.isCancelled) throw new CancelledError();
  if (signals.isStopped || signals.isUrgentWaiting) throw new StandBackError(signals.isStopped ? "stopped" : "urgent");
}
