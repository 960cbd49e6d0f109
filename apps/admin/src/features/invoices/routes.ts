import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { shellRoute } from "../../app/shell-route.js";
import { invoiceTabs } from "./urls.js";

export const invoicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/invoices",
  validateSearch: z.object({
    tab: z.catch(z.optional(z.enum(invoiceTabs)), undefined),
    q: z.catch(z.optional(z.string()), undefined),
    after: z.catch(z.optional(z.string()), undefined),
    skipped: z.catch(z.optional(z.number()), undefined),
  }),
  component: lazyRouteComponent(() => import("./invoices-page.js"), "InvoicesPage"),
});

export const newInvoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/invoices/new",
  validateSearch: z.object({ client: z.catch(z.optional(z.string()), undefined), by: z.catch(z.optional(z.enum(["hand"])), undefined), q: z.catch(z.optional(z.string()), undefined) }),
  component: lazyRouteComponent(() => import("./new-invoice-page.js"), "NewInvoicePage"),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/invoices/$invoiceId",
  component: lazyRouteComponent(() => import("./invoice-page.js"), "InvoicePage"),
});
