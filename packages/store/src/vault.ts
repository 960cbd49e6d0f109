import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, verify, type KeyObject } from "node:crypto";
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
  /** Signs with the owner's own Ed25519 key, which is derived from ours and never stored. Whoever has the public key can check it, without us. */
  sign(text: string, owner: string): Signature;
  /** Whether `text` is what this owner's key signed. False also when the key that signed is no longer here. */
  isSigned(text: string, signature: Pick<Signature, "keyVersion" | "value">, owner: string): boolean;
}

/** An Ed25519 signature over the UTF-8 bytes of a text. */
export interface Signature {
  /** Which encryption key the signing key was derived from. */
  keyVersion: number;
  /** 64 bytes as base64url. */
  value: string;
  /** The key to check it with, PEM (SPKI). */
  publicKey: string;
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
    sign(text, owner) {
      const key = signingKey(newest, owner);
      return { keyVersion: newest.version, value: sign(null, Buffer.from(text), key).toString("base64url"), publicKey: createPublicKey(key).export({ type: "spki", format: "pem" }) as string };
    },
    isSigned(text, { keyVersion, value }, owner) {
      const key = ordered.find(({ version }) => version === keyVersion);
      return key !== undefined && verify(null, Buffer.from(text), createPublicKey(signingKey(key, owner)), Buffer.from(value, "base64url"));
    },
  };
}

/** PKCS#8 of an Ed25519 key, up to its 32 bytes of seed (RFC 8410). */
const ed25519Head = Buffer.from("302e020100300506032b657004220420", "hex");

function signingKey({ secret }: VaultKey, owner: string): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", secret, owner, "tieout signature", 32));
  return createPrivateKey({ key: Buffer.concat([ed25519Head, seed]), format: "der", type: "pkcs8" });
}
