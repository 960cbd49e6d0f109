import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { shellRoute } from "../../app/shell-route.js";

/** The address carries a day of the week shown, whose entries are open and which of them is meant, or which list of what is to be sent is shown. `entry` alone finds its own week. */
export const timeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/time",
  validateSearch: z.object({
    week: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined),
    show: z.catch(z.optional(z.enum(["waiting", "earlier"])), undefined),
    who: z.catch(z.optional(z.string()), undefined),
    entry: z.catch(z.optional(z.string()), undefined),
  }),
  component: lazyRouteComponent(() => import("./time-page.js"), "TimePage"),
});
