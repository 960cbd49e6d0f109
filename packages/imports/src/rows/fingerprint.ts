import { createHash } from "node:crypto";

/**
 * Makes the fingerprints of one file: SHA-256 over the fields that say which entry a row is, plus how many equal rows came
 * before it. The same entry in a second upload has the same fingerprint; two equal rows of one file are both kept.
 * Holds about 100 bytes a row, the only thing an import keeps of the rows it has passed.
 */
export function fingerprinter(): (identity: readonly (string | number | undefined)[]) => string {
  const seen = new Map<string, number>();
  return (identity) => {
    const key = sha256(JSON.stringify(identity.map(normalised)));
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return occurrence === 0 ? key : sha256(`${key}#${occurrence}`);
  };
}

/** Case, accents' encoding and doubled blanks do not make another entry. */
function normalised(value: string | number | undefined): string | number {
  return typeof value === "string" ? value.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase() : (value ?? "");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
