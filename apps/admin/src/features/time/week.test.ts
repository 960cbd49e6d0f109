import { describe, expect, it } from "vitest";
import { addDays, daysOf, isWeekend, mondayOf } from "./week.js";

describe("a week of the firm", () => {
  it("starts on the Monday before, also for a Sunday and over the end of a year", () => {
    expect(["2026-03-09", "2026-03-15", "2027-01-01"].map(mondayOf)).toEqual(["2026-03-09", "2026-03-09", "2026-12-28"]);
  });
  it("has seven calendar days, also where clocks change", () => {
    expect(daysOf("2026-03-02").at(-1)).toBe("2026-03-08");
    expect(addDays("2026-10-31", 2)).toBe("2026-11-02");
  });
  it("ends with Saturday and Sunday", () => {
    expect(daysOf("2026-03-09").map(isWeekend)).toEqual([false, false, false, false, false, true, true]);
  });
});
