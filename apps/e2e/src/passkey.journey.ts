import { expect, test } from "vitest";
import type { CDPSession } from "playwright-core";
import { see, signIn, signOut, travel } from "./journey.js";

const journey = travel("one-story");
let device: CDPSession;
let authenticatorId: string;

/** A phone with a fingerprint, as Chromium plays one. */
async function pickUpDevice(isScreenLocked: boolean): Promise<void> {
  device ??= await journey.context.newCDPSession(journey.page);
  await device.send("WebAuthn.enable");
  if (authenticatorId) await device.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  ({ authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: isScreenLocked, automaticPresenceSimulation: true },
  }));
}

test("a device is made a passkey on the account page", async () => {
  const { page, product } = journey;
  await pickUpDevice(true);
  await signIn(page, product.account);
  await page.goto("/account");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await see(page.getByText("The passkey is kept."));
  await see(page.getByRole("button", { name: /Remove the passkey/ }));
  expect((await device.send("WebAuthn.getCredentials", { authenticatorId })).credentials).toMatchObject([{ isResidentCredential: true, rpId: "localhost" }]);
});

test("the same device is not taken twice", async () => {
  const { page } = journey;
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await see(page.getByText("This device has a passkey for you already."));
});

test("the passkey signs in, with no password typed", async () => {
  const { page } = journey;
  await signOut(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await see(page.getByRole("heading", { level: 1, name: "Overview" }));
});

test("a passkey that was removed opens nothing any more", async () => {
  const { page, product } = journey;
  await page.goto("/account");
  await page.getByRole("button", { name: /Remove the passkey/ }).click();
  await see(page.getByText("None yet"));
  await signOut(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await see(page.getByText("This passkey opens no account here. Sign in with your password."));
  await signIn(page, product.account);
});
