import { createHash, randomBytes } from "node:crypto";

/** A new key: `tk_` and 256 random bits; shown once, of which we keep the hash and the first characters. */
export function newApiKey(): { secret: string; prefix: string; hash: string } {
  const secret = `tk_${randomBytes(32).toString("base64url")}`;
  return { secret, prefix: secret.slice(0, 10), hash: hashApiKey(secret) };
}

/** A fast hash is right for a secret of 256 random bits (ASVS 6.5.2). */
export function hashApiKey(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** The key in an `Authorization: Bearer tk_…` header, or null when there is none. */
export function bearerKey(authorization: string | undefined): string | null {
  return /^Bearer (tk_[\w-]{20,200})$/i.exec(authorization ?? "")?.[1] ?? null;
}
