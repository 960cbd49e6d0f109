import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const mappingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/mapping",
  component: lazyRouteComponent(() => import("./mapping-page.js"), "MappingPage"),
});
