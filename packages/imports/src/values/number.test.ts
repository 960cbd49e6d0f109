import { describe, expect, test } from "vitest";
import { provesDecimalComma, readNumber } from "./number.js";

describe("a number of a file", () => {
  test.each([
    ["8", undefined, "8"],
    ["1.5", undefined, "1.5"],
    ["1,5", undefined, "1.5"],
    ["2.000,0", undefined, "2000.0"],
    ["2,000.50", undefined, "2000.50"],
    ["1.234.567", undefined, "1234567"],
    ["0.125", undefined, "0.125"],
    [".5", undefined, "0.5"],
    ["1.250", false, "1.250"],
    ["1.250", true, "1250"],
    ["1,250", false, "1250"],
    ["1,250", true, "1.250"],
    ["1 250,50", true, "1250.50"],
    ["1\u00A0250,50", true, "1250.50"],
    ["1'250.50", false, "1250.50"],
    ["$95.00", false, "95.00"],
    ["95,00 €", true, "95.00"],
    ["-2.5", false, "-2.5"],
    ["\u22122.5", false, "-2.5"],
    ["-$2.50", false, "-2.50"],
    ["(2.50)", false, "-2.50"],
  ])("%s with decimal comma %s is %s", (text, decimalComma, value) => {
    expect(readNumber(text, decimalComma)).toEqual({ value });
  });

  test.each([
    ["1.250", undefined, "ambiguous"],
    ["12,500", undefined, "ambiguous"],
    ["7,5", false, "unreadable"],
    ["7.5", true, "unreadable"],
    ["20 5", undefined, "unreadable"],
    ["1.2.3", undefined, "unreadable"],
    ["1e3", undefined, "unreadable"],
    ["=1+1", undefined, "unreadable"],
    ["", undefined, "unreadable"],
    [".", undefined, "unreadable"],
    ["-", undefined, "unreadable"],
  ])("%s with decimal comma %s is %s, never a guess", (text, decimalComma, reading) => {
    expect(readNumber(text, decimalComma)).toBe(reading);
  });

  test("only a number that reads one way proves the decimal mark", () => {
    expect(["20,0", "2.000,0", "1.5", "1,000.0", "8", "1.250", "x"].map(provesDecimalComma)).toEqual([
      true,
      true,
      false,
      false,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
