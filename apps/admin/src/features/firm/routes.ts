import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const firmRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/firm",
  component: lazyRouteComponent(() => import("./firm-page.js"), "FirmPage"),
});
