import { heapFlags } from "@tieout/api/heap";
import { peakMemoryMb, startOwnPart } from "../part.js";
import type { WorkerOptions, WorkerReply, WorkerTask } from "./worker-part.js";

/** The sync in a process of its own. */
export interface SyncWorker {
  pid: number;
  /** Works until the run has ended. Answers how. */
  finishRun(runId: string): Promise<string>;
  /** Does the work that is due now. */
  doDueWork(): Promise<void>;
  /** Largest resident memory so far, megabytes. */
  rssMb(): number | null;
  stop(): Promise<void>;
}

export async function startWorker(env: NodeJS.ProcessEnv, options: Omit<Partial<WorkerOptions>, "env"> = {}): Promise<SyncWorker> {
  const part = await startOwnPart<string>("worker", { config: {}, ...options, env } satisfies WorkerOptions, heapFlags);
  const ask = (task: WorkerTask) => part.ask<WorkerReply>(task);
  return {
    pid: part.pid,
    async finishRun(runId) {
      return (await ask({ do: "run", runId })).state ?? "unknown";
    },
    async doDueWork() {
      await ask({ do: "due-work" });
    },
    rssMb: () => peakMemoryMb(part.pid),
    stop: () => part.stop(),
  };
}
