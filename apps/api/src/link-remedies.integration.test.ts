import { blankUs, createEmulator, type Bookkeeper, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;
let quickBooks: Bookkeeper;
let realmId: string;
let clientId: string;
let categoryId: string;
const ask = async (query: string, variables?: Record<string, unknown>): Promise<Record<string, Parsed>> => (await api.admin.graphql(query, variables)).data;
const records = (entity: "Customer" | "Invoice") => emulator.state.records(realmId, entity);

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Stone Books")], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
  realmId = emulator.mintGrant().realmId;
  quickBooks = emulator.bookkeeper(realmId);
  const account = emulator.state.records(realmId, "Account").find((record) => record["AccountType"] === "Income");
  quickBooks.create("Item", { Name: "Tax return", Type: "Service", IncomeAccountRef: { value: account?.Id ?? "1" } });
  clientId = (await ask(`mutation { createClient(input: { kind: BUSINESS, businessName: "Acme Inc" }) { client { id } } }`))["createClient"].client.id;
  categoryId = (await ask(`mutation { createBillableCategory(input: { code: "TAX", name: "Tax return", rate: "100" }) { category { id } } }`))["createBillableCategory"].category.id;
  await connect(api.admin);
  await ask("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await ask("mutation { saveConnectionSettings(input: { switches: [] }) { userErrors { message } } }");
  await ask("mutation { enableConnection { userErrors { message } } }");
  const planId = (await until(async () => { const plan = (await ask("{ plan { id state } }"))["plan"]; return plan?.state === "OPEN" ? plan : null; })).id;
  await ask("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { userErrors { message } } }", { id: planId });
  const itemId = (await until(async () => (await ask('{ ledgerItems(search: "Tax return") { nodes { id } } }'))["ledgerItems"].nodes[0])).id;
  await ask("mutation ($input: MapCategoryInput!) { mapCategory(input: $input) { userErrors { message } } }", { input: { sourceId: categoryId, itemId } });
  const draft = (await ask("mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id version } } }", { input: { clientId, issuedOn: new Date().toISOString().slice(0, 10), lines: [{ description: "Return 2025", categoryId, amount: "100.00" }] } }))["createInvoice"].invoice;
  await ask("mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId: draft.id, expectedVersion: draft.version } });
  await ask("mutation { syncNow { run { id } } }");
  await until(async () => records("Invoice")[0]);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

/** The open problem of a kind, with what its forms start from. */
async function problemOf(kind: string): Promise<Parsed> {
  await ask("mutation { syncNow { run { id } } }");
  return until(async () => (await ask("{ problems { nodes { id kind linkChoices { ledgerId name customerName issuedOn total { amount } url } remedies { kind isPrimary inputs { name type isRequired value isOneOfChoices } } } } }"))["problems"].nodes.find((each: Parsed) => each.kind === kind));
}
/** One press: the primary remedy with the values its form starts from, as the page sends them. */
async function press(problem: Parsed): Promise<Parsed> {
  const { kind, inputs } = problem.remedies[0];
  const values = Object.fromEntries(inputs.flatMap(({ name, value }: Parsed) => (value === null ? [] : [[name, value]])));
  return (await ask("mutation ($input: ResolveProblemInput!) { resolveProblem(input: $input) { problem { state } userErrors { message } } }", { input: { problemId: problem.id, remedy: kind, values } }))["resolveProblem"];
}

test("a deleted invoice is linked to the one written in its place, which is found, shown and chosen; the other amounts of the client are not offered", async () => {
  const { Id = "", Line } = records("Invoice")[0] as { Id: string; Line: { Amount: number }[] };
  const CustomerRef = { value: String(records("Customer")[0]?.Id) };
  quickBooks.remove("Invoice", Id);
  expect((await problemOf("record-gone")).remedies.map(({ kind }: Parsed) => kind)).toEqual(["accept-theirs", "remove-link", "mark-external", "set-aside"]);
  quickBooks.create("Invoice", { CustomerRef, Line: [{ ...Line[0], Amount: 5, SalesItemLineDetail: { ItemRef: { value: "1" } } }] });
  const anew = quickBooks.create("Invoice", { CustomerRef, DocNumber: "R-7", Line });
  const problem = await until(async () => { const each = await problemOf("record-gone"); return each.remedies[0].kind === "relink" && each; });
  expect(problem.remedies[0].inputs).toEqual([{ name: "ledgerId", type: "LEDGER_INVOICE", isRequired: true, value: anew.Id, isOneOfChoices: true }]);
  expect(problem.linkChoices).toMatchObject([{ ledgerId: anew.Id, name: "R-7", customerName: "Acme Inc", total: { amount: "100.00" }, url: expect.stringContaining(anew.Id) }]);
  expect(await press(problem)).toEqual({ problem: { state: "RESOLVED" }, userErrors: [] });
  expect((await ask("{ invoices { nodes { link { ledgerId } } } }"))["invoices"].nodes).toMatchObject([{ link: { ledgerId: anew.Id } }]);
});

test("one press on what is proposed after a merge links to the survivor, not to the customer that went", async () => {
  const lost = String(records("Customer")[0]?.Id);
  const survivor = quickBooks.create("Customer", { DisplayName: "Acme Holdings" });
  emulator.merge(realmId, lost, survivor.Id);
  const problem = await problemOf("record-merged");
  expect(problem.remedies[0]).toMatchObject({ kind: "relink", inputs: [{ type: "LEDGER_CUSTOMER", value: survivor.Id, isOneOfChoices: false }] });
  expect(problem.linkChoices).toMatchObject([{ ledgerId: survivor.Id, name: "Acme Holdings" }]);
  expect(await press(problem)).toMatchObject({ problem: { state: "RESOLVED" }, userErrors: [] });
  expect((await ask("query ($id: ID!) { client(id: $id) { link { ledgerId } } }", { id: clientId }))["client"].link.ledgerId).toBe(survivor.Id);
});

test("without a problem, too: an invoice is linked to one of those it can be, its link is removed, and one that was not sent is handled by hand", async () => {
  const CustomerRef = { value: (await ask("query ($id: ID!) { client(id: $id) { link { ledgerId } } }", { id: clientId }))["client"].link.ledgerId };
  const { Line } = records("Invoice").at(-1) as unknown as { Line: { Amount: number }[] };
  const shown = async (): Promise<Parsed> => (await ask("{ invoices { nodes { id status syncState syncReason link { ledgerId } setAside { state reason } linkChoices { ledgerId name total { amount } } history(first: 3) { nodes { action } } } } }"))["invoices"].nodes[0];
  const right = quickBooks.create("Invoice", { CustomerRef, DocNumber: "R-8", Line });
  await ask("mutation { syncNow { run { id } } }");
  const before = await until(async () => { const each = await shown(); return each.linkChoices.length === 1 && each; });
  expect(before.linkChoices).toEqual([{ ledgerId: right.Id, name: "R-8", total: { amount: "100.00" } }]);
  for (const caller of [await api.person("viewer"), await api.person("approver"), await api.machine("INVOICES_READ")]) {
    const { data, errors } = await caller.graphql("{ invoices { nodes { id linkChoices { ledgerId } } } }");
    expect([JSON.stringify(data ?? null).includes("ledgerId"), errors[0]?.extensions["code"]], "who sees no unlinked customers sees no unlinked invoices").toEqual([false, "FORBIDDEN"]);
  }
  expect((await (await api.machine("INVOICES_READ", "SYNC_READ")).graphql("{ invoices { nodes { linkChoices { ledgerId } } } }")).data["invoices"].nodes[0].linkChoices).toEqual([{ ledgerId: right.Id }]);
  const link = "mutation ($input: LinkRecordInput!) { linkRecord(input: $input) { linkedTo run { id } userErrors { code field message } } }";
  const input = { recordId: before.id, ledgerId: right.Id };
  expect((await (await api.person("approver")).graphql(link, { input })).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  expect((await ask(link, { input: { ...input, ledgerId: "9999" } }))["linkRecord"].userErrors).toEqual([{ code: "NOT_FOUND", field: ["input", "ledgerId"], message: "QuickBooks has no invoice with the id 9999." }]);
  expect((await ask(link, { input }))["linkRecord"]).toEqual({ linkedTo: "R-8", run: null, userErrors: [] });
  expect(await shown()).toMatchObject({ link: { ledgerId: right.Id }, history: { nodes: [{ action: "linked" }, {}, {}] } });

  const remove = "mutation ($input: RemoveLinkInput!) { removeLink(input: $input) { userErrors { code message } } }";
  expect((await ask(remove, { input: { recordId: before.id } }))["removeLink"].userErrors).toEqual([]);
  expect(await shown()).toMatchObject({ status: "NEW", link: null, setAside: { state: "SET_ASIDE", reason: "its link to R-8 in QuickBooks was removed" } });
  expect((await ask(remove, { input: { recordId: before.id } }))["removeLink"].userErrors).toMatchObject([{ code: "CONFLICT" }]);

  const handle = (reason: string) => ask("mutation ($input: MarkHandledInput!) { markHandled(input: $input) { userErrors { code field } } }", { input: { invoiceId: before.id, reason } });
  expect((await handle(" "))["markHandled"].userErrors).toEqual([{ code: "INVALID", field: ["input", "reason"] }]);
  expect((await handle("paid in cash"))["markHandled"].userErrors).toEqual([]);
  expect(await shown()).toMatchObject({ status: "PROCESSED_EXTERNALLY", syncState: "EXTERNAL", setAside: { state: "EXTERNAL", reason: "paid in cash" } });
});
