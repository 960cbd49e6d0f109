import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel();

beforeAll(() => signIn(journey.page, journey.product.account));

test("a customer spreadsheet: matched, new and refused rows are told apart, and every row is accounted for", async () => {
  const { page } = journey;
  await bring("quickbooks-customers.csv");
  const rows = page.getByRole("table", { name: "Every row" });
  await see(rows.getByRole("row", { name: /Harbor: North Pier/ }).getByText("Refused"));
  await expect.poll(chips).toEqual({ All: 6, New: 2, Matched: 3, Refused: 1 });
  await page.getByRole("button", { name: "Import 2 new clients and sites" }).click();
  await see(page.getByText("Every row is accounted for."));
  const { clients } = await ask<{ clients: { totalCount: number } }>(page, "{ clients(first: 1) { totalCount } }");
  expect(clients.totalCount).toBe(242);
});

test("a week of Toggl Track: nobody is taken on silently, a timer that ran backwards is refused, the day of work stays the day", async () => {
  const { page, product } = journey;
  await bring("toggl-track-week.csv");
  const rows = page.getByRole("table", { name: "Every row" });
  await see(rows.getByRole("row", { name: /Duration "-01:00:00" is negative/ }).getByText("Refused"));
  await expect.poll(chips).toEqual({ All: 8, "To decide": 1, New: 6, Refused: 1 });
  await expect.poll(() => page.getByRole("button", { name: "Import 6 new entries" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: 'Leave out the rows of "guest@elsewhere.example"' }).click();
  await page.getByRole("button", { name: "Import 6 new entries" }).click();
  await see(page.getByText("Every row is accounted for."));
  await expect.poll(chips).toEqual({ All: 8, Imported: 6, "Left out": 1, Refused: 1 });

  const { staff, timeEntries } = await ask<{ staff: { totalCount: number }; timeEntries: { nodes: { note: string; day: string; minutes: number; staffMember: { email: string } }[] } }>(
    page,
    '{ staff { totalCount } timeEntries(filter: { search: "Finished before midnight" }) { nodes { note day minutes staffMember { email } } } }',
  );
  expect(staff.totalCount).toBe(18);
  const line = readFileSync(product.demoFile("toggl-track-week.csv"), "utf8").split("\n").find((each) => each.includes("23:50:00"));
  expect(timeEntries.nodes).toMatchObject([{ minutes: 40, day: line?.split(",").find((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell)), staffMember: { email: "sia.koroma@larkspur.example" } }]);
});

test("the same files again import nothing, what was decided is remembered, and the upload is discarded from the list", async () => {
  const { page } = journey;
  await bring("toggl-track-week.csv");
  await expect.poll(chips).toEqual({ All: 8, "Already here": 6, "Left out": 1, Refused: 1 });
  await see(page.getByText("No row of this file is new: there is nothing to import. Discard it."));
  await bring("quickbooks-customers.csv");
  await expect.poll(chips).toEqual({ All: 6, Matched: 5, Refused: 1 });
  await page.getByRole("link", { name: "Imports" }).first().click();
  await page.getByRole("button", { name: "Discard quickbooks-customers.csv" }).click();
  await page.getByRole("dialog", { name: "Discard quickbooks-customers.csv?" }).getByRole("button", { name: "Discard it" }).click();
  await see(page.getByRole("row", { name: /quickbooks-customers\.csv/ }).getByText("Discarded"));
});

async function bring(name: string): Promise<void> {
  const { page, product } = journey;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Imports" }).click();
  await see(page.getByRole("button", { name: "choose a file" }));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "choose a file" }).click()]);
  await chooser.setFiles(product.demoFile(name));
  await see(page.getByRole("heading", { level: 1, name }));
  await see(page.getByRole("table", { name: "Every row" }));
}

/** How many rows each verdict has, as the page says it. */
async function chips(): Promise<Record<string, number>> {
  const labels = await journey.page.getByRole("group", { name: "Verdict" }).getByRole("button").allInnerTexts();
  return Object.fromEntries(labels.map((label) => {
    const [, word = "", count = ""] = /^(.*?)\s*(\d+)$/s.exec(label.trim()) ?? [];
    return [word, Number(count)];
  }));
}
