import { systemClock, type Clock } from "@tieout/domain";
import { migrate } from "@tieout/store";
import type { Logger } from "pino";
import { hasAnyUser } from "./auth/members.js";
import type { ApiConfig } from "./config.js";
import { createContainer, type Container } from "./container.js";
import { createWebServer } from "./http/web-server.js";
import { createLogger } from "./logger.js";
import { startWorker } from "./worker.js";

export { newApiKey } from "./auth/api-keys.js";
export { createFirmWithAdmin, type NewFirmInput } from "./auth/first-firm.js";
export { loadConfig, type ApiConfig } from "./config.js";
export { createContainer, type Container } from "./container.js";
export { createLogger } from "./logger.js";

export interface RunningApi {
  /** Where it listens. */
  url: string;
  app: Container;
  /** Stops taking requests, finishes those in hand, hands work back, closes the database. */
  close(): Promise<void>;
}

/** Brings the database up to date and starts the configured roles in this process. */
export async function startApi(config: ApiConfig, { logger = createLogger(config), clock = systemClock }: { logger?: Logger; clock?: Clock } = {}): Promise<RunningApi> {
  await migrate(config.databaseUrl);
  const app = await createContainer(config, { logger, clock });
  const closers: (() => Promise<void>)[] = [() => app.close()];
  let url = config.publicUrl;
  try {
    if (config.role !== "web") {
      const worker = await startWorker(app);
      closers.unshift(() => worker.stop());
    }
    if (config.role !== "worker") {
      const server = await createWebServer(app);
      closers.unshift(() => server.close());
      url = await server.listen({ host: config.host, port: config.port });
      if (!config.isDemo && !(await hasAnyUser(app.auth))) logger.warn(`No account yet. Open ${config.publicUrl}/setup and enter this one-time code: ${app.setupCode.text}`);
    }
  } catch (error) {
    for (const close of closers) await close();
    throw error;
  }
  return {
    url,
    app,
    async close() {
      for (const close of closers) await close();
    },
  };
}
