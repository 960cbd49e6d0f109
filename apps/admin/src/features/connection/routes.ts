import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";
import { word, type RawSearch } from "../../lib/search-params.js";

interface ConnectionSearch {
  /** Set by the return from Intuit when nothing was connected: why. */
  outcome?: string | undefined;
}

/** The settings page of the QuickBooks connection; Intuit's consent returns here. */
export const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/quickbooks",
  validateSearch: (search: RawSearch): ConnectionSearch => ({ outcome: word(search["outcome"]) }),
  component: lazyRouteComponent(() => import("./connection-page.js"), "ConnectionPage"),
});
