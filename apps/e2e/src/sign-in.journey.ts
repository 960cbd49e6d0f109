import { expect, test } from "vitest";
import { see, signIn, signOut, travel } from "./journey.js";

const journey = travel("one-story");

test("who is not signed in sees nothing of the firm and is asked to sign in", async () => {
  const { page } = journey;
  await page.goto("/clients");
  await see(page.getByRole("heading", { level: 1, name: "Sign in" }));
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("a wrong password is refused in words that do not say which of the two was wrong", async () => {
  const { page, product } = journey;
  await page.getByLabel("E-mail address").fill(product.account.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await see(page.getByText("The e-mail address or the password is not right."));
});

test("after signing in a person is where they wanted to go", async () => {
  const { page, product } = journey;
  await page.getByLabel("Password", { exact: true }).fill(product.account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await see(page.getByRole("heading", { level: 1, name: "Clients" }));
});

test("many windows at once leave room for every page", async () => {
  const { context, page } = journey;
  // HTTP/1.1 has six connections to a host for the whole browser: with two streams a window the fourth would wait for ever.
  const windows = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  for (const window of windows) {
    await window.goto("/invoices");
    await see(window.getByRole("heading", { level: 1, name: "Invoices" }));
  }
  await Promise.all(windows.map((window) => window.close()));
  await page.reload();
  await see(page.getByRole("heading", { level: 1, name: "Clients" }));
});

test("signing out ends the session on the server, not only in the browser", async () => {
  const { page, context, product } = journey;
  const before = await context.cookies();
  await signOut(page);
  await context.addCookies(before);
  await page.goto("/");
  await see(page.getByRole("heading", { level: 1, name: "Sign in" }));
  await signIn(page, product.account);
});
