import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";
import { word, type RawSearch } from "../../lib/search-params.js";

interface TieOutSearch {
  /** The day whose last proof is shown; the newest when absent. */
  day?: string | undefined;
}

export const tieOutRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/tie-out",
  validateSearch: (search: RawSearch): TieOutSearch => ({ day: /^\d{4}-\d{2}-\d{2}$/.test(word(search["day"]) ?? "") ? word(search["day"]) : undefined }),
  component: lazyRouteComponent(() => import("./tie-out-page.js"), "TieOutPage"),
});
