import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestClient } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ streamCheckMs: 50 });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Listens, and tells when the first event is here and when the server ends the stream. */
async function listen(client: TestClient): Promise<{ ended: Promise<void>; stop(): Promise<void> }> {
  const response = await client.fetch("/graphql/stream", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: "subscription { problemCountsChanged { open } }" }),
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  while (!text.includes("problemCountsChanged")) text += new TextDecoder().decode((await reader.read()).value);
  const ended = (async () => {
    while (!(await reader.read()).done);
  })();
  return { ended, stop: () => reader.cancel() };
}

test("who signs out hears no more", async () => {
  const person = await api.person("viewer");
  const { ended } = await listen(person);
  await person.fetch("/api/auth/sign-out", { method: "POST", headers: { "content-type": "application/json", origin: api.api.app.config.publicUrl }, body: "{}" });
  await expect(ended).resolves.toBeUndefined();
});

test("a stream ends when its caller's role changes, and when the person is removed", async () => {
  const bookkeeper = await api.person("bookkeeper");
  const { id } = (await bookkeeper.graphql("{ viewer { id } }")).data["viewer"];
  const before = await listen(bookkeeper);
  await api.admin.graphql("mutation ($id: ID!) { changeUserRole(input: { userId: $id, role: VIEWER }) { userErrors { message } } }", { id });
  await expect(before.ended).resolves.toBeUndefined();
  const after = await listen(bookkeeper);
  await api.admin.graphql("mutation ($id: ID!) { removeUser(input: { userId: $id }) { userErrors { message } } }", { id });
  await expect(after.ended).resolves.toBeUndefined();
});

test("a stream ends with its key, and goes on for everybody else", async () => {
  const other = await listen(await api.person("viewer"));
  const { secret, apiKey } = (await api.admin.graphql("mutation { createApiKey(input: { name: \"Wall\", scopes: [SYNC_READ] }) { secret apiKey { id } } }")).data["createApiKey"];
  const machine: TestClient = { ...api.stranger, fetch: (path, init = {}) => api.stranger.fetch(path, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${secret}` } }) };
  const { ended } = await listen(machine);
  await api.admin.graphql("mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { userErrors { message } } }", { id: apiKey.id });
  await expect(ended).resolves.toBeUndefined();
  const still = await Promise.race([other.ended.then(() => "ended"), new Promise((resolve) => setTimeout(() => resolve("open"), 200))]);
  expect(still).toBe("open");
  await other.stop();
});
