import { readFileSync } from "node:fs";
import { blankUs, createEmulator, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi, type TestClient } from "./testing/test-api.js";

interface Example {
  name: string;
  kind: string;
  document: string;
  variables: string;
}

/** The fenced GraphQL documents of apps/docs/api.md with the variables below each, in the order a reader meets them. */
const examples: Example[] = [...readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8").matchAll(/```graphql\n(.*?)```(?:\n```json\n(.*?)```)?/gs)].map(([, document = "", variables = "{}"]) => {
  const [, kind = "", name = ""] = /^(query|mutation|subscription) (\w+)/.exec(document) ?? [];
  return { kind, name, document, variables };
});

const answers: Record<string, Parsed> = {};
let emulator: Emulator;
let api: TestApi;
let machine: TestClient;

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Somerville Books")], throttle: false });
  const { url } = await emulator.listen(0);
  const { realmId } = emulator.mintGrant();
  const income = emulator.state.records(realmId, "Account").find(({ AccountType }) => AccountType === "Income");
  emulator.bookkeeper(realmId).create("Item", { Name: "Tax return", Type: "Service", IncomeAccountRef: { value: income?.Id ?? "1" } });
  api = await startTestApi({ role: "all", emulatorUrl: url });
  const ask = async (query: string, variables?: Record<string, unknown>): Promise<Record<string, Parsed>> => (await api.admin.graphql(query, variables)).data;
  await ask(`mutation { createStaffMember(input: { firstName: "Ada", lastName: "King", email: "ada@firm.example", rate: "200.00" }) { userErrors { message } } }`);
  await ask(`mutation { createBillableCategory(input: { code: "TAX", name: "Tax return" }) { userErrors { message } } }`);
  await connect(api.admin);
  await ask("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await ask("mutation { saveConnectionSettings(input: { switches: [] }) { userErrors { message } } }");
  await ask("mutation { enableConnection { userErrors { message } } }");
  // Neither side has anything yet, so the first plan is empty and needs nobody's word.
  await until(async () => (await ask("{ runs { nodes { state } } }"))["runs"].nodes[0]?.state === "SUCCEEDED");
  machine = await api.machine("FIRM_READ", "CLIENTS_READ", "CLIENTS_WRITE", "MAPPING_READ", "MAPPING_WRITE", "TIME_READ", "TIME_WRITE", "INVOICES_READ", "INVOICES_WRITE", "SYNC_READ", "SYNC_RUN");
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

/** `<Basics.firm.today>` is what the example Basics answered there. */
function filledIn(variables: string): Record<string, unknown> {
  return JSON.parse(variables.replaceAll(/<([\w.]+)>/g, (_, path: string) => path.split(".").reduce((found: Parsed, step) => found[step], answers))) as Record<string, unknown>;
}

async function followed({ document, variables }: Example): Promise<Parsed> {
  const response = await machine.fetch("/graphql/stream", { method: "POST", headers: { "content-type": "application/json", accept: "text/event-stream" }, body: JSON.stringify({ query: document, variables: filledIn(variables) }) });
  const events = [...(await response.text()).matchAll(/^data: (\{.*\})$/gm)].map(([, data = ""]) => JSON.parse(data) as Parsed);
  return events.at(-1);
}

async function answered(example: Example): Promise<Parsed> {
  if (example.kind === "subscription") return followed(example);
  return machine.graphql(example.document, filledIn(example.variables), { "idempotency-key": `example-${example.name}` });
}

test("there are examples to try", () => expect(examples.length).toBeGreaterThanOrEqual(12));

test.each(examples.map((example) => [example.name, example] as const))("%s does what the page says", async (name, example) => {
  const answer = await answered(example);
  expect(answer.errors ?? []).toEqual([]);
  expect(JSON.stringify(answer.data)).not.toMatch(/"userErrors":\[\{/);
  answers[name] = answer.data;
  if (name === "Preview") await until(async () => (await machine.graphql("query ($id: ID!) { run(id: $id) { plan { state } } }", { id: answer.data.syncNow.run.id })).data["run"].plan?.state === "OPEN");
});

test("what the examples tell in order is what happened", () => {
  expect(answers["Approve"].approveTimeEntries.timeEntries).toMatchObject([{ status: "APPROVED", frozenRate: { amount: "200.00" } }]);
  expect(answers["InvoiceTime"].createInvoiceFromTime.invoice).toMatchObject({ status: "NEW", total: { amount: "166.67" } });
  expect(answers["PreviewPlan"].run.plan.changes.nodes).toEqual(expect.arrayContaining([expect.objectContaining({ label: "Somerville, Mary", operation: "CREATE" })]));
  expect(answers["Follow"].runProgress).toMatchObject({ isFinal: true, run: { state: "SUCCEEDED" } });
  expect(answers["Proof"].invoice).toMatchObject({ status: "PROCESSED_EXTERNALLY", syncState: "SYNCED", tiesOut: true, total: { amount: "166.67" }, ledgerTotal: { amount: "166.67" } });
});
