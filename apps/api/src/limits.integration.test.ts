import { createClients } from "@tieout/practice";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const { store, clock } = api.api.app;
  const names = Array.from({ length: 30 }, (_, index) => `Client ${String(index + 1).padStart(2, "0")}`);
  await createClients({ store, clock, actor: { firmId: api.firmId, kind: "system", id: "test", name: "test" } }, { clients: names.map((businessName) => ({ kind: "business", businessName })) });
});
afterAll(() => api[Symbol.asyncDispose]());

const page = "query ($after: String) { clients(first: 10, after: $after) { nodes { displayName } pageInfo { hasNextPage endCursor } totalCount } }";

test("pages neither repeat nor lose a record when others are added in between", async () => {
  const first = (await api.admin.graphql(page)).data["clients"];
  await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Client 00" }) { userErrors { message } } }`);
  const second = (await api.admin.graphql(page, { after: first.pageInfo.endCursor })).data["clients"];
  const third = (await api.admin.graphql(page, { after: second.pageInfo.endCursor })).data["clients"];
  const names = [first, second, third].flatMap(({ nodes }) => nodes.map((node: { displayName: string }) => node.displayName));
  expect(names).toEqual(Array.from({ length: 30 }, (_, index) => `Client ${String(index + 1).padStart(2, "0")}`));
  expect(third.pageInfo.hasNextPage).toBe(false);
  expect(third.totalCount).toBe(31);
});

test("a page is at most 100 records, and a made-up cursor is refused", async () => {
  expect((await api.admin.graphql("{ clients(first: 101) { totalCount } }")).errors[0]?.message).toBe("first must lie between 1 and 100.");
  expect((await api.admin.graphql(`{ clients(after: "nonsense") { totalCount } }`)).errors[0]?.extensions["code"]).toBe("INVALID");
});

test("an id of another type, or a mistyped one, is refused before anything is read", async () => {
  const { id } = (await api.admin.graphql("{ firm { id } }")).data["firm"];
  const ask = (given: string) => api.admin.graphql("query ($id: ID!) { client(id: $id) { id } }", { id: given });
  expect((await ask(id)).errors[0]?.message).toContain("is not the id of a Client");
  const client = (await api.admin.graphql("{ clients(first: 1) { nodes { id } } }")).data["clients"].nodes[0];
  expect((await ask(client.id)).data["client"].id).toBe(client.id);
  const mistyped = `${client.id.slice(0, 8)}${client.id[8] === "A" ? "B" : "A"}${client.id.slice(9)}`;
  expect((await ask(mistyped)).errors[0]?.extensions["code"]).toBe("INVALID");
});

test("node finds a record by its id and hides what the caller may not see", async () => {
  const { nodes } = (await api.admin.graphql("{ clients(first: 1) { nodes { id displayName } } }")).data["clients"];
  const ask = "query ($id: ID!) { node(id: $id) { __typename id ... on Client { displayName } } }";
  expect((await api.admin.graphql(ask, { id: nodes[0].id })).data["node"]).toEqual({ __typename: "Client", ...nodes[0] });
  const machine = await api.machine("FIRM_READ");
  expect((await machine.graphql(ask, { id: nodes[0].id })).data["node"]).toBeNull();
});

test("GET is refused, so that no variable lands in an address", async () => {
  const response = await api.admin.fetch("/graphql?query=%7Bviewer%7Bname%7D%7D");
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("POST");
});

test("a form of another site cannot post, whatever cookie travels with it", async () => {
  const form = await api.admin.fetch("/graphql", { method: "POST", headers: { "content-type": "text/plain" }, body: JSON.stringify({ query: "{ viewer { name } }" }) });
  expect(form.status).toBeGreaterThanOrEqual(400);
  const foreign = await api.admin.graphql("{ viewer { name } }", {}, { origin: "https://evil.example" });
  expect(foreign.status).toBe(403);
});

test("bodies over 100 kB are refused", async () => {
  const response = await api.admin.fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: "{ viewer { name } }", variables: { text: "x".repeat(110_000) } }) });
  expect(response.status).toBe(413);
});

test("deep, wide, aliased and dear documents are refused before they run", async () => {
  const deep = `{ clients { nodes { ${"invoices { client { ".repeat(7)} id ${"} }".repeat(7)} } } }`;
  expect((await api.admin.graphql(deep)).errors[0]?.message).toContain("levels deep");
  const aliased = `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: firm { name }`).join(" ")} }`;
  expect((await api.admin.graphql(aliased)).errors[0]?.message).toContain("more than 30 aliases");
  const dear = "{ clients(first: 100) { nodes { invoices(first: 20) { client { invoices(first: 20) { number lines { id } } } } } } }";
  expect((await api.admin.graphql(dear)).errors[0]?.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", maximum: 5000 });
  const wordy = await api.admin.graphql(`{ firm { ${"name ".repeat(4000)} } }`);
  expect(wordy.errors[0]?.message).toMatch(/token/i);
});

test("whoever has spent the points of a minute is told when to come back, and others are not held up", async () => {
  const narrow = await startTestApi({ pointsPerMinute: 50 });
  try {
    const ask = (client: TestApi["admin"]) => client.graphql("{ clients(first: 30) { nodes { id } } }");
    const first = await ask(narrow.admin);
    expect(first.errors).toEqual([]);
    expect(first.headers.get("ratelimit-policy")).toBe('"points";q=50;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"points";r=19;t=\d+$/);
    const second = await ask(narrow.admin);
    expect(second.status).toBe(200);
    expect(second.errors[0]?.extensions).toMatchObject({ code: "THROTTLED", cost: 31, retryAfterSeconds: expect.any(Number) });
    expect(Number(second.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(await narrow.machine("CLIENTS_READ"))).errors).toEqual([]);
  } finally {
    await narrow[Symbol.asyncDispose]();
  }
});

test("an answer says what it cost", async () => {
  const response = await api.admin.fetch("/graphql", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: "{ clients(first: 10) { nodes { link { ledgerId } } } }" }) });
  expect(((await response.json()) as { extensions: object }).extensions).toMatchObject({ cost: { requested: 21, maximum: 5000, throttle: { maximum: 100_000, available: expect.any(Number), restoreRate: 100_000 / 60 } } });
});

test("a stranger cannot read the schema, a machine with any scope can", async () => {
  const ask = "{ __schema { queryType { name } } }";
  expect((await api.stranger.graphql(ask)).errors[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
  expect((await (await api.machine("AUDIT_READ")).graphql(ask)).data["__schema"].queryType.name).toBe("Query");
  const guess = await api.stranger.graphql("{ client { nam } }");
  expect(JSON.stringify(guess.errors)).not.toContain("Did you mean");
});

test("variables that do not fit are refused in words that name them, not as a failure of ours", async () => {
  const ask = "query ($first: Int!, $search: String) { clients(first: $first, filter: { search: $search }) { totalCount } }";
  for (const [variables, words] of [[{}, "$first"], [{ first: "ten" }, "$first"], [{ first: 1, search: { a: 1 } }, "$search"]] as const) {
    const { errors } = await api.admin.graphql(ask, variables);
    expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    expect(errors[0]?.message).toContain(words);
  }
});

test("what goes wrong inside stays inside, under a number", async () => {
  const { store } = api.api.app;
  const original = store.withFirm;
  store.withFirm = () => Promise.reject(new Error("password authentication failed for user postgres"));
  try {
    const answer = await api.admin.graphql("{ clients { totalCount } }");
    expect(answer.errors[0]?.message).toMatch(/^Internal error\. Tell support this number: [0-9a-f-]{36}$/);
    expect(JSON.stringify(answer)).not.toContain("postgres");
  } finally {
    store.withFirm = original;
  }
});

test("another firm's records are not there", async () => {
  const { createFirmWithAdmin } = await import("./auth/first-firm.js");
  await createFirmWithAdmin(api.api.app, { firmName: "Babbage", timeZone: "Europe/London", homeCurrency: "GBP", name: "Charles", email: "charles@example.com", password: "difference engine two" });
  const cookies = (await api.signIn("charles@example.com", "difference engine two")).headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
  const charles = (query: string, variables = {}) => api.stranger.graphql(query, variables, { cookie: cookies });
  const { nodes } = (await api.admin.graphql("{ clients(first: 1) { nodes { id } } }")).data["clients"];
  expect((await charles("query ($id: ID!) { client(id: $id) { id } node(id: $id) { id } }", { id: nodes[0].id })).data).toEqual({ client: null, node: null });
  expect((await charles("{ clients { totalCount } }")).data["clients"].totalCount).toBe(0);
  const edit = await charles(`mutation ($id: ID!) { updateClient(input: { clientId: $id, expectedVersion: 1, businessName: "Mine" }) { userErrors { code } } }`, { id: nodes[0].id });
  expect(edit.data["updateClient"].userErrors[0].code).toBe("NOT_FOUND");
});
