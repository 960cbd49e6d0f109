import { blankUs, createEmulator, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSync, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;
let clientId: string;
let invoiceId: string;

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Stone Books")], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
  const ask = async (query: string, variables?: Record<string, unknown>): Promise<Record<string, Parsed>> => (await api.admin.graphql(query, variables)).data;
  clientId = (await ask(`mutation { createClient(input: { kind: BUSINESS, businessName: "Acme Inc" }) { client { id } } }`))["createClient"].client.id;
  const category = (await ask(`mutation { createBillableCategory(input: { code: "TAX", name: "Tax return" }) { category { id } } }`))["createBillableCategory"].category.id;
  await startSync(api.admin);
  const draft = (await ask("mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id version } userErrors { message field } } }", { input: { clientId, issuedOn: new Date().toISOString().slice(0, 10), lines: [{ description: "Return 2025", categoryId: category, amount: "100.00" }] } }))["createInvoice"].invoice;
  invoiceId = draft.id;
  await ask("mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId, expectedVersion: draft.version } });
  await until(async () => (await ask("{ connection { currentRun { id } } clients { nodes { syncState } } }"))["clients"].nodes[0].syncState === "SYNCED");
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

const list = "{ setAsideRecords { totalCount nodes { recordKind recordId label state reason by amount { amount currency } } } }";

test("an invoice set aside through its problem is listed with who and why, and goes on when it is included again", async () => {
  await api.admin.graphql("mutation { syncNow { run { id } } }");
  const problem = await until(async () => (await api.admin.graphql("{ problems { nodes { id kind } } }")).data["problems"].nodes.find((each: Parsed) => each.kind === "mapping-missing"));
  const aside = await api.admin.graphql("mutation ($input: ResolveProblemInput!) { resolveProblem(input: $input) { setAside problem { state } userErrors { message } } }", { input: { problemId: problem.id, remedy: "set-aside", reason: "billed by hand" } });
  expect(aside.data["resolveProblem"]).toEqual({ setAside: [invoiceId], problem: { state: "SET_ASIDE" }, userErrors: [] });

  const listed = await (await api.person("viewer")).graphql(list);
  expect(listed.data["setAsideRecords"]).toMatchObject({ totalCount: 1, nodes: [{ recordKind: "INVOICE", recordId: invoiceId, label: expect.stringContaining("Acme Inc"), state: "SET_ASIDE", reason: "billed by hand", by: "Ada Lovelace", amount: { amount: "100.00", currency: "USD" } }] });
  const shown = await api.admin.graphql("query ($id: ID!) { invoice(id: $id) { syncState syncReason setAside { by reason } } }", { id: invoiceId });
  expect(shown.data["invoice"]).toEqual({ syncState: "SET_ASIDE", syncReason: "billed by hand", setAside: { by: "Ada Lovelace", reason: "billed by hand" } });

  const back = await api.admin.graphql("mutation ($ids: [ID!]!) { includeAgain(input: { recordIds: $ids }) { released run { number } userErrors { message } } }", { ids: [invoiceId] });
  expect(back.data["includeAgain"]).toMatchObject({ released: 1, run: { number: expect.any(Number) }, userErrors: [] });
  expect((await api.admin.graphql(list)).data["setAsideRecords"]).toEqual({ totalCount: 0, nodes: [] });
  // Its cause is there still, and so is its problem.
  await until(async () => (await api.admin.graphql("{ problems { nodes { kind recordCount } } }")).data["problems"].nodes.some((each: Parsed) => each.kind === "mapping-missing" && each.recordCount === 1));
});

test("a client is set aside with a reason, by those who may, and an unknown record is refused in words", async () => {
  const setAside = (client: TestApi["admin"], recordIds: string[], reason: string) =>
    client.graphql("mutation ($input: SetAsideInput!) { setAside(input: $input) { setAside userErrors { code field message } } }", { input: { recordIds, reason } });
  expect((await setAside(await api.person("approver"), [clientId], "moved away")).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  expect((await setAside(api.admin, [clientId], " ")).data["setAside"].userErrors).toMatchObject([{ code: "INVALID", field: ["input", "reason"] }]);
  expect((await setAside(api.admin, ["bm90aGluZw"], "x")).data["setAside"].userErrors).toMatchObject([{ code: "INVALID", field: ["input", "recordIds", "0"] }]);
  expect((await setAside(api.admin, [clientId], "moved away")).data["setAside"]).toEqual({ setAside: 1, userErrors: [] });
  const { data } = await api.admin.graphql("query ($id: ID!) { client(id: $id) { syncState setAside { state reason } history { nodes { action actor } } } }", { id: clientId });
  expect(data["client"]).toMatchObject({ syncState: "SET_ASIDE", setAside: { state: "SET_ASIDE", reason: "moved away" } });
  const back = await api.admin.graphql("mutation ($ids: [ID!]!) { includeAgain(input: { recordIds: $ids }) { released } }", { ids: [clientId] });
  expect(back.data["includeAgain"].released).toBe(1);
});
