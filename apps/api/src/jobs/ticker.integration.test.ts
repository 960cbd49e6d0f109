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

test("each of the three kinds is ticked, and one that fails keeps the others going", async () => {
  await using database = await createTestDatabase();
  const ticks: TickKind[] = [];
  const onTick = async (kind: TickKind) => {
    ticks.push(kind);
    if (kind === "clients") throw new Error("QuickBooks is down");
  };
  ticker = await startTicker({ databaseUrl: database.url, onTick, logger: pino({ level: "silent" }) });
  await seen(ticks, 3);
  expect([...new Set(ticks)].sort()).toEqual(["clients", "invoices", "timesheets"]);
  await ticker.stop();
  ticker = null;
});

test("a database that drops every connection does not end the process", async () => {
  await using database = await createTestDatabase();
  ticker = await startTicker({ databaseUrl: database.url, onTick: async () => undefined, logger: pino({ level: "silent" }) });
  const operator = new Client({ connectionString: database.url });
  await operator.connect();
  const { rowCount } = await operator.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tieout-ticker'");
  expect(rowCount).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const { rows } = await operator.query("select count(*)::int as n from pg_stat_activity where application_name = 'tieout-ticker'");
  expect(rows[0].n).toBeGreaterThan(0);
  await operator.end();
  await ticker.stop();
  ticker = null;
});
