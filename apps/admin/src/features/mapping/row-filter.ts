import type { SheetRow } from "./mapping-queries.js";
import { rowState, suggestionsOf, type RowState, type Sheet } from "./sheet.js";
import type { RowFilter } from "./urls.js";

const bands = { EXACT: "exact", LIKELY: "likely", UNSURE: "unsure" } as const;
const open: readonly RowState[] = ["unmapped", "default", "suggested"];
const attention: readonly RowState[] = ["inactive", "deleted", "renamed", "refused"];

/** Whether a row belongs to a filter as things stand now. */
function fits(sheet: Sheet, row: SheetRow, filter: RowFilter | undefined): boolean {
  let isIn = filter === undefined;
  forEachFilter(sheet, row, (each) => {
    isIn ||= each === filter;
  });
  return isIn;
}

/** Names every filter that shows a row; a call instead of a list, since ten thousand rows are counted with each choice. */
function forEachFilter(sheet: Sheet, row: SheetRow, name: (filter: RowFilter) => void): void {
  const state = rowState(sheet, row);
  if (open.includes(state)) name(sheet.defaultService === null ? "unmapped" : "default");
  else if (state !== "unused") name("mapped");
  if (attention.includes(state)) name("attention");
  if (sheet.suggestions === null) return;
  if (state === "unmapped" || state === "default") name("none");
  const band = suggestionsOf(sheet, row.id)[0]?.band;
  if (band) name(bands[band]);
}

export type RowCounts = Readonly<Record<RowFilter, number>> & {
  /** Rows without a working service for which invoices wait; one invoice may wait for several rows. */
  readonly holding: number;
};

/** How many rows each filter has. */
export function countRows(sheet: Sheet): RowCounts {
  const counts = { unmapped: 0, attention: 0, default: 0, mapped: 0, exact: 0, likely: 0, unsure: 0, none: 0, holding: 0 };
  let isHolding = false;
  const count = (filter: RowFilter): void => {
    counts[filter] += 1;
    isHolding ||= filter === "unmapped" || filter === "attention";
  };
  for (const row of sheet.rows) {
    isHolding = false;
    forEachFilter(sheet, row, count);
    if (isHolding && row.waitingInvoices > 0) counts.holding += 1;
  }
  return counts;
}

const searchTexts = new WeakMap<SheetRow, string>();

/** What a search looks through; a row keeps it, so that a key press over 10,000 rows makes no texts. */
function searchText(row: SheetRow): string {
  const known = searchTexts.get(row);
  if (known !== undefined) return known;
  const text = `${row.code} ${row.name} ${row.mapping?.item.fullName ?? ""}`.toLowerCase();
  searchTexts.set(row, text);
  return text;
}

/** The rows of a filter whose code, name or service holds every word of the search. */
export function visibleRows(sheet: Sheet, filter: RowFilter | undefined, search: string): readonly SheetRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter === undefined) return sheet.rows;
  return sheet.rows.filter((row) => words.every((word) => searchText(row).includes(word)) && fits(sheet, row, filter));
}
