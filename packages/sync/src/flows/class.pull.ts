import { defineListPull } from "../engine/list-pull.js";

/**
 * Classes, where the company tracks them.
 * Direction: ledger to hub, mirror only. Timing: with the change feed. A company whose plan has none simply lists none.
 */
export const classPull = defineListPull({ name: "class.pull", kind: "class", timing: "feed", isWatched: false });
