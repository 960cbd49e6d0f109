import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./schema.js";

/** A value of the JSON scalar, as it comes over the wire. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** `graphql("…")` with types read from apps/api/schema.graphql; scalars arrive as the texts they are on the wire. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Date: string; Decimal: string; JSON: Json };
}>();

export { readFragment, type FragmentOf, type ResultOf, type VariablesOf } from "gql.tada";
