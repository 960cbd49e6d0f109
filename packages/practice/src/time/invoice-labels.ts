import { Invoice, type TimeEntry } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";

/** How people name the invoices that lock these entries, for refusals that say which one. */
export async function invoiceLabels({ em }: FirmSession, entries: readonly TimeEntry[]): Promise<(entry: TimeEntry) => string | null> {
  const ids = [...new Set(entries.map((entry) => entry.invoiceId).filter((id) => id !== null))];
  const labels = new Map(ids.length === 0 ? [] : (await em.find(Invoice, { id: ids })).map((invoice) => [invoice.id, invoice.label]));
  return (entry) => labels.get(entry.invoiceId ?? "") ?? null;
}
