import { describe, expect, it } from "vitest";
import { agree, compareSides, seenAtLinking, type Sides } from "./three-way.js";

const paths = (differences: readonly { path: string }[]) => differences.map(({ path }) => path);
const sides = (given: Partial<Sides>): Sides => ({ hub: {}, ledger: {}, base: { agreed: {}, hubAgreed: {} }, policyOf: () => "ask", newest: "hub", ...given });

describe("three-way comparison", () => {
  it("lets the side that changed win, field by field", () => {
    const result = compareSides(
      sides({ hub: { name: "A", email: "new@x.example", phone: "1" }, ledger: { name: "B", email: "old@x.example", phone: "1" }, base: { agreed: { name: "A", email: "old@x.example", phone: "1" }, hubAgreed: {} } }),
    );
    expect(result.toHub).toEqual([{ path: "name", before: "A", after: "B", agreed: "A" }]);
    expect(result.toLedger).toEqual([{ path: "email", before: "old@x.example", after: "new@x.example", agreed: "old@x.example" }]);
    expect(result.clashes).toEqual([]);
  });

  it("is a clash when both changed to different values, and none when they changed to the same", () => {
    const base = { agreed: { name: "A", phone: "1" }, hubAgreed: {} };
    const given = sides({ hub: { name: "B", phone: "2" }, ledger: { name: "C", phone: "2" }, base });
    expect(compareSides(given)).toMatchObject({ toHub: [], toLedger: [], clashes: [{ path: "name", before: "B", after: "C", agreed: "A" }], met: ["phone"] });
    expect(paths(compareSides({ ...given, policyOf: () => "hub" }).toLedger)).toEqual(["name"]);
    expect(paths(compareSides({ ...given, policyOf: () => "ledger" }).toHub)).toEqual(["name"]);
    expect(paths(compareSides({ ...given, policyOf: () => "newest", newest: "ledger" }).toHub)).toEqual(["name"]);
  });

  it("asks for each field by itself who keeps it", () => {
    const given = sides({ hub: { name: "B", phone: "2", email: "b" }, ledger: { name: "C", phone: "3", email: "c" }, base: { agreed: { name: "A", phone: "1", email: "a" }, hubAgreed: {} } });
    const rules: Record<string, "ask" | "hub" | "ledger"> = { name: "hub", phone: "ledger", email: "ask" };
    const result = compareSides({ ...given, policyOf: (path) => rules[path] ?? "ask" });
    expect([paths(result.toLedger), paths(result.toHub), paths(result.clashes)]).toEqual([["name"], ["phone"], ["email"]]);
  });

  it("fills blanks both ways when nothing was agreed yet, follows the ledger's switches and takes no difference for a clash", () => {
    const result = compareSides(sides({ hub: { email: null, phone: "1", city: "Denver", isTaxable: true }, ledger: { email: "a@x.example", phone: "", city: "Boulder", isTaxable: false }, base: null }));
    expect([paths(result.toHub), paths(result.toLedger), paths(result.clashes)]).toEqual([["email", "isTaxable"], ["phone"], []]);
  });

  it("takes a field that a link never agreed on for seen, not for a clash", () => {
    const result = compareSides(sides({ hub: { city: "Denver" }, ledger: { city: "Boulder" } }));
    expect([result.clashes, result.unagreed]).toEqual([[], ["city"]]);
    expect(paths(compareSides(sides({ hub: { city: "Denver" }, ledger: { city: "Boulder" }, policyOf: () => "hub" })).toLedger)).toEqual(["city"]);
  });

  it("leaves two spellings of one agreement alone, and sends only what was edited since", () => {
    const base = { agreed: { displayName: "John Melton", phone: "1" }, hubAgreed: { displayName: "Melton, John" } };
    const same = sides({ hub: { displayName: "Melton, John", phone: "2" }, ledger: { displayName: "John Melton", phone: "1" }, base });
    expect(paths(compareSides(same).toLedger)).toEqual(["phone"]);
    expect(paths(compareSides({ ...same, ledger: { displayName: "Johnny Melton", phone: "1" } }).toHub)).toEqual(["displayName"]);
  });

  it("takes what one side brought to the other's spelling for agreed: the next edit of either is one, and none of the other's", () => {
    const base = { agreed: { displayName: "John Melton" }, hubAgreed: { displayName: "Melton, John" } };
    const given = (ours: string, theirs: string) => sides({ hub: { displayName: ours }, ledger: { displayName: theirs }, base });
    for (const name of ["Melton, John", "John Melton"]) {
      const result = compareSides(given(name, name));
      expect([result.met, result.toHub, result.toLedger, result.clashes]).toEqual([["displayName"], [], [], []]);
      expect(agree({ displayName: name }, { displayName: name }, base, [])).toEqual({ agreed: { displayName: name }, hubAgreed: {} });
    }
    expect(compareSides(given("Melton, John", "John Melton")).met).toEqual([]);
  });

  it("takes case of an e-mail address and blanks for no difference", () => {
    expect(compareSides(sides({ hub: { email: "A@X.example ", phone: null }, ledger: { email: "a@x.example", phone: "" }, base: { agreed: { email: "q@x.example", phone: "" }, hubAgreed: {} } }))).toMatchObject({ toHub: [], toLedger: [], clashes: [] });
  });
});

describe("agreeing", () => {
  it("remembers settled and equal fields, keeps the base of what is still open", () => {
    const hub = { name: "B", email: "a@x.example", phone: "2" };
    const ledger = { name: "C", email: "a@x.example", phone: "1" };
    const previous = { agreed: { name: "A", phone: "1" }, hubAgreed: {} };
    const open = agree(hub, ledger, previous, []);
    expect(open.agreed).toEqual({ name: "A", email: "a@x.example", phone: "1" });
    const settled = agree(hub, { ...ledger, phone: "2" }, previous, ["name", "phone"]);
    expect(settled).toMatchObject({ agreed: { name: "C", email: "a@x.example", phone: "2" }, hubAgreed: { name: "B" } });
  });

  it("takes what both hold at linking as seen: either side's later edit is one, unless the policy names a winner", () => {
    const [hub, ledger] = [{ city: "Denver", phone: "1", email: null, isTaxable: true }, { city: "Boulder", phone: null, email: "a@x.example", isTaxable: false }];
    expect(seenAtLinking(hub, ledger, () => "ask")).toEqual(["city"]);
    expect(seenAtLinking(hub, ledger, () => "newest")).toEqual([]);
    expect(agree(hub, ledger, null, ["city"])).toEqual({ agreed: { city: "Boulder" }, hubAgreed: { city: "Denver" } });
  });

  it("leaves a field that nobody agreed on out", () => {
    expect(agree({ city: "Denver" }, { city: "Boulder" }, null, []).agreed).toEqual({});
  });
});
