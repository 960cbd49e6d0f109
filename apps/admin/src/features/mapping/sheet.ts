import type { Origin, Service, SheetRow, Suggestion } from "./mapping-queries.js";

/** A service for a row, or none: null removes the mapping. */
export interface Choice {
  readonly rowId: string;
  readonly serviceId: string | null;
}

/** A choice the API did not take; it stays beside the row until another one is made. */
export interface Refusal {
  readonly serviceId: string | null;
  readonly message: string;
}

/** Everything the grid shows. Suggestions and choices on their way live beside the rows, never in them: a row is what is stored. */
export interface Sheet {
  /** In the order shown: what holds money up first when the sheet is opened. A later reading keeps it, so that nothing jumps under a cursor. */
  readonly rows: readonly SheetRow[];
  readonly at: ReadonlyMap<string, number>;
  readonly services: ReadonlyMap<string, Service>;
  readonly defaultService: Service | null;
  /** Choices sent or waiting to be sent. */
  readonly pending: ReadonlyMap<string, string | null>;
  readonly refused: ReadonlyMap<string, Refusal>;
  /** Of Autofill; null before it was asked for. */
  readonly suggestions: ReadonlyMap<string, readonly Suggestion[]> | null;
  readonly selected: ReadonlySet<string>;
  /** Newest last: what the rows of each step were sold as before it. */
  readonly undo: readonly (readonly Choice[])[];
}

export type SheetAction =
  | { readonly do: "load"; readonly rows: readonly SheetRow[]; readonly services: readonly Service[]; readonly defaultService: Service | null }
  | { readonly do: "suggest"; readonly suggestions: ReadonlyMap<string, readonly Suggestion[]> }
  | { readonly do: "forget suggestions" }
  | { readonly do: "select"; readonly rowIds: readonly string[]; readonly isSelected: boolean }
  | { readonly do: "choose"; readonly choices: readonly Choice[]; readonly isUndo?: boolean }
  | { readonly do: "saved"; readonly rows: readonly SheetRow[]; readonly sent: readonly Choice[] }
  | { readonly do: "refuse"; readonly sent: readonly Choice[]; readonly message: string }
  | { readonly do: "default"; readonly service: Service | null };

export const emptySheet: Sheet = {
  rows: [], at: new Map(), services: new Map(), defaultService: null, pending: new Map(), refused: new Map(), suggestions: null, selected: new Set(), undo: [],
};

/** How many steps back can be taken. */
const undoDepth = 50;

export function sheetReducer(sheet: Sheet, action: SheetAction): Sheet {
  switch (action.do) {
    case "load": {
      const placeOf = ({ id }: SheetRow) => sheet.at.get(id) ?? sheet.rows.length;
      const rows = action.rows.toSorted((a, b) => placeOf(a) - placeOf(b) || byWhatWaits(a, b));
      const at = new Map(rows.map((row, index) => [row.id, index]));
      return { ...sheet, rows, at, services: new Map(action.services.map((each) => [each.id, each])), defaultService: action.defaultService };
    }
    case "suggest": {
      const preselected = [...action.suggestions].flatMap(([rowId, [best]]) => (best && best.band !== "UNSURE" && isOpen(sheet, rowId) ? [rowId] : []));
      return { ...sheet, suggestions: action.suggestions, selected: new Set(preselected) };
    }
    case "forget suggestions":
      return { ...sheet, suggestions: null, selected: new Set() };
    case "select": {
      const selected = new Set(sheet.selected);
      for (const rowId of action.rowIds) {
        if (action.isSelected) selected.add(rowId);
        else selected.delete(rowId);
      }
      return { ...sheet, selected };
    }
    case "choose": {
      const pending = new Map(sheet.pending);
      const refused = new Map(sheet.refused);
      const selected = new Set(sheet.selected);
      for (const { rowId, serviceId } of action.choices) {
        pending.set(rowId, serviceId);
        refused.delete(rowId);
        selected.delete(rowId);
      }
      const before = action.choices.map(({ rowId }) => ({ rowId, serviceId: serviceIdOf(sheet, rowId) }));
      const undo = action.isUndo ? sheet.undo.slice(0, -1) : [...sheet.undo.slice(1 - undoDepth), before];
      return { ...sheet, pending, refused, selected, undo };
    }
    case "saved": {
      const rows = [...sheet.rows];
      for (const row of action.rows) {
        const index = sheet.at.get(row.id);
        if (index !== undefined) rows[index] = row;
      }
      return { ...sheet, rows, pending: settled(sheet, action.sent) };
    }
    case "refuse": {
      const refused = new Map(sheet.refused);
      for (const { rowId, serviceId } of action.sent) refused.set(rowId, { serviceId, message: action.message });
      return { ...sheet, refused, pending: settled(sheet, action.sent) };
    }
    case "default":
      return { ...sheet, defaultService: action.service };
  }
}

/** Choices still on their way; one that was made again since it was sent stays. */
function settled(sheet: Sheet, sent: readonly Choice[]): Map<string, string | null> {
  const pending = new Map(sheet.pending);
  for (const { rowId, serviceId } of sent) if (pending.get(rowId) === serviceId) pending.delete(rowId);
  return pending;
}

/** What a row is sold as, a choice on its way included; null for nothing. */
export function serviceIdOf(sheet: Sheet, rowId: string): string | null {
  const pending = sheet.pending.get(rowId);
  if (pending !== undefined) return pending;
  const index = sheet.at.get(rowId);
  return (index === undefined ? undefined : sheet.rows[index]?.mapping?.item.id) ?? null;
}

/** Without a service of its own: Autofill proposes for it and Enter goes to it. */
export function isOpen(sheet: Sheet, rowId: string): boolean {
  return serviceIdOf(sheet, rowId) === null;
}

/** Always the same empty list, so that a row without suggestions is not drawn again. */
const noSuggestions: readonly Suggestion[] = [];

/** The suggestions of a row that is still open. */
export function suggestionsOf(sheet: Sheet, rowId: string): readonly Suggestion[] {
  return (isOpen(sheet, rowId) ? sheet.suggestions?.get(rowId) : undefined) ?? noSuggestions;
}

/** How many of a row's suggestions fit it equally well; 1 when the first is the best. */
export function tiedCount(suggestions: readonly Suggestion[]): number {
  return Math.max(1, suggestions.filter((each) => each.isTied).length);
}

export type RowState = "unused" | "unmapped" | "suggested" | "default" | "saving" | "mapped" | "renamed" | "inactive" | "deleted" | "refused";

/** The one word of a row. `unused`: no service, but also nothing that would need one any more. */
export function rowState(sheet: Sheet, row: SheetRow): RowState {
  if (sheet.refused.has(row.id)) return "refused";
  const pending = sheet.pending.get(row.id);
  if (pending) return "saving";
  if (pending === null || !row.mapping) {
    if (suggestionsOf(sheet, row.id).length > 0) return "suggested";
    if (!row.isActive && row.waitingInvoices === 0) return "unused";
    return sheet.defaultService ? "default" : "unmapped";
  }
  if (row.status === "TARGET_RENAMED") return "renamed";
  if (row.status === "TARGET_INACTIVE") return "inactive";
  return row.status === "TARGET_DELETED" ? "deleted" : "mapped";
}

/** The best suggestion of every selected row that is still open. Between equally good ones a person chooses, row by row. */
export function acceptable(sheet: Sheet): Choice[] {
  if (sheet.suggestions === null) return [];
  return [...sheet.selected].flatMap((rowId) => {
    const [best] = suggestionsOf(sheet, rowId);
    return best && !best.isTied ? [{ rowId, serviceId: best.item.id }] : [];
  });
}

/** How a choice came about, for the record: Autofill's own best suggestion of a certain band, or a person. */
export function originOf(sheet: Sheet, { rowId, serviceId }: Choice): Origin {
  const best = sheet.suggestions?.get(rowId)?.[0];
  if (!best || best.item.id !== serviceId || best.band === "UNSURE") return "USER";
  return best.band;
}

/** Rows without a service that hold invoices up come first, the most money at their head; then other open rows, then the mapped ones, by code. */
function byWhatWaits(a: SheetRow, b: SheetRow): number {
  return rank(a) - rank(b) || Number(b.waitingAmount.amount) - Number(a.waitingAmount.amount) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

function rank(row: SheetRow): number {
  if (!row.isActive && !row.mapping) return 4;
  if (row.status === "TARGET_INACTIVE" || row.status === "TARGET_DELETED") return 0;
  if (!row.mapping) return row.waitingInvoices > 0 ? 1 : 2;
  return 3;
}
