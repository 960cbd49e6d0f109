import { beforeAll, expect, test } from "vitest";
import { applyFirstPlan, openFirstPlan } from "./connect.js";
import { finalInvoices } from "./invoices.js";
import { see, signIn, travel } from "./journey.js";

const journey = travel("one-story");
const aRun = 150_000;

beforeAll(async () => {
  await signIn(journey.page, journey.product.account);
  await applyFirstPlan(journey, await openFirstPlan(journey));
});

/** Which of the amounts are in QuickBooks. */
async function sent(): Promise<number[]> {
  const records = await journey.quickBooks.records("Invoice");
  return [318, 212].filter((amount) => records.some(({ Line }) => Line?.some((line) => line.Amount === amount)));
}

test("a firm that wants to be asked says so in the settings; Sync now then plans and writes nothing", async () => {
  const { page } = journey;
  await page.goto("/settings/quickbooks");
  await page.getByRole("combobox", { name: "What the sync plans" }).click();
  await page.getByRole("option", { name: "Waits for approval" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await see(page.getByText(/^Saved\./));
  await finalInvoices(page, ["318.00", "212.00"]);
  await page.getByRole("button", { name: "Sync now" }).click();
  await see(page.getByText(/^Run \d+ started\./));
  await page.goto("/plan");
  await see(page.getByRole("button", { name: "Create 2 in QuickBooks" }), aRun);
  expect(await sent()).toEqual([]);
});

test("changes that are picked go, and the rest waits", async () => {
  const { page } = journey;
  await page.getByRole("row", { name: /318\.00/ }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Approve 1 chosen" }).click();
  await see(page.getByText(/^Approved\. Run \d+ started; the rest of the plan waits\./));
  await expect.poll(sent, { timeout: aRun }).toEqual([318]);
  await see(page.getByRole("button", { name: "Create 1 in QuickBooks" }));
  await expect.poll(() => page.getByRole("row", { name: /318\.00/ }).count()).toBe(0);
});

test("the plan that is left is approved as a whole", async () => {
  const { page } = journey;
  await page.getByRole("button", { name: "Create 1 in QuickBooks" }).click();
  await see(page.getByText(/^Sent 1 invoice/), aRun);
  await expect.poll(sent, { timeout: aRun }).toEqual([318, 212]);
});
