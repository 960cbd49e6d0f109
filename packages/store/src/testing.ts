import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbeddedPostgres } from "./embedded.js";
import { migrate } from "./orm.js";

/**
 * For vitest's `globalSetup`: one PostgreSQL for the whole run with a migrated template, announced to the workers by
 * `TIEOUT_TEST_POSTGRES`. Durability is off: a test's data may die with it.
 * @param settings more of the server's own, "name=value"
 */
export async function startTestPostgres(settings: readonly string[] = []): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-test-"));
  const postgres = await startEmbeddedPostgres(folder, ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", ...settings]);
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await execute(postgres.url("postgres"), 'create database "tieout_template"');
    await migrate(postgres.url("tieout_template"));
  } catch (error) {
    await stop();
    throw error;
  }
  process.env["TIEOUT_TEST_POSTGRES"] = postgres.url("postgres");
  return stop;
}

export interface TestDatabase extends AsyncDisposable {
  url: string;
  /** Ends every connection to it, as a server that restarts does; new ones are taken at once. */
  dropConnections(): Promise<void>;
}

/** A database of its own, cloned from the migrated template; `await using` drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env["TIEOUT_TEST_POSTGRES"];
  if (!server) throw new Error("No test PostgreSQL: this test must run under the project's vitest configuration.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `create database "${name}" template "tieout_template"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    dropConnections: () => execute(server, `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`),
    async [Symbol.asyncDispose]() {
      await execute(server, `drop database if exists "${name}" with (force)`);
    },
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
