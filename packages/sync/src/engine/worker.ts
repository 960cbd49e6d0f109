import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@tieout/domain";
import { dispatchSchedules, dueSchedules, dueWork, leaseWork, renewLease } from "@tieout/store";
import type { Engine } from "./engine-types.js";
import { syncKinds } from "./run-context.js";
import { openWork, runWork, type OpenedWork, type WorkDeps } from "./run-work.js";

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
  const wakeUp = (): void => {
    for (const wake of sleepers) wake();
  };

  async function lease(): Promise<{ firmId: string; opened: OpenedWork } | null> {
    for (const { firmId, workId } of await store.withoutFirm((query) => dueWork(query, config.concurrency * 2))) {
      const opened = await store
        .withFirm(firmId, async (session) => {
          const work = await leaseWork(session, workId, processId, config.leaseSeconds);
          return work && openWork(session, work);
        })
        .catch(nullWhenTaken);
      if (opened) return { firmId, opened };
    }
    return null;
  }

  async function workOnce(): Promise<boolean> {
    const leased = await lease();
    if (!leased) return false;
    const { firmId, opened } = leased;
    const { work } = opened;
    const renew = (): void => {
      store.withFirm(firmId, (session) => renewLease(session, work, config.leaseSeconds)).catch(() => deps.log("warn", "a lease could not be prolonged", { workId: work.id }));
    };
    const heartbeat = setInterval(renew, (config.leaseSeconds * 1_000) / 3);
    heartbeat.unref();
    try {
      await runWork(deps, firmId, opened);
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
      let dispatched = 0;
      for (const { firmId, connectionId } of await store.withoutFirm((query) => dueSchedules(query, kind, dispatchLimit))) {
        if ((await store.withFirm(firmId, (session) => dispatchSchedules(session, connectionId, jobs.map((job) => ({ kind: job, workId: newId() }))))) > 0) dispatched += 1;
      }
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
          if (!hasWorked) await pause(signal);
        }
      };
      await Promise.all(Array.from({ length: config.concurrency }, lane));
    },
  };

  async function pause(signal: AbortSignal): Promise<void> {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    sleepers.add(stop);
    signal.addEventListener("abort", stop, { once: true });
    await sleep(config.pollMs, undefined, { signal: controller.signal }).catch(() => undefined);
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
