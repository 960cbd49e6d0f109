import { openQuickBooks } from "@tieout/quickbooks";
import { createVault, openStore } from "@tieout/store";
import { randomBytes } from "node:crypto";
import { createEngine } from "../engine/create-engine.js";
import type { EngineConfig } from "../engine/engine-types.js";
import { storeWith } from "./seams.js";

export interface VictimOptions {
  databaseUrl: string;
  quickBooksUrl: string;
  realmId: string;
  accessToken: string;
  processId: string;
  config: Partial<EngineConfig>;
  /** The exchange with PostgreSQL or QuickBooks, counted from 1, at which this process ends; null for never. */
  diesAt: number | null;
}

/**
 * Does the work that is due, as a process of its own. Before the exchange it is to die at, and after every other one, it is ended by
 * SIGKILL: statements inside a transaction count one by one. Resolves with the number of exchanges when nothing is due any more.
 */
export async function workAsVictim({ databaseUrl, quickBooksUrl, realmId, accessToken, processId, config, diesAt }: VictimOptions): Promise<number> {
  let exchanges = 0;
  async function exchange<T>(work: () => Promise<T>): Promise<T> {
    exchanges += 1;
    // Odd moments are before an exchange, even ones after it was done and before the answer is heard.
    if (exchanges * 2 - 1 === diesAt) process.kill(process.pid, "SIGKILL");
    const answer = await work();
    if (exchanges * 2 === diesAt) process.kill(process.pid, "SIGKILL");
    return answer;
  }
  const real = await openStore({ url: databaseUrl });
  const store = storeWith(real, ({ pass }) => exchange(() => pass()));
  const noThrottle = { take: async () => () => {}, pause: async () => {} };
  const engine = createEngine({
    store,
    processId,
    sign: createVault([{ version: 1, secret: randomBytes(32) }]).sign,
    config: { pollMs: 20, ...config },
    openLedger: async (_firm, _connection, run) =>
      openQuickBooks({ environment: "emulator", baseUrl: quickBooksUrl, realmId, accessToken: async () => accessToken, refresh: async () => {}, throttle: noThrottle, fetch: (request) => exchange(() => fetch(request)), onExchange: run.onExchange }),
  });
  while (await engine.workOnce()) {
    // until nothing is due
  }
  await real.close();
  return exchanges * 2;
}
