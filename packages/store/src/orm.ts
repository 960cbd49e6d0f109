import { MikroORM, type EntityManager, type PostgreSqlConnection } from "@mikro-orm/postgresql";
import { Migrator } from "@mikro-orm/migrations";
import { HubError, isId } from "@tieout/domain";
import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import type { Pool, PoolClient, QueryResult } from "pg";
import { createHash } from "node:crypto";
import { entities } from "./entities.js";
import { appRole, askInFirm } from "./firm-statement.js";
import { migrations } from "./migrations/index.js";

/** What a single statement of a firm needs. */
export interface FirmQuery {
  readonly firmId: string;
  /** Plain rows, `$1` parameters. Instants come as text: see `toDate`. Numerics and dates come as text, jsonb parsed. */
  query<Row extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** One transaction in which only one firm's rows exist. */
export interface FirmSession extends FirmQuery {
  /** Unit of work for writes to records; flushed when the work ends. */
  readonly em: EntityManager;
}

/** The database. Every read and write of firm rows goes through `withFirm`. */
export interface Store {
  /**
   * Runs `work` in one transaction that sees this firm's rows and no others (row-level security under the role `tieout_app`).
   * Never make a network call inside. A throw rolls everything back.
   */
  withFirm<T>(firmId: string, work: (session: FirmSession) => Promise<T>): Promise<T>;
  /**
   * The same for one statement that is a transaction by itself, in one exchange with the database: for what every hour of every firm
   * asks. A second statement is refused, for it would see another state of things.
   */
  askFirm<T>(firmId: string, ask: (firm: FirmQuery) => Promise<T>): Promise<T>;
  /** For the few look-ups before a firm is known: sees no firm's rows, only what SECURITY DEFINER functions give. Each statement stands alone. */
  withoutFirm<T>(work: (query: FirmSession["query"]) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** PostgreSQL 15 or newer, as the owner of the schema. */
  url: string;
  /** Largest number of connections of this process. */
  poolSize?: number;
  /**
   * PostgreSQL keeps each statement per connection and plans it for whatever its values are: for tests and campaigns, whose firms are small
   * and where planning costs more than the work. Otherwise each is planned for its values, and a pooler may stand in between.
   */
  keepsStatements?: boolean;
}

export async function openStore({ url, poolSize = 10, keepsStatements = false }: StoreOptions): Promise<Store> {
  const orm = await initialise(url, { poolSize, role: appRole });
  const pool = await (orm.em.getConnection() as PostgreSqlConnection).getNativeClient();
  const [who] = await orm.em.getConnection().execute<{ role: string }[]>("select current_user as role");
  if (who?.role !== appRole) {
    await orm.close(true);
    throw new HubError("CONFIGURATION", `The database ignores the role of a connection: it works as ${who?.role ?? "somebody"} and not as ${appRole}. A connection pooler in between must pass on the start-up parameter "options", or DATABASE_URL must point at PostgreSQL itself.`);
  }

  const send: Send = keepsStatements ? (on, text, values) => on.query({ text, values, ...(values.length > 0 && { name: nameOf(text) }) }) : (on, text, values) => on.query(text, values);

  return {
    async withFirm(firmId, work) {
      requireId(firmId);
      const connection = await pool.connect();
      const transaction = new FirmTransaction(orm, connection, send, firmId);
      try {
        // One exchange instead of three: on lists, what goes back and forth costs more than the query.
        // The role again, whatever the connection began with: a pooler in between may have dropped the start-up option.
        await connection.query(`begin; set local role ${appRole}; set local hub.firm_id = '${firmId}'`);
        const result = await work(transaction);
        await transaction.end("commit");
        connection.release();
        return result;
      } catch (error) {
        await transaction.end("rollback").then(() => connection.release(), () => connection.release(true));
        throw error;
      }
    },
    async askFirm(firmId, ask) {
      requireId(firmId);
      let isAsked = false;
      return ask({
        firmId,
        async query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
          if (isAsked) throw new Error("Several statements of a firm belong into one transaction: use withFirm.");
          isAsked = true;
          const connection = await pool.connect();
          return askInFirm<Row>(connection, firmId, sql, params).finally(() => connection.release());
        },
      });
    },
    withoutFirm: (work) => work(async <Row extends object>(sql: string, params: readonly unknown[] = []) => (await send<Row>(pool, sql, [...params])).rows),
    async ping() {
      await orm.em.getConnection().execute("select 1");
    },
    close: () => orm.close(true),
  };
}

/** It becomes part of a statement. */
function requireId(firmId: string): void {
  if (!isId(firmId)) throw new Error("A firm is named by its id.");
}

/** How one statement is sent. */
type Send = <Row extends object>(on: Pool | PoolClient, text: string, values: unknown[]) => Promise<QueryResult<Row>>;

/** PostgreSQL cuts names of statements off after 63 characters. */
function nameOf(statement: string): string {
  return createHash("sha256").update(statement).digest("base64url");
}

/** A transaction on one connection, for plain rows and, when it is asked for, a unit of work. */
class FirmTransaction implements FirmSession {
  readonly firmId: string;
  readonly query: FirmSession["query"];
  readonly #orm: MikroORM;
  readonly #connection: PoolClient;
  readonly #sendStatement: Send;
  #em: EntityManager | null = null;
  #isOver = false;
  /** What was sent last: a connection answers one statement at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(orm: MikroORM, connection: PoolClient, sendStatement: Send, firmId: string) {
    this.firmId = firmId;
    this.#orm = orm;
    this.#connection = connection;
    this.#sendStatement = sendStatement;
    this.query = async <Row extends object>(sql: string, params: readonly unknown[] = []) => (await this.#send<Row>(sql, params)).rows;
  }

  get em(): EntityManager {
    if (!this.#em) {
      this.#em = this.#orm.em.fork();
      const client = { query: (sql: string, params: readonly unknown[]) => this.#send(sql, params), release: () => undefined };
      const pool = { connect: async () => client, end: async () => undefined } as unknown as PostgresPool;
      this.#em.setTransactionContext(new Kysely({ dialect: new PostgresDialect({ pool }) }));
    }
    return this.#em;
  }

  async end(how: "commit" | "rollback"): Promise<void> {
    if (how === "commit") await this.#em?.flush();
    this.#isOver = true;
    await this.#last.catch(() => undefined);
    await this.#connection.query(how);
  }

  #send<Row extends object>(sql: string, params: readonly unknown[]): Promise<QueryResult<Row>> {
    if (this.#isOver) return Promise.reject(new Error("A firm session was used after its transaction ended."));
    const send = () => this.#sendStatement<Row>(this.#connection, sql, [...params]);
    const sent = this.#last.then(send, send);
    this.#last = sent;
    return sent;
  }
}

/** Brings the schema up to date. Several processes may call it at once: an advisory lock lets one work. */
export async function migrate(url: string): Promise<void> {
  const orm = await initialise(url, { poolSize: 2 });
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

async function initialise(url: string, { poolSize, role }: { poolSize: number; role?: string }): Promise<MikroORM> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: poolSize },
    // An outside server may vanish behind a firewall: better a clear error than a wait without end.
    driverOptions: { connectionTimeoutMillis: 10_000, application_name: "tieout", ...(role && { options: `-c role=${role}` }) },
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
