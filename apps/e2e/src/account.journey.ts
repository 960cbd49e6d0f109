import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { see, signIn, signOut, travel } from "./journey.js";

const journey = travel("one-story");
let secret: string;
let recoveryCode: string;

/** What an authenticator app shows now for a key: six digits for each half minute (RFC 6238, HMAC-SHA-1). */
function authenticatorCode(key: string): string {
  const bits = [...key.replace(/=+$/, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", bytes).update(moment).digest();
  const at = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Up to the second step, which the password alone does not pass. */
async function enterPassword(): Promise<void> {
  const { page, product } = journey;
  await page.getByLabel("E-mail address").fill(product.account.email);
  await page.getByLabel("Password", { exact: true }).fill(product.account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await see(page.getByText("Enter the six digits of your authenticator app."));
}

async function answer(label: string, code: string): Promise<void> {
  await journey.page.getByLabel(label, { exact: true }).fill(code);
  await journey.page.getByRole("button", { name: "Continue" }).click();
}

test("the second step is set up with an authenticator app, and counts from its first right code", async () => {
  const { page, product } = journey;
  await signIn(page, product.account);
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitem", { name: "Account", exact: true }).click();
  const section = page.getByRole("region", { name: "Second step at sign-in" });
  await section.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up the second step" });
  await dialog.getByLabel("Your password").fill("not the password");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await see(dialog.getByText("This is not your password."));
  await dialog.getByLabel("Your password").fill(product.account.password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await see(dialog.getByRole("img", { name: "QR code for your authenticator app" }));
  secret = await dialog.getByLabel("Or enter this key by hand").inputValue();
  await dialog.getByLabel("Code", { exact: true }).fill(authenticatorCode(secret));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await see(codes);
  expect(await codes.count()).toBe(10);
  recoveryCode = (await codes.first().textContent()) ?? "";
  await page.getByRole("button", { name: "I have kept them" }).click();
  await see(section.getByText("On", { exact: true }));
});

test("then the password alone signs nobody in; the code of the moment does, another one does not", async () => {
  const { page } = journey;
  await signOut(page);
  await enterPassword();
  const right = authenticatorCode(secret);
  await answer("Code", right === "000000" ? "111111" : "000000");
  await see(page.getByText("This code is not right, or it is too old. Enter the present one."));
  await page.goto("/clients");
  await see(page.getByRole("heading", { level: 1, name: "Sign in" }));
  await enterPassword();
  await answer("Code", authenticatorCode(secret));
  await see(page.getByRole("heading", { level: 1, name: "Clients" }));
});

test("a recovery code stands in for the app, once", async () => {
  const { page } = journey;
  for (const isFirstUse of [true, false]) {
    await signOut(page);
    await enterPassword();
    await page.getByRole("button", { name: "Use a recovery code instead" }).click();
    await answer("Recovery code", recoveryCode);
    if (isFirstUse) await see(page.getByRole("navigation", { name: "Main" }));
  }
  await see(page.getByText("This code is not right, or it is too old. Enter the present one."));
  await page.getByRole("button", { name: "Use the authenticator app instead" }).click();
  await answer("Code", authenticatorCode(secret));
  await see(page.getByRole("navigation", { name: "Main" }));
});

test("turned off with the password, the second step is not asked for any more", async () => {
  const { page, product } = journey;
  await page.goto("/account");
  const section = page.getByRole("region", { name: "Second step at sign-in" });
  await section.getByRole("button", { name: "Turn off" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn off the second step" });
  await dialog.getByLabel("Your password").fill(product.account.password);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await see(section.getByText("Off", { exact: true }));
  await signOut(page);
  await signIn(page, product.account);
});
