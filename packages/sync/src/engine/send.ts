import { commitCall, deliver, type ReadyChange } from "./outbox.js";
import type { Flow } from "./flow.js";
import type { RunContext } from "./run-context.js";

/** How much goes out at once, and in which form. */
export interface SendPlan {
  /** Lanes that send one write after another: free of charge. */
  singles: number;
  /** Lanes that send batches: one metered call for thirty writes. */
  batches: number;
  /** Takes one of the batches this minute carries; false when none is left. */
  takeBatch(): boolean;
}

/** Writes one minute of batches carries: above it, single writes help along (ux-api-perf 4.1, mixed mode). */
const batchesPerMinute = 40;

/** Thrifty while the backlog is short: single writes cost nothing. Fast above: batches, and both together when a minute does not do. Always thrifty once the month's budget of metered calls is used up. */
export function sendPlan(run: Pick<RunContext, "config">, pending: number, isOverBudget: boolean): SendPlan {
  const { thriftyLimit, singlesInFlight, batchesInFlight, batchSize } = run.config;
  const takeBatch = minuteOfBatches();
  if (pending <= thriftyLimit || isOverBudget) return { singles: singlesInFlight, batches: 0, takeBatch };
  return { singles: pending > batchesPerMinute * batchSize ? Math.ceil(singlesInFlight / 2) : 0, batches: batchesInFlight, takeBatch };
}

/** Counts the batches of the last minute, beside the throttle all processes share: what would wait there for a turn, thirty writes at a time, can go by itself meanwhile. */
export function minuteOfBatches(now: () => number = () => performance.now()): () => boolean {
  const taken: number[] = [];
  return () => {
    if ((taken.at(-batchesPerMinute) ?? Number.NEGATIVE_INFINITY) + 60_000 > now()) return false;
    taken.push(now());
    return true;
  };
}

export type NextChanges = () => Promise<readonly ReadyChange[]>;

/**
 * Sends whatever `next` gives until it gives nothing, on several lanes at once. The first lane that fails stops the others after the
 * calls they have on their way; its error is thrown. `pulse` is asked before every call, and throws when the run must stop. A lane of
 * batches that finds no batch left in this minute helps along with single writes.
 */
export async function sendAll(run: RunContext, flow: Flow, plan: SendPlan, next: NextChanges, pulse: () => Promise<void>): Promise<void> {
  const queue: ReadyChange[] = [];
  let isExhausted = false;
  let fetching: Promise<void> | null = null;
  let failure: unknown = null;

  const fetch = async (): Promise<void> => {
    const more = await next();
    if (more.length === 0) isExhausted = true;
    queue.push(...more);
  };
  const take = async (atMost: number): Promise<ReadyChange[]> => {
    while (queue.length < atMost && !isExhausted && failure === null) {
      fetching ??= fetch().finally(() => {
        fetching = null;
      });
      await fetching;
    }
    return failure === null ? queue.splice(0, atMost) : [];
  };

  const lane = async (sendsBatches: boolean): Promise<void> => {
    try {
      for (;;) {
        const isBatch = sendsBatches && plan.takeBatch();
        const changes = await take(isBatch ? run.config.batchSize : 1);
        if (changes.length === 0) return;
        await pulse();
        const committed = await commitCall(run, flow, changes, isBatch);
        if (committed) await deliver(run, flow, committed, isBatch);
      }
    } catch (error) {
      failure ??= error;
    }
  };

  await Promise.all([
    ...Array.from({ length: plan.batches }, () => lane(true)),
    ...Array.from({ length: plan.singles }, () => lane(false)),
  ]);
  if (failure !== null) throw failure;
}
