import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The demo's sign-in, made on first start and kept in `.data/demo.json`. */
export interface DemoAccount {
  email: string;
  password: string;
}

export function demoAccount(dataDir: string): DemoAccount {
  const file = join(dataDir, "demo.json");
  if (!existsSync(file)) {
    const account: DemoAccount = { email: "paula.whitfield@larkspur.example", password: randomBytes(12).toString("base64url") };
    writePrivate(file, `${JSON.stringify(account, null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, "utf8")) as DemoAccount;
}

/** The key that seals tokens; kept beside the packaged database here, apart from it in earnest (apps/docs/running.md). */
export function encryptionKeyFile(dataDir: string): string {
  const file = join(dataDir, "encryption-key");
  if (!existsSync(file)) writePrivate(file, `${randomBytes(32).toString("base64")}\n`);
  return file;
}

/** Signs what the emulator posts; kept, because what it could not deliver before a restart is signed already. */
export function webhookToken(dataDir: string): string {
  const file = join(dataDir, "webhook-token");
  if (!existsSync(file)) writePrivate(file, `${randomBytes(16).toString("hex")}\n`);
  return readFileSync(file, "utf8").trim();
}

function writePrivate(file: string, text: string): void {
  mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
}
