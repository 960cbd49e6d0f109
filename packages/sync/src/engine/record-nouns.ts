import type { RecordKind } from "@tieout/domain";

/** What records are called in a sentence. */
export const recordNouns: Record<RecordKind, [one: string, many: string]> = {
  client: ["client", "clients"],
  site: ["site", "sites"],
  "staff-member": ["staff member", "staff members"],
  invoice: ["invoice", "invoices"],
  "time-entry": ["time entry", "time entries"],
};
