import { defineListPull } from "../engine/list-pull.js";

/**
 * Tax rates, shown beside our own estimate of the tax.
 * Direction: ledger to hub, mirror only. Timing: once a day in full, for the change feed leaves them out.
 * Never: computes tax; the ledger does, and its figure is kept.
 */
export const taxRatePull = defineListPull({ name: "tax-rate.pull", kind: "tax-rate", timing: "daily", isWatched: false });
