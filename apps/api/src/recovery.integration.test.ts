import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "./testing/connect.js";
import { startTestApi, type TestApi } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ role: "all" });
});
afterAll(() => api[Symbol.asyncDispose]());

test("web and worker outlive a database that drops every connection", async () => {
  expect((await api.admin.graphql("{ clients { totalCount } }")).errors).toEqual([]);
  const operator = new Client({ connectionString: api.api.app.config.databaseUrl });
  await operator.connect();
  const { rowCount } = await operator.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'tieout%'");
  expect(rowCount).toBeGreaterThan(2);
  await operator.end();
  await until(async () => (await api.stranger.fetch("/health/ready")).status === 200);
  await until(async () => (await api.admin.graphql("{ viewer { name } clients { totalCount } }")).errors.length === 0);
});

test("a connection lost in the middle of a statement fails that request and nothing else, and says nothing of its values", async () => {
  const operator = new Client({ connectionString: api.api.app.config.databaseUrl });
  await operator.connect();
  await operator.query('begin; lock table auth."user" in access exclusive mode');
  const waiting = api.signIn(api.adminSignIn.email, api.adminSignIn.password);
  await until(async () => ((await operator.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tieout-auth' and wait_event_type = 'Lock'")).rowCount ?? 0) > 0);
  const answer = await waiting;
  expect([answer.status, await answer.json()]).toEqual([500, { message: "Something went wrong here. Try again." }]);
  await operator.query("rollback");
  await operator.end();
  expect((await api.signIn(api.adminSignIn.email, api.adminSignIn.password)).status).toBe(200);
});

test("closing ends open streams at once", async () => {
  const other = await startTestApi({ role: "all" });
  const stream = await other.admin.fetch("/graphql/stream", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: "subscription { problemCountsChanged { open } }" }),
  });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const started = Date.now();
  await other[Symbol.asyncDispose]();
  expect(Date.now() - started).toBeLessThan(15_000);
  await reader.cancel().catch(() => undefined);
});
