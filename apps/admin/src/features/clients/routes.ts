import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { shellRoute } from "../../app/shell-route.js";
import { clientViews } from "./urls.js";

export const clientsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients",
  validateSearch: z.object({
    q: z.catch(z.optional(z.string()), undefined),
    show: z.catch(z.optional(z.enum(clientViews)), undefined),
    after: z.catch(z.optional(z.string()), undefined),
    skipped: z.catch(z.optional(z.number()), undefined),
  }),
  component: lazyRouteComponent(() => import("./clients-page.js"), "ClientsPage"),
});

export const newClientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients/new",
  component: lazyRouteComponent(() => import("./new-client-page.js"), "NewClientPage"),
});

export const clientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/clients/$clientId",
  component: lazyRouteComponent(() => import("./client-page.js"), "ClientPage"),
});
