import type { PlanCostType } from "./plan.type.js";

/** Up to this many writes go one by one, which is free; more go in batches of 30, which are metered but quick. */
const thriftyLimit = 300;
const batchSize = 30;
/** Intuit's published limits for one company. */
const callsPerSecond = 10;
const callsPerMinute = 500;
const batchesPerMinute = 40;
/** What a minute carries when single writes help its batches along. */
const writesPerMinute = batchesPerMinute * batchSize + callsPerMinute - batchesPerMinute;

/** What so many writes to QuickBooks cost, but for the last few of the third case, which may go by themselves; by the rule the engine chooses its mode by: over the month's budget always the free one. */
export function planCost(writes: number, isOverBudget: boolean): PlanCostType {
  if (writes <= thriftyLimit || isOverBudget) return { calls: writes, meteredCalls: 0, estimatedSeconds: Math.ceil(writes / callsPerSecond), mode: "thrifty" };
  if (writes <= batchesPerMinute * batchSize) {
    const batches = Math.ceil(writes / batchSize);
    return { calls: batches, meteredCalls: batches, estimatedSeconds: Math.ceil((batches / batchesPerMinute) * 60), mode: "fast" };
  }
  const minutes = Math.floor(writes / writesPerMinute);
  const rest = writes - minutes * writesPerMinute;
  const restInBatches = Math.min(rest, batchesPerMinute * batchSize);
  const batches = minutes * batchesPerMinute + Math.ceil(restInBatches / batchSize);
  const singles = minutes * (callsPerMinute - batchesPerMinute) + rest - restInBatches;
  return { calls: batches + singles, meteredCalls: batches, estimatedSeconds: Math.ceil((writes / writesPerMinute) * 60), mode: "fast" };
}
