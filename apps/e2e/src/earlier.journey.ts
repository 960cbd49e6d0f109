import { beforeAll, expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan, runEnd } from "./connect.js";
import { finalInvoices } from "./invoices.js";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel("one-story");
const aRun = 150_000;
const amounts = ["318.00", "1204.50", "77.25"];

/** The sync starts tomorrow, so that whatever is final and approved today is from before. */
beforeAll(async () => {
  const { page, product } = journey;
  await signIn(page, product.account);
  const { firm } = await ask<{ firm: { today: string } }>(page, "{ firm { today } }");
  const tomorrow = new Date(Date.parse(`${firm.today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  await applyFirstPlan(journey, await openFirstPlan(journey, { startDate: tomorrow, switches: { timeEntries: true } }));
  await finalInvoices(page, amounts);
});

const isThere = async () => (await journey.quickBooks.records("Invoice")).filter(({ Line }) => Line?.some(({ Amount }) => amounts.includes((Amount ?? 0).toFixed(2)))).length;
const runId = () => /\/runs\/([^/?]+)/.exec(journey.page.url())?.[1] ?? "";

test("invoices from before the start date have a view of their own, which sends all of them after saying how many and how much", async () => {
  const { page } = journey;
  await page.goto("/invoices?tab=unsynced");
  await page.getByRole("button", { name: /^Send all/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Send \d+ invoices\?$/ });
  await see(dialog.getByText(/Together they come to [\d,]+\.\d\d/));
  expect(await isThere()).toBe(0);
  await dialog.getByRole("button", { name: /^Send all/ }).click();
  await page.waitForURL(/\/runs\//);
  await runEnd(page, runId());
  await expect.poll(isThere, { timeout: aRun }).toBe(amounts.length);
});

test("so has approved time, with its hours; nothing goes unless somebody says so", async () => {
  const { page } = journey;
  await page.goto("/time?show=earlier");
  await page.getByRole("button", { name: /^Send all/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Send [\d,]+ entries of approved time\?$/ });
  await see(dialog.getByText(/Together they come to [\d,]+:\d\d hours\./));
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await journey.quickBooks.records("TimeActivity")).toEqual([]);
});

test("each of them can go alone from its row, which then says so, or with those ticked", async () => {
  const { page } = journey;
  await approveTime();
  const there = async () => (await journey.quickBooks.records("TimeActivity")).map(({ Description }) => Description).sort();
  const time = (note: string) => page.getByRole("row", { name: /Harriet Cho/ }).filter({ hasText: note });
  await page.goto("/time?show=earlier");
  await time("Ledgers, alone").getByRole("button", { name: /^Sync time of Harriet Cho for / }).click();
  await see(time("Ledgers, alone").getByText(/^Created as \d+$/), aRun);
  await see(time("Ledgers, alone").getByText("Synced"));
  expect(await there()).toEqual(["Ledgers, alone"]);
  for (const note of ["Payroll, ticked", "Receipts, ticked"]) await time(note).getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Send 2 entries" }).click();
  await see(page.getByText(/^Run \d+ started\.$/));
  await expect.poll(there, { timeout: aRun }).toEqual(["Ledgers, alone", "Payroll, ticked", "Receipts, ticked"]);
});

test("one that is held says so in its row; its problem is one step from where people see it, where it is set aside with a reason, and comes back", async () => {
  const { page } = journey;
  await page.goto("/time?show=earlier");
  // QuickBooks does not know her.
  const held = page.getByRole("row", { name: /Tess Hollander/ }).first();
  await held.getByRole("button", { name: /^Sync time of Tess Hollander/ }).click();
  await see(held.getByText("Not sent"), aRun);
  await see(held.getByText("Blocked"));
  await page.goto("/problems?record=TIME_ENTRY");
  const problem = page.getByRole("article").filter({ hasText: "Tess Hollander is not linked to anyone in QuickBooks" });
  await problem.getByRole("button").first().click();
  await problem.getByRole("table").getByRole("link").first().click();
  const entry = page.locator("li[aria-current]");
  await see(entry);
  await see(page.getByRole("row", { name: /^Tess Hollander/ }));
  await entry.getByRole("button", { name: "Set aside…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Set the time for .* aside\?$/ });
  await see(dialog.getByText("This time is not sent to QuickBooks, and nobody there will see it."));
  await dialog.getByLabel("Why").fill("Paid by the partner");
  await dialog.getByRole("button", { name: "Set aside" }).click();
  await see(entry.getByText(/Paid by the partner.*by Paula Whitfield/));
  await page.goto("/problems?show=set-aside");
  await page.getByRole("row", { name: /Paid by the partner/ }).getByRole("link").first().click();
  await entry.getByRole("button", { name: "Include again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Include again" }).click();
  await see(entry.getByRole("button", { name: "Set aside…" }));
});

/** Three approved entries of today, which is before the start date, that nothing stands in the way of. */
async function approveTime(): Promise<void> {
  const { page } = journey;
  const facts = await ask<{ firm: { today: string }; staff: { nodes: { id: string; displayName: string }[] }; clients: { nodes: { id: string }[] }; billableCategories: { nodes: { id: string; code: string }[] }; ledgerItems: { nodes: { id: string }[] } }>(
    page, '{ firm { today } staff { nodes { id displayName } } clients(filter: { search: "Hathaway Nursery" }) { nodes { id } } billableCategories { nodes { id code } } ledgerItems(search: "Bookkeeping") { nodes { id } } }',
  );
  const categoryId = facts.billableCategories.nodes.find(({ code }) => code === "BOOK")?.id;
  await ask(page, "mutation ($input: MapCategoryInput!) { mapCategory(input: $input) { userErrors { message } } }", { input: { sourceId: categoryId, itemId: facts.ledgerItems.nodes[0]?.id } });
  const about = { staffId: facts.staff.nodes.find(({ displayName }) => displayName === "Harriet Cho")?.id, clientId: facts.clients.nodes[0]?.id, categoryId, day: facts.firm.today, minutes: 45 };
  const ids: string[] = [];
  for (const note of ["Ledgers, alone", "Payroll, ticked", "Receipts, ticked"]) {
    const { createTimeEntry } = await ask<{ createTimeEntry: { timeEntry: { id: string } } }>(page, "mutation ($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { timeEntry { id } userErrors { message } } }", { input: { ...about, note } });
    ids.push(createTimeEntry.timeEntry.id);
  }
  await ask(page, "mutation ($ids: [ID!]!) { submitTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids });
  await ask(page, "mutation ($ids: [ID!]!) { approveTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids });
}
