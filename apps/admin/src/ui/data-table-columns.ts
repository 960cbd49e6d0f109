import { createColumnHelper, metaHelper, rowSelectionFeature, tableFeatures, type DisplayColumnDef } from "@tanstack/react-table";
import type { ReactNode } from "react";

/** One column of a list. */
export interface Column<Data> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Data) => ReactNode;
  /** Amounts and counts stand at the end. */
  readonly align?: "start" | "end";
  /** A CSS width; the column without one takes what is left. */
  readonly width?: string;
  /** `wide` columns are left out under 1280 px. */
  readonly shows?: "always" | "wide";
  /** On a phone a row is a card: `title` heads it, `corner` stands beside the title, `line` (default) is a labelled line, `none` is left out. */
  readonly card?: "title" | "corner" | "line" | "none";
}

export type ColumnMeta = Pick<Column<never>, "align" | "width" | "shows" | "card" | "header">;

export const features = tableFeatures({ rowSelectionFeature, columnMeta: metaHelper<ColumnMeta>() });
export type Features = typeof features;
export type TableColumns<Data extends object> = readonly DisplayColumnDef<Features, Data>[];

/** The columns of a table. Call it once, at module scope: TanStack keeps its row model as long as this list is the same. */
export function columnsOf<Data extends object>(columns: readonly Column<Data>[]): TableColumns<Data> {
  const helper = createColumnHelper<Features, Data>();
  return columns.map(({ id, header, cell, ...layout }) =>
    helper.display({ id, header, cell: ({ row }) => cell(row.original), meta: { header, ...layout } }),
  );
}
