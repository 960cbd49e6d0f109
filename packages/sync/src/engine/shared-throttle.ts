import { setTimeout as sleep } from "node:timers/promises";
import { LedgerError, newId, type CallThrottle } from "@tieout/domain";
import { pauseCalls, pauseLeft, takeTurn, type CallTurn, type Store, type TurnLimits } from "@tieout/store";
import { createCallWindow, longestTravelMs } from "./call-window.js";

/**
 * Intuit's published limits per company and app: 10 a second, 500 a rolling minute, 40 batches a minute (qbo-protocol 13). Little is kept free beside them, for
 * the calls of a process keep their distance at QuickBooks' end (`createCallWindow`). A batch, of which nobody knows what its work and what its way took, is kept as far off here as there: turns
 * that ran ahead of it minute by minute would tell other processes less and less. Of theirs the turn alone is known, not when they arrived.
 */
const publishedLimits: TurnLimits = { perSecond: 10, perMinute: 500, batchesPerMinute: 40, secondMarginMs: 50, callMarginMs: 100, batchMarginMs: longestTravelMs + 50, othersMarginMs: 1_000 };
/** A call that is woken later than this, on a busy machine, gives its turn up. */
const latestMs = 200;
/** A pause up to this long is slept through; for a longer one the run shows that it waits, and until when. */
const longestNapMs = 2_000;

/** A throttle whose turns all processes share. While the company rests after an answer 429, asking it throws with the seconds that are left. */
export interface SharedThrottle extends CallThrottle {
  /** When it was last asked, by `performance.now()`. */
  readonly askedAt: number;
}

/** A throttle nobody has asked for so long knows of no call that still counts. */
const keptMs = 120_000;

/** The throttle of each company this process calls: the same one for all work that goes on at a time, so that it knows of every call the process makes there. */
export function createSharedThrottles(store: Store, limits?: TurnLimits): (realmHash: string) => SharedThrottle {
  const throttles = new Map<string, SharedThrottle>();
  return (realmHash) => {
    const known = throttles.get(realmHash);
    if (known) return known;
    for (const [hash, { askedAt }] of throttles) if (performance.now() - askedAt > keptMs) throttles.delete(hash);
    const throttle = createSharedThrottle(store, realmHash, limits);
    throttles.set(realmHash, throttle);
    return throttle;
  };
}

/**
 * One order of turns for all processes on the database: each call reserves its turn there and waits for it here. A pause that
 * somebody sets meanwhile holds back whoever waits for long too. Calls of one process keep their distance at QuickBooks' end as well
 * (`createCallWindow`): what the database spaced may bunch up on its way.
 */
export function createSharedThrottle(store: Store, realmHash: string, limits: TurnLimits = publishedLimits): SharedThrottle {
  const window = createCallWindow([
    { most: limits.perSecond, withinMs: 1_000 },
    { most: limits.perMinute, withinMs: 60_000 },
    { most: limits.batchesPerMinute, withinMs: 60_000, isOfBatches: true },
  ]);
  const turns = { realmHash, taker: newId() };
  const turn = async (isBatch: boolean): Promise<CallTurn> => {
    const given = await store.withoutFirm((query) => takeTurn(query, turns, isBatch, limits, longestNapMs));
    if (given.pauseMs > 0) throw resting(given.pauseMs);
    return given;
  };
  const requireNoPause = async (): Promise<void> => {
    const pauseMs = await store.withoutFirm((query) => pauseLeft(query, realmHash));
    if (pauseMs > longestNapMs) throw resting(pauseMs);
  };
  let restsUntil = 0;
  let askedAt = performance.now();

  return {
    get askedAt() {
      return askedAt;
    },
    async take(kind) {
      askedAt = performance.now();
      for (let isHeld = false; !isHeld; ) {
        const { waitMs, isTaken } = await turn(kind === "batch");
        const due = performance.now() + waitMs;
        if (waitMs > 0) await sleep(waitMs);
        // Woken late, this turn would fall into somebody else's: queue again.
        isHeld = isTaken && performance.now() - due <= latestMs;
        if (isHeld && waitMs > longestNapMs) await requireNoPause();
      }
      const call = await window.enter(kind);
      const left = restsUntil - performance.now();
      if (left <= 0) return call.answered;
      call.withdrawn();
      throw resting(left);
    },
    async pause(seconds) {
      restsUntil = Math.max(restsUntil, performance.now() + seconds * 1_000);
      await store.withoutFirm((query) => pauseCalls(query, realmHash, seconds));
    },
  };
}

function resting(milliseconds: number): LedgerError {
  return new LedgerError("throttled", "QuickBooks has asked for a pause.", { retry: "later", facts: { status: 0, retryAfterSeconds: Math.ceil(milliseconds / 1_000) } });
}
