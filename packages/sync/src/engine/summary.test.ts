import type { HeldCauses } from "@tieout/store";
import { describe, expect, it } from "vitest";
import { countsOf, finalState, summarize, type CountedChange } from "./summary.js";

const change = (given: Partial<CountedChange>): CountedChange => ({ kind: "invoice", side: "ledger", operation: "create", state: "applied", n: 1, ...given });
const unmapped = (code: string) => ({ kind: "mapping-missing", facts: { code } });
const say = (changes: CountedChange[], held: HeldCauses | null = null, isCancelled = false) => summarize(changes, countsOf(changes, 0), held, isCancelled);

describe("what a run did, in one sentence", () => {
  it("counts what was sent and what was held, with the commonest reason", () => {
    expect(say([change({ n: 996 }), change({ state: "blocked", n: 4 })], { records: 4, causes: 1, commonest: unmapped("TAX-ADV") })).toBe("Sent 996 invoices, 4 held: TAX-ADV has no QuickBooks service.");
    expect(say([change({ state: "blocked", n: 5 })], { records: 4, causes: 12, commonest: unmapped("AUD") }), "records, not changes").toBe("4 held for 12 causes, most often: AUD has no QuickBooks service.");
    expect(say([change({ kind: "client" }), change({ n: 2 }), change({ kind: "time-entry", operation: "delete" })])).toBe("Sent 1 client, sent 2 invoices, deleted 1 time entry in QuickBooks.");
    expect(say([change({ n: 10_250 }), change({ state: "blocked", n: 5_921 })], { records: 5_921, causes: 1, commonest: unmapped("AUD") })).toBe("Sent 10,250 invoices, 5,921 held: AUD has no QuickBooks service.");
    expect(say([])).toBe("Nothing to do: both sides agree.");
    expect(say([change({ n: 3 }), change({ state: "skipped", n: 7 })], null, true)).toBe("Sent 3 invoices, cancelled before the rest.");
  });

  it("calls one failed record of a thousand partial, and failed only a run that refused and did nothing", () => {
    expect(finalState(countsOf([change({ n: 999 }), change({ state: "refused" })], 0))).toBe("partial");
    expect(finalState(countsOf([change({ state: "refused" })], 0))).toBe("failed");
    expect(finalState(countsOf([change({ state: "blocked" })], 0))).toBe("partial");
    expect(finalState(countsOf([change({ n: 5 })], 10))).toBe("succeeded");
  });
});
