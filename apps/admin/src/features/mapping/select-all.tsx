import type { SheetRow } from "./mapping-queries.js";
import { mappingTexts as texts } from "./mapping.texts.js";
import type { Sheet } from "./sheet.js";

/** Selects every row of the present view, or none. */
export function SelectAll({ rows, sheet, onSelect }: { readonly rows: readonly SheetRow[]; readonly sheet: Sheet; readonly onSelect: (rowIds: readonly string[], isSelected: boolean) => void }) {
  const isAll = sheet.selected.size > 0 && rows.every((row) => sheet.selected.has(row.id));
  return (
    <input
      type="checkbox" tabIndex={-1} checked={isAll} aria-label={texts.columns.select}
      ref={(box) => {
        if (box) box.indeterminate = !isAll && sheet.selected.size > 0;
      }}
      onChange={() => onSelect(rows.map((row) => row.id), !isAll)}
    />
  );
}
