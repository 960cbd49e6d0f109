import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";
import { oneOf, word, type RawSearch } from "../../lib/search-params.js";

export const runStates = ["active", "succeeded", "partial", "failed", "cancelled"] as const;
export const runTabs = ["records", "calls"] as const;
export const outcomes = ["applied", "refused", "blocked", "skipped"] as const;

interface RunsSearch {
  state?: (typeof runStates)[number] | undefined;
  kind?: string | undefined;
}

interface RunSearch {
  tab?: (typeof runTabs)[number] | undefined;
  state?: (typeof outcomes)[number] | undefined;
  search?: string | undefined;
  /** The change whose fields and calls are open. */
  open?: string | undefined;
  /** The call whose request and answer are open. */
  call?: string | undefined;
}

export const runsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/runs",
  validateSearch: (search: RawSearch): RunsSearch => ({ state: oneOf(search["state"], runStates), kind: word(search["kind"]) }),
  component: lazyRouteComponent(() => import("./runs-page.js"), "RunsPage"),
});

export const callsOutsideRunsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/runs/outside",
  validateSearch: (search: RawSearch): { call?: string | undefined } => ({ call: word(search["call"]) }),
  component: lazyRouteComponent(() => import("./calls-outside-runs-page.js"), "CallsOutsideRunsPage"),
});

export const runRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/runs/$runId",
  validateSearch: (search: RawSearch): RunSearch => ({
    tab: oneOf(search["tab"], runTabs), state: oneOf(search["state"], outcomes), search: word(search["search"]), open: word(search["open"]), call: word(search["call"]),
  }),
  component: lazyRouteComponent(() => import("./run-page.js"), "RunPage"),
});
