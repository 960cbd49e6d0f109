import { hostname } from "node:os";
import type { Clock } from "@tieout/domain";
import { createVault, openStore, type Store, type TurnLimits, type Vault } from "@tieout/store";
import { createEngine, type Engine } from "@tieout/sync";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { createAuth, type Auth } from "./auth/auth.js";
import { createKeyCache } from "./auth/key-cache.js";
import { createSetupCode, type SetupCode } from "./auth/setup-code.js";
import type { ApiConfig } from "./config.js";
import { createSchema } from "./graphql/schema.js";
import { createPoints, type Points } from "./graphql/shared/points.js";
import { createQuickBooks, type QuickBooks } from "./ledger/quickbooks.js";
import { createNotifier, type Notifier } from "./notifications/notifier.js";

/** Everything the roles share, put together once per process. */
export interface Container {
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly store: Store;
  readonly vault: Vault;
  readonly auth: Auth;
  /** The live API key with this hash, and its firm. */
  readonly findKey: ReturnType<typeof createKeyCache>;
  readonly setupCode: SetupCode;
  readonly quickBooks: QuickBooks;
  readonly engine: Engine;
  /** Tells people what they must know when they do not look. */
  readonly notifier: Notifier;
  readonly schema: GraphQLSchema;
  /** What each caller may ask the API for. */
  readonly points: Points;
  /** Names this process in leases. */
  readonly processId: string;
  /** Work that outlives its request; closing waits for it. Failures are the work's own to report. */
  background(work: Promise<void>): void;
  close(): Promise<void>;
}

/** The composition root: the only place that knows which part is made of which. */
export async function createContainer(config: ApiConfig, { logger, clock, turnLimits }: { logger: Logger; clock: Clock; turnLimits?: TurnLimits }): Promise<Container> {
  const processId = `${hostname()}:${process.pid}`;
  const vault = createVault(config.encryptionKeys);
  const store = await openStore({ url: config.databaseUrl, poolSize: config.databasePoolSize });
  const quickBooks = createQuickBooks({ config, store, vault, processId, ...(turnLimits && { turnLimits }) });
  const sameServer = [`http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`];
  const { auth, close: closeAuth } = createAuth({ databaseUrl: config.databaseUrl, publicUrl: config.publicUrl, origins: sameServer, encryptionKeys: config.encryptionKeys, logger });
  const inBackground = new Set<Promise<void>>();
  return {
    config,
    logger,
    clock,
    store,
    vault,
    auth,
    findKey: createKeyCache(store),
    setupCode: createSetupCode(),
    schema: createSchema(),
    points: createPoints(config.pointsPerMinute),
    quickBooks,
    engine: createEngine({ store, openLedger: quickBooks.openLedger, sign: vault.sign, processId, config: { refusalSpacingSeconds: config.signInRetrySeconds }, log: (level, message, facts) => logger[level]({ part: "sync", ...facts }, message) }),
    notifier: createNotifier({ config, store, vault, auth, clock, logger, processId }),
    processId,
    background(work) {
      const tracked = work.catch(() => logger.error("work in the background failed")).finally(() => inBackground.delete(tracked));
      inBackground.add(tracked);
    },
    async close() {
      await Promise.allSettled(inBackground);
      await Promise.allSettled([closeAuth(), store.close()]);
    },
  };
}
