import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

/** What happens to the database server beside the product, by connections of its own. */

/** Commits of this database survive a crash: the test server answers them before its log is written otherwise. */
export async function keepCommits(databaseUrl: string): Promise<void> {
  await operate(databaseUrl, "do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$");
}

/** Ends every session that is at work, as a server does that shuts down. */
export async function endStatements(databaseUrl: string): Promise<void> {
  await operate(databaseUrl, `select pg_terminate_backend(pid) from pg_stat_activity where ${isAtWork}`);
}

/** A minute is over for the tickers of all processes, whatever their clocks say, and what a dead one of them had locked is free. They look within ten seconds. */
export async function wakeTickers(databaseUrl: string): Promise<void> {
  await operate(databaseUrl, "update agenda.agenda_jobs set next_run_at = now() - interval '1 day', locked_at = null");
}

/** Until no session is at work: what a killed process had open is ended by PostgreSQL once it finds nobody at the other end. */
export async function untilNobodyWorks(databaseUrl: string): Promise<void> {
  await until("sessions of a process that was killed were still at work", async () => (await operate(databaseUrl, `select 1 from pg_stat_activity where ${isAtWork}`)) === 0);
}

/**
 * Ends a process of the database server by SIGKILL and waits until the server is back: PostgreSQL then ends all of its processes, throws
 * its shared memory away and recovers from its log (https://www.postgresql.org/docs/17/runtime-config-error-handling.html, restart_after_crash).
 */
export async function crash(databaseUrl: string): Promise<void> {
  const witness = new Client({ connectionString: databaseUrl });
  witness.on("error", () => undefined);
  await witness.connect();
  const isDown = new Promise((resolve) => witness.once("end", resolve));
  const { rows: [victim] } = await witness.query<{ pid: number }>("select pid from pg_stat_activity where backend_type = 'checkpointer'");
  if (!victim) throw new Error("The database server has no checkpointer to kill.");
  process.kill(victim.pid, "SIGKILL");
  await isDown;
  await until("the database server did not come back after its crash", () => operate(databaseUrl, "select 1").then(() => true, () => false));
}

const isAtWork = "datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'";
const patienceMs = 30_000;

async function until(otherwise: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`After ${patienceMs / 1_000} seconds ${otherwise}.`);
    await sleep(20);
  }
}

/** One statement. Returns how many rows it gave or changed. */
async function operate(databaseUrl: string, sql: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
