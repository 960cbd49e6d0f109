import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useDensity } from "../../lib/density.js";
import { toast } from "../../ui/toast.js";
import type { SheetRow } from "./mapping-queries.js";
import { commandOf } from "./grid-keys.js";
import { cellId, columns, MappingRow, type Column } from "./mapping-row.js";
import { mappingTexts as texts } from "./mapping.texts.js";
import { Placed } from "./placed.js";
import { SelectAll } from "./select-all.js";
import { ServicePicker } from "./service-picker.js";
import { indexServices } from "./service-search.js";
import { isOpen, rowState, serviceIdOf, suggestionsOf, tiedCount, type Choice, type Sheet } from "./sheet.js";
import styles from "./mapping.module.css";

interface MappingGridProps {
  readonly sheet: Sheet;
  readonly rows: readonly SheetRow[];
  /** Why nothing may be changed; null when it may. */
  readonly readOnlyBecause: string | null;
  readonly onChoose: (choices: readonly Choice[]) => void;
  readonly onAcceptAll: () => void;
  readonly onSelect: (rowIds: readonly string[], isSelected: boolean) => void;
  readonly onUndo: () => void;
  readonly onAutofill: () => void;
  /** Gives the focus to the grid from outside. */
  readonly focusRef: Ref<HTMLDivElement>;
}

/** The head that stays above the rows, and the room left under the lowest one, in pixels. */
const headHeight = 33;
const endRoom = 8;

/** What the row's list of services was opened with. */
interface Picking {
  readonly rowId: string;
  readonly text: string;
}

/**
 * The mapping as an APG grid: one tab stop, the active cell pointed at by aria-activedescendant, so that only the rows in view
 * exist and 10,000 of them stay smooth (PERF-12).
 */
export function MappingGrid({ sheet, rows, readOnlyBecause, onChoose, onAcceptAll, onSelect, onUndo, onAutofill, focusRef }: MappingGridProps) {
  const helpId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(rows[0]?.id ?? null);
  const [column, setColumn] = useState<Column>("service");
  const [anchorId, setAnchorId] = useState<string | null>(null);
  const [picking, setPicking] = useState<Picking | null>(null);
  const [recentIds, setRecentIds] = useState<readonly string[]>([]);
  const find = useMemo(() => indexServices([...sheet.services.values()]), [sheet.services]);

  const density = useDensity();
  const isPhone = useMediaQuery("(max-width: 767px)");
  const rowHeight = isPhone ? 64 : density === "dense" ? 36 : 44;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => grid.current, estimateSize: () => rowHeight, overscan: 6 });
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);

  const indexOf = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);
  const activeIndex = (activeId === null ? undefined : indexOf.get(activeId)) ?? 0;
  const active = rows[activeIndex];
  useEffect(() => {
    // Another filter or search: start at its first row.
    if (activeId === null || !indexOf.has(activeId)) setActiveId(rows[0]?.id ?? null);
  }, [activeId, indexOf, rows]);

  const goTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    setActiveId(row.id);
    bringIntoView(indexOf.get(row.id) ?? 0);
  };
  /** Every row has the same height, so where one stands is counted, not measured: a measurement lays the page out in the middle of a key press. */
  const bringIntoView = (index: number) => {
    const { scrollOffset, scrollRect } = virtual;
    if (scrollOffset === null || scrollRect === null || !grid.current) return;
    const top = index * rowHeight;
    const lowest = top + rowHeight + headHeight + endRoom - scrollRect.height;
    if (top < scrollOffset) grid.current.scrollTop = top;
    else if (lowest > scrollOffset) grid.current.scrollTop = lowest;
  };
  const nextOpen = (from: number, chosen: readonly Choice[]): number => {
    const done = new Set(chosen.map((choice) => choice.rowId));
    const isNext = (row: SheetRow) => isOpen(sheet, row.id) && !done.has(row.id) && row.isActive;
    const after = rows.findIndex((row, index) => index > from && isNext(row));
    if (after !== -1) return after;
    const before = rows.findIndex(isNext);
    return before === -1 ? from : before;
  };

  const choose = (rowId: string, serviceId: string, goesOn: boolean) => {
    const row = rows[indexOf.get(rowId) ?? -1];
    if (readOnlyBecause !== null || !row) return;
    onChoose([{ rowId, serviceId }]);
    setRecentIds((ids) => [serviceId, ...ids.filter((id) => id !== serviceId)].slice(0, 5));
    if (goesOn) goTo(nextOpen(indexOf.get(rowId) ?? 0, [{ rowId, serviceId }]));
  };
  const open = (rowId: string, text: string) => {
    if (readOnlyBecause !== null) return;
    setActiveId(rowId);
    setPicking({ rowId, text });
  };
  const closePicker = () => {
    setPicking(null);
    grid.current?.focus({ preventScroll: true });
  };

  const extend = (to: number) => {
    const from = indexOf.get(anchorId ?? "") ?? activeIndex;
    const target = Math.max(0, Math.min(rows.length - 1, to));
    setAnchorId(rows[from]?.id ?? null);
    const range = (a: number, b: number) => rows.slice(Math.min(a, b), Math.max(a, b) + 1).map((row) => row.id);
    const kept = new Set(range(from, target));
    const dropped = range(from, activeIndex).filter((id) => !kept.has(id));
    if (dropped.length > 0) onSelect(dropped, false);
    onSelect([...kept], true);
    goTo(target);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 400) / rowHeight) - 2);
    const command = commandOf(event, page);
    if (!command || !active || command.to === "leave") return;
    event.preventDefault();
    event.stopPropagation();
    // Whole, so that no bar hides the row one is on (WCAG 2.4.11).
    requestAnimationFrame(() => grid.current?.scrollIntoView({ block: "nearest" }));
    if (!(command.to === "move" && command.isExtending)) setAnchorId(null);
    switch (command.to) {
      case "move":
        if (command.isExtending) extend(activeIndex + command.rows);
        else goTo(activeIndex + command.rows);
        break;
      case "jump": goTo(command.end === "first" ? 0 : rows.length - 1); break;
      case "column": setColumn(columns[Math.max(0, Math.min(columns.length - 1, columns.indexOf(column) + command.by))] ?? column); break;
      case "edge column": setColumn(command.end === "first" ? "select" : "status"); break;
      case "select": onSelect([active.id], !sheet.selected.has(active.id)); break;
      case "accept": {
        const suggestions = suggestionsOf(sheet, active.id);
        const [best] = suggestions;
        if (best?.isTied) toast({ topic: "keys", message: texts.choosePlease(active.code, tiedCount(suggestions)) });
        else if (best) choose(active.id, best.item.id, true);
        else if (isOpen(sheet, active.id)) open(active.id, "");
        else goTo(nextOpen(activeIndex, []));
        break;
      }
      case "alternative": {
        const suggestions = suggestionsOf(sheet, active.id);
        const suggestion = suggestions[command.index];
        if (suggestion) choose(active.id, suggestion.item.id, true);
        else if (!isOpen(sheet, active.id)) toast({ topic: "keys", message: texts.hasService(active.code) });
        else if (suggestions.length > 0) toast({ topic: "keys", message: texts.onlyProposals(active.code, suggestions.length) });
        else if (sheet.suggestions) toast({ topic: "keys", message: texts.noProposalHere(active.code) });
        else toast({ topic: "keys", message: texts.noProposals, ...(readOnlyBecause === null && { action: { label: texts.autofill, run: onAutofill } }) });
        break;
      }
      case "clear":
        if (readOnlyBecause !== null || serviceIdOf(sheet, active.id) === null) break;
        onChoose([{ rowId: active.id, serviceId: null }]);
        break;
      case "accept all": onAcceptAll(); break;
      case "undo": onUndo(); break;
      case "pick": open(active.id, command.text); break;
    }
  };

  const select = useCallback((rowId: string, isSelected: boolean) => onSelect([rowId], isSelected), [onSelect]);
  // Rows are memoised: they get one function each that always does what the present render would.
  const latest = useRef({ open, choose });
  latest.current = { open, choose };
  const openRow = useCallback((rowId: string) => latest.current.open(rowId, ""), []);
  const chooseRow = useCallback((rowId: string, serviceId: string) => latest.current.choose(rowId, serviceId, false), []);

  const items = virtual.getVirtualItems();
  const hasCell = (row: SheetRow) => (column !== "account" && column !== "source") || suggestionsOf(sheet, row.id).length === 0;
  const shownColumn = active && hasCell(active) ? column : "service";
  const defaultName = sheet.defaultService?.fullName ?? null;
  return (
    <div ref={frame} className={styles["frame"]}>
      <p id={helpId} className="visually-hidden">{texts.gridHelp}</p>
      <div
        ref={(element) => {
          grid.current = element;
          if (typeof focusRef === "function") focusRef(element);
          else if (focusRef) focusRef.current = element;
        }}
        role="grid" tabIndex={0} className={styles["grid"]} aria-label={texts.grid(rows.length)} aria-describedby={helpId} aria-multiselectable="true"
        aria-rowcount={rows.length + 1} aria-colcount={columns.length} aria-activedescendant={active && items.some((item) => item.index === activeIndex) ? cellId(active.id, shownColumn) : undefined}
        aria-readonly={readOnlyBecause !== null} onKeyDown={onKeyDown}
        onClick={(event) => {
          const rowId = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row-id]")?.dataset["rowId"] : undefined;
          if (rowId) setActiveId(rowId);
        }}
      >
        <div role="row" aria-rowindex={1} className={styles["head"]}>
          {columns.map((each) => (
            <div key={each} role="columnheader" className={styles[each]}>
              {each === "select" ? <SelectAll rows={rows} selected={sheet.selected} onSelect={onSelect} /> : texts.columns[each]}
            </div>
          ))}
        </div>
        <div role="rowgroup" className={styles["body"]} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const serviceId = serviceIdOf(sheet, row.id);
            return (
              <MappingRow
                key={row.id} row={row} state={rowState(sheet, row)} service={serviceId === null ? null : (sheet.services.get(serviceId) ?? row.mapping?.item ?? null)}
                suggestions={suggestionsOf(sheet, row.id)} services={sheet.services} refusal={sheet.refused.get(row.id)} defaultName={defaultName}
                isSelected={sheet.selected.has(row.id)} active={index === activeIndex ? shownColumn : null} rowIndex={index + 2} top={start}
                onSelect={select} onOpen={openRow} onChoose={chooseRow}
              />
            );
          })}
        </div>
      </div>
      <span className={styles["ring"]} aria-hidden="true" />
      {picking ? (
        <Placed frame={frame} rowId={picking.rowId}>
          <ServicePicker
            key={picking.rowId} row={rows[indexOf.get(picking.rowId) ?? 0] as SheetRow} find={find} recentIds={recentIds} initialText={picking.text}
            onPick={(service, goesOn) => {
              closePicker();
              choose(picking.rowId, service.id, goesOn);
            }}
            onClose={closePicker}
          />
        </Placed>
      ) : null}
    </div>
  );
}
