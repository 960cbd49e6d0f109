import { beforeAll, expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan, runEnd } from "./connect.js";
import { finalInvoices } from "./invoices.js";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel("one-story");
const aRun = 150_000;
let invoiceId: string;

/** A final invoice that nothing stands in the way of. */
beforeAll(async () => {
  const { page, product } = journey;
  await signIn(page, product.account);
  await applyFirstPlan(journey, await openFirstPlan(journey));
  [invoiceId = ""] = await finalInvoices(page, ["318.00"]);
});

/** How often the invoice is in QuickBooks. */
async function timesThere(): Promise<number> {
  return (await journey.quickBooks.records("Invoice")).filter(({ Line }) => Line?.some((line) => line.Amount === 318)).length;
}

/** A whole pass of the invoices, as "Sync now" starts it. */
async function syncInvoices(): Promise<void> {
  const { syncNow } = await ask<{ syncNow: { run: { id: string } } }>(journey.page, "mutation { syncNow(input: { kinds: [INVOICES] }) { run { id } userErrors { message } } }");
  await runEnd(journey.page, syncNow.run.id);
}

test("an invoice is set aside only with a reason, and the page says who, why and what that means", async () => {
  const { page } = journey;
  await page.goto(`/invoices/${invoiceId}`);
  await page.getByRole("button", { name: "Set aside…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Set .* aside\?$/ });
  await see(dialog.getByText("This invoice is not sent to QuickBooks, and nobody there will see it."));
  await dialog.getByRole("button", { name: "Set aside" }).click();
  await see(dialog.getByText("Say why, for whoever finds it later."));
  await dialog.getByLabel("Why").fill("Billed on paper in January");
  await dialog.getByRole("button", { name: "Set aside" }).click();
  await see(page.getByText("Set aside: it takes no part in the sync"));
  await see(page.getByText(/Billed on paper in January.*by Paula Whitfield/));
});

test("no sync sends it, and it stands under Problems with the way back", async () => {
  const { page } = journey;
  await syncInvoices();
  expect(await timesThere()).toBe(0);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Problems" }).click();
  await page.getByRole("link", { name: "Set aside" }).click();
  const row = page.getByRole("row", { name: /Billed on paper in January/ });
  await see(row.getByText("318.00"));
  await row.getByRole("link").first().click();
  await see(page.getByText("Set aside: it takes no part in the sync"));
});

test("included again it goes out at once, and once", async () => {
  const { page } = journey;
  await page.getByRole("button", { name: "Include again" }).click();
  const dialog = page.getByRole("dialog", { name: /^Include .* again\?$/ });
  await see(dialog.getByText("It is compared with QuickBooks at once, and sent where the two differ."));
  await dialog.getByRole("button", { name: "Include again" }).click();
  await expect.poll(timesThere, { timeout: aRun }).toBe(1);
  await syncInvoices();
  expect(await timesThere()).toBe(1);
  await page.goto(`/invoices/${invoiceId}`);
  await see(page.getByText("Processed Externally"));
});

test("a remedy for a ticked record leaves nothing ticked: the next one is for all that the problem still holds", async () => {
  const { page } = journey;
  const { billableCategories, clients } = await ask<Record<"billableCategories" | "clients", { nodes: { id: string; code?: string }[] }>>(page, "{ billableCategories { nodes { id code } } clients(first: 1) { nodes { id } } }");
  const categoryId = billableCategories.nodes.find(({ code }) => code === "NPO")?.id;
  for (const amount of ["41.00", "42.00", "43.00"]) {
    const { createInvoice } = await ask<{ createInvoice: { invoice: { id: string; version: number } } }>(page, "mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id version } userErrors { message } } }", { input: { clientId: clients.nodes[0]?.id, lines: [{ description: "Form 990", categoryId, amount, isTaxable: false }] } });
    await ask(page, "mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId: createInvoice.invoice.id, expectedVersion: createInvoice.invoice.version } });
  }
  await syncInvoices();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Problems" }).click();
  const problem = page.getByRole("article").filter({ hasText: "NPO has no QuickBooks service" });
  await problem.getByRole("button", { name: "NPO has no QuickBooks service" }).click();
  await problem.getByRole("button", { name: "Set aside" }).first().click();
  await see(problem.getByText("Applies to 3 records"));
  const row = problem.getByRole("row").filter({ hasText: "42.00" });
  await row.getByRole("checkbox").check();
  await see(problem.getByText("Only the 1 record you ticked"));
  await problem.locator("form").getByRole("button", { name: "Set aside" }).click();
  await see(problem.getByText("Applies to 2 records"));
  await row.waitFor({ state: "detached" });
});
