import { expect, test } from "vitest";
import { ask, see, signIn, travel } from "./journey.js";
import { companyName } from "./quickbooks.js";

const journey = travel("one-story");
/** Long enough for a pass over QuickBooks that is told to wait a minute once. */
const aRun = 150_000;

test("connecting leads through Intuit's consent to the question whether it is the right company, and writes nothing", async () => {
  const { page, product, quickBooks } = journey;
  await signIn(page, product.account);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "QuickBooks" }).click();
  await see(page.getByText("Nothing is written until you approve the first plan"));
  await page.getByRole("button", { name: "Connect to QuickBooks" }).click();
  await page.getByLabel(companyName).check();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await see(page.getByRole("heading", { name: "Is this the right company?" }));
  await see(page.getByRole("main").getByText(companyName, { exact: true }));
  expect(page.url()).not.toMatch(/code=|state=|realmId=/);
  expect(await quickBooks.writes()).toEqual([]);
});

test("the company's settings are checked and the switches say why one cannot be turned", async () => {
  const { page } = journey;
  await page.getByRole("button", { name: "Yes, use this company" }).click();
  const settings = page.getByRole("region", { name: "Company settings" });
  await see(settings.getByText("Nothing stands in the way."));
  await see(settings.getByText(/The books are closed through/));
  const clients = page.getByRole("switch", { name: /^Clients/ });
  await see(clients);
  expect(await clients.isDisabled()).toBe(true);
  await see(page.getByText("Invoices name their client, so clients travel while invoices do."));
});

test("enabling needs saved settings and then opens the first plan instead of a sync", async () => {
  const { page, quickBooks } = journey;
  const { firm } = await ask<{ firm: { today: string } }>(page, "{ firm { today } }");
  const enable = page.getByRole("button", { name: "Enable and see the plan" });
  expect(await enable.isDisabled()).toBe(true);
  await page.getByLabel("Start date").fill(firm.today);
  await page.getByRole("button", { name: "Save" }).click();
  await see(page.getByText("Saved. Nothing was written to QuickBooks."));
  await enable.click();
  await see(page.getByRole("heading", { level: 1, name: "Plan" }));
  await see(page.getByRole("button", { name: "Throw away" }), aRun);
  expect(await quickBooks.writes()).toEqual([]);
});

test("possible duplicates are asked side by side with evidence, decided by keyboard, and linked", async () => {
  const { page } = journey;
  const questions = page.getByRole("navigation", { name: "Possible duplicates" });
  await see(questions.getByText("0 of 6 decided"));
  await questions.getByRole("button", { name: /Yusuf and Mabel Everhart/ }).click();
  const pair = page.getByRole("region", { name: "Yusuf and Mabel Everhart" });
  await see(pair.getByRole("cell", { name: "Everhart, Mabel & Yusuf" }));
  await see(pair.getByRole("listitem").filter({ hasText: "Same e-mail address" }));
  // The first answer comes late: the plan's numbers it brings must not replace those of the later ones.
  const late = Promise.withResolvers<void>();
  let isFirst = true;
  await page.route("**/graphql", async (route) => {
    if (!isFirst || !route.request().postData()?.includes("DecideMatches")) return route.fallback();
    isFirst = false;
    const response = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.fulfill({ response });
    late.resolve();
  });
  for (let decided = 1; decided <= 6; decided += 1) {
    await page.keyboard.press("l");
    await see(questions.getByText(decided < 6 ? `${decided} of 6 decided` : "Everything is decided"));
  }
  await late.promise;
});

test("approving writes exactly the plan: every customer is linked, created or left, none twice", async () => {
  const { page, quickBooks } = journey;
  const before = await quickBooks.records("Customer");
  await page.getByRole("button", { name: /^Create 67 in QuickBooks, create 25 here, and link 173$/ }).click();
  await see(page.getByRole("heading", { level: 1, name: /First plan/ }));
  await see(page.getByText(/Sent 67 clients, imported 9 clients, imported 16 sites, linked 173 clients/), aRun);
  const after = await quickBooks.records("Customer");
  expect(after.length - before.length).toBe(67);
  expect(new Set(after.map(({ DisplayName }) => DisplayName?.toLowerCase())).size).toBe(after.length);
  const { clients } = await ask<{ clients: { totalCount: number } }>(page, "{ clients(first: 1, filter: { isLinked: false }) { totalCount } }");
  expect(clients.totalCount).toBe(0);
});

test("autofill only proposes; accepted proposals are saved and release what waited", async () => {
  const { page } = journey;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Mapping" }).click();
  await see(page.getByText("0 of 12 mapped"));
  await page.getByRole("button", { name: "Autofill" }).click();
  const proposals = page.getByRole("region", { name: "Proposals" });
  await see(proposals.getByText("Nothing of it is saved yet."));
  await see(page.getByText("0 of 12 mapped"));
  await proposals.getByRole("button", { name: /^Accept selected/ }).click();
  await see(page.getByText(/1 record is released/));
  const { mappings } = await ask<{ mappings: { rows: { code: string; mapping: { item: { name: string } } | null }[] } }>(page, "{ mappings { rows { code mapping { item { name } } } } }");
  const mapped = Object.fromEntries(mappings.rows.map(({ code, mapping }) => [code, mapping?.item.name ?? null]));
  expect(mapped).toMatchObject({ BOOK: "Bookkeeping", PRINT: "Printing and binding", "TAX-PREP": "Tax preparation" });
  // Nothing is sold as estate planning there, and two services are named Consulting: neither is guessed.
  expect(mapped).toMatchObject({ EST: null, CONS: null });
});

test("an invoice made from time reaches QuickBooks once, after its new client, and ties out to the cent", async () => {
  const { page, quickBooks } = journey;
  const { staff, billableCategories, firm } = await ask<{ staff: { nodes: { id: string; email: string }[] }; billableCategories: { nodes: { id: string; code: string }[] }; firm: { today: string } }>(
    page,
    "{ firm { today } staff { nodes { id email } } billableCategories { nodes { id code } } }",
  );
  const { createClient } = await ask<{ createClient: { client: { id: string } } }>(page, 'mutation { createClient(input: { kind: BUSINESS, businessName: "Northgate Orchards LLC", email: "office@northgate.example" }) { client { id } userErrors { message } } }');
  const marcus = staff.nodes.find(({ email }) => email.startsWith("marcus.adeyemi"))?.id;
  const ids: string[] = [];
  // 50 minutes at 200.00 come to 166.67: no quantity of hours times the rate gives that, so the line must carry the amount alone.
  for (const [code, minutes, rate] of [["BOOK", 50, "200.00"], ["TAX-PREP", 90, "180.00"]] as const) {
    const { createTimeEntry } = await ask<{ createTimeEntry: { timeEntry: { id: string } } }>(page, "mutation ($input: CreateTimeEntryInput!) { createTimeEntry(input: $input) { timeEntry { id } userErrors { message } } }", {
      input: { staffId: marcus, clientId: createClient.client.id, categoryId: billableCategories.nodes.find((each) => each.code === code)?.id, day: firm.today, minutes, rate },
    });
    ids.push(createTimeEntry.timeEntry.id);
  }
  await ask(page, "mutation ($ids: [ID!]) { submitTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids });
  await ask(page, "mutation ($ids: [ID!]) { approveTimeEntries(input: { ids: $ids }) { userErrors { message } } }", { ids });

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Invoices" }).click();
  await page.getByRole("link", { name: "New invoice" }).first().click(); // an empty list offers it a second time
  await page.getByRole("row", { name: /Northgate Orchards LLC/ }).click();
  await see(page.getByText("2 entries, 2:20"));
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.getByRole("button", { name: "Finalise", exact: true }).click();
  await see(page.getByText(/is final and goes out with the next sync/));
  await page.getByRole("main").getByRole("button", { name: /^Sync / }).click();
  await see(page.getByText("Processed Externally"), aRun);
  await see(page.getByText("Both sides agree to the cent."));

  const customers = (await quickBooks.records("Customer")).filter(({ DisplayName }) => DisplayName === "Northgate Orchards LLC");
  expect(customers).toHaveLength(1);
  const invoices = (await quickBooks.records("Invoice")).filter(({ CustomerRef }) => CustomerRef?.value === customers[0]?.Id);
  expect(invoices).toHaveLength(1);
  expect(invoices[0]?.Line?.filter(({ DetailType }) => DetailType === "SalesItemLineDetail").map(({ Amount }) => Amount)).toEqual([166.67, 270]);
  await see(page.getByRole("complementary").getByText(invoices[0]?.Id ?? "no invoice", { exact: true }));
  const [opened] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: "Open in QuickBooks" }).first().click()]);
  await see(opened.getByText("Northgate Orchards LLC"));
  await opened.close();
});
