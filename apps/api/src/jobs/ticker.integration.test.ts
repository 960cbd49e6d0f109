import { createTestDatabase } from "@tieout/store/testing";
import { Client } from "pg";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { startTicker, type TickKind, type Ticker } from "./ticker.js";

let ticker: Ticker | null = null;
afterEach(() => ticker?.stop());

async function seen(ticks: TickKind[], count: number): Promise<void> {
  for (const end = Date.now() + 25_000; new Set(ticks).size < count && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("each of the five kinds is ticked, and one that fails keeps the others going", async () => {
  await using database = await createTestDatabase();
  const ticks: TickKind[] = [];
  const onTick = async (kind: TickKind) => {
    ticks.push(kind);
    if (kind === "clients") throw new Error("QuickBooks is down");
  };
  ticker = await startTicker({ databaseUrl: database.url, onTick, logger: pino({ level: "silent" }) });
  await seen(ticks, 5);
  expect([...new Set(ticks)].sort()).toEqual(["clients", "invoices", "notifications", "tie-out", "timesheets"]);
  await ticker.stop();
  ticker = null;
});

test("a database that drops every connection, idle or in the middle of a statement, does not end the process, and the ticker hears again", async () => {
  await using database = await createTestDatabase();
  ticker = await startTicker({ databaseUrl: database.url, onTick: async () => undefined, logger: pino({ level: "silent" }) });
  const operator = new Client({ connectionString: database.url });
  await operator.connect();
  const countOf = async (what: string) => {
    // Inside a transaction PostgreSQL shows who is connected as it was at the first look.
    await operator.query("select pg_stat_clear_snapshot()");
    return (await operator.query(`select count(*)::int as n from pg_stat_activity where application_name = 'tieout-ticker' and ${what}`)).rows[0].n as number;
  };
  const until = async (holds: () => Promise<boolean>) => {
    for (const end = Date.now() + 40_000; !(await holds()); ) {
      if (Date.now() > end) throw new Error("It did not happen within 40 seconds.");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await until(async () => (await countOf("query ilike 'listen%'")) > 0);
  expect((await operator.query("select 1 from agenda.agenda_jobs")).rowCount).toBe(5);
  // Whatever the ticker asks for now waits, and dies waiting.
  await operator.query("begin; lock table agenda.agenda_jobs in access exclusive mode");
  await until(async () => (await countOf("wait_event_type = 'Lock'")) > 0);
  await operator.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tieout-ticker'");
  await operator.query("rollback");
  await until(async () => (await countOf("query ilike 'listen%'")) > 0);
  expect((await operator.query("select 1 from agenda.agenda_jobs")).rowCount).toBe(5);
  await operator.end();
  await ticker.stop();
  ticker = null;
}, 90_000);
