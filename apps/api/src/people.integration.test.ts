import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "./testing/connect.js";
import { startTestApi, type TestApi, type TestClient } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

async function signedIn(email: string, password: string): Promise<Record<string, string>> {
  const response = await api.signIn(email, password);
  return { cookie: response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ") };
}

test("an invited person joins with the role they were given, once", async () => {
  const { data } = await api.admin.graphql(`mutation { inviteUser(input: { email: "Grace@Example.com", role: APPROVER }) { url invitation { email role invitedBy } userErrors { message } } }`);
  expect(data["inviteUser"].invitation).toEqual({ email: "grace@example.com", role: "APPROVER", invitedBy: "Ada Lovelace" });
  const token = data["inviteUser"].url.split("/").at(-1);
  expect((await api.stranger.graphql("query ($token: String!) { invitation(token: $token) { firmName email role } }", { token })).data["invitation"]).toEqual({ firmName: "Lovelace & Co", email: "grace@example.com", role: "APPROVER" });

  const join = (password: string) => api.stranger.graphql("mutation ($token: String!, $password: String!) { acceptInvitation(input: { token: $token, name: \"Grace Hopper\", password: $password }) { isDone userErrors { message field } } }", { token, password });
  expect((await join("short")).data["acceptInvitation"].userErrors[0].field).toEqual(["input", "password"]);
  expect((await join("nanoseconds of wire")).data["acceptInvitation"]).toEqual({ isDone: true, userErrors: [] });
  expect((await join("nanoseconds of wire")).data["acceptInvitation"].userErrors[0].message).toContain("was used");
  const headers = await signedIn("grace@example.com", "nanoseconds of wire");
  expect((await api.stranger.graphql("{ viewer { name role may } }", {}, headers)).data["viewer"]).toMatchObject({ name: "Grace Hopper", role: "APPROVER", may: expect.arrayContaining(["approveTimeEntries"]) });
});

test("a role taken away takes the right away at once, and a removed person is out", async () => {
  const person = await api.person("bookkeeper");
  const { users } = (await api.admin.graphql("{ users { id name role } }")).data as { users: { id: string; role: string }[] };
  const bookkeeper = users.find((user) => user.role === "BOOKKEEPER");
  const add = (client: TestClient) => client.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "X ${Math.random()}" }) { userErrors { message } } }`);
  expect((await add(person)).errors).toEqual([]);
  await api.admin.graphql("mutation ($id: ID!) { changeUserRole(input: { userId: $id, role: VIEWER }) { userErrors { message } } }", { id: bookkeeper?.id });
  expect((await add(person)).errors[0]?.message).toContain("needs the role admin or bookkeeper; you have the role viewer");
  await api.admin.graphql("mutation ($id: ID!) { removeUser(input: { userId: $id }) { userErrors { message } } }", { id: bookkeeper?.id });
  expect((await person.graphql("{ viewer { name } }")).data["viewer"]).toBeNull();
});

test("the last administrator stays one", async () => {
  const { users } = (await api.admin.graphql("{ users { id name } }")).data as { users: { id: string; name: string }[] };
  const ada = users.find((user) => user.name === "Ada Lovelace");
  const { data } = await api.admin.graphql("mutation ($id: ID!) { changeUserRole(input: { userId: $id, role: VIEWER }) { userErrors { code } } }", { id: ada?.id });
  expect(data["changeUserRole"].userErrors[0].code).toBe("CONFLICT");
});

test("an API key is shown once, works until it is revoked, and cannot make others", async () => {
  const { data } = await api.admin.graphql("mutation { createApiKey(input: { name: \"Reports\", scopes: [CLIENTS_READ, USERS_ADMIN] }) { secret apiKey { id prefix } userErrors { message } } }");
  const { secret, apiKey } = data["createApiKey"];
  expect(secret.startsWith(apiKey.prefix)).toBe(true);
  const headers = { authorization: `Bearer ${secret}` };
  expect((await api.stranger.graphql("{ clients { totalCount } }", {}, headers)).errors).toEqual([]);
  expect((await api.stranger.graphql("mutation { createApiKey(input: { name: \"More\", scopes: [SYNC_RUN] }) { secret } }", {}, headers)).errors[0]?.message).toContain("is for people");
  expect(JSON.stringify((await api.admin.graphql("{ apiKeys { name prefix lastUsedAt } }")).data)).not.toContain(secret);
  await api.admin.graphql("mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { userErrors { message } } }", { id: apiKey.id });
  await until(async () => (await api.stranger.graphql("{ clients { totalCount } }", {}, headers)).status === 401, 3);
});

test("with a second factor a password alone signs nobody in", async () => {
  const email = `totp-${Date.now()}@example.com`;
  const { createPerson } = await import("./auth/members.js");
  await createPerson(api.api.app.auth, { firmId: api.firmId, name: "Careful", email, password: "correct horse battery", role: "viewer" });
  const headers = { ...(await signedIn(email, "correct horse battery")), "content-type": "application/json", origin: api.api.app.config.publicUrl };
  const enabled = await api.stranger.fetch("/api/auth/two-factor/enable", { method: "POST", headers, body: JSON.stringify({ password: "correct horse battery" }) });
  const { totpURI } = (await enabled.json()) as { totpURI: string };
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  const verified = await api.stranger.fetch("/api/auth/two-factor/verify-totp", { method: "POST", headers, body: JSON.stringify({ code: totp(secret) }) });
  expect(verified.status).toBe(200);

  const again = await api.signIn(email, "correct horse battery");
  expect(await again.json()).toMatchObject({ twoFactorRedirect: true });
  const half = { cookie: again.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ") };
  expect((await api.stranger.graphql("{ viewer { name } }", {}, half)).data["viewer"]).toBeNull();
});

test("staff keep their own time and nobody else's", async () => {
  const { createPerson } = await import("./auth/members.js");
  await createPerson(api.api.app.auth, { firmId: api.firmId, name: "Mary", email: "mary@example.com", password: "correct horse battery", role: "staff" });
  const made = await api.admin.graphql(`mutation {
    mary: createStaffMember(input: { firstName: "Mary", lastName: "Somerville", email: "mary@example.com", rate: "120" }) { staffMember { id } userErrors { message } }
    other: createStaffMember(input: { firstName: "John", lastName: "Herschel", email: "john@example.com", rate: "90" }) { staffMember { id } }
    client: createClient(input: { kind: BUSINESS, businessName: "Royal Society" }) { client { id } }
    category: createBillableCategory(input: { code: "ADV", name: "Advice" }) { category { id } }
  }`);
  const { mary, other, client, category } = made.data;
  const headers = await signedIn("mary@example.com", "correct horse battery");
  const record = (staffId: string) =>
    api.stranger.graphql("mutation ($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { timeEntry { id minutes label } userErrors { code message } } }", { input: { staffId, clientId: client.client.id, categoryId: category.category.id, day: "2026-03-02", minutes: 50 } }, headers);
  expect((await record(mary.staffMember.id)).data["createTimeEntry"]).toMatchObject({ timeEntry: { minutes: 50, label: "2026-03-02, Royal Society" }, userErrors: [] });
  expect((await record(other.staffMember.id)).data["createTimeEntry"].userErrors[0].code).toBe("NOT_ALLOWED");
  expect((await api.stranger.graphql("{ invoices { totalCount } }", {}, headers)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");

  const seen = (query: string, who: TestClient["graphql"] = (text) => api.stranger.graphql(text, {}, headers)) => who(query).then(({ errors }) => errors[0]?.extensions["code"]);
  const machine = await api.machine("CLIENTS_READ");
  for (const detour of ["ledgerBalance { amount }", "unbilled { amount { amount } }", "invoices { lines { amount { amount } } }"]) {
    expect(await seen(`{ clients { nodes { ${detour} } } }`)).toBe("FORBIDDEN");
    expect(await seen(`{ clients { nodes { ${detour} } } }`, (text) => machine.graphql(text))).toBe("FORBIDDEN");
  }
  expect(await seen("{ staff { nodes { displayName rate { amount } } } }")).toBe("FORBIDDEN");
  expect(await seen("{ staff { nodes { displayName } } clients { nodes { displayName } } }")).toBeUndefined();
  const priced = await api.stranger.graphql("mutation ($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { userErrors { code } } }", { input: { staffId: mary.staffMember.id, clientId: client.client.id, categoryId: category.category.id, day: "2026-03-02", minutes: 5, rate: "900" } }, headers);
  expect(priced.data["createTimeEntry"].userErrors[0].code).toBe("NOT_ALLOWED");

  await api.admin.graphql("mutation ($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { timeEntry { id } } }", { input: { staffId: other.staffMember.id, clientId: client.client.id, categoryId: category.category.id, day: "2026-02-02", minutes: 30 } });
  const all = (await api.admin.graphql("{ timeEntries { nodes { id } } }")).data["timeEntries"].nodes as { id: string }[];
  expect(all).toHaveLength(2);
  const named = await api.stranger.graphql("query ($filter: TimeEntryFilter) { timeEntries(filter: $filter) { nodes { staffMember { displayName } } } }", { filter: { ids: all.map(({ id }) => id) } }, headers);
  expect(named.data["timeEntries"].nodes, "by their ids they see their own as well, and only those").toEqual([{ staffMember: { displayName: expect.stringContaining("Somerville") } }]);

  const week = await api.stranger.graphql(`{ timeWeek(weekStarting: "2026-03-04") { weekStarting days staff { staffMember { displayName } minutes dayMinutes entries { id } } } viewer { staffMember { displayName } } }`, {}, headers);
  expect(week.data["timeWeek"]).toMatchObject({ weekStarting: "2026-03-02", staff: [{ minutes: 50, dayMinutes: [50, 0, 0, 0, 0, 0, 0] }] });
  expect(week.data["viewer"].staffMember.displayName).toContain("Somerville");
});

test("approved time becomes an invoice that ties out in minutes and money", async () => {
  const { data } = await api.admin.graphql(`{ timeEntries(filter: { search: "Royal" }) { nodes { id staffMember { id } client { id } } } }`);
  const entry = data["timeEntries"].nodes[0];
  await api.admin.graphql("mutation ($ids: [ID!]!) { submitTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids: [entry.id] });
  const stale = await api.admin.graphql("mutation ($id: ID!) { approveTimeEntries(input: { staffId: $id, weekStarting: \"2026-03-02\", expectedMinutes: 60 }) { userErrors { code } } }", { id: entry.staffMember.id });
  expect(stale.data["approveTimeEntries"].userErrors[0].code).toBe("STALE_VERSION");
  const approved = await api.admin.graphql("mutation ($id: ID!) { approveTimeEntries(input: { staffId: $id, weekStarting: \"2026-03-02\", expectedMinutes: 50 }) { timeEntries { status frozenRate { amount } } userErrors { code } } }", { id: entry.staffMember.id });
  expect(approved.data["approveTimeEntries"]).toEqual({ timeEntries: [{ status: "APPROVED", frozenRate: { amount: "120" } }], userErrors: [] });
  const made = await api.admin.graphql("mutation ($id: ID!) { createInvoiceFromTime(input: { clientId: $id, finalize: true }) { invoice { status subtotal { amount currency } lines { amount { amount } quantity isFromTime category { code } } client { unbilled { minutes } } } userErrors { message } } }", { id: entry.client.id });
  expect(made.data["createInvoiceFromTime"]).toMatchObject({ invoice: { status: "NEW", subtotal: { amount: "100.00", currency: "USD" }, lines: [{ amount: { amount: "100.00" }, isFromTime: true, category: { code: "ADV" } }], client: { unbilled: { minutes: 0 } } }, userErrors: [] });
});

test("the first run makes the firm with the code in the log, and only then", async () => {
  const state = await api.stranger.graphql("{ setupState { needsFirstAdmin environment isDemo version } }");
  expect(state.data["setupState"]).toMatchObject({ needsFirstAdmin: false, environment: "EMULATOR", isDemo: false });
  const late = await api.stranger.graphql(`mutation ($code: String!) { completeSetup(input: { code: $code, firmName: "Eve", timeZone: "UTC", name: "Eve", email: "eve@example.com", password: "something long enough" }) { isDone userErrors { code } } }`, { code: api.api.app.setupCode.text });
  expect(late.data["completeSetup"]).toEqual({ isDone: false, userErrors: [{ code: "CONFLICT" }] });
});

/** RFC 6238 with the defaults every authenticator app uses. */
function totp(secret: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/=+$/, "")].map((character) => alphabet.indexOf(character).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
