import { memo } from "react";
import type { SheetRow } from "./mapping-queries.js";
import { mappingTexts as texts } from "./mapping.texts.js";

interface SelectAllProps {
  readonly rows: readonly SheetRow[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (rowIds: readonly string[], isSelected: boolean) => void;
}

/** Selects every row of the present view, or none. Not drawn again while one moves: it looks at ten thousand rows. */
export const SelectAll = memo(function SelectAll({ rows, selected, onSelect }: SelectAllProps) {
  const isAll = selected.size > 0 && rows.every((row) => selected.has(row.id));
  return (
    <input
      type="checkbox" tabIndex={-1} checked={isAll} aria-label={texts.columns.select}
      ref={(box) => {
        if (box) box.indeterminate = !isAll && selected.size > 0;
      }}
      onChange={() => onSelect(rows.map((row) => row.id), !isAll)}
    />
  );
});
