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

test("mail needs a server and whom it comes from; the demo writes files instead, and lets webhooks lead to this machine", () => {
  expect(loadConfig(least)).toMatchObject({ mail: null, allowsPrivateWebhooks: false });
  expect(loadConfig({ ...least, TIEOUT_DEMO: "1", DATA_DIR: "/data" })).toMatchObject({ mail: { folder: "/data/mail" }, allowsPrivateWebhooks: true });
  const mail = { SMTP_URL: "smtps://user:pw@mail.example.com:465", MAIL_FROM: "Tieout <tieout@example.com>" };
  expect(loadConfig({ ...least, ...mail, TIEOUT_DEMO: "1", WEBHOOK_PRIVATE_TARGETS: "0" })).toMatchObject({ mail: { smtpUrl: mail.SMTP_URL, from: mail.MAIL_FROM }, allowsPrivateWebhooks: false });
  expect(() => loadConfig({ ...least, SMTP_URL: mail.SMTP_URL })).toThrow(/MAIL_FROM is missing/);
  expect(() => loadConfig({ ...least, MAIL_FROM: mail.MAIL_FROM })).toThrow(/SMTP_URL is missing/);
  expect(() => loadConfig({ ...least, SMTP_URL: "mail.example.com", MAIL_FROM: "nobody" })).toThrow(/SMTP_URL must be[\s\S]*MAIL_FROM must be/);
});
