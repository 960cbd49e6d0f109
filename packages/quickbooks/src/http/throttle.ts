import type { CallKind, CallThrottle } from "@tieout/domain";

export interface ThrottleLimits {
  perSecond: number;
  perMinute: number;
  batchesPerMinute: number;
  /** Added to each window, milliseconds: calls sent evenly may arrive bunched. */
  marginMs: number;
}

/** Intuit's published limits per company and app: 10 a second, 500 a minute, 40 batches a minute (qbo-protocol 13). */
export const publishedLimits: ThrottleLimits = { perSecond: 10, perMinute: 500, batchesPerMinute: 40, marginMs: 200 };

export interface ThrottleTime {
  /** Milliseconds; only differences matter. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

const realTime: ThrottleTime = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Rolling windows in memory, first come, first served. A batch counts as one call and as one batch. */
export function rollingThrottle(limits: ThrottleLimits = publishedLimits, time: ThrottleTime = realTime): CallThrottle {
  const second = 1_000 + limits.marginMs;
  const minute = 60_000 + limits.marginMs;
  const calls: number[] = [];
  const batches: number[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let queue: Promise<void> = Promise.resolve();

  /** When the n-th newest entry leaves its window there is room again. */
  const roomAt = (times: readonly number[], limit: number, window: number): number => {
    const blocking = times.at(-limit);
    return blocking === undefined ? Number.NEGATIVE_INFINITY : blocking + window;
  };

  const admit = async (kind: CallKind): Promise<void> => {
    for (;;) {
      const now = time.now();
      const readyAt = Math.max(
        pausedUntil,
        roomAt(calls, limits.perSecond, second),
        roomAt(calls, limits.perMinute, minute),
        kind === "batch" ? roomAt(batches, limits.batchesPerMinute, minute) : Number.NEGATIVE_INFINITY,
      );
      if (readyAt <= now) {
        calls.push(now);
        if (kind === "batch") batches.push(now);
        calls.splice(0, calls.length - limits.perMinute);
        batches.splice(0, batches.length - limits.batchesPerMinute);
        return;
      }
      await time.sleep(readyAt - now);
    }
  };

  return {
    async take(kind) {
      queue = queue.then(() => admit(kind));
      await queue;
      return () => undefined;
    },
    pause: async (seconds) => {
      pausedUntil = Math.max(pausedUntil, time.now() + seconds * 1_000);
    },
  };
}
