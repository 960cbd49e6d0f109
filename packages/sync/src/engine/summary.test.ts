import type { HeldCauses } from "@tieout/store";
import { describe, expect, it } from "vitest";
import { foundWords, nothingBesides, standsWords } from "./besides.js";
import { countsOf, finalState, summarize, type CountedChange } from "./summary.js";

const change = (given: Partial<CountedChange>): CountedChange => ({ kind: "invoice", side: "ledger", operation: "create", state: "applied", n: 1, ...given });
const unmapped = (code: string) => ({ kind: "mapping-missing", facts: { code } });
const say = (changes: CountedChange[], held: HeldCauses | null = null, isCancelled = false, besides = nothingBesides) => summarize(changes, countsOf(changes, 0), held, isCancelled, besides);

describe("what a run did, in one sentence", () => {
  it("counts what was sent and what was held, with the commonest reason", () => {
    expect(say([change({ n: 996 }), change({ state: "blocked", n: 4 })], { records: 4, causes: 1, commonest: unmapped("TAX-ADV") })).toBe("Sent 996 invoices, 4 held: TAX-ADV has no QuickBooks service.");
    expect(say([change({ state: "blocked", n: 5 })], { records: 4, causes: 12, commonest: unmapped("AUD") }), "records, not changes").toBe("4 held for 12 causes, most often: AUD has no QuickBooks service.");
    expect(say([change({ kind: "client" }), change({ n: 2 }), change({ kind: "time-entry", operation: "delete" })])).toBe("Sent 1 client, sent 2 invoices, deleted 1 time entry in QuickBooks.");
    expect(say([change({ n: 10_250 }), change({ state: "blocked", n: 5_921 })], { records: 5_921, causes: 1, commonest: unmapped("AUD") })).toBe("Sent 10,250 invoices, 5,921 held: AUD has no QuickBooks service.");
    expect(say([])).toBe("Nothing to do: both sides agree.");
    expect(say([change({ n: 3 }), change({ state: "skipped", n: 7 })], null, true)).toBe("Sent 3 invoices, cancelled before the rest.");
  });

  it("tells what the run found, what others still have to send, and what stands open; only then that both sides agree", () => {
    const found = foundWords({ differing: [{ kind: "invoice", records: 6 }], problems: 1, notices: 0 });
    const nothing = { open: 0, warnings: 0, held: 0 };
    expect(say([], null, false, { ...nothingBesides, found, stands: standsWords({ open: 7, warnings: 1, held: 7 }, 0) })).toBe("Nothing was sent. 6 invoices differ in QuickBooks, 1 more problem: see Problems.");
    expect(say([change({ n: 3 })], null, false, { ...nothingBesides, found: found.slice(0, 1), elsewhere: ["1 invoice goes on now, with run 3"] })).toBe("Sent 3 invoices. 6 invoices differ in QuickBooks: see Problems. 1 invoice goes on now, with run 3.");
    expect(say([], null, false, { ...nothingBesides, stands: standsWords({ open: 1, warnings: 2, held: 4 }, 3) })).toBe("Nothing new to do. 1 problem and 2 notices are open: see Problems.");
    expect(say([], null, false, { ...nothingBesides, stands: standsWords({ open: 0, warnings: 0, held: 4 }, 3) })).toBe("Nothing new to do. 4 records are held back.");
    expect(say([], null, false, { ...nothingBesides, stands: standsWords(nothing, 1) })).toBe("Nothing new to do. 1 record waits to be sent or for an answer.");
    expect(standsWords({ ...nothing, warnings: 2 }, 0), "as the page of problems calls them").toBe("2 notices are open: see Problems");
    expect(standsWords(nothing, 0)).toBeNull();
    expect(foundWords({ differing: [], problems: 2, notices: 1 })).toEqual(["2 new problems", "1 new notice"]);
  });

  it("calls one failed record of a thousand partial, and failed only a run that refused and did nothing", () => {
    expect(finalState(countsOf([change({ n: 999 }), change({ state: "refused" })], 0))).toBe("partial");
    expect(finalState(countsOf([change({ state: "refused" })], 0))).toBe("failed");
    expect(finalState(countsOf([change({ state: "blocked" })], 0))).toBe("partial");
    expect(finalState(countsOf([change({ n: 5 })], 10))).toBe("succeeded");
  });
});
