import { describe, expect, it } from "vitest";
import { quotaForecast } from "./quota-forecast.js";

const tenth = Date.parse("2026-03-11T00:00:00Z");

describe("when the month's reads would end", () => {
  it("names the day when the pace is too high for the month", () => {
    expect(quotaForecast(250_000, 500_000, tenth)).toBe("2026-03-21");
  });
  it("says nothing when they last", () => {
    expect(quotaForecast(1_000, 500_000, tenth)).toBeNull();
    expect(quotaForecast(0, 500_000, tenth)).toBeNull();
  });
});
