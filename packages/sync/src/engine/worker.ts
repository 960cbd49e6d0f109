import { setTimeout as sleep } from "node:timers/promises";
import { dispatchDue, dueWork, renewLease, takeWork, type TakenWork } from "@tieout/store";
import type { Engine } from "./engine-types.js";
import { syncKinds } from "./run-context.js";
import { refreshSeconds } from "../token-keeper.js";
import { runWork, type WorkDeps } from "./run-work.js";

/** Firms turned into work at one look; the rest waits for the next, a minute later. */
const dispatchLimit = 1_000;

export interface Worker extends Pick<Engine, "dispatchDue" | "work" | "workOnce"> {
  /** Looks for work now, not at the next pause. */
  wake(): void;
}

/** Finds due work, holds it by a lease that it prolongs while it lives, and does it. */
export function createWorker(deps: WorkDeps): Worker {
  const { store, config, processId } = deps;
  const sleepers = new Set<() => void>();
  /** Due work that the last look gave and nobody has tried to take. */
  let found: { firmId: string; workId: string }[] = [];
  let looking: Promise<void> | null = null;
  let nextLookAt = 0;

  async function lookForWork(): Promise<void> {
    nextLookAt = performance.now() + config.pollMs;
    found = await store.withoutFirm((query) => dueWork(query, config.concurrency * 2));
    if (found.length > 1) for (const wake of sleepers) wake();
  }

  /** One look serves all lanes of the process. */
  function look(): Promise<void> {
    looking ??= lookForWork().finally(() => (looking = null));
    return looking;
  }

  const wakeUp = (): void => {
    found = [];
    nextLookAt = 0;
    for (const wake of sleepers) wake();
  };

  async function take(): Promise<{ firmId: string; taken: TakenWork } | null> {
    // What was seen long ago may have to wait for something more urgent by now.
    if (performance.now() >= nextLookAt) found = [];
    for (let hasLooked = false; ; ) {
      const next = found.shift();
      if (next) {
        const { firmId, workId } = next;
        const taken = await store.askFirm(firmId, (firm) => takeWork(firm, workId, { processId, leaseSeconds: config.leaseSeconds, refreshSeconds })).catch(nullWhenTaken);
        if (taken) return { firmId, taken };
      } else if (hasLooked) return null;
      else {
        await look();
        hasLooked = true;
      }
    }
  }

  async function workOnce(): Promise<boolean> {
    const next = await take();
    if (!next) return false;
    const { firmId, taken } = next;
    const { work } = taken;
    const renew = (): void => {
      store.askFirm(firmId, (firm) => renewLease(firm, work, config.leaseSeconds)).catch(() => deps.log("warn", "a lease could not be prolonged", { workId: work.id }));
    };
    const heartbeat = setInterval(renew, (config.leaseSeconds * 1_000) / 3);
    heartbeat.unref();
    try {
      await runWork(deps, firmId, taken);
    } finally {
      clearInterval(heartbeat);
    }
    return true;
  }

  return {
    workOnce,
    wake: wakeUp,

    async dispatchDue(kind) {
      // The syncs of a firm are due at the same moments: whichever is asked for first brings the others along, and one look at the ledger serves all.
      const jobs = kind === "tie-out" ? [kind] : syncKinds;
      const dispatched = await store.withoutFirm((query) => dispatchDue(query, kind, jobs, dispatchLimit));
      if (dispatched > 0) wakeUp();
      return dispatched;
    },

    async work(signal) {
      const lane = async (): Promise<void> => {
        while (!signal.aborted) {
          const hasWorked = await workOnce().catch((error: unknown) => {
            deps.log("error", "looking for work failed", { error: error instanceof Error ? error.name : "unknown" });
            return false;
          });
          while (!hasWorked && !signal.aborted && found.length === 0 && performance.now() < nextLookAt) await pause(signal, Math.max(1, nextLookAt - performance.now()));
        }
      };
      await Promise.all(Array.from({ length: config.concurrency }, lane));
    },
  };

  async function pause(signal: AbortSignal, milliseconds: number): Promise<void> {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    sleepers.add(stop);
    signal.addEventListener("abort", stop, { once: true });
    await sleep(milliseconds, undefined, { signal: controller.signal }).catch(() => undefined);
    signal.removeEventListener("abort", stop);
    sleepers.delete(stop);
  }
}

/** Another process has a piece of work of this connection: the index that allows one refuses the second. */
function nullWhenTaken(error: unknown): null {
  const code = (error as { code?: unknown; cause?: { code?: unknown } } | null)?.code ?? (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  if (code === "23505") return null;
  throw error;
}
