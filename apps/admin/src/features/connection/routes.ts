import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.js";
import { shellRoute } from "../../app/shell-route.js";

/** The settings page of the QuickBooks connection; Intuit's consent returns here. */
export const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/quickbooks",
  component: lazyRouteComponent(() => import("./connection-page.js"), "ConnectionPage"),
});

/** The app's disconnect address at Intuit. */
export const disconnectedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/disconnected",
  component: lazyRouteComponent(() => import("./disconnected-page.js"), "DisconnectedPage"),
});

/** The app's reconnect address at Intuit (mandatory since 2026). Signed out it leads to sign-in and from there straight on. */
export const reconnectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/connections/reconnect",
  component: lazyRouteComponent(() => import("./reconnect-page.js"), "ReconnectPage"),
});

/** The app's launch address at Intuit. */
export const launchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/launch",
  beforeLoad: () => {
    throw redirect({ to: "/" });
  },
});
