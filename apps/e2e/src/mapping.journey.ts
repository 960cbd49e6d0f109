import { beforeAll, expect, test } from "vitest";
import { openFirstPlan } from "./connect.js";
import { ask, see, signIn, travel } from "./journey.js";

const journey = travel();

const kinds = ["Advisory", "Assurance", "Closing", "Drafting", "Filing", "Forecasting", "Inventory", "Licensing", "Payables", "Valuation"];
const branches = ["Aviation", "Brewing", "Cinema", "Dairy", "Energy", "Forestry", "Glass", "Harbour", "Insurance", "Jewellery"];
const [sameName, longerName] = [80, 95];
const unlike = ["Bankruptcy", "Expert witness", "Mediation", "Notary", "Probate"];
/** A hundred categories. QuickBooks has the same names for 80, longer names for 15 and nothing alike for 5. */
const categories = branches.flatMap((branch, row) =>
  kinds.map((kind, column) => ({ code: `SVC-${row}${column}`, name: unlike[row * kinds.length + column - longerName] ?? `${branch} ${kind.toLowerCase()}` })),
);

beforeAll(async () => {
  const { page, product, quickBooks } = journey;
  for (const [index, { name }] of categories.entries()) {
    if (index < longerName) await quickBooks.create("Item", { Name: index < sameName ? name : `${name} work`, Type: "Service", IncomeAccountRef: { value: "45" } });
  }
  await signIn(page, product.account);
  for (let start = 0; start < categories.length; start += 20) {
    const fields = categories.slice(start, start + 20).map(({ code, name }, index) => `c${index}: createBillableCategory(input: { code: "${code}", name: "${name}" }) { userErrors { message } }`);
    await ask(page, `mutation { ${fields.join("\n")} }`);
  }
  await openFirstPlan(journey);
});

test("the page holds only the rows in view, however many there are", async () => {
  const { page } = journey;
  const nodes = () => page.locator("*").count();
  await page.goto("/mapping?q=SVC-0");
  await see(page.getByRole("grid", { name: "Mapping, 10 rows" }));
  const [few, fewRows] = [await nodes(), await page.locator("[data-row-id]").count()];
  await page.goto("/mapping");
  await see(page.getByRole("grid", { name: "Mapping, 112 rows" }));
  const rowsInView = await page.locator("[data-row-id]").count();
  expect(rowsInView).toBeLessThan(40);
  // A row is some twenty elements: what is out of view would show in their number (PERF-12: at most 1,400).
  expect(await nodes()).toBeLessThan(few + (rowsInView - fewRows) * 40);
  expect(await nodes()).toBeLessThanOrEqual(1_400);
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+End");
  await see(page.locator("[role=row][aria-rowindex='113']"));
  expect(await nodes()).toBeLessThanOrEqual(1_400);
  await page.keyboard.press("F2");
  // The list of 95 and more services shows fifty; typing narrows it.
  await expect.poll(() => page.getByRole("option").count()).toBe(50);
  expect(await nodes()).toBeLessThanOrEqual(1_400);
  await page.keyboard.press("Escape");
});

test("a digit without proposals says how to get them, and what is chosen by typing can be taken back", async () => {
  const { page } = journey;
  await page.goto("/mapping?q=SVC-99");
  await see(page.getByRole("grid", { name: "Mapping, 1 row" }));
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await see(page.getByText(/There are no proposals yet/));
  // Enter opens the list; a second one takes nothing, for nothing was chosen.
  for (const key of ["Enter", "Enter"]) await page.keyboard.press(key);
  await see(page.getByRole("listbox"));
  expect(await page.getByRole("option", { selected: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
  for (const key of ["f", "e", "e", "Enter"]) await page.keyboard.press(key);
  await see(page.getByText("SVC-99: Other fees"));
  await expect.poll(() => savedServices("SVC-99")).toEqual({ "SVC-99": "Other fees" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => savedServices("SVC-99")).toEqual({ "SVC-99": null });
});

test("a hundred categories are mapped, each looked at, with at most 120 key presses and no mouse", async () => {
  const { page } = journey;
  await page.goto("/mapping?q=SVC-");
  await see(page.getByRole("grid", { name: "Mapping, 100 rows" }));
  const grid = page.getByRole("grid");
  let presses = 0;
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      presses += key.split("+").length;
      await page.keyboard.press(key);
    }
  };

  await press("Control+.");
  await see(page.getByRole("region", { name: "Proposals" }));
  for (let mapped = 0; mapped < categories.length; mapped += 1) {
    const row = page.locator(`[role=row]:has([id="${await grid.getAttribute("aria-activedescendant")}"])`);
    if (await row.getByRole("button", { name: /^Proposed/ }).count()) await press("Enter");
    else await press("f", "e", "e", "Enter");
  }
  expect(presses).toBeLessThanOrEqual(120);

  await expect.poll(() => savedServices(), { timeout: 30_000 }).toEqual(
    Object.fromEntries(categories.map(({ code, name }, index) => [code, index < sameName ? name : index < longerName ? `${name} work` : "Other fees"])),
  );
});

test("what was accepted together is taken back together", async () => {
  const { page } = journey;
  await page.goto("/mapping");
  await see(page.getByRole("grid", { name: "Mapping, 112 rows" }));
  const before = await savedServices("");
  await page.keyboard.press("Control+.");
  await page.getByRole("region", { name: "Proposals" }).getByRole("button", { name: /^Accept selected/ }).click();
  await expect.poll(() => savedServices("")).not.toEqual(before);
  await page.keyboard.press("Control+z");
  await expect.poll(() => savedServices("")).toEqual(before);
});

/** Service by category code, for codes that begin so. */
async function savedServices(prefix = "SVC-"): Promise<Record<string, string | null>> {
  const { mappings } = await ask<{ mappings: { rows: { code: string; mapping: { item: { name: string } } | null }[] } }>(journey.page, "{ mappings { rows { code mapping { item { name } } } } }");
  return Object.fromEntries(mappings.rows.filter(({ code }) => code.startsWith(prefix)).map(({ code, mapping }) => [code, mapping?.item.name ?? null]));
}
