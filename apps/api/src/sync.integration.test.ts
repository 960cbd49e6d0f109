import { addDays, type CalendarDate } from "@tieout/domain";
import { approveTimeEntries, createInvoice, createTimeEntries, finalizeInvoice, type PracticeContext } from "@tieout/practice";
import { blankUs, createEmulator, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeId, keyOf } from "./graphql/shared/global-id.js";
import { runEnd, startSync, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi } from "./testing/test-api.js";

/** More than one request may name. */
const old = 252;
let emulator: Emulator;
let api: TestApi;
let today: CalendarDate;
let practice: PracticeContext;
let clientId: string;
let categoryId: string;

const ask = async (query: string, variables?: Record<string, unknown>): Promise<Record<string, Parsed>> => (await api.admin.graphql(query, variables)).data;
const rows = (sql: string) => api.api.app.store.withFirm(api.firmId, ({ query }) => query(sql));

async function addInvoice(issuedOn: CalendarDate) {
  const { invoice } = await createInvoice(practice, { clientId, issuedOn, lines: [{ description: "Return", categoryId, amount: "10.00" }] } as Parameters<typeof createInvoice>[1]);
  await finalizeInvoice(practice, { id: invoice.id } as Parameters<typeof finalizeInvoice>[1]);
}

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Stone Books")], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
  today = (await ask("{ firm { today } }"))["firm"].today;
  const { app } = api.api;
  practice = { store: app.store, clock: app.clock, actor: { firmId: api.firmId, kind: "person", id: "ada", name: "Ada" } };
  clientId = keyOf("Client", (await ask(`mutation { createClient(input: { kind: BUSINESS, businessName: "Acme Inc" }) { client { id } } }`))["createClient"].client.id, []);
  categoryId = keyOf("BillableCategory", (await ask(`mutation { createBillableCategory(input: { code: "TAX", name: "Tax return", rate: "100" }) { category { id } } }`))["createBillableCategory"].category.id, []);
  const staffId = keyOf("StaffMember", (await ask(`mutation { createStaffMember(input: { firstName: "Emily", lastName: "Platt", email: "emily@firm.example" }) { staffMember { id } userErrors { message } } }`))["createStaffMember"].staffMember.id, []);
  for (let n = 0; n < old; n += 1) await addInvoice(addDays(today, -(n % 20) - 1));
  await addInvoice(today);
  const time = await createTimeEntries(practice, { entries: [-2, -1, 0].map((days) => ({ staffId, clientId, categoryId, day: addDays(today, days), minutes: 60, note: "work" })) } as Parameters<typeof createTimeEntries>[1]);
  await approveTimeEntries(practice, { ids: time.map(({ id }) => id) } as Parameters<typeof approveTimeEntries>[1]);
  await startSync(api.admin, { switches: [{ key: "timeEntries", isOn: true }], startDate: today });
  const itemId = (await ask("{ ledgerItems { nodes { id } } }"))["ledgerItems"].nodes[0].id;
  await ask("mutation ($input: MapCategoryInput!) { mapCategory(input: $input) { userErrors { message } } }", { input: { sourceId: encodeId("BillableCategory", categoryId), itemId } });
}, 120_000);
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

const plan = (mutation: string, input: object) => ask(`mutation ($input: SyncRecordsInput) { answer: ${mutation}(input: $input) { run { id } userErrors { code field message } } }`, { input: { dryRun: true, ...input } });

test("all invoices from before the start date are planned in one go, and no other", async () => {
  const filter = { statuses: ["NEW"], syncStates: ["NEVER_SENT"], issuedTo: addDays(today, -1) };
  const { invoiceTotals } = await ask("query ($filter: InvoiceFilter) { invoiceTotals(filter: $filter) { status syncState count total { amount } } }", { filter });
  expect(invoiceTotals).toEqual([{ status: "NEW", syncState: "NEVER_SENT", count: old, total: { amount: "2520.00" } }]);

  const { answer } = await plan("syncInvoices", { beforeStartDate: true });
  expect(answer.userErrors).toEqual([]);
  const run = await until(async () => {
    const found = (await ask("query ($id: ID!) { run(id: $id) { state plan { id } changes(first: 1, filter: { recordKinds: [INVOICE] }) { totalCount } } }", { id: answer.run.id }))["run"];
    return found.state === "AWAITING_APPROVAL" ? found : null;
  });
  expect(run.changes.totalCount).toBe(old);
  await ask("mutation ($id: ID!) { discardPlan(input: { planId: $id }) { userErrors { message } } }", { id: run.plan.id });
  const again = (await plan("syncInvoices", { beforeStartDate: true })).answer;
  expect(again.userErrors, "a plan thrown away leaves them to be sent").toEqual([]);
  await ask("mutation ($id: ID!) { cancelRun(input: { runId: $id }) { userErrors { message } } }", { id: again.run.id });
  await runEnd(api.admin, again.run.id);
  await runEnd(api.admin, (await ask("mutation { syncNow(input: { kinds: [INVOICES] }) { run { id } } }"))["syncNow"].run.id);
  expect((await ask("query ($filter: InvoiceFilter) { invoices(filter: $filter) { totalCount } }", { filter }))["invoices"].totalCount, "and the next sync says so").toBe(old);
});

test("approved time from before the start date goes when it is asked for, once", async () => {
  const earlier = { statuses: ["APPROVED", "LOCKED"], syncStates: ["NEVER_SENT"], to: addDays(today, -1) };
  const left = async () => (await ask("query ($filter: TimeEntryFilter) { timeEntries(filter: $filter) { totalCount } }", { filter: earlier }))["timeEntries"].totalCount;
  expect(await left()).toBe(2);
  expect((await ask("query ($filter: TimeEntryFilter) { timeTotals(filter: $filter) { entries minutes } }", { filter: earlier }))["timeTotals"]).toEqual({ entries: 2, minutes: 120 });
  const { answer } = await plan("syncTimeEntries", { beforeStartDate: true, dryRun: false });
  await runEnd(api.admin, answer.run.id);
  expect(await left(), "held for the staff member who is not in QuickBooks, not forgotten").toBe(0);
  expect((await plan("syncTimeEntries", { beforeStartDate: true })).answer.userErrors).toMatchObject([{ code: "CONFLICT", message: "Nothing from before the start date is left to send." }]);
});

test("what makes no sense together is refused in words", async () => {
  expect((await plan("syncClients", { beforeStartDate: true })).answer.userErrors).toMatchObject([{ code: "INVALID", field: ["input", "beforeStartDate"] }]);
  expect((await plan("syncInvoices", { beforeStartDate: true, ids: [] })).answer.userErrors).toMatchObject([{ code: "INVALID", field: ["input", "beforeStartDate"] }]);
});

test("what a run was refused goes again for whoever may sync, and the answer says how many", async () => {
  const again = (client: TestApi["admin"], runId: string) => client.graphql("mutation ($input: RetryRunInput!) { retryRun(input: $input) { records run { id kind trigger } userErrors { code message } } }", { input: { runId } });
  await ask(`mutation { createClient(input: { kind: BUSINESS, businessName: "Refused & Sons" }) { client { id } } }`);
  emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { status: 400, fault: { code: "2010" } } });
  const { syncNow } = await ask("mutation { syncNow(input: { kinds: [CLIENTS] }) { run { id } } }");
  await runEnd(api.admin, syncNow.run.id);
  expect((await again(await api.person("approver"), syncNow.run.id)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
  const { retryRun } = (await again(api.admin, syncNow.run.id)).data;
  expect(retryRun).toMatchObject({ records: 1, run: { kind: "clients", trigger: "RETRY" }, userErrors: [] });
  expect(await runEnd(api.admin, retryRun.run.id)).toBe("SUCCEEDED");
  expect((await again(api.admin, retryRun.run.id)).data["retryRun"]).toMatchObject({ records: 0, run: null, userErrors: [{ code: "CONFLICT" }] });
});

test("the connection says since when nothing was synced, by the firm's own hours", async () => {
  const silentSince = async () => (await ask("{ connection { silentSince lastSuccessAt } }"))["connection"];
  expect(await silentSince()).toMatchObject({ silentSince: null });
  await rows("update hub.ledger_connection set last_success_at = hub.hub_now() - interval '7 hours', state_since = hub.hub_now() - interval '9 hours'");
  expect(await silentSince(), "24 hours where the firm says nothing").toMatchObject({ silentSince: null });
  await ask("mutation { saveNotificationSettings(input: { silentHours: 6 }) { userErrors { message } } }");
  const silent = await silentSince();
  expect(silent.silentSince).toBe(silent.lastSuccessAt);
  await ask("mutation { pauseConnection(input: { reason: \"stocktaking\" }) { userErrors { message } } }");
  expect(await silentSince()).toMatchObject({ silentSince: null });
});
