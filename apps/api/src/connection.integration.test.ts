import { createEmulator, sandboxUs, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing/test-api.js";
import { connect, consent, until } from "./testing/connect.js";

let emulator: Emulator;
let api: TestApi;

beforeAll(async () => {
  emulator = createEmulator({ companies: [sandboxUs], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

test("before anything is connected the connection says so, with switches to look at", async () => {
  const { data } = await api.admin.graphql("{ connection { state stage companyName settings { switches { key isOn canChange reason } } } }");
  expect(data["connection"]).toMatchObject({ state: "NEVER_CONNECTED", stage: "NONE", companyName: null });
  expect(data["connection"].settings.switches).toContainEqual(expect.objectContaining({ key: "clients", isOn: true, canChange: false }));
});

test("only an administrator may connect, and is told which role it takes", async () => {
  const { errors } = await (await api.person("bookkeeper")).graphql(`mutation { connectQuickBooks(input: {}) { authorizeUrl } }`);
  expect(errors[0]?.message).toBe("connectQuickBooks needs the role admin; you have the role bookkeeper. An administrator can change it.");
});

test("consent given in one session cannot be brought home by another", async () => {
  const other = await api.person("admin");
  const back = await consent(api.admin);
  const response = await other.fetch(back);
  expect(response.status).toBe(303);
  expect(decodeURIComponent(response.headers.getSetCookie().join())).toContain("does not belong to your session");
  expect((await api.admin.graphql("{ connection { state } }")).data["connection"].state).toBe("NEVER_CONNECTED");
});

test("from consent to the first plan nothing is written, and what is approved is applied", async () => {
  await connect(api.admin);
  const asked = await api.admin.graphql("{ connection { state stage companyName company { homeCurrency } } }");
  expect(asked.data["connection"]).toMatchObject({ state: "ACTION_REQUIRED", stage: "CONFIRMING", company: { homeCurrency: "USD" } });

  const confirmed = await api.admin.graphql("mutation { confirmCompany(input: { isRight: true }) { connection { stage preflight { key result detail } } userErrors { message } } }");
  expect(confirmed.data["confirmCompany"].userErrors).toEqual([]);
  expect(confirmed.data["confirmCompany"].connection.stage).toBe("READY");
  expect(confirmed.data["confirmCompany"].connection.preflight.length).toBeGreaterThan(4);

  const chosen = await api.admin.graphql("{ connection { settings { salesTaxCodes { name isCompanyDefault } } quota { meteredThisMonth } } }");
  expect(chosen.data["connection"].settings.salesTaxCodes, "the sales tax can be chosen before anything is enabled").toContainEqual({ name: "California", isCompanyDefault: true });
  const counted = emulator.journal.filter((entry) => entry.metered).length;
  expect(counted).toBeGreaterThan(3);
  expect(chosen.data["connection"].quota.meteredThisMonth, "what connecting and checking cost counts").toBe(counted);
  const { nodes } = (await api.admin.graphql("{ callsOutsideRuns(first: 20) { nodes { path state responseBody } } }")).data["callsOutsideRuns"];
  expect(nodes, "and is listed, call by call").toEqual(expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining("companyinfo"), state: "ok" }), expect.objectContaining({ path: expect.stringContaining("preferences") })]));
  const staff = await (await api.person("staff")).graphql("{ callsOutsideRuns(first: 1) { nodes { id } } }");
  expect(staff.errors[0]?.message).toContain("callsOutsideRuns needs the role");

  const early = await api.admin.graphql("mutation { enableConnection { userErrors { code message } } }");
  expect(early.data["enableConnection"].userErrors[0].message).toContain("Choose what to sync");

  const saved = await api.admin.graphql(`mutation { saveConnectionSettings(input: { switches: [{ key: "clients", isOn: true }, { key: "invoices", isOn: true }], startDate: "2026-01-01", intervalMinutes: 30, fieldRules: [{ kind: CLIENT, field: "phone", policy: LEDGER }, { kind: INVOICE, field: "dueOn", policy: HUB }] }) { connection { settings { startDate intervalMinutes fieldRules { kind field policy } } } userErrors { message } } }`);
  expect(saved.data["saveConnectionSettings"]).toEqual({ connection: { settings: { startDate: "2026-01-01", intervalMinutes: 30, fieldRules: expect.arrayContaining([{ kind: "CLIENT", field: "phone", policy: "LEDGER" }, { kind: "CLIENT", field: "email", policy: "ASK" }, { kind: "INVOICE", field: "dueOn", policy: "HUB" }]) } }, userErrors: [] });
  const senseless = await api.admin.graphql('mutation { saveConnectionSettings(input: { switches: [], fieldRules: [{ kind: INVOICE, field: "number", policy: NEWEST }] }) { userErrors { code field message } } }');
  expect(senseless.data["saveConnectionSettings"].userErrors).toMatchObject([{ code: "INVALID", message: expect.stringContaining("read-only here") }]);

  const enabled = await api.admin.graphql("mutation { enableConnection { run { id state } userErrors { message } } }");
  expect(enabled.data["enableConnection"].userErrors).toEqual([]);
  const open = async (query: string) => {
    const { plan } = (await api.admin.graphql(query)).data;
    return plan?.run.state === "AWAITING_APPROVAL" ? plan : null;
  };
  const thrown = await until(() => open("{ plan { id run { state exchanges(first: 5) { nodes { method path } } } } }"));
  expect(thrown.run.exchanges.nodes.length).toBeGreaterThan(0);
  await api.admin.graphql("mutation ($id: ID!) { discardPlan(input: { planId: $id }) { userErrors { message } } }", { id: thrown.id });
  const stranded = (await api.admin.graphql("{ connection { stage state stateReason } }")).data["connection"];
  expect(stranded, "a first plan thrown away is no dead end").toMatchObject({ stage: "READY", state: "ACTION_REQUIRED", stateReason: expect.stringContaining("Enable again") });
  expect((await api.admin.graphql("mutation { enableConnection { userErrors { message } } }")).data["enableConnection"].userErrors).toEqual([]);
  const plan = await until(() => open("{ plan { id state counts { total ask createInHub } cost { calls } run { state } changes(first: 3) { nodes { label side operation fields { path after } candidates { name } } totalCount } } }"));
  expect(plan.state).toBe("OPEN");
  expect(plan.counts.createInHub).toBeGreaterThan(10);
  expect((await api.admin.graphql("{ clients { totalCount } }")).data["clients"].totalCount).toBe(0);
  expect(emulator.journal.filter((entry) => entry.method === "POST" && entry.path.startsWith("/v3/"))).toEqual([]);

  const approved = await api.admin.graphql("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { run { id } userErrors { message } } }", { id: plan.id });
  expect(approved.data["approvePlan"].userErrors).toEqual([]);
  const run = await until(async () => {
    const { data } = await api.admin.graphql("query ($id: ID!) { run(id: $id) { state summary counts { created } calls { reads metered } } }", { id: approved.data["approvePlan"].run.id });
    return data["run"].state === "SUCCEEDED" ? data["run"] : null;
  });
  expect(run.summary).toMatch(/^Imported \d+ clients/);
  const { quota } = (await api.admin.graphql("{ connection { quota { meteredThisMonth } } }")).data["connection"];
  expect(quota.meteredThisMonth).toBe(emulator.journal.filter((entry) => entry.metered).length);

  const { data, errors } = await api.admin.graphql(`{ clients(filter: { search: "bird" }) { nodes { displayName syncState ledgerBalance { amount currency } link { ledgerId url origin } problems { title } sites { name } invoices { number } history { nodes { action actor } } } totalCount } }`);
  expect(errors).toEqual([]);
  expect(data["clients"].nodes[0]).toMatchObject({ displayName: "Amy's Bird Sanctuary", syncState: "SYNCED", link: { origin: "IMPORTED" } });
  expect(data["clients"].nodes[0].link.url).toContain("/customer/");
});

test("a connection that works is renewed on request, and says until when its sign-in holds and when that ends soon", async () => {
  const asked = async () => (await api.admin.graphql("{ connection { state signIn { endsAt isFinal warningDays } } }")).data["connection"];
  const before = await asked();
  expect(before.signIn).toMatchObject({ isFinal: false, warningDays: null });
  const { app } = api.api;
  await app.store.withFirm(api.firmId, ({ query }) => query("update hub.ledger_grant set connection_expires_at = now() + interval '6 days'"));
  expect((await asked()).signIn).toMatchObject({ isFinal: true, warningDays: 7 });
  const plain = await api.admin.graphql("mutation { connectQuickBooks(input: {}) { userErrors { code } } }");
  expect(plain.data["connectQuickBooks"].userErrors[0].code).toBe("CONFLICT");
  await connect(api.admin, { isReconnect: true });
  const after = await asked();
  expect(after.signIn).toMatchObject({ isFinal: false, warningDays: null });
  expect(["HEALTHY", "RUNNING"]).toContain(after.state);
  await app.store.withFirm(api.firmId, ({ query }) => query("update hub.ledger_connection set state = 'action-required'"));
  expect((await asked()).signIn, "what QuickBooks no longer accepts holds for no time").toBeNull();
  await app.store.withFirm(api.firmId, ({ query }) => query("update hub.ledger_connection set state = 'enabled'"));
});

test("one refusal of the sign-in is said as such with the time of the next try, and reconnecting ends the wait at once", async () => {
  const asked = async () => (await api.admin.graphql("{ connection { state stage stateReason isSignInDoubted } problems { nodes { kind severity title } } }")).data;
  expect((await asked())["connection"].isSignInDoubted).toBe(false);
  emulator.arm({ name: "invalid-grant", times: 9 });
  await api.api.app.store.withFirm(api.firmId, ({ query }) => query("update hub.ledger_grant set access_expires_at = now()"));
  await api.admin.graphql("mutation { syncNow { userErrors { message } } }", {}, { "idempotency-key": "refused-sign-in" });
  const refused = await until(async () => {
    const data = await asked();
    return data["connection"].isSignInDoubted && data["connection"].state === "DELAYED" ? data : null;
  });
  expect(refused["connection"]).toMatchObject({ stage: "ENABLED", stateReason: expect.stringMatching(/^QuickBooks refused the sign-in; it is tried again at \d{1,2}:\d\d [AP]M\.$/) });
  expect(refused["problems"].nodes).toContainEqual({ kind: "sign-in-refused", severity: "WARNING", title: expect.stringMatching(/tried again at \d{1,2}:\d\d [AP]M$/) });
  emulator.removeFaults();
  await connect(api.admin, { isReconnect: true });
  await until(async () => ((await asked())["connection"].state === "HEALTHY" ? true : null));
  const after = await asked();
  expect(after["connection"].isSignInDoubted).toBe(false);
  expect(after["problems"].nodes.filter(({ kind }: { kind: string }) => kind === "sign-in-refused")).toEqual([]);
});

test("metered calls have a budget, a forecast and a price, of the month and of each run", async () => {
  const quota = "quota { tier meteredThisMonth meteredMonthlyLimit meteredForecast budgetWarning costThisMonth { amount currency } pricePerThousand ownMonthlyCalls }";
  const before = (await api.admin.graphql(`{ connection { ${quota} } }`)).data["connection"].quota;
  expect(before).toMatchObject({ tier: "BUILDER", meteredMonthlyLimit: 500_000, budgetWarning: null, costThisMonth: { amount: "0.00", currency: "USD" }, ownMonthlyCalls: null });
  expect(before.meteredForecast).toBeGreaterThanOrEqual(before.meteredThisMonth);
  const save = (input: object) => api.admin.graphql(`mutation ($input: SaveCallBudgetInput!) { saveCallBudget(input: $input) { connection { ${quota} } userErrors { field message } } }`, { input });
  const saved = (await save({ tier: "SILVER", monthlyCalls: 1, pricePerThousand: "3.5" })).data["saveCallBudget"];
  expect(saved.connection.quota).toMatchObject({ tier: "SILVER", meteredMonthlyLimit: 1, budgetWarning: 100, pricePerThousand: "3.5" });
  const { nodes } = (await api.admin.graphql("{ runs { nodes { calls { metered cost { amount currency } } } } }")).data["runs"];
  const [run] = nodes.filter(({ calls }: { calls: { metered: number } }) => calls.metered > 0);
  expect(Number(run.calls.cost.amount)).toBeCloseTo((run.calls.metered * 3.5) / 1000, 4);
  expect((await save({ tier: "SILVER", monthlyCalls: 0 })).data["saveCallBudget"].userErrors).toHaveLength(1);
  const { errors } = await (await api.person("bookkeeper")).graphql("mutation { saveCallBudget(input: { tier: GOLD }) { userErrors { code } } }");
  expect(errors[0]?.message).toContain("needs the role admin");
  await save({ tier: "BUILDER" });
});

test("a client is sent at once, and a repeat with the same key does nothing twice", async () => {
  const created = await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Kestrel Partners", email: "office@kestrel.example" }) { client { id displayName syncState } userErrors { message } } }`);
  const { client } = created.data["createClient"];
  const headers = { "idempotency-key": "one intent" };
  const send = () => api.admin.graphql("mutation ($id: ID!) { syncClient(input: { id: $id }) { run { id number } userErrors { message } } }", { id: client.id }, headers);
  const first = await send();
  const second = await send();
  expect(first.data["syncClient"].userErrors).toEqual([]);
  expect(second.data).toEqual(first.data);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  const link = await until(async () => (await api.admin.graphql("query ($id: ID!) { client(id: $id) { link { ledgerId name } syncState } }", { id: client.id })).data["client"].link);
  expect(link.name).toBe("Kestrel Partners");
  const writes = emulator.journal.filter((entry) => entry.method === "POST" && /\/customer\b/.test(entry.path));
  expect(writes).toHaveLength(1);

  const other = await api.admin.graphql("mutation { syncNow { run { id } } }", {}, headers);
  expect(other.errors[0]?.extensions["code"]).toBe("CONFLICT");
});

test("a staff member is linked to an employee by a person, and the link is ended again", async () => {
  const person = (await api.admin.graphql(`{ ledgerPeople(search: "emily") { ledgerKind ledgerId name email } }`)).data["ledgerPeople"][0];
  const [firstName, lastName] = person.name.split(" ");
  const made = await api.admin.graphql("mutation ($input: CreateStaffMemberInput!) { createStaffMember(input: $input) { staffMember { id matches { targetId evidence { code } } } userErrors { message } } }", { input: { firstName, lastName, email: "emily@firm.example" } });
  const staff = made.data["createStaffMember"].staffMember;
  expect(staff.matches).toContainEqual({ targetId: person.ledgerId, evidence: [{ code: "same-name" }] });
  const link = (input: object) => api.admin.graphql("mutation ($input: LinkStaffMemberInput!) { linkStaffMember(input: $input) { staffMember { syncState matches { name } link { ledgerKind ledgerId name origin } } userErrors { code message } } }", { input: { staffId: staff.id, ...input } });
  expect((await link({ ledgerKind: person.ledgerKind, ledgerId: person.ledgerId })).data["linkStaffMember"]).toMatchObject({ staffMember: { syncState: "SYNCED", matches: [], link: { ledgerId: person.ledgerId, name: person.name, origin: "LINKED_BY_USER" } }, userErrors: [] });
  expect((await link({})).data["linkStaffMember"].staffMember.link).toBeNull();
  expect((await link({ ledgerKind: "employee", ledgerId: "999999" })).data["linkStaffMember"].userErrors[0].code).toBe("NOT_FOUND");
});

test("a machine must send a key with what can reach QuickBooks", async () => {
  const machine = await api.machine("SYNC_RUN", "SYNC_READ");
  expect((await machine.graphql("mutation { syncNow { run { id } } }")).errors[0]?.extensions["code"]).toBe("IDEMPOTENCY_KEY_REQUIRED");
  expect((await machine.graphql("mutation { syncNow { userErrors { message } } }", {}, { "idempotency-key": "a" })).data["syncNow"].userErrors).toEqual([]);
});

test("a run is followed live over server-sent events", async () => {
  const response = await api.admin.fetch("/graphql/stream", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: "subscription { runProgress { sequence isFinal run { number state } } }" }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await api.admin.graphql("mutation { syncNow { run { id } } }");
  let text = "";
  await until(async () => {
    text += new TextDecoder().decode((await reader.read()).value);
    return text.includes('"isFinal":true') ? true : null;
  });
  expect(text).toContain('"sequence":1');
  await reader.cancel();
});

test("the overview, the mapping sheet and the company's lists answer in one query each", async () => {
  const overview = await api.admin.graphql("{ overview { lanes { kind lastRun { number } sentToday waiting } days { day sent } problemCounts { open } checklist { key isDone } } connection { state lastSuccessAt nextTickAt quota { meteredThisMonth perMinuteUsed } backlog { clients } schedules { kind intervalMinutes } } }");
  expect(overview.errors).toEqual([]);
  expect(overview.data["overview"].days).toHaveLength(14);
  expect(overview.data["connection"].schedules.map((schedule: { kind: string }) => schedule.kind).sort()).toEqual(["CLIENTS", "INVOICES", "TIMESHEETS"]);
  await api.admin.graphql(`mutation { createBillableCategory(input: { code: "DES", name: "Design" }) { userErrors { message } } }`);
  const sheet = await api.admin.graphql("{ mappings { rows { id code status waitingAmount { amount } mapping { id } } items { id name fullName isActive } counts { unmapped } readAt } }");
  expect(sheet.errors).toEqual([]);
  const design = sheet.data["mappings"].items.find((item: { name: string }) => item.name === "Design");
  const mapped = await api.admin.graphql("mutation ($source: ID!, $item: ID!) { mapCategory(input: { sourceId: $source, itemId: $item, expectedVersion: null }) { row { status mapping { item { name } version } } userErrors { message } } }", { source: sheet.data["mappings"].rows[0].id, item: design.id });
  expect(mapped.data["mapCategory"]).toMatchObject({ row: { status: "MAPPED", mapping: { item: { name: "Design" }, version: 1 } }, userErrors: [] });
  const late = await api.admin.graphql("mutation ($source: ID!, $item: ID!) { mapCategory(input: { sourceId: $source, itemId: $item, expectedVersion: null }) { row { status } userErrors { code message } } }", { source: sheet.data["mappings"].rows[0].id, item: design.id });
  expect(late.data["mapCategory"].userErrors[0].code).toBe("STALE_VERSION");
  expect((await api.admin.graphql("mutation { autofillMappings(input: {}) { proposals { sourceId } unmatched userErrors { message } } }")).errors).toEqual([]);
});

test("disconnecting asks for the company's name, forgets the tokens and keeps clients and links", async () => {
  const { companyName } = (await api.admin.graphql("{ connection { companyName } }")).data["connection"];
  const wrong = await api.admin.graphql(`mutation { disconnectQuickBooks(input: { confirmCompanyName: "yes" }) { userErrors { message field } } }`);
  expect(wrong.data["disconnectQuickBooks"].userErrors[0].field).toEqual(["input", "confirmCompanyName"]);
  const ended = await api.admin.graphql("mutation ($name: String!) { disconnectQuickBooks(input: { confirmCompanyName: $name }) { connection { state } userErrors { message } } }", { name: companyName });
  expect(ended.data["disconnectQuickBooks"]).toEqual({ connection: { state: "DISCONNECTED" }, userErrors: [] });
  expect(emulator.journal.filter(({ operation }) => operation === "revoke").map(({ status }) => status), "Intuit heard of it").toEqual([200]);
  expect((await api.admin.graphql(`{ clients(filter: { isLinked: true }) { totalCount } }`)).data["clients"].totalCount).toBeGreaterThan(10);
  expect((await api.admin.graphql("mutation { syncNow { userErrors { code } } }")).data["syncNow"].userErrors[0].code).toBe("NOT_CONNECTED");
});
