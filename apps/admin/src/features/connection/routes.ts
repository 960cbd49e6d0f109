import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

/** The settings page of the QuickBooks connection; Intuit's consent returns here. */
export const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/quickbooks",
  component: lazyRouteComponent(() => import("./connection-page.js"), "ConnectionPage"),
});
