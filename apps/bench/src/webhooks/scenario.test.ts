import { expect, test } from "vitest";
import { percentile } from "./scenario.js";

test("a percentile is one of the values, whatever their order", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([50, 95, 99, 100].map((percent) => percentile(values, percent))).toEqual([50, 95, 99, 100]);
  expect(percentile([7], 50)).toBe(7);
  expect(percentile([], 99)).toBe(0);
});
