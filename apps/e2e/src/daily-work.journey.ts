import { beforeAll, expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan } from "./connect.js";
import { ask, see, signIn, signOut, travel } from "./journey.js";
import { companyName } from "./quickbooks.js";

const journey = travel();
const aRun = 150_000;

interface Firm {
  today: string;
  categoryId: (code: string) => string;
  clientId: (search: string) => Promise<string>;
}
let firm: Firm;

beforeAll(async () => {
  const { page, product } = journey;
  await signIn(page, product.account);
  await applyFirstPlan(journey, await openFirstPlan(journey, { switches: { timeEntries: true } }));
  const { firm: facts, billableCategories } = await ask<{ firm: { today: string }; billableCategories: { nodes: { id: string; code: string }[] } }>(page, "{ firm { today } billableCategories { nodes { id code } } }");
  firm = {
    today: facts.today,
    categoryId: (code) => billableCategories.nodes.find((each) => each.code === code)?.id ?? "",
    clientId: async (search) => (await ask<{ clients: { nodes: { id: string }[] } }>(page, "query ($search: String) { clients(filter: { search: $search }) { nodes { id } } }", { search })).clients.nodes[0]?.id ?? "",
  };
  const { ledgerItems } = await ask<{ ledgerItems: { nodes: { id: string }[] } }>(page, '{ ledgerItems(search: "Bookkeeping") { nodes { id } } }');
  await ask(page, "mutation ($input: MapCategoryInput!) { mapCategory(input: $input) { userErrors { message } } }", { input: { sourceId: firm.categoryId("BOOK"), itemId: ledgerItems.nodes[0]?.id } });
});

test("an invoice held by a category without a service is released by choosing one in the problem itself", async () => {
  const { page, quickBooks } = journey;
  const { createInvoice } = await ask<{ createInvoice: { invoice: { id: string; version: number } } }>(page, "mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id version } userErrors { message } } }", {
    input: { clientId: await firm.clientId("Hathaway Nursery"), lines: [{ description: "Trust return", categoryId: firm.categoryId("EST"), amount: "412.50" }] },
  });
  const { id, version } = createInvoice.invoice;
  await ask(page, "mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId: id, expectedVersion: version } });
  const before = (await quickBooks.records("Invoice")).length;

  await page.goto("/invoices");
  await page.getByRole("row", { name: /Hathaway Nursery LLP/ }).click();
  await page.getByRole("button", { name: /^Sync Invoice for Hathaway/ }).click();
  await page.getByRole("link", { name: /EST has no QuickBooks service/ }).click();
  const problem = page.getByRole("article").filter({ hasText: "EST has no QuickBooks service" });
  await see(problem.getByRole("row", { name: /Hathaway Nursery LLP/ }).getByText("412.50"));
  await problem.getByRole("combobox", { name: "QuickBooks service" }).fill("Other fees");
  await page.getByRole("option", { name: "Other fees" }).click();
  await problem.locator("form").getByRole("button", { name: "Choose the QuickBooks service" }).click();
  await see(page.getByText(/record goes on/));
  await expect.poll(async () => (await quickBooks.records("Invoice")).length, { timeout: aRun }).toBe(before + 1);
  const sent = (await quickBooks.records("Invoice")).at(-1);
  expect(sent?.Line?.[0]).toMatchObject({ Amount: 412.5, SalesItemLineDetail: { ItemRef: { name: "Other fees" } } });
  await page.goto(`/invoices/${id}`);
  await see(page.getByText("Processed Externally"));
});

test("time that was approved is sent once, as not billable because invoices carry the money, and time that was not stays", async () => {
  const { page, quickBooks } = journey;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Time" }).click();
  await choose("Staff", "Harriet Cho");
  await choose("Client", "Hathaway Nursery LLP");
  await choose("Category or type", "Bookkeeping");
  const entry = page.getByRole("region", { name: "Enter time" });
  await entry.getByLabel("Time", { exact: true }).fill("1:20");
  await entry.getByLabel("Note").fill("Bank and cards, reviewed");
  await entry.getByRole("button", { name: "Add" }).click();
  await see(page.getByText("Added 1:20 for Hathaway Nursery LLP."));
  expect(await quickBooks.records("TimeActivity")).toEqual([]);

  // The whole week of one person, without the mouse: S submits it, A asks, Enter approves.
  const week = page.getByRole("row", { name: /^Harriet Cho/ });
  await see(week.getByText("1:20 draft"));
  await week.focus();
  await page.keyboard.press("s");
  await see(page.getByText("Submitted 1:20."));
  await page.keyboard.press("a");
  await see(page.getByRole("dialog", { name: "Approve the week of Harriet Cho" }).getByText(/will be approved/));
  await page.keyboard.press("Enter");
  await see(page.getByText(/^Approved .* of Harriet Cho/));
  await page.getByRole("button", { name: "Choose what to sync" }).click();
  await page.getByRole("menuitem", { name: "Time" }).click();
  await expect.poll(async () => (await quickBooks.records("TimeActivity")).length, { timeout: aRun }).toBe(1);

  const harriet = (await quickBooks.records("Employee")).find(({ DisplayName }) => DisplayName === "Harriet Cho");
  const [activity] = await quickBooks.records("TimeActivity");
  expect(activity).toMatchObject({ EmployeeRef: { value: harriet?.Id }, TxnDate: firm.today, Hours: 1, Minutes: 20, BillableStatus: "NotBillable", CustomerRef: { name: "Hathaway Nursery LLP" } });

  async function choose(label: string, text: string): Promise<void> {
    await page.getByRole("combobox", { name: label }).fill(text);
    await page.getByRole("option", { name: text }).first().click();
  }
});

test("what became of time is one step from its entry: who approved it, that it was sent, and the call", async () => {
  const { page } = journey;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Time" }).click();
  const time = page.getByRole("list").getByRole("link", { name: "What happened to the time for Hathaway Nursery LLP" });
  if (!(await time.isVisible())) await page.getByRole("row", { name: /^Harriet Cho/ }).click();
  await time.click();
  await see(page.getByText("Only one record is shown."));
  await see(page.getByRole("row", { name: /Approved/ }));
  await page.getByRole("row", { name: /Sent to QuickBooks/ }).click();
  await page.getByRole("link", { name: "See the call" }).click();
  await see(page.getByText(/timeactivity/).first());
});

test("Sync on one client sends what changed of that client and nothing else", async () => {
  const { page, quickBooks } = journey;
  const writes = (await quickBooks.writes()).length;
  await page.goto(`/clients/${await firm.clientId("Calloway Nursery")}`);
  await page.getByLabel("Phone").fill("(303) 555-0777");
  await page.getByRole("button", { name: "Save" }).click();
  await see(page.getByText("Saved."));
  await page.getByRole("button", { name: /^Sync Calloway Nursery/ }).click();
  await see(page.getByText("Updated 1 field"), aRun);
  const customer = (await quickBooks.records("Customer")).find(({ DisplayName }) => DisplayName === "Calloway Nursery Inc.");
  expect(customer).toMatchObject({ PrimaryPhone: { FreeFormNumber: "(303) 555-0777" } });
  expect((await quickBooks.writes()).length).toBe(writes + 1);
});

test("a client's history leads to the audit trail, which says who changed it and proves itself", async () => {
  const { page } = journey;
  await page.goto(`/clients/${await firm.clientId("Calloway Nursery")}`);
  await page.getByRole("link", { name: "In the audit trail" }).click();
  await see(page.getByText("Only one record is shown."));
  await see(page.getByRole("row", { name: /Sent to QuickBooks/ }).first());
  await page.getByRole("button", { name: "Check the chain" }).click();
  await see(page.getByText(/lines are there, and none was changed/));
});

test("what somebody changes in QuickBooks is here without anybody asking, and the connection says when it heard", async () => {
  const { page, quickBooks } = journey;
  const customer = (await quickBooks.records("Customer")).find(({ DisplayName }) => DisplayName === "Calloway Nursery Inc.");
  await quickBooks.change("Customer", customer?.Id ?? "", { PrimaryPhone: { FreeFormNumber: "(303) 555-0888" } });
  const id = await firm.clientId("Calloway Nursery");
  const phone = async () => (await ask<{ client: { phone: string } }>(page, "query ($id: ID!) { client(id: $id) { phone } }", { id })).client.phone;
  await expect.poll(phone, { timeout: aRun }).toBe("(303) 555-0888");
  await page.goto("/settings/quickbooks");
  await see(page.getByText("Last notice from QuickBooks"));
  expect(await page.getByText("Changes in QuickBooks are seen by the recurring sync.").count()).toBe(0);
});

test("a client renamed in QuickBooks says so on its page, with both names and when, and QuickBooks has ours again in one step", async () => {
  const { page, quickBooks } = journey;
  const customer = (await quickBooks.records("Customer")).find(({ DisplayName }) => DisplayName === "Calloway Nursery Inc.");
  const nameThere = async () => (await quickBooks.record("Customer", customer?.Id ?? "")).DisplayName;
  const clientPage = `/clients/${await firm.clientId("Calloway Nursery")}`;
  await quickBooks.change("Customer", customer?.Id ?? "", { DisplayName: "Calloway Gardens Inc." });
  const notice = page.getByRole("status").filter({ hasText: "Calloway Nursery Inc. is called Calloway Gardens Inc. in QuickBooks now" });
  await page.goto(clientPage);
  await see(page.getByRole("heading", { level: 1, name: "Calloway Gardens Inc." }), aRun);
  await see(notice.getByText(/Edited there .*, seen here .*\.$/));
  expect(await notice.locator("dd").innerText()).toBe("Calloway Nursery Inc. → Calloway Gardens Inc.");
  await notice.getByRole("button", { name: "Send ours again" }).click();
  await see(page.getByText(/^Done\. Run \d+ sends it\.$/));
  await expect.poll(nameThere, { timeout: aRun }).toBe("Calloway Nursery Inc.");
  await see(page.getByRole("heading", { level: 1, name: "Calloway Nursery Inc." }));
  expect(await notice.count()).toBe(0);
});

test("a grant revoked in QuickBooks is said on every page, work goes on, and reconnecting sends what waited", async () => {
  const { page, quickBooks } = journey;
  await quickBooks.revoke();
  const name = "Quarry Lane Pottery LLC";
  await ask(page, "mutation ($input: CreateClientInput!) { createClient(input: $input) { userErrors { message } } }", { input: { kind: "BUSINESS", businessName: name, email: "hello@quarrylane.example" } });
  await page.goto("/");
  await page.getByRole("button", { name: "Sync now" }).click();
  await see(page.getByRole("banner").getByRole("link", { name: /^Needs you/ }), aRun);
  await see(page.getByText("QuickBooks needs you."));
  expect((await quickBooks.records("Customer")).some(({ DisplayName }) => DisplayName === name)).toBe(false);

  await page.goto("/settings/quickbooks");
  await page.getByRole("button", { name: "Reconnect to QuickBooks" }).click();
  await page.getByLabel(companyName).check();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await see(page.getByRole("heading", { level: 1, name: "QuickBooks" }));
  await expect.poll(async () => (await quickBooks.records("Customer")).filter(({ DisplayName }) => DisplayName === name).length, { timeout: aRun }).toBe(1);
  // The connection works again; people whom QuickBooks does not know still hold time.
  await see(page.getByRole("banner").getByRole("link", { name: /^\d+ problems? holds? \d+ records?$/ }), aRun);
});

test("Intuit's reconnect address leads whoever is signed out over the sign-in straight to the consent, and back to a connection that goes on", async () => {
  const { page, product } = journey;
  await signOut(page);
  await page.goto("/connections/reconnect");
  await page.getByLabel("E-mail address").fill(product.account.email);
  await page.getByLabel("Password", { exact: true }).fill(product.account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel(companyName).check();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await see(page.getByRole("heading", { level: 1, name: "QuickBooks" }));
  await see(page.getByText("Sign-in valid until"));
  const { connection } = await ask<{ connection: { stage: string; state: string } }>(page, "{ connection { stage state } }");
  expect(connection).toMatchObject({ stage: "ENABLED", state: expect.stringMatching(/HEALTHY|RUNNING/) });
});
