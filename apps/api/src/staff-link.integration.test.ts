import { blankUs, createEmulator, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;
const ask = async (query: string, variables?: Record<string, unknown>): Promise<Record<string, Parsed>> => (await api.admin.graphql(query, variables)).data;

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Stone Books")], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

test("whoever has no match is linked in the problem itself, to the person chosen and not to another kind with the same id", async () => {
  const realmId = emulator.mintGrant().realmId;
  const quickBooks = emulator.bookkeeper(realmId);
  quickBooks.create("Employee", { GivenName: "Someone", FamilyName: "Else" });
  const vendor = quickBooks.create("Vendor", { DisplayName: "Platt Consulting", BillRate: 85 });
  const account = emulator.state.records(realmId, "Account").find((record) => record["AccountType"] === "Income");
  const item = quickBooks.create("Item", { Name: "Tax return", Type: "Service", IncomeAccountRef: { value: account?.Id ?? "1" } });

  const clientId = (await ask(`mutation { createClient(input: { kind: BUSINESS, businessName: "Acme Inc" }) { client { id } } }`))["createClient"].client.id;
  const categoryId = (await ask(`mutation { createBillableCategory(input: { code: "TAX", name: "Tax return", rate: "100" }) { category { id } } }`))["createBillableCategory"].category.id;
  const staffId = (await ask(`mutation { createStaffMember(input: { firstName: "Emily", lastName: "Platt", email: "emily@firm.example", rate: "90" }) { staffMember { id } } }`))["createStaffMember"].staffMember.id;
  await connect(api.admin);
  await ask("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await ask("mutation { saveConnectionSettings(input: { switches: [{ key: \"timeEntries\", isOn: true }] }) { userErrors { message } } }");
  await ask("mutation { enableConnection { userErrors { message } } }");
  const planId = (await until(async () => { const plan = (await ask("{ plan { id state } }"))["plan"]; return plan?.state === "OPEN" ? plan : null; })).id;
  await ask("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { userErrors { message } } }", { id: planId });
  const itemId = (await until(async () => (await ask('{ ledgerItems(search: "Tax return") { nodes { id ledgerId } } }'))["ledgerItems"].nodes[0])).id;
  await ask("mutation ($input: MapCategoryInput!) { mapCategory(input: $input) { userErrors { message } } }", { input: { sourceId: categoryId, itemId } });
  const entry = (await ask("mutation ($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { timeEntry { id } userErrors { message } } }", { input: { staffId, clientId, categoryId, day: new Date().toISOString().slice(0, 10), minutes: 60 } }))["createTimeEntry"].timeEntry.id;
  await ask("mutation ($ids: [ID!]) { submitTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids: [entry] });
  await ask("mutation ($ids: [ID!]) { approveTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids: [entry] });
  await ask("mutation { syncNow { run { id } } }");

  const problem = await until(async () => (await ask("{ problems { nodes { id kind remedies { kind inputs { name type } } } } }"))["problems"].nodes.find((each: Parsed) => each.kind === "staff-not-linked"));
  expect(problem.remedies[0]).toEqual({ kind: "link-existing", inputs: [{ name: "ledgerId", type: "LEDGER_PERSON" }] });
  const person = (await ask('{ ledgerPeople(search: "Platt") { id ledgerKind } }'))["ledgerPeople"][0];
  expect(person.ledgerKind).toBe("vendor");
  const answer = await ask("mutation ($input: ResolveProblemInput!) { resolveProblem(input: $input) { released userErrors { message } } }", { input: { problemId: problem.id, remedy: "link-existing", values: { ledgerId: person.id } } });
  expect(answer["resolveProblem"].userErrors).toEqual([]);
  expect((await ask('{ all: ledgerPeople(search: "Platt") { id } free: ledgerPeople(search: "Platt", isLinked: false) { id } taken: ledgerPeople(search: "Platt", isLinked: true) { id } }'))).toMatchObject({ all: [{ id: person.id }], free: [], taken: [{ id: person.id }] });
  await until(async () => emulator.state.records(realmId, "TimeActivity")[0]);
  expect(emulator.state.records(realmId, "TimeActivity")).toMatchObject([{ NameOf: "Vendor", VendorRef: { value: vendor.Id }, ItemRef: { value: item.Id } }]);
  const [shown] = (await ask("{ staff { nodes { rate { amount } ledgerRate { amount } rateDifference { amount } } } }"))["staff"].nodes;
  expect(shown).toEqual({ rate: { amount: "90" }, ledgerRate: { amount: "85.00" }, rateDifference: { amount: "-5.00" } });
});
