import { describe, expect, it } from "vitest";
import type { Band, Service, SheetRow, Suggestion } from "./mapping-queries.js";
import { countRows, visibleRows } from "./row-filter.js";
import { acceptable, emptySheet, originOf, rowState, serviceIdOf, sheetReducer, tiedCount, type Sheet, type SheetAction } from "./sheet.js";

const service = (id: string, fullName: string, isActive = true): Service =>
  ({ id, ledgerId: id, name: fullName, fullName, sku: null, incomeAccount: "Services", isActive, url: null }) as Service;
const tax = service("tax", "Tax preparation");
const books = service("books", "Bookkeeping");

function row(id: string, code: string, more: Partial<SheetRow> = {}): SheetRow {
  return { id, code, name: code, isActive: true, status: "UNMAPPED", mapping: null, waitingInvoices: 0, waitingAmount: { amount: "0", currency: "USD" }, ...more } as SheetRow;
}
function mapped(id: string, code: string, item: Service, status: SheetRow["status"] = "MAPPED"): SheetRow {
  return row(id, code, { status, mapping: { id: `m-${id}`, chosenName: item.fullName, origin: "USER", confirmedBy: "Ana", confirmedAt: "2026-03-09T10:00:00Z", version: 1, item } as SheetRow["mapping"] });
}
const suggestion = (item: Service, band: Band, score = 0.9) => ({ item: { id: item.id }, band, score, reason: "SAME_NAME", isTied: false }) as Suggestion;

function after(...actions: SheetAction[]): Sheet {
  const rows = [
    row("a", "ADV"), row("b", "BOOK"), row("w", "WAIT", { waitingInvoices: 3, waitingAmount: { amount: "900", currency: "USD" } }),
    mapped("m", "MAPPED", tax), mapped("i", "INACTIVE", books, "TARGET_INACTIVE"), row("old", "OLD", { isActive: false }),
  ];
  return [{ do: "load", rows, services: [tax, books], defaultService: null } as const, ...actions].reduce(sheetReducer, emptySheet);
}
const suggest: SheetAction = {
  do: "suggest",
  suggestions: new Map([["a", [suggestion(tax, "LIKELY"), suggestion(books, "UNSURE", 0.6)]], ["b", [suggestion(books, "EXACT", 1)]], ["w", [suggestion(tax, "UNSURE", 0.6)]], ["m", [suggestion(books, "EXACT", 1)]]]),
};

describe("the mapping sheet", () => {
  it("puts what holds money up first and what nobody uses last", () => {
    expect(after().rows.map((each) => each.id)).toEqual(["i", "w", "a", "b", "m", "old"]);
  });
  it("keeps every row in its place when it is read again, and puts a new code last", () => {
    const again = [mapped("w", "WAIT", tax), row("new", "NEW", { waitingInvoices: 9 }), row("a", "ADV"), mapped("m", "MAPPED", tax), row("b", "BOOK"), mapped("i", "INACTIVE", books)];
    const sheet = after({ do: "load", rows: again, services: [tax, books], defaultService: null });
    expect(sheet.rows.map((each) => each.id)).toEqual(["i", "w", "a", "b", "m", "new"]);
    expect([...sheet.at]).toEqual([["i", 0], ["w", 1], ["a", 2], ["b", 3], ["m", 4], ["new", 5]]);
  });
  it("preselects exact and likely proposals of open rows only", () => {
    expect([...after(suggest).selected].sort()).toEqual(["a", "b"]);
  });
  it("never takes a proposal for a stored mapping", () => {
    const sheet = after(suggest);
    expect(serviceIdOf(sheet, "a")).toBeNull();
    expect(rowState(sheet, sheet.rows.find((each) => each.id === "a") as SheetRow)).toBe("suggested");
    expect(rowState(sheet, sheet.rows.find((each) => each.id === "m") as SheetRow)).toBe("mapped");
  });
  it("accepts the best proposal of every selected row and records how it came about", () => {
    const sheet = after(suggest, { do: "select", rowIds: ["w"], isSelected: true });
    const choices = acceptable(sheet);
    expect(choices).toEqual([{ rowId: "a", serviceId: "tax" }, { rowId: "b", serviceId: "books" }, { rowId: "w", serviceId: "tax" }]);
    expect(choices.map((choice) => originOf(sheet, choice))).toEqual(["LIKELY", "EXACT", "USER"]);
  });
  it("never accepts one of several equally good proposals together with others", () => {
    const twins = [{ ...suggestion(tax, "UNSURE", 0.99), isTied: true }, { ...suggestion(books, "UNSURE", 0.99), isTied: true }];
    const sheet = after({ do: "suggest", suggestions: new Map([["a", twins], ["b", [suggestion(books, "EXACT", 1)]]]) }, { do: "select", rowIds: ["a", "b"], isSelected: true });
    expect(acceptable(sheet)).toEqual([{ rowId: "b", serviceId: "books" }]);
    expect(tiedCount(twins)).toBe(2);
  });
  it("shows a choice at once and takes it back with the row's former service", () => {
    const chosen = after({ do: "choose", choices: [{ rowId: "m", serviceId: "books" }] });
    expect(serviceIdOf(chosen, "m")).toBe("books");
    expect(chosen.undo.at(-1)).toEqual([{ rowId: "m", serviceId: "tax" }]);
    const undone = sheetReducer(chosen, { do: "choose", choices: chosen.undo.at(-1) ?? [], isUndo: true });
    expect(serviceIdOf(undone, "m")).toBe("tax");
    expect(undone.undo).toEqual([]);
  });
  it("keeps a newer choice when the answer to an older one arrives", () => {
    const sheet = after(
      { do: "choose", choices: [{ rowId: "a", serviceId: "tax" }] },
      { do: "choose", choices: [{ rowId: "a", serviceId: "books" }] },
      { do: "saved", rows: [mapped("a", "ADV", tax)], sent: [{ rowId: "a", serviceId: "tax" }] },
    );
    expect(serviceIdOf(sheet, "a")).toBe("books");
  });
  it("goes back to what is stored when a choice is refused, and keeps the choice beside it", () => {
    const choice = { rowId: "m", serviceId: "books" };
    const sheet = after({ do: "choose", choices: [choice] }, { do: "refuse", sent: [choice], message: "Ben changed it meanwhile." });
    expect(serviceIdOf(sheet, "m")).toBe("tax");
    expect(sheet.refused.get("m")).toEqual({ serviceId: "books", message: "Ben changed it meanwhile." });
  });
  it("counts rows by what they need, and rows nobody uses nowhere", () => {
    const { unmapped, mapped: withService, attention, holding } = countRows(after());
    expect({ unmapped, withService, attention, holding }).toEqual({ unmapped: 3, withService: 2, attention: 1, holding: 1 });
  });
  it("counts open rows as served by the default item once there is one", () => {
    const counts = countRows(after({ do: "default", service: books }));
    expect([counts.unmapped, counts.default]).toEqual([0, 3]);
  });
  it("finds rows by every word of code, name or service", () => {
    expect(visibleRows(after(), undefined, "tax prep").map((each) => each.id)).toEqual(["m"]);
    expect(visibleRows(after(suggest), "exact", "").map((each) => each.id)).toEqual(["b"]);
  });
});
