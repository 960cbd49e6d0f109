import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { loadConfig } from "./config.js";

const key = randomBytes(32).toString("base64");
const least = { DATABASE_URL: "postgres://localhost/tieout", ENCRYPTION_KEY: key };

test("a database and a key are enough for the emulator", () => {
  expect(loadConfig(least)).toMatchObject({ role: "all", port: 4000, publicUrl: "http://localhost:4000", environment: "emulator", isDemo: false, quickBooks: { emulatorUrl: "http://localhost:4010" } });
});

test("every mistake is named at once, with what to do", () => {
  const start = () => loadConfig({ PORT: "eighty", QUICKBOOKS_ENVIRONMENT: "live", PUBLIC_URL: "tieout.example", ROLE: "both" });
  expect(start).toThrow(/DATABASE_URL is missing[\s\S]*postgres:/);
  for (const name of ["PORT", "QUICKBOOKS_ENVIRONMENT", "PUBLIC_URL", "ROLE"]) expect(start).toThrow(new RegExp(`${name} `));
});

test("Intuit's own environments need an app's keys, and say where they are", () => {
  expect(() => loadConfig({ ...least, QUICKBOOKS_ENVIRONMENT: "sandbox" })).toThrow(/QUICKBOOKS_CLIENT_ID is missing[\s\S]*QUICKBOOKS_CLIENT_SECRET is missing/);
  expect(loadConfig({ ...least, QUICKBOOKS_ENVIRONMENT: "production", QUICKBOOKS_CLIENT_ID: "a", QUICKBOOKS_CLIENT_SECRET: "b" }).quickBooks.emulatorUrl).toBeNull();
});

test("a missing key says how to make one, and two versions are read for a rotation", () => {
  expect(() => loadConfig({ DATABASE_URL: least.DATABASE_URL })).toThrow(/openssl rand -base64 32/);
  expect(loadConfig({ ...least, ENCRYPTION_KEY: `2:${key},1:${key}` }).encryptionKeys.map(({ version, secret }) => [version, secret.length])).toEqual([[2, 32], [1, 32]]);
});

test("an empty variable counts as not set", () => {
  expect(loadConfig({ ...least, PORT: "", PUBLIC_URL: "" }).port).toBe(4000);
});

test("two verifier tokens of webhooks stand side by side while one replaces the other, never three", () => {
  expect(loadConfig(least).quickBooks.verifierTokens).toEqual([]);
  expect(loadConfig({ ...least, QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: "new, old" }).quickBooks.verifierTokens).toEqual(["new", "old"]);
  expect(() => loadConfig({ ...least, QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: "a,b,c" })).toThrow(/more than two tokens/);
});
