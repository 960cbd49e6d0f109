import type { LedgerCustomer, LedgerRecord, LedgerWrite } from "@tieout/domain";
import { fieldsOfCustomer } from "./client-fields.js";

/** A customer found by its name is ours when its fields are what was sent; an update has arrived when its fields are. */
export function isSameCustomer(write: LedgerWrite, record: LedgerRecord): boolean {
  if (record.document.kind !== "customer" || !("document" in write) || write.document?.kind !== "customer") return false;
  const sent = fieldsOfCustomer(write.document, true);
  const there = fieldsOfCustomer(record.document, true);
  const paths = write.operation === "update" ? pathsOf(write.fields) : ["displayName", "email", "phone"];
  return paths.every((path) => (sent[path] ?? "") === (there[path] ?? ""));
}

function pathsOf(fields: readonly string[]): (keyof LedgerCustomer | string)[] {
  return fields.flatMap((field) => (field === "billingAddress" ? ["addressLine1", "addressLine2", "city", "state", "postalCode", "country"] : ["companyName", "givenName", "familyName", "suffix"].includes(field) ? [] : [field]));
}
