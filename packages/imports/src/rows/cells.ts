import type { Field, LayoutMatch } from "../layouts/layout.js";
import type { CsvRecord } from "../text/parse-records.js";
import { plainCell } from "../values/plain-cell.js";
import type { RefusalCode, RefusalReason, RefusedRow } from "./imported-row.js";

/** The cells of one row by field, and what is wrong with them so far. */
export interface Cells {
  readonly record: CsvRecord;
  /** Plain text of the field, "" when the cell is empty or the file has no such column. */
  text: (field: Field) => string;
  /** The same, undefined instead of "". */
  optional: (field: Field) => string | undefined;
  /** True when the file has a column for the field. */
  has: (field: Field) => boolean;
  /** The file's own header of the field, for messages. */
  header: (field: Field) => string;
  /** Every field that has a text. */
  texts: () => Readonly<Record<string, string>>;
  refuse: (field: Field | "row", code: RefusalCode, message: string) => void;
  readonly reasons: readonly RefusalReason[];
}

export function readCells(match: LayoutMatch, record: CsvRecord): Cells {
  const reasons: RefusalReason[] = [];
  const text = (field: Field) => plainCell(record.cells[match.columns.get(field) ?? -1] ?? "");
  return {
    record,
    text,
    optional: (field) => text(field) || undefined,
    has: (field) => match.columns.has(field),
    header: (field) => match.headers[match.columns.get(field) ?? -1]?.trim() ?? field,
    texts: () => Object.fromEntries([...match.columns.keys()].flatMap((field) => (text(field) === "" ? [] : [[field, text(field)]]))),
    refuse: (field, code, message) => reasons.push({ field, code, message }),
    reasons,
  };
}

/**
 * Refuses a row whose cells cannot be told apart: more than there are headers (an unquoted delimiter has shifted them), or
 * a single one (a title or total line). Missing cells at the end are empty ones, which spreadsheets leave out.
 */
export function checkShape(cells: Cells, columns: number): void {
  const { length } = cells.record.cells;
  const hasMore = cells.record.cells.slice(columns).some((cell) => cell.trim() !== "");
  if (hasMore) {
    cells.refuse("row", "columns", `This row has ${length} cells, the header has ${columns}. Put quotation marks around the cell that contains the delimiter or a line break.`);
  } else if (length === 1 && columns > 1) {
    cells.refuse("row", "columns", `This row has one cell, the header has ${columns}. If it is a title or total, leave it out; if a note was broken over two lines, put it in quotation marks.`);
  }
}

export function refusedRow({ record, reasons, texts }: Cells): RefusedRow {
  const isInOrder = !reasons.some(({ code }) => code === "columns");
  return { kind: "refused", line: record.line, raw: record.raw, ...(isInOrder && { cells: texts() }), reasons };
}
