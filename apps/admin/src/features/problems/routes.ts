import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";
import { oneOf, word, type RawSearch } from "../../lib/search-params.js";

export const problemViews = ["errors", "warnings", "set-aside", "resolved"] as const;
export const recordKinds = ["CLIENT", "SITE", "STAFF_MEMBER", "INVOICE", "TIME_ENTRY"] as const;

interface ProblemsSearch {
  show?: (typeof problemViews)[number] | undefined;
  record?: (typeof recordKinds)[number] | undefined;
  open?: string | undefined;
}

export const problemsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/problems",
  validateSearch: (search: RawSearch): ProblemsSearch => ({ show: oneOf(search["show"], problemViews), record: oneOf(search["record"], recordKinds), open: word(search["open"]) }),
  component: lazyRouteComponent(() => import("./problems-page.js"), "ProblemsPage"),
});
