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
