import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "../../app/shell-route.js";

export const invoicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/invoices",
  component: lazyRouteComponent(() => import("./invoices-page.js"), "InvoicesPage"),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/invoices/$invoiceId",
  component: lazyRouteComponent(() => import("./invoice-page.js"), "InvoicePage"),
});
