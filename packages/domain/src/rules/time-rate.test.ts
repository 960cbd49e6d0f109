import { expect, test } from "vitest";
import { checkRate, rateFor } from "./time-rate.js";

test.each([
  [{ entry: "1", type: "2", category: "3", staff: "4" }, "1"],
  [{ entry: null, type: "2", category: "3", staff: "4" }, "2"],
  [{ entry: null, type: null, category: "3", staff: "4" }, "3"],
  [{ entry: null, type: null, category: null, staff: "4" }, "4"],
  [{ entry: "0", type: "2", category: "3", staff: "4" }, "0"],
  [{ entry: null, type: null, category: null, staff: null }, null],
])("of %j an hour is billed at %s", (sources, rate) => {
  expect(rateFor(sources)).toBe(rate);
});

test.each([
  ["-1", /negative/],
  ["10000000", /seven digits/],
  ["0.123456", /five after/],
  ["12,50", /not an amount/],
])("the rate %s is refused", (rate, why) => {
  expect(() => checkRate(rate)).toThrow(why);
});
