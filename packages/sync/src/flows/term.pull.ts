import { defineListPull } from "../engine/list-pull.js";

/**
 * Payment terms, for showing what a customer's default is.
 * Direction: ledger to hub, mirror only. Timing: with the change feed.
 */
export const termPull = defineListPull({ name: "term.pull", kind: "term", timing: "feed", isWatched: false });
