import { createContainer, createLogger, loadConfig } from "@tieout/api";
import { systemClock } from "@tieout/domain";
import type { TurnLimits } from "@tieout/store";
import { createEngine, type EngineConfig, type RunState } from "@tieout/sync";

export interface WorkerOptions {
  env: NodeJS.ProcessEnv;
  config: Partial<EngineConfig>;
  /** Intuit's, unless what is measured is not how long it takes. */
  turnLimits?: TurnLimits;
}

/** What the bench asks its worker. */
export type WorkerTask = { do: "run"; runId: string } | { do: "due-work" };
export interface WorkerReply {
  /** How the run ended; null when due work was done. */
  state: RunState | null;
}

const ends: ReadonlySet<RunState> = new Set(["succeeded", "partial", "failed", "cancelled", "awaiting-approval"]);

/** The API's worker without its ticker: the same store, ledger and engine, put together by the API's own composition root. */
export async function startSyncWorker({ env, config, turnLimits }: WorkerOptions): Promise<string> {
  const given = loadConfig(env);
  const app = await createContainer(given, { logger: createLogger(given), clock: systemClock, ...(turnLimits && { turnLimits }) });
  const engine = createEngine({ store: app.store, openLedger: app.quickBooks.openLedger, sign: app.vault.sign, processId: app.processId, config, log: (level, message, facts) => app.logger[level](facts, message) });

  /** Works, as a worker does all day, until the run has ended. */
  async function untilEnded(runId: string): Promise<RunState> {
    const ending = new AbortController();
    const ended = new Promise<RunState>((resolve) => {
      engine.onProgress((progress) => {
        if (progress.runId === runId && progress.isFinal && ends.has(progress.state)) resolve(progress.state);
      });
    });
    const working = engine.work(ending.signal);
    const state = await ended;
    ending.abort();
    await working;
    return state;
  }

  async function answer(task: WorkerTask): Promise<WorkerReply> {
    if (task.do === "run") return { state: await untilEnded(task.runId) };
    while (await engine.workOnce()) {
      // Until nothing is due.
    }
    return { state: null };
  }

  process.on("message", (task: WorkerTask) => {
    void answer(task).then((reply) => process.send?.(reply));
  });
  return app.processId;
}
