import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openFirstPlan } from "./connect.js";
import { ask, newWindow, see, signIn, travel } from "./journey.js";
import { root } from "./run-product.js";

const journey = travel();
const standards = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Every address the SPA answers, with something real in place of each parameter. */
const visits: Record<string, () => Promise<string>> = {
  "/": async () => "/",
  "/problems": async () => "/problems",
  "/clients": async () => "/clients",
  "/clients/new": async () => "/clients/new",
  "/clients/$clientId": async () => `/clients/${await first("{ clients(first: 1) { nodes { id } } }")}`,
  "/time": async () => "/time",
  "/invoices": async () => "/invoices",
  "/invoices/new": async () => "/invoices/new",
  "/invoices/$invoiceId": async () => `/invoices/${await first("{ invoices(first: 1) { nodes { id } } }")}`,
  "/mapping": async () => "/mapping",
  "/tie-out": async () => "/tie-out",
  "/runs": async () => "/runs",
  "/runs/$runId": async () => `/runs/${await first("{ runs(first: 1) { nodes { id } } }")}`,
  "/plan": async () => "/plan",
  "/imports": async () => "/imports",
  "/imports/$importId": async () => `/imports/${await uploadedImport()}`,
  "/staff": async () => "/staff",
  "/services": async () => "/services",
  "/settings/quickbooks": async () => "/settings/quickbooks",
  "/account": async () => "/account",
  "/settings/firm": async () => "/settings/firm",
  "/settings/notifications": async () => "/settings/notifications",
  "/team": async () => "/team",
  "/api-keys": async () => "/api-keys",
  "/audit": async () => "/audit",
  "/runs/outside": async () => "/runs/outside",
};
/** Open to whoever is not signed in. */
const publicVisits: Record<string, string> = { "/sign-in": "/sign-in", "/setup": "/setup", "/invitation/$token": "/invitation/none", "/disconnected": "/disconnected", "/launch": "/launch", "/connections/reconnect": "/connections/reconnect" };

beforeAll(async () => {
  await signIn(journey.page, journey.product.account);
  const { firm } = await ask<{ firm: { today: string } }>(journey.page, "{ firm { today } }");
  // Two months back: enough is held for every list to have rows.
  const start = new Date(Date.parse(firm.today) - 60 * 86_400_000).toISOString().slice(0, 10);
  await openFirstPlan(journey, { startDate: start });
});

test("no route is left out", () => {
  const routes = globSync("apps/admin/src/features/*/routes.ts", { cwd: root }).flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(/path: "([^"]+)"/g)].map((match) => match[1]));
  expect(Object.keys({ ...visits, ...publicVisits }).sort()).toEqual(routes.sort());
});

test.concurrent.each(Object.keys(visits))("%s has nothing axe objects to, light and dark, wide and narrow", async (route) => {
  const page = await journey.context.newPage();
  expect(await objections(page, (await visits[route]?.()) ?? "")).toEqual([]);
  await page.close();
});

test.concurrent.each(Object.entries(publicVisits))("%s has nothing axe objects to, light and dark, wide and narrow", async (_route, path) => {
  const context = await newWindow(journey.browser, journey.product.url);
  expect(await objections(await context.newPage(), path)).toEqual([]);
  await context.close();
});

/** What axe finds on a page in both appearances at both widths, one line each. */
async function objections(page: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    await settled(page);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      for (const { id, help, nodes } of violations) found.push(`${colorScheme} ${width}: ${id} (${help}) at ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary?.split("\n").at(1)?.trim() ?? ""}`).join("; ")}`);
    }
  }
  return found;
}

/** The page has its heading and nothing is loading any more. */
async function settled(page: Page): Promise<void> {
  await see(page.getByRole("heading", { level: 1 }));
  await page.locator("main [role=status][aria-label]").first().waitFor({ state: "detached" });
}

async function first(query: string): Promise<string> {
  const [list] = Object.values(await ask<Record<string, { nodes: { id: string }[] }>>(journey.page, query));
  return list?.nodes[0]?.id ?? "";
}

async function uploadedImport(): Promise<string> {
  const { page, product } = journey;
  const origin = new URL(page.url()).origin;
  const response = await page.request.post(`${origin}/imports`, { headers: { origin }, multipart: { file: { name: "toggl-track-week.csv", mimeType: "text/csv", buffer: readFileSync(product.demoFile("toggl-track-week.csv")) } } });
  return ((await response.json()) as { importId: string }).importId;
}
