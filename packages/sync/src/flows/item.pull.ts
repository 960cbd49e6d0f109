import { defineListPull } from "../engine/list-pull.js";

/**
 * Products and services of the ledger, for mapping billable categories.
 * Direction: ledger to hub, mirror only. Timing: with the change feed.
 * What moves: a service in use that is renamed or made inactive is told before anything fails by it; an item made active again releases the invoices that waited for it; one made inactive holds them with the next plan.
 * Never: creates, renames or maps anything.
 */
export const itemPull = defineListPull({ name: "item.pull", kind: "item", timing: "feed", isWatched: true });
