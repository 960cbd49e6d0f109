import { expect, it } from "vitest";
import { planCost } from "./plan-cost.js";

it.each([
  { writes: 0, isOverBudget: false, calls: 0, meteredCalls: 0, estimatedSeconds: 0, mode: "thrifty" },
  { writes: 300, isOverBudget: false, calls: 300, meteredCalls: 0, estimatedSeconds: 30, mode: "thrifty" },
  { writes: 1_000, isOverBudget: false, calls: 34, meteredCalls: 34, estimatedSeconds: 51, mode: "fast" },
  { writes: 1_200, isOverBudget: false, calls: 40, meteredCalls: 40, estimatedSeconds: 60, mode: "fast" },
  { writes: 1_660, isOverBudget: false, calls: 500, meteredCalls: 40, estimatedSeconds: 60, mode: "fast" },
  { writes: 5_000, isOverBudget: false, calls: 1_501, meteredCalls: 121, estimatedSeconds: 181, mode: "fast" },
  { writes: 5_000, isOverBudget: true, calls: 5_000, meteredCalls: 0, estimatedSeconds: 500, mode: "thrifty" },
])("$writes writes, over budget: $isOverBudget", ({ writes, isOverBudget, ...cost }) => {
  expect(planCost(writes, isOverBudget)).toEqual(cost);
});
