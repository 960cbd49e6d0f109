import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.js";

/** The address printed in the server's log beside the one-time code. */
export const firstRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  component: lazyRouteComponent(() => import("./first-run-page.js"), "FirstRunPage"),
});
