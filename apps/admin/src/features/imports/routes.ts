import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports",
  component: lazyRouteComponent(() => import("./imports-page.js"), "ImportsPage"),
});

export const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports/$importId",
  component: lazyRouteComponent(() => import("./import-page.js"), "ImportPage"),
});
