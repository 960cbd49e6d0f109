import type { VirtualClock } from '../kernel/clock.js';

/** Intuit's published limits per company (limits-and-throttles; the ten at a time of older pages kept beside the ten a second). */
export const publishedLimits = { perMinute: 500, perSecond: 10, atOnce: 10, batchesPerMinute: 40 } as const;

type Window = { calls: number[]; batches: number[]; inFlight: number };

/** Rolling windows per company. Refused requests do not count against the limits (assumed). */
export class Throttle {
  readonly #clock: VirtualClock;
  readonly isOn: boolean;
  #windows = new Map<string, Window>();
  readonly #blocked = new Map<string, number>();

  constructor(clock: VirtualClock, isOn: boolean) {
    this.#clock = clock;
    this.isOn = isOn;
  }

  /** Lets a request in, or not. One let in must be released when its answer is ready. */
  admit(realmId: string, isBatch: boolean): boolean {
    const window = this.#windows.get(realmId) ?? { calls: [], batches: [], inFlight: 0 };
    this.#windows.set(realmId, window);
    const now = this.#clock.now();
    if ((this.#blocked.get(realmId) ?? 0) > now) return false;
    dropOlder(window.calls, now - 60_000);
    dropOlder(window.batches, now - 60_000);
    if (this.isOn) {
      const lastSecond = window.calls.length - firstAfter(window.calls, now - 1000);
      const isFull = window.calls.length >= publishedLimits.perMinute || lastSecond >= publishedLimits.perSecond;
      const isCrowded = window.inFlight >= publishedLimits.atOnce;
      if (isFull || isCrowded || (isBatch && window.batches.length >= publishedLimits.batchesPerMinute)) return false;
    }
    window.calls.push(now);
    if (isBatch) window.batches.push(now);
    window.inFlight += 1;
    return true;
  }

  /** Lets nothing in for so long. */
  block(realmId: string, seconds: number): void {
    this.#blocked.set(realmId, this.#clock.now() + seconds * 1000);
  }

  release(realmId: string): void {
    const window = this.#windows.get(realmId);
    if (window) window.inFlight -= 1;
  }

  clear(): void {
    this.#windows = new Map();
    this.#blocked.clear();
  }
}

/** Times are in order: drops those at or before the limit. */
function dropOlder(times: number[], limit: number): void {
  const from = firstAfter(times, limit);
  if (from > 0) times.splice(0, from);
}

function firstAfter(times: number[], limit: number): number {
  let at = times.length;
  while (at > 0 && times[at - 1]! > limit) at -= 1;
  return at;
}
