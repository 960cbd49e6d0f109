import { createRoute, redirect } from "@tanstack/react-router";
import { fetchViewer } from "../lib/viewer.js";
import { PageFailure } from "./page-failure.js";
import { rootRoute } from "./root-route.js";
import { Shell } from "./shell.js";

/** Everything behind sign-in. A visitor without a session is led to sign in (or to the first run) and back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const { viewer, needsFirstAdmin } = await fetchViewer(context.client);
    if (needsFirstAdmin) throw redirect({ to: "/setup" });
    if (!viewer) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
  },
  component: Shell,
  errorComponent: PageFailure,
});
