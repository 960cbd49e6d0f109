import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { HubError } from "@tieout/domain";

/**
 * Encrypts what must not lie open in the database: tokens and the company's id.
 * A sealed text is `v<key version>.<base64url of nonce, tag and cipher>`, AES-256-GCM; the owner's id is bound in, so that a
 * text copied into another row does not open.
 */
export interface Vault {
  seal(plain: string, boundTo: string): string;
  /** @throws HubError `CONFIGURATION` when the key that sealed it is missing or the text was altered. */
  open(sealed: string, boundTo: string): string;
  /** Keyed fingerprint for look-ups: equal texts give equal fingerprints, and nobody without the key can guess one. */
  fingerprint(plain: string): string;
}

/** A key of 32 bytes and the number it was given when it was made. */
export interface VaultKey {
  version: number;
  secret: Buffer;
}

/** @param keys the newest seals, all open; the oldest one fingerprints, so that look-ups survive a rotation. */
export function createVault(keys: readonly VaultKey[]): Vault {
  const ordered = [...keys].sort((a, b) => b.version - a.version);
  const [newest, oldest] = [ordered[0], ordered.at(-1)];
  if (!newest || !oldest) throw new HubError("CONFIGURATION", "No encryption key. Set ENCRYPTION_KEY or ENCRYPTION_KEY_FILE to 32 random bytes in base64.");
  for (const key of ordered) {
    if (key.secret.length !== 32) throw new HubError("CONFIGURATION", `Encryption key ${key.version} has ${key.secret.length} bytes; it must have 32. Make one with: openssl rand -base64 32`);
  }
  const fingerprintKey = Buffer.from(hkdfSync("sha256", oldest.secret, "", "tieout fingerprint", 32));

  return {
    seal(plain, boundTo) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", newest.secret, nonce).setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `v${newest.version}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, boundTo) {
      const [, version, text] = /^v(\d+)\.([\w-]+)$/.exec(sealed) ?? [];
      const key = ordered.find((candidate) => candidate.version === Number(version));
      if (!key || text === undefined) throw new HubError("CONFIGURATION", `The encryption key ${version ?? "?"} that sealed the QuickBooks tokens is missing. Put it back, or reconnect QuickBooks.`);
      const bytes = Buffer.from(text, "base64url");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key.secret, bytes.subarray(0, 12)).setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      } catch {
        throw new HubError("CONFIGURATION", "The stored QuickBooks tokens do not open with the present encryption key. Put the right key back, or reconnect QuickBooks.");
      }
    },
    fingerprint: (plain) => createHmac("sha256", fingerprintKey).update(plain).digest("base64url"),
  };
}
