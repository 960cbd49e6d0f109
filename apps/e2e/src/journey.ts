import { join } from "node:path";
import { tmpdir } from "node:os";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { launchBrowser } from "./browser.js";
import { startProduct, type Product } from "./product.js";
import { quickBooksCompany, type QuickBooksCompany } from "./quickbooks.js";

/** What a journey travels with; filled before the first test of its file. */
export interface Journey {
  product: Product;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  quickBooks: QuickBooksCompany;
}

const patience = 30_000;

/**
 * One product and one browser window for a file of journeys; a failing one shows what the product said and what the page looked like.
 * In `one-story` each test goes on where the one before stopped, so that after a failure the rest is not tried.
 */
export function travel(kind: "one-story" | "many-stories" = "many-stories"): Journey {
  const journey = {} as Journey;
  let hasFailed = false;
  beforeAll(async () => {
    const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    const context = await newWindow(browser, product.url);
    Object.assign(journey, { product, browser, context, page: await context.newPage(), quickBooks: await quickBooksCompany(product.emulatorUrl) });
  });
  beforeEach(({ task, onTestFailed, skip }) => {
    if (hasFailed && kind === "one-story") skip("an earlier part of this story failed");
    onTestFailed(() => {
      hasFailed = true;
      return showFailure(journey, task.name);
    });
  });
  afterAll(async () => {
    await journey.browser?.close();
    await journey.product?.[Symbol.asyncDispose]();
  });
  return journey;
}

/** A window as a bookkeeper's: English, wide, in the firm's time zone. */
export async function newWindow(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: "en-US", timezoneId: "America/Denver", reducedMotion: "reduce" });
  context.setDefaultTimeout(patience);
  return context;
}

export async function signIn(page: Page, { email, password }: Product["account"]): Promise<void> {
  await page.goto("/");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await see(page.getByRole("heading", { level: 1, name: "Overview" }));
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await see(page.getByRole("heading", { level: 1, name: "Sign in" }));
}

/** Waits until it is on the page. */
export async function see(locator: Locator, timeout = patience): Promise<void> {
  await locator.first().waitFor({ timeout });
}

/** Asks the API as the person signed in at `page`, for what a journey needs but is not about. Throws on any refusal. */
export async function ask<Data>(page: Page, query: string, variables: object = {}): Promise<Data> {
  const origin = new URL(page.url()).origin;
  const response = await page.request.post(`${origin}/graphql`, { data: { query, variables }, headers: { origin, "idempotency-key": crypto.randomUUID() } });
  const { data, errors } = (await response.json()) as { data?: Record<string, { userErrors?: unknown[] } | null>; errors?: unknown[] };
  const refusals = [...(errors ?? []), ...Object.values(data ?? {}).flatMap((field) => field?.userErrors ?? [])];
  if (!data || refusals.length > 0) throw new Error(`Refused: ${JSON.stringify(refusals)}\n${query} ${JSON.stringify(variables).slice(0, 500)}`);
  return data as Data;
}

async function showFailure({ product, page }: Journey, name: string): Promise<void> {
  const file = join(tmpdir(), `journey-${name.replace(/[^a-z0-9]+/gi, "-").toLowerCase().slice(0, 60)}.png`);
  await page?.screenshot({ path: file, fullPage: true, timeout: 5000 }).catch(() => undefined);
  const seen = await page?.locator("body").ariaSnapshot({ timeout: 5000 }).catch(() => "");
  console.error(`At ${page?.url()} (picture: ${file})\n${seen?.slice(0, 6000) ?? ""}\nThe product wrote:\n${product?.output().slice(-6000) ?? ""}`);
}
