import { defineListPull } from "../engine/list-pull.js";

/**
 * Tax agencies: without one a company cannot take taxable documents.
 * Direction: ledger to hub, mirror only. Timing: once a day in full, for the change feed leaves them out.
 */
export const taxAgencyPull = defineListPull({ name: "tax-agency.pull", kind: "tax-agency", timing: "daily", isWatched: false });
