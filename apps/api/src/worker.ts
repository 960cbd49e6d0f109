import type { Container } from "./container.js";
import { startTicker } from "./jobs/ticker.js";

export interface Worker {
  /** Takes no new work and ends, or hands back, what is in hand. */
  stop(): Promise<void>;
}

/** The worker role: ticks, and does what is due. */
export async function startWorker({ engine, config, logger }: Container): Promise<Worker> {
  const ending = new AbortController();
  const working = engine.work(ending.signal);
  const ticker = await startTicker({ databaseUrl: config.databaseUrl, onTick: (kind) => engine.dispatchDue(kind), logger: logger.child({ part: "ticker" }) });
  return {
    async stop() {
      ending.abort();
      await Promise.all([working, ticker.stop()]);
    },
  };
}
