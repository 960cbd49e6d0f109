import { createHmac } from "node:crypto";
import { createEmulator, sandboxUs, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing/test-api.js";
import { connect, until } from "./testing/connect.js";

let emulator: Emulator;
let api: TestApi;
let realmId: string;

const path = "/quickbooks/webhook";

beforeAll(async () => {
  emulator = createEmulator({ companies: [sandboxUs], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url, verifierToken: "new,old" });
  emulator.subscribe({ url: `${api.url}${path}`, verifierToken: "old" });
  await connect(api.admin);
  realmId = emulator.state.companies()[0]?.realmId ?? "";
  const mutate = async (field: string) => {
    const { data } = await api.admin.graphql(`mutation { ${field} { userErrors { message } } }`);
    expect(Object.values(data)).toEqual([{ userErrors: [] }]);
  };
  await mutate("confirmCompany(input: { isRight: true })");
  await mutate(`saveConnectionSettings(input: { switches: [{ key: "clients", isOn: true }], startDate: "2026-01-01" })`);
  await mutate("enableConnection");
  const plan = await until(async () => {
    const { data } = await api.admin.graphql("{ plan { id state } }");
    return data["plan"]?.state === "OPEN" ? data["plan"] : null;
  });
  await mutate(`approvePlan(input: { planId: "${plan.id}" })`);
  await until(async () => (await api.admin.graphql("{ connection { lastSuccessAt } }")).data["connection"].lastSuccessAt);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

const sign = (body: string, token: string) => createHmac("sha256", token).update(body).digest("base64");
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { method: "POST", body, headers: { "content-type": "application/cloudevents+json", "intuit-signature": sign(body, "new"), ...headers } });
const kept = async () => Number((await api.api.app.store.withFirm(api.firmId, ({ query }) => query<{ n: string }>("select count(*) as n from hub.ledger_notice")))[0]?.n);
const phoneOf = async (name: string) => (await api.admin.graphql("query ($search: String) { clients(filter: { search: $search }) { nodes { phone } } }", { search: name })).data["clients"].nodes[0]?.phone;

test.each(["webhook-legacy", "webhook-cloudevents"])("a change in QuickBooks is here within seconds, unasked (%s), and the connection says when it heard", async (format) => {
  if (format === "webhook-legacy") emulator.arm({ name: format });
  else emulator.configure({ webhookFormat: "cloudevents" });
  const phone = `303 555 ${format.length}`;
  const [customer] = emulator.state.records(realmId, "Customer").filter(({ DisplayName }) => DisplayName === "Amy's Bird Sanctuary");
  emulator.bookkeeper(realmId).change("Customer", customer?.Id ?? "", { PrimaryPhone: { FreeFormNumber: phone } });
  await until(async () => (await phoneOf("bird")) === phone);
  const { connection } = (await api.admin.graphql("{ connection { lastNoticeAt } }")).data;
  expect(connection.lastNoticeAt).toEqual(expect.any(String));
  const deliveries = emulator.state.deliveries().flatMap(({ attempts }) => attempts.map(({ status }) => status));
  expect(new Set(deliveries)).toEqual(new Set([200]));
});

test("what bears another signature is refused and kept nowhere", async () => {
  const before = await kept();
  const body = JSON.stringify([{ id: "forged", type: "qbo.customer.updated.v1", intuitentityid: "1", intuitaccountid: realmId, time: "2026-03-02T21:31:25Z" }]);
  expect((await post(body, { "intuit-signature": sign(body, "third") })).status).toBe(401);
  expect((await post(body, { "intuit-signature": sign(`${body} `, "new") })).status).toBe(401);
  expect((await post(body, { "intuit-signature": "" })).status).toBe(401);
  expect(await kept()).toBe(before);
  expect((await post(body)).status, "the same with the right signature").toBe(200);
  expect((await post(body)).status, "repeated").toBe(200);
  expect(await kept()).toBe(before + 1);
});

test("what cannot be read, or is about nobody here, is answered with 200 and holds up nothing", async () => {
  const before = await kept();
  const foreign = JSON.stringify([{ id: "1", type: "qbo.customer.updated.v1", intuitentityid: "1", intuitaccountid: "1234" }]);
  for (const body of ["{", "[]", "null", "", foreign]) expect([body, (await post(body)).status]).toEqual([body, 200]);
  const mixed = JSON.stringify(["1234", realmId].map((intuitaccountid) => ({ id: `mixed ${intuitaccountid}`, type: "qbo.customer.updated.v1", intuitentityid: "1", intuitaccountid })));
  expect((await post(mixed, { "content-type": "application/json; charset=utf-8" })).status).toBe(200);
  expect(await kept()).toBe(before + 1);
});

test("without a verifier token nothing is taken in, and the answer names the setting", async () => {
  await using bare = await startTestApi();
  const response = await fetch(`${bare.url}${path}`, { method: "POST", body: "[]", headers: { "intuit-signature": sign("[]", "") } });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN");
});
