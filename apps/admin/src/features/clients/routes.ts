import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const clientsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients",
  component: lazyRouteComponent(() => import("./clients-page.js"), "ClientsPage"),
});

export const clientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients/$clientId",
  component: lazyRouteComponent(() => import("./client-page.js"), "ClientPage"),
});
