import { createRootRouteWithContext } from "@tanstack/react-router";
import type { Client } from "@urql/core";
import { NotFound } from "./not-found.js";
import { PageFailure } from "./page-failure.js";

/** The root of the address space; every route can ask the API through its context. */
export const rootRoute = createRootRouteWithContext<{ readonly client: Client }>()({
  notFoundComponent: NotFound,
  errorComponent: PageFailure,
});
