import { setTimeout as sleep } from "node:timers/promises";
import { pauseCalls, pauseLeft, takeTurn, type Store, type TurnLimits } from "@tieout/store";

/** Intuit's published limits per company and app: 10 a second, 500 a rolling minute, 40 batches a minute (qbo-protocol 13). */
const publishedLimits: TurnLimits = { perSecond: 10, perMinute: 500, batchesPerMinute: 40, marginMs: 200 };

/** Keeps one company under the limits; the adapter asks it before every call. */
export interface SharedThrottle {
  take(kind: "single" | "batch"): Promise<void>;
  pause(seconds: number): Promise<void>;
}

/**
 * One order of turns for all processes on the database: each call reserves its turn there and waits for it here. A pause that
 * somebody sets meanwhile holds everybody back, those too that have a turn already.
 */
export function createSharedThrottle(store: Store, realmHash: string, limits: TurnLimits = publishedLimits): SharedThrottle {
  return {
    async take(kind) {
      const turn = () => store.withoutFirm((query) => takeTurn(query, realmHash, kind === "batch", limits));
      for (let wait = await turn(); wait > 0; ) {
        const due = performance.now() + wait;
        await sleep(wait);
        // Woken late, on a busy machine, this turn would fall into somebody else's: queue again.
        const isMissed = performance.now() - due > limits.marginMs;
        wait = isMissed ? await turn() : await store.withoutFirm((query) => pauseLeft(query, realmHash));
      }
    },
    async pause(seconds) {
      await store.withoutFirm((query) => pauseCalls(query, realmHash, seconds));
    },
  };
}
