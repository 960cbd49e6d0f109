import { defineListPull } from "../engine/list-pull.js";

/**
 * Tax codes: every invoice line carries one, taxed or not.
 * Direction: ledger to hub, mirror only. Timing: once a day in full, for the change feed leaves them out.
 */
export const taxCodePull = defineListPull({ name: "tax-code.pull", kind: "tax-code", timing: "daily", isWatched: false });
