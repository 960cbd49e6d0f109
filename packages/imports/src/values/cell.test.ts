import { describe, expect, test } from "vitest";
import { readClockTime } from "./clock-time.js";
import { readCurrency } from "./currency.js";
import { plainCell } from "./plain-cell.js";
import { readYesNo } from "./yes-no.js";

describe("a cell", () => {
  test.each([
    [' ="02134" ', "02134"],
    ["'=HYPERLINK(1)", "=HYPERLINK(1)"],
    ["'+49 30 1234", "+49 30 1234"],
    ["'quoted'", "'quoted'"],
    ["=1+1", "=1+1"],
    ["a\u0000b\u0007", "ab"],
    ["two\nlines\tand a tab", "two\nlines\tand a tab"],
  ])("%j is the text %j", (cell, text) => {
    expect(plainCell(cell)).toBe(text);
  });

  test.each([
    ["Yes", true],
    ["no", false],
    ["TRUE", true],
    ["Non-billable", false],
    ["", undefined],
    ["perhaps", "unreadable"],
  ])("%j means %s", (text, reading) => {
    expect(readYesNo(text)).toBe(reading);
  });

  test.each([
    ["10:23 AM", "10:23:00"],
    ["12:05 AM", "00:05:00"],
    ["12:05:09 pm", "12:05:09"],
    ["23:50", "23:50:00"],
    ["9:00:01", "09:00:01"],
    ["morning", "morning"],
  ])("the clock time %s is %s", (text, time) => {
    expect(readClockTime(text)).toBe(time);
  });

  test.each([
    ["Euro - EUR", "EUR"],
    ["USD", "USD"],
    ["", undefined],
    ["dollars", "unreadable"],
  ])("the currency %j is %s", (text, currency) => {
    expect(readCurrency(text)).toBe(currency);
  });
});
