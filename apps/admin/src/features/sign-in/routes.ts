import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.js";
import { word, type RawSearch } from "../../lib/search-params.js";

interface SignInSearch {
  /** Where to go afterwards: a path of this product, never another host. */
  to?: string | undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: RawSearch): SignInSearch => {
    const to = word(search["to"]);
    return { to: to && /^\/(?![/\\])/.test(to) ? to : undefined };
  },
  component: lazyRouteComponent(() => import("./sign-in-page.js"), "SignInPage"),
});
