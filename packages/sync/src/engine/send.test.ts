import { describe, expect, it } from "vitest";
import { minuteOfBatches, sendPlan } from "./send.js";

const config = { thriftyLimit: 300, singlesInFlight: 8, batchesInFlight: 6, batchSize: 30 } as Parameters<typeof sendPlan>[0]["config"];

describe("how much goes out at once", () => {
  it.each([
    { pending: 300, isOverBudget: false, singles: 8, batches: 0, why: "single writes are free and soon done" },
    { pending: 301, isOverBudget: false, singles: 0, batches: 6, why: "batches are quicker" },
    { pending: 1_200, isOverBudget: false, singles: 0, batches: 6, why: "one minute's batches carry it" },
    { pending: 1_201, isOverBudget: false, singles: 4, batches: 6, why: "one minute's batches do not carry it" },
    { pending: 5_000, isOverBudget: true, singles: 8, batches: 0, why: "the month's metered calls are used up" },
  ])("$pending pending, over budget: $isOverBudget: $why", ({ pending, isOverBudget, singles, batches }) => {
    expect(sendPlan({ config }, pending, isOverBudget)).toMatchObject({ singles, batches });
  });

  it("has forty batches in any minute, wherever it starts, and one again when the oldest is a minute ago", () => {
    let now = 0;
    const takeBatch = minuteOfBatches(() => now);
    for (let taken = 0; taken < 40; taken += 1) {
      expect(takeBatch()).toBe(true);
      now += 1_000;
    }
    expect(takeBatch()).toBe(false);
    now = 59_999;
    expect(takeBatch()).toBe(false);
    now = 60_000;
    expect(takeBatch()).toBe(true);
    expect(takeBatch()).toBe(false);
  });
});
