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

/** Thrifty while the backlog is short: single writes cost nothing. Fast above: batches, and both together when a minute's batches do not do (ux-api-perf 4.1, mixed mode). Always thrifty once the month's budget of metered calls is used up. */
export function sendPlan(run: Pick<RunContext, "config">, pending: number, isOverBudget: boolean): SendPlan {
  const { thriftyLimit, singlesInFlight, batchesInFlight, batchSize, batchesPerMinute } = run.config;
  const takeBatch = minuteOfBatches(batchesPerMinute);
  if (pending <= thriftyLimit || isOverBudget) return { singles: singlesInFlight, batches: 0, takeBatch };
  return { singles: pending > batchesPerMinute * batchSize ? Math.ceil(singlesInFlight / 2) : 0, batches: batchesInFlight, takeBatch };
}

/** The throttle lets a batch go a minute after the fortieth before it and some distance: who asks sooner stands there. */
const batchMinuteMs = 61_000;

/** Counts the batches of the last minute, beside the throttle all processes share: what would wait there for a turn, thirty writes at a time, can go by itself meanwhile. */
export function minuteOfBatches(limit: number, now: () => number = () => performance.now()): () => boolean {
  const taken: number[] = [];
  return () => {
    if ((taken.at(-limit) ?? Number.NEGATIVE_INFINITY) + batchMinuteMs > now()) return false;
    taken.push(now());
    return true;
  };
}

export type NextChanges = () => Promise<readonly ReadyChange[]>;

/**
 * Sends whatever `next` gives until it gives nothing, on several lanes at once. The first lane that fails stops the others after the
 * calls they have on their way; its error is thrown. `pulse` is asked before every call, and throws when the run must stop. A lane of
 * batches that finds no batch left in this minute helps along with single writes; so it does, where both go side
 * by side, with the last few, no more than there are lanes: they are sooner done, and free of charge. There each lane also begins with one:
 * a turn comes free a minute after the call that took it, so that a first second with ten calls in it makes room for ten in the last minute's.
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
  const fill = async (atLeast: number): Promise<void> => {
    while (queue.length < atLeast && !isExhausted && failure === null) {
      fetching ??= fetch().finally(() => {
        fetching = null;
      });
      await fetching;
    }
  };

  const isLastFew = (): boolean => plan.singles > 0 && isExhausted && queue.length <= plan.batches + plan.singles;

  const lane = async (sendsBatches: boolean): Promise<void> => {
    let hasBegun = plan.singles === 0;
    try {
      for (;;) {
        const wanted = sendsBatches ? run.config.batchSize : 1;
        await fill(wanted);
        if (failure !== null || (queue.length === 0 && isExhausted)) return;
        // Another lane was quicker, and what comes next is not fetched yet.
        if (queue.length < wanted && !isExhausted) continue;
        // Only once there is something to send: a batch that is not sent is none of the minute's.
        const isBatch = sendsBatches && hasBegun && !isLastFew() && plan.takeBatch();
        hasBegun = true;
        const changes = queue.splice(0, isBatch ? run.config.batchSize : 1);
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
