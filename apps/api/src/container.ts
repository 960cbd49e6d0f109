import { hostname } from "node:os";
import type { Clock } from "@tieout/domain";
import { createVault, openStore, type Store, type Vault } from "@tieout/store";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { createAuth, type Auth } from "./auth/auth.js";
import { createSetupCode, type SetupCode } from "./auth/setup-code.js";
import type { ApiConfig } from "./config.js";
import { createSchema } from "./graphql/schema.js";

/** Everything the roles share, put together once per process. */
export interface Container {
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly store: Store;
  readonly vault: Vault;
  readonly auth: Auth;
  readonly setupCode: SetupCode;
  readonly schema: GraphQLSchema;
  /** Names this process in leases. */
  readonly processId: string;
  close(): Promise<void>;
}

/** The composition root: the only place that knows which part is made of which. */
export async function createContainer(config: ApiConfig, { logger, clock }: { logger: Logger; clock: Clock }): Promise<Container> {
  const vault = createVault(config.encryptionKeys);
  const store = await openStore({ url: config.databaseUrl, poolSize: config.databasePoolSize });
  const sameServer = [`http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`];
  const { auth, close: closeAuth } = createAuth({ databaseUrl: config.databaseUrl, publicUrl: config.publicUrl, origins: sameServer, encryptionKeys: config.encryptionKeys, logger });
  return {
    config,
    logger,
    clock,
    store,
    vault,
    auth,
    setupCode: createSetupCode(),
    schema: createSchema(),
    processId: `${hostname()}:${process.pid}`,
    async close() {
      await Promise.allSettled([closeAuth(), store.close()]);
    },
  };
}
