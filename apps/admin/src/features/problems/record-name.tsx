import { Link, type LinkOptions } from "@tanstack/react-router";
import { clientUrl } from "../clients/urls.js";
import { invoiceUrl } from "../invoices/urls.js";
import { timeEntryUrl } from "../time/urls.js";
import type { recordKinds } from "./routes.js";

interface NamedRecord {
  readonly recordKind: (typeof recordKinds)[number];
  readonly recordId: string;
  readonly label: string;
}

function urlOf({ recordKind, recordId }: NamedRecord): LinkOptions | null {
  switch (recordKind) {
    case "CLIENT": return clientUrl(recordId);
    case "INVOICE": return invoiceUrl(recordId);
    case "TIME_ENTRY": return timeEntryUrl(recordId);
    default: return null;
  }
}

/** A record by its name, which leads to where people see it. */
export function RecordName({ record }: { readonly record: NamedRecord }) {
  const url = urlOf(record);
  return url ? <Link {...url}>{record.label}</Link> : record.label;
}
