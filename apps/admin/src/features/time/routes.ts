import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const timeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/time",
  component: lazyRouteComponent(() => import("./time-page.js"), "TimePage"),
});
