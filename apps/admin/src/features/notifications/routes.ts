import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const notificationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/notifications",
  component: lazyRouteComponent(() => import("./notifications-page.js"), "NotificationsPage"),
});
