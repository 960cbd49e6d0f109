import { defineListPull } from "../engine/list-pull.js";

/**
 * Employees: the people time is recorded for, and a third of the shared list of names.
 * Direction: ledger to hub, mirror only. Timing: with the change feed.
 * What moves: staff without a link is matched again, see `staff.match`.
 * Never: creates staff.
 */
export const employeePull = defineListPull({ name: "employee.pull", kind: "employee", timing: "feed", isWatched: true });
