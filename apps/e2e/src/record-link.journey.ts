import { beforeAll, expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan, runEnd } from "./connect.js";
import { finalInvoices } from "./invoices.js";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel("one-story");
let invoiceId: string;
let client: { id: string; displayName: string };
let customerId: string;

/** An invoice that went to QuickBooks without a problem, and its client. */
beforeAll(async () => {
  const { page, product } = journey;
  await signIn(page, product.account);
  await applyFirstPlan(journey, await openFirstPlan(journey));
  [invoiceId = ""] = await finalInvoices(page, ["318.00"]);
  await syncNow();
  const { invoice } = await ask<{ invoice: { client: typeof client & { link: { ledgerId: string } } } }>(page, "query ($id: ID!) { invoice(id: $id) { client { id displayName link { ledgerId } } } }", { id: invoiceId });
  ({ client } = invoice);
  customerId = invoice.client.link.ledgerId;
});

async function syncNow(): Promise<void> {
  const { syncNow: started } = await ask<{ syncNow: { run: { id: string } } }>(journey.page, "mutation { syncNow { run { id } userErrors { message } } }");
  await runEnd(journey.page, started.run.id);
}
/** The invoices of 318.00 in QuickBooks. */
async function there() {
  return (await journey.quickBooks.records("Invoice")).filter(({ Line }) => Line?.some((line) => line.Amount === 318));
}

test("an invoice that went well is linked to another one that it can be, after the page said what that means", async () => {
  const { page, quickBooks } = journey;
  const [sent] = await there();
  const [line] = sent?.Line ?? [];
  const anew = await quickBooks.create("Invoice", { CustomerRef: { value: customerId }, CurrencyRef: { value: "USD" }, DocNumber: "HAND-7", Line: [line] });
  await syncNow();
  await page.goto(`/invoices/${invoiceId}`);
  await page.getByRole("button", { name: "Link to another invoice…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Which invoice in QuickBooks is invoice .*\?$/ });
  await see(dialog.getByText("is read in QuickBooks and compared first"));
  await see(dialog.getByRole("radio", { name: /HAND-7/ }));
  await dialog.getByRole("button", { name: "Link", exact: true }).click();
  await see(dialog.getByText("Choose the invoice in QuickBooks."));
  await dialog.getByRole("radio", { name: /HAND-7/ }).click();
  await dialog.getByRole("button", { name: "Link", exact: true }).click();
  await see(page.getByText(/is linked to HAND-7\./));
  await see(page.getByText("Linked to QuickBooks"));
  const { invoice } = await ask<{ invoice: { link: { ledgerId: string } } }>(page, "query ($id: ID!) { invoice(id: $id) { link { ledgerId } } }", { id: invoiceId });
  expect(invoice.link.ledgerId).toBe(anew.Id);
});

test("a link that is removed leaves the invoice waiting: no sync sends it a second time, and it can be linked again or handled by hand", async () => {
  const { page } = journey;
  await page.getByRole("button", { name: "Remove the link…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Remove the link of invoice .*\?$/ });
  await see(dialog.getByText("This invoice is set aside: nothing is sent or created again"));
  await dialog.getByRole("button", { name: "Remove the link" }).click();
  await see(page.getByText("Set aside: it takes no part in the sync"));
  await see(page.getByText(/its link to HAND-7 in QuickBooks was removed/));
  await syncNow();
  expect(await there()).toHaveLength(2);
  await page.getByRole("button", { name: "Mark as handled in QuickBooks…" }).click();
  const question = page.getByRole("dialog", { name: /^Was invoice .* entered or paid in QuickBooks by hand\?$/ });
  await question.getByRole("button", { name: "Mark as handled" }).click();
  await see(question.getByText("Say why, for whoever finds it later."));
  await question.getByLabel("Why").fill("Paid in cash on 3 November");
  await question.getByRole("button", { name: "Mark as handled" }).click();
  await see(page.getByText("Handled in QuickBooks by hand: nothing is sent"));
});

test("a client is linked to another customer once no other client has it", async () => {
  const { page, quickBooks } = journey;
  const right = await quickBooks.create("Customer", { DisplayName: "Quarry Lane Holdings", CurrencyRef: { value: "USD" } });
  await syncNow();
  const clientPage = `/clients/${client.id}`;
  const dialog = page.getByRole("dialog", { name: `Which customer in QuickBooks is ${client.displayName}?` });
  const look = async () => {
    await page.goto(clientPage);
    await page.getByRole("button", { name: "Link to another customer…" }).click();
    await see(dialog.getByText(/Invoices that were sent stay with/));
    await dialog.getByLabel("Customer in QuickBooks").fill("Quarry Lane");
  };
  // Whoever is new in QuickBooks is a client of its own here.
  await look();
  await see(page.getByText("Nothing found in QuickBooks"));
  await see(dialog.getByText("Remove the link of that client first"));
  const { clients } = await ask<{ clients: { nodes: { id: string }[] } }>(page, '{ clients(filter: { search: "Quarry Lane" }) { nodes { id } } }');
  await page.goto(`/clients/${clients.nodes[0]?.id}`);
  await page.getByRole("button", { name: "Remove the link…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the link" }).click();
  await see(page.getByText("Set aside: it takes no part in the sync"));

  await look();
  await page.getByRole("option", { name: "Quarry Lane Holdings" }).click();
  await dialog.getByRole("button", { name: "Link", exact: true }).click();
  await see(page.getByText(`${client.displayName} is linked to Quarry Lane Holdings.`));
  const linkedTo = async () => (await ask<{ client: { link: { ledgerId: string } } }>(page, "query ($id: ID!) { client(id: $id) { link { ledgerId } } }", { id: client.id })).client.link.ledgerId;
  await syncNow();
  expect(await linkedTo()).toBe(right.Id);
});
