import { describe, expect, it } from "vitest";
import { writtenDay, writtenFact, writtenNumber, writtenTime } from "./written.js";

describe("figures and days in a sentence", () => {
  it("sets the thousands of counts and amounts apart, and no digit of the cents", () => {
    expect([5921, 12, "21462.30", "-1234567.8901", "999.99"].map(writtenNumber)).toEqual(["5,921", "12", "21,462.30", "-1,234,567.8901", "999.99"]);
  });

  it("names the month of a day, in no time zone", () => {
    expect(writtenDay("2026-09-30")).toBe("Sep 30, 2026");
    expect(writtenDay("2026-01-01")).toBe("Jan 1, 2026");
  });

  it("tells the time by the clock of a place", () => {
    expect(writtenTime(new Date("2026-09-30T10:05:00Z"), "America/Denver")).toBe("4:05 AM");
    expect(writtenTime(new Date("2026-09-30T19:30:00Z"), "America/New_York")).toBe("3:30 PM");
  });

  it("leaves alone what is neither an amount nor a day", () => {
    expect(["4287.92", "2026-09-30", "1007", "TAX-2026-99-99", "2026-13-01", "2026-02-30", "3.5", 7].map(writtenFact)).toEqual(["4,287.92", "Sep 30, 2026", "1007", "TAX-2026-99-99", "2026-13-01", "2026-02-30", "3.5", "7"]);
  });
});
