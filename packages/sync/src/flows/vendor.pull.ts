import { defineListPull } from "../engine/list-pull.js";

/**
 * Vendors: contractors whose time may be recorded, and a third of the shared list of names.
 * Direction: ledger to hub, mirror only. Timing: with the change feed.
 * Never: links a staff member to a vendor by itself.
 */
export const vendorPull = defineListPull({ name: "vendor.pull", kind: "vendor", timing: "feed", isWatched: true });
