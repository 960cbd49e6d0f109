import { createRouter } from "@tanstack/react-router";
import type { Client } from "@urql/core";
import { accountRoute } from "../features/account/routes.js";
import { apiKeysRoute } from "../features/api-keys/routes.js";
import { auditRoute } from "../features/audit/routes.js";
import { clientRoute, clientsRoute, newClientRoute } from "../features/clients/routes.js";
import { connectionRoute, disconnectedRoute, launchRoute, reconnectRoute } from "../features/connection/routes.js";
import { firmRoute } from "../features/firm/routes.js";
import { firstRunRoute } from "../features/first-run/routes.js";
import { importRoute, importsRoute } from "../features/imports/routes.js";
import { invoiceRoute, invoicesRoute, newInvoiceRoute } from "../features/invoices/routes.js";
import { mappingRoute } from "../features/mapping/routes.js";
import { notificationsRoute } from "../features/notifications/routes.js";
import { overviewRoute } from "../features/overview/routes.js";
import { planRoute } from "../features/plan/routes.js";
import { problemsRoute } from "../features/problems/routes.js";
import { callsOutsideRunsRoute, runRoute, runsRoute } from "../features/runs/routes.js";
import { servicesRoute } from "../features/services/routes.js";
import { signInRoute } from "../features/sign-in/routes.js";
import { staffRoute } from "../features/staff/routes.js";
import { invitationRoute, teamRoute } from "../features/team/routes.js";
import { tieOutRoute } from "../features/tie-out/routes.js";
import { timeRoute } from "../features/time/routes.js";
import { rootRoute } from "./root-route.js";
import { shellRoute } from "./shell-route.js";

const routeTree = rootRoute.addChildren([
  signInRoute,
  firstRunRoute,
  invitationRoute,
  disconnectedRoute,
  launchRoute,
  shellRoute.addChildren([
    overviewRoute,
    problemsRoute,
    clientsRoute,
    newClientRoute,
    clientRoute,
    timeRoute,
    invoicesRoute,
    newInvoiceRoute,
    invoiceRoute,
    mappingRoute,
    tieOutRoute,
    runsRoute,
    callsOutsideRunsRoute,
    runRoute,
    planRoute,
    importsRoute,
    importRoute,
    staffRoute,
    servicesRoute,
    connectionRoute,
    reconnectRoute,
    firmRoute,
    notificationsRoute,
    accountRoute,
    teamRoute,
    apiKeysRoute,
    auditRoute,
  ]),
]);

/** The routes over one API client. A page's code is fetched when its link is about to be used. */
export function createAppRouter(client: Client) {
  return createRouter({ routeTree, context: { client }, defaultPreload: "intent", defaultPreloadDelay: 60, scrollRestoration: true, defaultStructuralSharing: true });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
