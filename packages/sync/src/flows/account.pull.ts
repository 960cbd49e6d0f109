import { defineListPull } from "../engine/list-pull.js";

/**
 * The chart of accounts: a service shows which income account it posts to.
 * Direction: ledger to hub, mirror only. Timing: with the change feed.
 * What moves: an account renamed or made inactive that a service in use posts to is told; its balance is none of our business.
 */
export const accountPull = defineListPull({ name: "account.pull", kind: "account", timing: "feed", isWatched: true });
