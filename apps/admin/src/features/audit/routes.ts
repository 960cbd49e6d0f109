import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";
import { word, type RawSearch } from "../../lib/search-params.js";

interface AuditSearch {
  /** A record's global id. */
  record?: string | undefined;
  search?: string | undefined;
}

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/audit",
  validateSearch: (search: RawSearch): AuditSearch => ({ record: word(search["record"]), search: word(search["search"]) }),
  component: lazyRouteComponent(() => import("./audit-page.js"), "AuditPage"),
});
