import { defineListPull } from "../engine/list-pull.js";

/**
 * The chart of accounts: a service shows which income account it posts to.
 * Direction: ledger to hub, mirror only. Timing: with the change feed.
 */
export const accountPull = defineListPull({ name: "account.pull", kind: "account", timing: "feed", isWatched: false });
