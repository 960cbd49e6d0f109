import { describe, expect, it } from "vitest";
import { budgetLevel, callBudget, monthForecast, priceOfCalls } from "./call-budget.js";

describe("the budget of metered calls", () => {
  it("is the tier's allowance and a call's share of its price, unless the firm says otherwise", () => {
    expect(callBudget({ tier: "builder", monthlyCalls: null, pricePerThousand: null })).toEqual({ tier: "builder", monthlyCalls: 500_000, pricePerThousand: "0" });
    expect(callBudget({ tier: "silver", monthlyCalls: null, pricePerThousand: null }).pricePerThousand).toBe("0.3");
    expect(callBudget({ tier: "gold", monthlyCalls: 20_000, pricePerThousand: "3.50" })).toEqual({ tier: "gold", monthlyCalls: 20_000, pricePerThousand: "3.50" });
  });

  it("prices calls exactly, below a cent too", () => {
    expect(priceOfCalls(2, { pricePerThousand: "0.3" })).toEqual({ amount: "0.0006", currency: "USD" });
    expect(priceOfCalls(1_000, { pricePerThousand: "3.50" }).amount).toBe("3.50");
    expect(priceOfCalls(123_456, { pricePerThousand: "0.17" }).amount).toBe("20.9875");
    expect(priceOfCalls(99, { pricePerThousand: "0" }).amount).toBe("0.00");
  });

  it("forecasts the month by its pace so far, never less than was used, and not wildly on the first day", () => {
    expect(monthForecast(1_000, new Date("2026-11-11T00:00:00Z"))).toBe(3_000);
    expect(monthForecast(100, new Date("2026-11-01T00:30:00Z"))).toBe(3_000);
    expect(monthForecast(500, new Date("2026-11-30T23:59:59Z"))).toBe(500);
    expect(monthForecast(0, new Date("2026-11-11T00:00:00Z"))).toBe(0);
  });

  it("warns at 80 percent and when it is used up", () => {
    expect([799, 800, 999, 1_000, 2_000].map((used) => budgetLevel(used, { monthlyCalls: 1_000 }))).toEqual([null, 80, 80, 100, 100]);
  });
});
