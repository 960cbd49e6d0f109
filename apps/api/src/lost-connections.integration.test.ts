import { createTestDatabase } from "@tieout/store/testing";
import { Client, Pool } from "pg";
import { expect, test } from "vitest";
import { surviveLostConnections } from "./lost-connections.js";

test("a connection that is lost between two statements fails the next one, is told of, and leaves the process and the pool alive", async () => {
  await using database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.url, max: 2 });
  const lost: unknown[] = [];
  surviveLostConnections(pool, (error) => lost.push(error));
  const operator = new Client({ connectionString: database.url });
  await operator.connect();
  const inUse = await pool.connect();
  const { rows } = await inUse.query<{ pid: number }>("select pg_backend_pid() as pid");
  await operator.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  for (const end = Date.now() + 10_000; lost.length === 0 && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(lost).toHaveLength(1);
  await expect(inUse.query("select 1")).rejects.toThrow();
  inUse.release(true);
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await operator.end();
  await pool.end();
});
