import { expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan, runEnd } from "./connect.js";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel("one-story");

const sync = async () => {
  const { syncNow } = await ask<{ syncNow: { run: { id: string } } }>(journey.page, "mutation { syncNow { run { id } userErrors { message } } }");
  await runEnd(journey.page, syncNow.run.id);
};

test("after the first sync nothing is unexplained: what was sent ties out to 0.00, what was not is named", async () => {
  const { page, product } = journey;
  await signIn(page, product.account);
  await applyFirstPlan(journey, await openFirstPlan(journey));
  const { clients, billableCategories, ledgerItems, firm } = await ask<{ firm: { today: string }; clients: { nodes: { id: string }[] }; billableCategories: { nodes: { id: string; code: string }[] }; ledgerItems: { nodes: { id: string; name: string }[] } }>(
    page, '{ firm { today } clients(first: 1) { nodes { id } } billableCategories { nodes { id code } } ledgerItems(search: "Bookkeeping") { nodes { id name } } }');
  const categoryId = billableCategories.nodes.find(({ code }) => code === "BOOK")?.id;
  await ask(page, "mutation ($input: MapCategoriesInput!) { mapCategories(input: $input) { userErrors { message } } }", { input: { mappings: [{ sourceId: categoryId, itemId: ledgerItems.nodes[0]?.id }] } });
  const { createInvoice } = await ask<{ createInvoice: { invoice: { id: string; version: number } } }>(page, "mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id version } userErrors { message } } }", { input: { clientId: clients.nodes[0]?.id, issuedOn: firm.today, lines: [{ description: "Bookkeeping", categoryId, amount: "1250.00", isTaxable: false }] } });
  await ask(page, "mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId: createInvoice.invoice.id, expectedVersion: createInvoice.invoice.version } });
  await sync();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tie-out" }).click();
  await page.getByRole("button", { name: "Tie out now" }).click();
  const statement = page.getByRole("region", { name: "What clients owe, USD" });
  await see(statement.locator("dd[data-rule=double]").getByText("0.00"));
  await see(page.getByText(/documents explain the whole difference/));
  const { tieOut } = await ask<{ tieOut: { totals: { ledger: string }[] } }>(page, "{ tieOut { totals { ledger } } }");
  expect(tieOut.totals).toEqual([{ ledger: "1250.00" }]);
});

test("an invoice edited in QuickBooks is named with both amounts, and the report says the same", async () => {
  const { page, quickBooks } = journey;
  const sent = (await quickBooks.records("Invoice")).find(({ TotalAmt }) => TotalAmt === 1250);
  const line = sent?.Line?.[0];
  await quickBooks.change("Invoice", sent?.Id ?? "", { Line: [{ Amount: 1300, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: line?.SalesItemLineDetail?.ItemRef } }] });
  await sync();
  await page.reload();
  // The run ends before its tie-out does, and a new proof opens at its first page.
  await see(page.getByRole("region", { name: "What clients owe, USD" }).getByText("1,300.00"));
  const row = page.getByRole("row").filter({ hasText: "Edited in QuickBooks" });
  // By size: what differs by 50.00 stands on the last page.
  for (let first = 1; await see(page.getByText(new RegExp(`^${first}–`))), !(await row.count()); first += 25) await page.getByRole("button", { name: "Next" }).first().click();
  await see(row.getByText("1,250.00"));
  await see(row.getByText("1,300.00"));
  await see(row.getByText("-50.00"));
  const { tieOut } = await ask<{ tieOut: { csvUrl: string; isAuthentic: boolean } }>(page, "{ tieOut { csvUrl isAuthentic } }");
  expect(tieOut.isAuthentic).toBe(true);
  const csv = await (await page.request.get(new URL(tieOut.csvUrl, page.url()).href)).text();
  expect(csv.split("\r\n").filter((row) => row.startsWith("document,") && row.includes("Edited in QuickBooks"))).toEqual([expect.stringContaining("1250.00,1300.00,1250.00,1300.00,-50.00")]);
});
