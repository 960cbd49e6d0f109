import type { JournalEntry } from "@tieout/quickbooks-emulator";
import { describe, expect, it } from "vitest";
import { tallyOf } from "./quickbooks.js";
import { missedAims, type SyncRow } from "./scenario.js";

const row: Omit<SyncRow, "missed"> = { scenario: "import-240-clients", calls: 3, metered: 13, minimum: 3, ratio: 1, wallSeconds: 5.3, rssMb: 238, formula: "", referenceCalls: 10, reads: 13, throttled: 0 };

describe("a measured scenario", () => {
  it("misses nothing when every figure is at most its aim, and what has no aim does not count", () => {
    expect(missedAims(row, { calls: 3, wallSeconds: 5.3 })).toEqual([]);
  });

  it("names every aim it missed with both figures, and an answer 429 misses always", () => {
    expect(missedAims({ ...row, throttled: 2 }, { calls: 2, metered: 12, reads: 0, wallSeconds: 5 })).toEqual(["calls 3, at most 2", "metered 13, at most 12", "reads 13, at most 0", "wallSeconds 5.3, at most 5", "2 answers 429, none allowed"]);
  });

  it("counts refused calls, counts full reads of reference lists apart, and never drops a metered one", () => {
    const call = (given: Partial<JournalEntry>): JournalEntry => ({ seq: 1, at: "", realmId: "1", method: "GET", path: "", status: 200, metered: true, intuitTid: "", durationMs: 1, ...given });
    const tally = tallyOf([
      call({ entity: "Customer", operation: "query" }),
      call({ entity: "Item", operation: "query" }),
      call({ operation: "cdc" }),
      call({ operation: "cdc", status: 401, metered: false }),
      call({ method: "POST", entity: "Item", operation: "create", metered: false }),
      call({ method: "POST", operation: "batch", status: 429, metered: false }),
    ]);
    expect(tally).toEqual({ calls: 5, referenceCalls: 1, metered: 3, reads: 4, throttled: 1 });
  });
});
