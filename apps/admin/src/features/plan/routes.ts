import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";
import { oneOf, word, type RawSearch } from "../../lib/search-params.js";

export const planTabs = ["decide", "create-there", "create-here", "update", "link", "blocked", "skipped", "take-back", "own-document", "stays"] as const;
export type PlanTab = (typeof planTabs)[number];

interface PlanSearch {
  id?: string | undefined;
  tab?: PlanTab | undefined;
  /** The change that is open. */
  at?: string | undefined;
}

/** The three groups of an undo; they hold all of its changes. */
export const undoTabs = ["take-back", "own-document", "stays"] as const satisfies readonly PlanTab[];

/** A plan; without an id, the one that waits for a person. */
export const planRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/plan",
  validateSearch: (search: RawSearch): PlanSearch => ({ id: word(search["id"]), tab: oneOf(search["tab"], planTabs), at: word(search["at"]) }),
  component: lazyRouteComponent(() => import("./plan-page.js"), "PlanPage"),
});
