import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan, runEnd } from "./connect.js";
import { finalInvoices } from "./invoices.js";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel("one-story");
const aRun = 150_000;
const [voided, paid] = ["318.00", "212.00"] as const;
let runId: string;
/** Numbers QuickBooks gave, by amount. */
const numbers = new Map<number, string>();

/** A run that sent two invoices, one of which was paid since. */
beforeAll(async () => {
  const { page, product, quickBooks } = journey;
  await signIn(page, product.account);
  await applyFirstPlan(journey, await openFirstPlan(journey));
  const ids = await finalInvoices(page, [voided, paid]);
  const { syncInvoices } = await ask<{ syncInvoices: { run: { id: string } } }>(page, "mutation ($input: SyncRecordsInput) { syncInvoices(input: $input) { run { id } userErrors { message } } }", { input: { ids } });
  runId = syncInvoices.run.id;
  await runEnd(page, runId);
  for (const { DocNumber, Line, Id, CustomerRef, TotalAmt } of await quickBooks.records("Invoice")) {
    const amount = Line?.find((line) => line.Amount === Number(voided) || line.Amount === Number(paid))?.Amount;
    if (amount === undefined) continue;
    numbers.set(amount, DocNumber ?? "");
    if (amount === Number(paid)) await quickBooks.create("Payment", { CustomerRef, CurrencyRef: { value: "USD" }, TotalAmt, Line: [{ Amount: TotalAmt, LinkedTxn: [{ TxnId: Id, TxnType: "Invoice" }] }] });
  }
});

async function totalOf(amount: string): Promise<number | undefined> {
  const number = numbers.get(Number(amount));
  return (await journey.quickBooks.records("Invoice")).find(({ DocNumber }) => DocNumber === number)?.TotalAmt;
}

/** Nothing axe objects to, light and dark, wide and narrow. */
async function looksRight(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    for (const width of [390, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      // Another look, should the first come while the colours change.
      const look = async () => {
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
        return violations.map(({ id, help, nodes }) => `${colorScheme} ${width}: ${id} (${help}) at ${nodes[0]?.target.join(" ")}`);
      };
      await expect.poll(look, { timeout: 15_000 }).toEqual([]);
    }
  }
}

test("the undo of a run is a plan that says what goes back and what needs a document of one's own", async () => {
  const { page } = journey;
  await page.goto(`/runs/${runId}`);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await see(page.getByRole("heading", { level: 1, name: "Undo of a run" }), aRun);
  await see(page.getByRole("row", { name: new RegExp(`${numbers.get(Number(voided))}.*Void in QuickBooks`) }));
  await looksRight(page);
  await page.getByRole("link", { name: /Needs a document of your own/ }).click();
  await see(page.getByText(/was paid, and money that was received or deposited cannot be taken back from here/));
  expect(await totalOf(voided)).not.toBe(0);
});

test("approved, it voids the one and leaves the paid one alone, and no sync sends it again", async () => {
  const { page } = journey;
  await page.getByRole("button", { name: "Take back 1" }).click();
  await expect.poll(() => totalOf(voided), { timeout: aRun }).toBe(0);
  await see(page.getByText("Voided 1 invoice in QuickBooks."), aRun);
  expect(await totalOf(paid)).not.toBe(0);
  const { syncNow } = await ask<{ syncNow: { run: { id: string } } }>(page, "mutation { syncNow(input: { kinds: [INVOICES] }) { run { id } userErrors { message } } }");
  await runEnd(page, syncNow.run.id);
  const again = (await journey.quickBooks.records("Invoice")).filter(({ Line }) => Line?.some((line) => line.Amount === Number(voided)));
  expect(again).toEqual([]);
});

test("a day is taken back from the list of runs", async () => {
  const { page } = journey;
  await page.goto("/runs");
  await page.getByRole("button", { name: "Undo a day" }).click();
  const dialog = page.getByRole("dialog", { name: "Undo a day" });
  await see(dialog.getByLabel("Day"));
  await looksRight(page);
  await dialog.getByRole("button", { name: "Make the plan" }).click();
  await see(page.getByRole("heading", { level: 1, name: /^Undo of / }), aRun);
  await page.getByRole("link", { name: /Cannot be taken back/ }).click();
  await see(page.getByText("A link wrote nothing: it only says that both records are the same one."));
});
