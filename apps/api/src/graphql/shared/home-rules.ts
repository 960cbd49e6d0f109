import { getNamedType, GraphQLObjectType, type GraphQLSchema } from "graphql";
import { ruleOf, type AccessRule } from "./access.js";

/** The type a root field is about: the record itself, or the records of a Relay connection. */
export function recordTypeOf(type: unknown): GraphQLObjectType | null {
  const named = getNamedType(type as Parameters<typeof getNamedType>[0]);
  if (!(named instanceof GraphQLObjectType)) return null;
  const nodes = named.getFields()["pageInfo"] && named.getFields()["nodes"];
  return nodes ? recordTypeOf(nodes.type) : named;
}

/**
 * Who may read each type, as its own root queries say: whoever may call one of them. A field elsewhere that leads to such a type
 * obeys the same rule, so that no detour shows what the straight way refuses.
 */
export function homeRules(schema: GraphQLSchema): ReadonlyMap<string, AccessRule> {
  const homes = new Map<string, AccessRule>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const rule = ruleOf(field);
    const type = recordTypeOf(field.type);
    if (!rule || rule === "public" || !type) continue;
    const known = homes.get(type.name);
    homes.set(type.name, known ? { roles: [...new Set([...known.roles, ...rule.roles])], scopes: known.scopes.filter((scope) => rule.scopes.includes(scope)) } : rule);
  }
  return homes;
}

/** Types whose fields hand on what a rule has let through already: pages of a list, and answers of mutations and subscriptions. */
export function handsOn(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  const answers = [schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) => Object.values(root?.getFields() ?? {}).map((field) => getNamedType(field.type).name));
  return type.name.endsWith("Edge") || type.getFields()["pageInfo"] !== undefined || answers.includes(type.name);
}
