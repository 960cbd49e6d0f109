import { randomBytes, verify } from "node:crypto";
import { expect, test } from "vitest";
import { createVault } from "./vault.js";

const first = { version: 1, secret: randomBytes(32) };
const second = { version: 2, secret: randomBytes(32) };

test("a sealed text opens for its owner only", () => {
  const vault = createVault([first]);
  const sealed = vault.seal("refresh-token", "connection-1");
  expect(vault.open(sealed, "connection-1")).toBe("refresh-token");
  expect(() => vault.open(sealed, "connection-2")).toThrow(/reconnect QuickBooks/);
});

test("an altered text does not open", () => {
  const vault = createVault([first]);
  const sealed = vault.seal("refresh-token", "c");
  const altered = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
  expect(() => vault.open(altered, "c")).toThrow(/does? not open|do not open/);
});

test("after a rotation old texts still open, new ones use the new key, and look-ups find the same rows", () => {
  const before = createVault([first]);
  const after = createVault([second, first]);
  expect(after.open(before.seal("x", "c"), "c")).toBe("x");
  expect(after.seal("x", "c")).toMatch(/^v2\./);
  expect(after.fingerprint("9341")).toBe(before.fingerprint("9341"));
});

test("a short or missing key is named with its remedy", () => {
  expect(() => createVault([])).toThrow(/ENCRYPTION_KEY/);
  expect(() => createVault([{ version: 1, secret: randomBytes(16) }])).toThrow(/openssl rand/);
});

test("what an owner's key signed is checked with the public key alone, and fails for another text, owner or key", () => {
  const vault = createVault([first]);
  const { value, publicKey, keyVersion } = vault.sign("figures", "firm-1");
  expect(verify(null, Buffer.from("figures"), publicKey, Buffer.from(value, "base64url"))).toBe(true);
  expect(verify(null, Buffer.from("figures."), publicKey, Buffer.from(value, "base64url"))).toBe(false);
  expect(vault.isSigned("figures", { value, keyVersion }, "firm-1")).toBe(true);
  expect(vault.isSigned("figures", { value, keyVersion }, "firm-2")).toBe(false);
  const rotated = createVault([second, first]);
  expect(rotated.isSigned("figures", { value, keyVersion }, "firm-1")).toBe(true);
  expect(rotated.sign("figures", "firm-1")).toMatchObject({ keyVersion: 2 });
  expect(createVault([second]).isSigned("figures", { value, keyVersion }, "firm-1")).toBe(false);
});
