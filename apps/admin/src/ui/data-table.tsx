import { Checkbox } from "@mantine/core";
import { useTable, type ReactTable, type Row, type RowSelectionState } from "@tanstack/react-table";
import { Fragment, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { useKeys } from "../lib/keys.js";
import { features, type Features, type TableColumns } from "./data-table-columns.js";
import { dataTableTexts as texts } from "./data-table.texts.js";
import { SkeletonRows } from "./skeleton.js";
import styles from "./data-table.module.css";

export { columnsOf, type Column } from "./data-table-columns.js";

export interface TableSelection<Data> {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
  /** How a row is named by its tick box. */
  readonly nameOf: (row: Data) => string;
}

interface DataTableProps<Data extends object> {
  /** What the table lists, for a screen reader: "Runs". */
  readonly label: string;
  readonly columns: TableColumns<Data>;
  /** Undefined while the first answer is awaited: a skeleton of the same height stands in. */
  readonly rows: readonly Data[] | undefined;
  readonly rowId: (row: Data) => string;
  /** Stands instead of the table when there are no rows. */
  readonly empty: ReactNode;
  /** Another page or filter is being read; the old rows stay visible under a thin moving line. */
  readonly isRefreshing?: boolean;
  /** Enter or a click on a row. */
  readonly onOpen?: (row: Data) => void;
  /** The row whose details are open. */
  readonly openId?: string | undefined;
  /** Shown under the open row. */
  readonly detail?: (row: Data) => ReactNode;
  readonly selection?: TableSelection<Data>;
  /** Letters that act on the focused row. */
  readonly rowKeys?: readonly { readonly key: string; readonly label: string; readonly run: (row: Data) => void }[];
  /** Under the table: "Show more", totals. */
  readonly footer?: ReactNode;
}

const noRows: never[] = [];

/**
 * The product's list: 36 px rows, a header that stays, one tab stop. J/K or the arrows move between rows, Enter opens, X selects;
 * on a phone each row is a card.
 */
export function DataTable<Data extends object>(props: DataTableProps<Data>) {
  const { label, columns, rows, rowId, empty, isRefreshing = false, onOpen, openId, detail, selection, rowKeys = [], footer } = props;
  const [focusedId, setFocusedId] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const rowSelection: RowSelectionState = Object.fromEntries([...(selection?.ids ?? [])].map((id) => [id, true as const]));
  const table = useTable({
    features,
    columns,
    data: rows ?? noRows,
    getRowId: rowId,
    state: { rowSelection },
    onRowSelectionChange: (updater) => {
      selection?.onChange(new Set(Object.keys(typeof updater === "function" ? updater(rowSelection) : updater)));
    },
  });
  const model = table.getRowModel().rows;
  const tabStop = model.some((row) => row.id === focusedId) ? focusedId : (openId ?? model[0]?.id);

  const focusRow = (index: number) => {
    const row = model[Math.max(0, Math.min(model.length - 1, index))];
    if (!row) return;
    setFocusedId(row.id);
    body.current?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(row.id)}"]`)?.focus();
  };
  const step = (by: number) => {
    const at = model.findIndex((row) => row.id === focusedId);
    focusRow(at === -1 ? 0 : at + by);
  };
  useKeys(
    texts.scope,
    [
      { keys: "j", label: texts.next, run: () => step(1) },
      { keys: "k", label: texts.previous, run: () => step(-1) },
    ],
    model.length > 0,
  );
  useKeys(label, rowKeys.map(({ key, label: words }) => ({ keys: key, label: words, run: () => {
    const row = model.find((each) => each.id === focusedId);
    if (row) rowKeys.find((each) => each.key === key)?.run(row.original);
  } })), model.length > 0 && rowKeys.length > 0);

  const onRowKey = (event: KeyboardEvent, row: Row<Features, Data>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = model.indexOf(row);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: model.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) focusRow(to);
    else if (event.key === "Enter" && onOpen) onOpen(row.original);
    else if (event.key.toLowerCase() === "x" && selection) row.toggleSelected();
    else return;
    event.preventDefault();
  };

  if (!rows) return <SkeletonRows label={texts.loading(label)} />;
  if (rows.length === 0) return empty;
  return (
    <div className={styles["frame"]} data-refreshing={isRefreshing || undefined} aria-busy={isRefreshing}>
      <table className={styles["table"]} aria-label={label} data-opens={onOpen ? true : undefined}>
        <Head table={table} canSelect={selection !== undefined} />
        <tbody ref={body}>
          {model.map((row) => (
            <Fragment key={row.id}>
              <tr
                data-row-id={row.id}
                tabIndex={row.id === tabStop ? 0 : -1}
                aria-selected={selection ? row.getIsSelected() : undefined}
                data-open={row.id === openId || undefined}
                onFocus={() => setFocusedId(row.id)}
                onKeyDown={(event) => onRowKey(event, row)}
                onClick={(event) => (isOnControl(event) ? undefined : onOpen?.(row.original))}
              >
                {selection ? (
                  <td className={styles["check"]}>
                    <Checkbox size="xs" aria-label={texts.select(selection.nameOf(row.original))} checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
                  </td>
                ) : null}
                {row.getAllCells().map((cell) => {
                  const meta = cell.column.columnDef.meta;
                  return (
                    <td key={cell.id} data-align={meta?.align} data-shows={meta?.shows} data-card={meta?.card ?? "line"} data-label={meta?.header}>
                      <table.FlexRender cell={cell} />
                    </td>
                  );
                })}
              </tr>
              {detail && row.id === openId ? (
                <tr className={styles["detail"]}>
                  <td colSpan={columns.length + (selection ? 1 : 0)}>{detail(row.original)}</td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
      {footer ? <div className={styles["footer"]}>{footer}</div> : null}
    </div>
  );
}

function Head<Data extends object>({ table, canSelect }: { readonly table: ReactTable<Features, Data>; readonly canSelect: boolean }) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {canSelect ? (
            <th scope="col" className={styles["check"]}>
              <Checkbox size="xs" aria-label={texts.selectAll} checked={table.getIsAllRowsSelected()} indeterminate={!table.getIsAllRowsSelected() && table.getRowModel().rows.some((row) => row.getIsSelected())} onChange={table.getToggleAllRowsSelectedHandler()} />
            </th>
          ) : null}
          {group.headers.map((header) => {
            const meta = header.column.columnDef.meta;
            return (
              <th key={header.id} scope="col" data-align={meta?.align} data-shows={meta?.shows} style={meta?.width ? { width: meta.width } : undefined}>
                <table.FlexRender header={header} />
              </th>
            );
          })}
        </tr>
      ))}
    </thead>
  );
}

/** A click on a link, button or box inside a row is theirs, and so is marking text. */
function isOnControl(event: MouseEvent): boolean {
  if (window.getSelection()?.type === "Range") return true;
  return event.target instanceof Element && event.target.closest("a, button, input, label, select") !== null;
}
