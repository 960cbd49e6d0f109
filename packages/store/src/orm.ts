import { MikroORM, type EntityManager } from "@mikro-orm/postgresql";
import { Migrator } from "@mikro-orm/migrations";
import { HubError } from "@tieout/domain";
import { CompiledQuery, type Transaction } from "kysely";
import { entities } from "./entities.js";
import { migrations } from "./migrations/index.js";

/** One transaction in which only one firm's rows exist. */
export interface FirmSession {
  readonly firmId: string;
  /** Unit of work for writes to records; flushed when the work ends. */
  readonly em: EntityManager;
  /** Plain rows, `$1` parameters. Instants come as text: see `toDate`. Numerics and dates come as text, jsonb parsed. */
  query<Row extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** The database. Every read and write of firm rows goes through `withFirm`. */
export interface Store {
  /**
   * Runs `work` in one transaction that sees this firm's rows and no others (row-level security under the role `tieout_app`).
   * Never make a network call inside. A throw rolls everything back.
   */
  withFirm<T>(firmId: string, work: (session: FirmSession) => Promise<T>): Promise<T>;
  /** For the few look-ups before a firm is known: sees no firm's rows, only what SECURITY DEFINER functions give. */
  withoutFirm<T>(work: (query: FirmSession["query"]) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** PostgreSQL 15 or newer, as the owner of the schema. */
  url: string;
  /** Largest number of connections of this process. */
  poolSize?: number;
}

export async function openStore({ url, poolSize = 10 }: StoreOptions): Promise<Store> {
  const orm = await initialise(url, poolSize);

  function session(em: EntityManager, firmId: string): FirmSession {
    return {
      firmId,
      em,
      async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
        const transaction = em.getTransactionContext<Transaction<unknown>>();
        if (!transaction) throw new Error("A firm session was used after its transaction ended.");
        const { rows } = await transaction.executeQuery<Row>(CompiledQuery.raw(sql, [...params]));
        return rows as Row[];
      },
    };
  }

  function transact<T>(firmId: string, work: (session: FirmSession) => Promise<T>): Promise<T> {
    const em = orm.em.fork();
    em.setSessionContext({ role: "tieout_app", variables: { "hub.firm_id": firmId } });
    return em.transactional((inner) => work(session(inner as EntityManager, firmId)));
  }

  return {
    withFirm: transact,
    withoutFirm: (work) => transact("", ({ query }) => work(query)),
    async ping() {
      await orm.em.getConnection().execute("select 1");
    },
    close: () => orm.close(true),
  };
}

/** Brings the schema up to date. Several processes may call it at once: an advisory lock lets one work. */
export async function migrate(url: string): Promise<void> {
  const orm = await initialise(url, 2);
  try {
    const version = await orm.em.getConnection().execute<{ n: number }[]>("select current_setting('server_version_num')::int as n");
    if ((version[0]?.n ?? 0) < 150_000) throw new HubError("CONFIGURATION", "Tieout needs PostgreSQL 15 or newer. DATABASE_URL points at an older server.");
    await orm.em.fork().transactional(async (em) => {
      await em.execute("select pg_advisory_xact_lock(7136401)");
      await orm.migrator.up({ transaction: em.getTransactionContext() });
    });
  } finally {
    await orm.close(true);
  }
}

async function initialise(url: string, poolSize: number): Promise<MikroORM> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: poolSize },
    // An outside server may vanish behind a firewall: better a clear error than a wait without end.
    driverOptions: { connectionTimeoutMillis: 10_000, application_name: "tieout" },
    migrations: { migrationsList: migrations, tableName: "schema_migration", snapshot: false, silent: true },
  });
  try {
    await orm.em.getConnection().execute("select 1");
  } catch (error) {
    await orm.close(true);
    throw new HubError("CONFIGURATION", `The database does not answer: ${(error as Error).message}. Check DATABASE_URL.`);
  }
  return orm;
}

/** An instant from PostgreSQL's text, `2026-11-22 05:01:02.123+00`. */
export function toDate(text: string): Date {
  return new Date(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
}
