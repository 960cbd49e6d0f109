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
