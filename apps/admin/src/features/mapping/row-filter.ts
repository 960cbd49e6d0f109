import type { SheetRow } from "./mapping-queries.js";
import { rowState, suggestionsOf, type RowState, type Sheet } from "./sheet.js";
import { rowFilters, type RowFilter } from "./urls.js";

const bands = { exact: "EXACT", likely: "LIKELY", unsure: "UNSURE" } as const;
const open: readonly RowState[] = ["unmapped", "default", "suggested"];
const attention: readonly RowState[] = ["inactive", "deleted", "renamed", "refused"];

/** Whether a row belongs to a filter as things stand now. */
export function fits(sheet: Sheet, row: SheetRow, filter: RowFilter | undefined): boolean {
  const state = rowState(sheet, row);
  switch (filter) {
    case undefined: return true;
    case "unmapped": return open.includes(state) && sheet.defaultService === null;
    case "default": return open.includes(state) && sheet.defaultService !== null;
    case "attention": return attention.includes(state);
    case "mapped": return state !== "unused" && !open.includes(state);
    case "none": return sheet.suggestions !== null && (state === "unmapped" || state === "default");
    default: return suggestionsOf(sheet, row.id)[0]?.band === bands[filter];
  }
}

export type RowCounts = Readonly<Record<RowFilter, number>> & {
  /** Rows without a working service for which invoices wait; one invoice may wait for several rows. */
  readonly holding: number;
};

/** How many rows each filter has. */
export function countRows(sheet: Sheet): RowCounts {
  const counts = { unmapped: 0, attention: 0, default: 0, mapped: 0, exact: 0, likely: 0, unsure: 0, none: 0, holding: 0 };
  for (const row of sheet.rows) {
    for (const filter of rowFilters) if (fits(sheet, row, filter)) counts[filter] += 1;
    if (row.waitingInvoices > 0 && (fits(sheet, row, "unmapped") || fits(sheet, row, "attention"))) counts.holding += 1;
  }
  return counts;
}

/** The rows of a filter whose code, name or service holds every word of the search. */
export function visibleRows(sheet: Sheet, filter: RowFilter | undefined, search: string): SheetRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return sheet.rows.filter((row) => {
    if (!fits(sheet, row, filter)) return false;
    if (words.length === 0) return true;
    const text = `${row.code} ${row.name} ${row.mapping?.item.fullName ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
