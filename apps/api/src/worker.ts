import type { Container } from "./container.js";
import { createHousekeeping } from "./jobs/housekeeping.js";
import { startTicker, type TickKind } from "./jobs/ticker.js";

export interface Worker {
  /** Takes no new work and ends, or hands back, what is in hand. */
  stop(): Promise<void>;
}

/** The worker role: ticks, and does what is due. */
export async function startWorker({ engine, notifier, store, config, logger }: Container): Promise<Worker> {
  const ending = new AbortController();
  const working = engine.work(ending.signal);
  const keepHouse = createHousekeeping({ store, callBodyDays: config.callBodyDays });
  const onTick = async (kind: TickKind): Promise<void> => {
    if (kind !== "notifications") return void (await engine.dispatchDue(kind));
    await notifier.tick();
    await keepHouse();
  };
  const ticker = await startTicker({ databaseUrl: config.databaseUrl, onTick, logger: logger.child({ part: "ticker" }) });
  return {
    async stop() {
      ending.abort();
      await Promise.all([working, ticker.stop()]);
    },
  };
}
