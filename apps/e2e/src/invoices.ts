import type { Page } from "playwright-core";
import { ask } from "./journey.js";

/** Final invoices of one client, one for each amount, that nothing stands in the way of: their category is mapped. Returns their ids. */
export async function finalInvoices(page: Page, amounts: readonly string[]): Promise<string[]> {
  const { billableCategories, ledgerItems, clients } = await ask<Record<"billableCategories" | "ledgerItems" | "clients", { nodes: { id: string; code?: string }[] }>>(
    page,
    '{ billableCategories { nodes { id code } } ledgerItems(search: "Bookkeeping") { nodes { id } } clients(filter: { search: "Hathaway Nursery" }) { nodes { id } } }',
  );
  const categoryId = billableCategories.nodes.find(({ code }) => code === "BOOK")?.id;
  await ask(page, "mutation ($input: MapCategoryInput!) { mapCategory(input: $input) { userErrors { message } } }", { input: { sourceId: categoryId, itemId: ledgerItems.nodes[0]?.id } });
  const ids: string[] = [];
  for (const amount of amounts) {
    const { createInvoice } = await ask<{ createInvoice: { invoice: { id: string; version: number } } }>(page, "mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id version } userErrors { message } } }", {
      input: { clientId: clients.nodes[0]?.id, lines: [{ description: "Year-end clean-up", categoryId, amount }] },
    });
    ids.push(createInvoice.invoice.id);
    await ask(page, "mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId: createInvoice.invoice.id, expectedVersion: createInvoice.invoice.version } });
  }
  return ids;
}
