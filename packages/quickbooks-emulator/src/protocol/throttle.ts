import type { VirtualClock } from '../kernel/clock.js';

/** What an app asks for, as the limits tell it apart. `account`: tokens and userinfo, which are no calls of a company's books. */
export type Admission = { realmId: string; clientId: string; kind: 'call' | 'batch' | 'report' | 'send' | 'account' };

type Limit = { per: 'company' | 'app'; most: number; withinMs: number; kinds: readonly Admission['kind'][] };

const secondMs = 1_000;
const minuteMs = 60_000;
const books = ['call', 'batch', 'report', 'send'] as const;

/**
 * Intuit's published limits (limits-and-throttles, batch page, blog of August 2025): of a company, and of one app in a
 * company. The 200 reports a minute stand in older pages only.
 */
const limits: readonly Limit[] = [
  { per: 'company', most: 500, withinMs: minuteMs, kinds: books },
  { per: 'company', most: 120, withinMs: minuteMs, kinds: ['batch'] },
  { per: 'company', most: 200, withinMs: minuteMs, kinds: ['report'] },
  { per: 'company', most: 40, withinMs: 24 * 60 * minuteMs, kinds: ['send'] },
  { per: 'app', most: 10, withinMs: secondMs, kinds: books },
  { per: 'app', most: 40, withinMs: minuteMs, kinds: ['batch'] },
  { per: 'app', most: 800, withinMs: minuteMs, kinds: [...books, 'account'] },
];

/** Ten at a time, of older pages, kept beside the ten a second (Intuit, limits-and-throttles before 2025). */
const mostAtOnce = 10;

/** Rolling windows per limit and company, or company and app. Refused requests do not count (assumed). */
export class Throttle {
  readonly #clock: VirtualClock;
  readonly isOn: boolean;
  #windows = limits.map(() => new Map<string, number[]>());
  #inFlight = new Map<string, number>();
  readonly #blocked = new Map<string, number>();

  constructor(clock: VirtualClock, isOn: boolean) {
    this.#clock = clock;
    this.isOn = isOn;
  }

  /** Lets a request in, or not. One let in must be released when its answer is ready. */
  admit(admission: Admission): boolean {
    const now = this.#clock.now();
    const app = appOf(admission);
    if (admission.kind !== 'account' && (this.#blocked.get(admission.realmId) ?? 0) > now) return false;
    const atOnce = this.#inFlight.get(app) ?? 0;
    if (this.isOn) {
      const windows = limits.flatMap((limit, index) => (limit.kinds.includes(admission.kind) ? [{ limit, times: this.#times(index, limit, admission) }] : []));
      for (const { limit, times } of windows) dropOlder(times, now - limit.withinMs);
      if (atOnce >= mostAtOnce || windows.some(({ limit, times }) => times.length >= limit.most)) return false;
      for (const { times } of windows) times.push(now);
    }
    this.#inFlight.set(app, atOnce + 1);
    return true;
  }

  release(admission: Admission): void {
    const app = appOf(admission);
    const atOnce = (this.#inFlight.get(app) ?? 0) - 1;
    if (atOnce > 0) this.#inFlight.set(app, atOnce);
    else this.#inFlight.delete(app);
  }

  /** Lets no call of a company in for so long. */
  block(realmId: string, seconds: number): void {
    this.#blocked.set(realmId, this.#clock.now() + seconds * secondMs);
  }

  clear(): void {
    this.#windows = limits.map(() => new Map());
    this.#inFlight = new Map();
    this.#blocked.clear();
  }

  #times(index: number, limit: Limit, admission: Admission): number[] {
    const windows = this.#windows[index]!;
    const key = limit.per === 'company' ? admission.realmId : appOf(admission);
    const known = windows.get(key);
    if (known) return known;
    const times: number[] = [];
    windows.set(key, times);
    return times;
  }
}

function appOf({ realmId, clientId }: Admission): string {
  return `${realmId}/${clientId}`;
}

/** Times are in order: drops those at or before the limit. */
function dropOlder(times: number[], limit: number): void {
  let from = 0;
  while (from < times.length && times[from]! <= limit) from += 1;
  if (from > 0) times.splice(0, from);
}
