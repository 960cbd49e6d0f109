import { createHash } from "node:crypto";
import { normalizeName, type LedgerDocument, type LedgerRecord } from "@tieout/domain";
import type { MirrorRecord } from "@tieout/store";

/** Same content, same text, whatever the order of keys. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => `${JSON.stringify(key)}:${stableJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

export function contentHash(value: unknown): string {
  return createHash("sha256").update(stableJson(value)).digest("base64url");
}

/** What the mirror keeps of a record just read. The balance of a customer moves with every invoice and is no news to a plan. */
export function mirrorRecord(record: LedgerRecord): MirrorRecord {
  const document: LedgerDocument = record.document;
  const planned = document.kind === "customer" ? { ...document, balance: null } : document;
  return {
    kind: record.kind,
    ledgerId: record.id,
    token: record.token,
    name: record.name,
    normalizedName: normalizeName(record.name),
    email: "email" in document ? document.email : null,
    phone: document.kind === "customer" ? document.phone : null,
    parentId: document.kind === "customer" ? document.parentId : null,
    isActive: record.isActive,
    document,
    contentHash: contentHash([planned, record.isActive]),
    updatedAt: record.updatedAt,
  };
}
