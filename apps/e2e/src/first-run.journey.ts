import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.js";
import { newWindow, see } from "./journey.js";
import { freePort, runPart, type RunningPart } from "./run-product.js";

let folder: string;
let url: string;
let product: RunningPart;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-first-run-"));
  const port = await freePort();
  url = `http://localhost:${port}`;
  // Intuit's sandbox instead of the practice company: nothing is invented, and nothing is asked of Intuit before somebody connects.
  const env = { DATA_DIR: folder, PORT: String(port), QUICKBOOKS_ENVIRONMENT: "sandbox", QUICKBOOKS_CLIENT_ID: "an-app", QUICKBOOKS_CLIENT_SECRET: "its-secret" };
  [product, browser] = await Promise.all([runPart("apps/demo/dist/main.js", env, "Tieout is ready"), launchBrowser()]);
  page = await (await newWindow(browser, url)).newPage();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a new installation outside the demo has no account; the first page asks for the code of the log", async () => {
  await page.goto("/");
  await see(page.getByRole("heading", { level: 1, name: "Set up Tieout" }));
  await see(page.getByLabel("One-time code"));
  expect(await page.getByText("Practice company").count()).toBe(0);
});

test("without the right code nobody becomes the administrator", async () => {
  await fill("AAAA-BBBB-CCCC");
  await page.getByRole("button", { name: "Create the firm" }).click();
  await see(page.getByText(/code/i).filter({ hasText: /not right|wrong|log/i }));
  expect(new URL(page.url()).pathname).toBe("/setup");
});

test("the code makes the firm and its first administrator, signed in, and works once", async () => {
  const code = /one-time code: ([0-9A-Z-]+)/.exec(product.output())?.[1] ?? "";
  await fill(code);
  await page.getByRole("button", { name: "Create the firm" }).click();
  await see(page.getByRole("heading", { level: 1, name: "QuickBooks" }));
  await see(page.getByRole("button", { name: "Connect to QuickBooks" }));
  await page.goto("/clients");
  await see(page.getByText("No clients yet"));
  await page.context().clearCookies();
  await page.goto("/setup");
  await see(page.getByText("Already set up."));
});

async function fill(code: string): Promise<void> {
  const values = { "One-time code": code, "Name of the firm": "Marlowe & Finch", "Your name": "Ana Marlowe", "E-mail address": "ana@marlowe.example" };
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value);
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
}
