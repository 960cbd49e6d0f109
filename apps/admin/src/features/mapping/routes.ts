import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { shellRoute } from "../../app/shell-route.js";
import { rowFilters } from "./urls.js";

/** The address carries which set is shown, which of its rows, and the search. */
export const mappingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/mapping",
  validateSearch: z.object({
    set: z.catch(z.optional(z.enum(["types"])), undefined),
    show: z.catch(z.optional(z.enum(rowFilters)), undefined),
    q: z.catch(z.optional(z.string()), undefined),
  }),
  component: lazyRouteComponent(() => import("./mapping-page.js"), "MappingPage"),
});
