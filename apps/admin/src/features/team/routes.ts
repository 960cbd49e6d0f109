import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.js";
import { shellRoute } from "../../app/shell-route.js";

export const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/team",
  component: lazyRouteComponent(() => import("./team-page.js"), "TeamPage"),
});

/** Public: where an invitation link leads. */
export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./invitation-page.js"), "InvitationPage"),
});
