import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { shellRoute } from "../../app/shell-route.js";

export const servicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/services",
  validateSearch: z.object({ q: z.catch(z.optional(z.string()), undefined), open: z.catch(z.optional(z.string()), undefined), inactive: z.catch(z.optional(z.boolean()), undefined) }),
  component: lazyRouteComponent(() => import("./services-page.js"), "ServicesPage"),
});
