import type { VariablesOf } from "../../lib/graphql.js";
import type { changesQuery } from "./change-list.js";
import type { PlanTab } from "./routes.js";

type ChangeFilter = NonNullable<VariablesOf<typeof changesQuery>["filter"]>;

const goesOn: NonNullable<ChangeFilter["states"]> = ["PLANNED", "SENDING", "CHECKING", "APPLIED", "REFUSED", "MOVED"];

/** Which changes each tab lists. Every change of a plan is in exactly one tab of those its page offers. */
export const tabFilters: Readonly<Record<Exclude<PlanTab, "decide">, ChangeFilter>> = {
  "create-there": { sides: ["LEDGER"], operations: ["CREATE"], states: goesOn },
  "create-here": { sides: ["HUB"], operations: ["CREATE"], states: goesOn },
  update: { operations: ["UPDATE", "UNLINK", "DEACTIVATE", "DELETE", "VOID"], states: goesOn },
  link: { operations: ["LINK"], states: goesOn },
  blocked: { states: ["BLOCKED"] },
  skipped: { states: ["SKIPPED"] },
  "take-back": { verdicts: ["REVERT"] },
  "own-document": { verdicts: ["COMPENSATE"] },
  stays: { verdicts: ["IMPOSSIBLE"] },
};

/** The tabs whose changes are written when the plan is approved, and can be picked one by one. */
export const pickedTabs: ReadonlySet<PlanTab> = new Set<PlanTab>(["create-there", "create-here", "update", "link"]);
