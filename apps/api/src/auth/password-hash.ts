import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

/** OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

function derive(password: string, nonce: Buffer, { memory, passes, parallelism, tagLength }: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2("argon2id", { message: Buffer.from(password.normalize("NFKC")), nonce, memory, passes, parallelism, tagLength }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** `argon2id$memory$passes$lanes$salt$key`, so that a later, dearer cost still verifies old hashes. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const key = await derive(password, nonce, cost);
  return ["argon2id", cost.memory, cost.passes, cost.parallelism, nonce.toString("base64url"), key.toString("base64url")].join("$");
}

export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [name, memory, passes, parallelism, nonce, key] = hash.split("$");
  if (name !== "argon2id" || !nonce || !key) return false;
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(password, Buffer.from(nonce, "base64url"), { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: expected.length });
  return timingSafeEqual(actual, expected);
}
