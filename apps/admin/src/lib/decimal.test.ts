import { describe, expect, it } from "vitest";
import { parseDecimal } from "./decimal.js";

describe("a decimal as it is typed", () => {
  it.each([["180", "180"], ["180.00", "180.00"], ["1,250.5", "1250.5"], ["$ 95", "95"], [".5", "0.5"], ["12.", "12"], ["007", "7"], ["1,250,000.00", "1250000.00"]])("reads %s as %s", (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });
  it("is null when nothing is typed", () => {
    expect(parseDecimal("  ")).toBeNull();
  });
  it.each(["abc", "-5", "1.234", "1e3", "1,5", "12 34"])("takes %s for no decimal of two digits", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});
