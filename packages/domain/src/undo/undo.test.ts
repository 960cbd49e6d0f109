import { describe, expect, test } from "vitest";
import { judgeUndo } from "./undo.js";
import type { PastChange, UndoWorld } from "./undo-world.js";

let ids = 0;
const change = (side: PastChange["side"], operation: PastChange["operation"], fields: Record<string, [unknown, unknown]> = {}, undoes: string[] = []): PastChange => {
  ids += 1;
  return { id: `c${ids}`, side, operation, fields: Object.entries(fields).map(([path, [before, after]]) => ({ path, before, after })), undoes };
};
const world = (given: Partial<UndoWorld>): UndoWorld => ({ kind: "client", hub: null, ledger: null, agreed: {}, isSetAside: false, closedThrough: null, standing: [], figures: null, ...given });

const name = (value: string, more: object = {}) => ({ displayName: value, isActive: true, ...more });
const sent = { customerId: "7", number: "1001", issuedOn: "2026-11-02", dueOn: "2026-12-02", subtotal: "500.00", tax: "40.00", total: "540.00" };
const open = { ...sent, balance: "540.00", isVoid: false, isEmailed: false };
const invoice = (given: Partial<UndoWorld> = {}) => world({ kind: "invoice", hub: { status: "processed_externally" }, ledger: open, agreed: sent, figures: { client: "Bird Sanctuary", number: "1001", total: "540.00", currency: "USD" }, ...given });
const hours = { day: "2026-11-02", minutes: 90, description: "work", itemId: "3", hourlyRate: "120", isBillable: false };
const time = (given: Partial<UndoWorld> = {}) => world({ kind: "time-entry", hub: { status: "approved" }, ledger: { ...hours, isBilled: false }, agreed: hours, ...given });
const created = () => change("ledger", "create");

const table: [string, PastChange[], UndoWorld, unknown][] = [
  ["a new customer is made inactive and left out", [created()], world({ hub: name("A"), ledger: name("A") }),
    [{ verdict: "revert", step: { side: "ledger", operation: "deactivate", fields: [{ path: "isActive", before: true, after: false }], leavesOut: true } }]],
  ["a new customer under which something stands stays", [created()], world({ hub: name("A"), ledger: name("A"), standing: ["Invoice 7", "Invoice 8", "Invoice 9"] }),
    [{ verdict: "impossible", reason: "Invoice 7 and 2 more stand under this client. Take that back first." }]],
  ["a new customer that is gone is only said", [created()], world({ hub: name("A") }), [{ verdict: "impossible", reason: "It is not in QuickBooks any more." }]],
  ["an edit that went out goes back on both sides", [change("ledger", "update", { displayName: ["A", "B"] })], world({ hub: name("B"), ledger: name("B") }),
    [{ verdict: "revert", step: { side: "ledger", operation: "update", fields: [{ path: "displayName", before: "B", after: "A" }], leavesOut: false } }]],
  ["an edit somebody edited again there is left as it is", [change("ledger", "update", { displayName: ["A", "B"] })], world({ hub: name("B"), ledger: name("C") }),
    [{ verdict: "impossible", reason: "Changed again since, and left as it is: Name." }]],
  ["an edit somebody edited again here is left as it is", [change("ledger", "update", { displayName: ["A", "B"] })], world({ hub: name("C"), ledger: name("B") }), [{ verdict: "impossible" }]],
  ["of two fields the untouched one goes back, and the other is said", [change("ledger", "update", { displayName: ["A", "B"], phone: ["1", "2"] })], world({ hub: name("B", { phone: "2" }), ledger: name("B", { phone: "3" }) }),
    [{ verdict: "revert", step: { fields: [{ path: "displayName", before: "B", after: "A" }] }, note: expect.stringContaining("left as it is: Phone.") }]],
  ["two edits go back to before the first", [change("ledger", "update", { displayName: ["A", "B"] }), change("ledger", "update", { displayName: ["B", "C"] })], world({ hub: name("C"), ledger: name("C") }),
    [{ verdict: "revert", step: { fields: [{ path: "displayName", before: "C", after: "A" }] } }]],
  ["edits that ended where they began leave nothing to do but say so", [change("ledger", "update", { displayName: ["A", "B"] }), change("ledger", "update", { displayName: ["B", "A"] })], world({ hub: name("A"), ledger: name("A") }),
    [{ verdict: "impossible", reason: "Nothing is left of it: it was taken back before." }]],
  ["switching off goes back by switching on", [change("ledger", "deactivate", { isActive: [true, false] })], world({ hub: name("A", { isActive: false }), ledger: name("A", { isActive: false }) }),
    [{ verdict: "revert", step: { side: "ledger", operation: "reactivate", fields: [{ path: "isActive", before: false, after: true }] } }]],
  ["a name taken over goes back here only", [change("hub", "update", { displayName: ["A", "B"] })], world({ hub: name("B"), ledger: name("B") }),
    [{ verdict: "revert", step: { side: "hub", operation: "update", fields: [{ path: "displayName", before: "B", after: "A" }], leavesOut: false } }]],
  ["a client made of a customer is switched off here", [change("hub", "create")], world({ hub: name("A"), ledger: name("A") }), [{ verdict: "revert", step: { side: "hub", operation: "deactivate", leavesOut: true } }]],
  ["a link wrote nothing", [change("link", "link")], world({ hub: name("A"), ledger: name("A") }), [{ verdict: "impossible", reason: expect.stringContaining("A link wrote nothing") }]],
  ["an untouched invoice is voided and left out", [created()], invoice(), [{ verdict: "revert", step: { side: "ledger", operation: "void", leavesOut: true } }]],
  ["an edited invoice is left as it is", [created()], invoice({ ledger: { ...open, total: "600.00", balance: "600.00" } }), [{ verdict: "impossible", reason: "Somebody changed it in QuickBooks since: Total." }]],
  ["an invoice that is void there is only said", [created()], invoice({ ledger: { ...open, isVoid: true, total: "0.00", balance: "0.00" } }), [{ verdict: "impossible", reason: "It is void in QuickBooks already." }]],
  ["an invoice on the closing date stays", [created()], invoice({ closedThrough: "2026-11-02" }), [{ verdict: "impossible", reason: "It is dated Nov 2, 2026, and the books are closed through Nov 2, 2026." }]],
  ["an invoice the day after the closing date is voided", [created()], invoice({ closedThrough: "2026-11-01" }), [{ verdict: "revert" }]],
  ["a paid invoice needs a credit memo, by the figures", [created()], invoice({ ledger: { ...open, balance: "340.00" } }),
    [{ verdict: "compensate", reason: "Write a credit memo of 540.00 USD for Bird Sanctuary in QuickBooks (subtotal 500.00, tax 40.00): 200.00 of it was paid, and money that was received or deposited cannot be taken back from here." }]],
  ["an e-mailed invoice needs a credit memo", [created()], invoice({ ledger: { ...open, isEmailed: true } }), [{ verdict: "compensate", reason: expect.stringContaining("e-mailed") }]],
  ["a voided invoice comes back as another invoice", [change("ledger", "void", { total: ["540.00", "0.00"] })], invoice({ hub: { status: "void" } }), [{ verdict: "compensate", reason: expect.stringContaining("another invoice of 540.00 USD") }]],
  ["sent time is deleted and left out", [created()], time(), [{ verdict: "revert", step: { side: "ledger", operation: "delete", leavesOut: true } }]],
  ["billed time stays", [created()], time({ ledger: { ...hours, isBilled: true } }), [{ verdict: "impossible" }]],
  ["time edited there stays", [created()], time({ ledger: { ...hours, minutes: 60 } }), [{ verdict: "impossible", reason: "Somebody changed it in QuickBooks since: Minutes." }]],
  ["a service QuickBooks filled in is no edit", [created()], time({ agreed: { ...hours, itemId: null } }), [{ verdict: "revert" }]],
  ["time in the closed books stays", [created()], time({ closedThrough: "2026-11-30" }), [{ verdict: "impossible" }]],
  ["an edit of time out of the closed books does not go back into them", [change("ledger", "update", { day: ["2026-10-31", "2026-11-02"] })], time({ closedThrough: "2026-10-31" }), [{ verdict: "impossible", reason: expect.stringContaining("Oct 31") }]],
  ["edited time goes back there and is left out", [change("ledger", "update", { minutes: [60, 90] })], time(), [{ verdict: "revert", step: { side: "ledger", operation: "update", fields: [{ path: "minutes", before: 90, after: 60 }], leavesOut: true } }]],
  ["deleted time is entered again by a person", [change("ledger", "delete", { minutes: [90, null] })], time({ hub: null, ledger: null }), [{ verdict: "compensate", fields: [{ path: "minutes", before: null, after: 90 }] }]],
];

describe("what can be taken back", () => {
  test.each(table)("%s", (_name, history, given, expected) => {
    expect(judgeUndo(history, given)).toMatchObject(expected as object[]);
    expect(judgeUndo(history, given)).toHaveLength((expected as unknown[]).length);
  });

  test("an undo of what was sent takes the record back in", () => {
    const undo = change("ledger", "void", { status: ["open", "void"] }, ["c-elsewhere"]);
    expect(judgeUndo([undo], invoice({ ledger: null, isSetAside: true }))).toMatchObject([{ verdict: "revert", step: { side: "hub", operation: "update", fields: [{ path: "isSetAside", before: true, after: false }] } }]);
  });

  test("an undo of an import makes the client active again as well", () => {
    const undo = change("hub", "deactivate", { isActive: [true, false] }, ["c-elsewhere"]);
    expect(judgeUndo([undo], world({ hub: name("A", { isActive: false }), isSetAside: true }))).toMatchObject([{ step: { fields: [{ path: "isSetAside" }, { path: "isActive", before: false, after: true }] } }]);
  });

  test("what was made and taken back within one day cancels, and what was made after that counts", () => {
    const first = created();
    const undo = change("ledger", "delete", {}, [first.id]);
    expect(judgeUndo([first, undo], time({ isSetAside: true }))).toEqual([{ verdict: "impossible", reason: "Nothing is left of it: it was taken back before." }]);
    expect(judgeUndo([first, undo, created()], time())).toMatchObject([{ verdict: "revert", step: { operation: "delete" } }]);
  });
});
