import type { Role } from "@tieout/domain";
import { GraphQLError, GraphQLObjectType, defaultFieldResolver, type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { ruleOf, type AccessRule } from "./access.js";
import type { Context } from "./context.js";
import { handsOn, homeRules, recordTypeOf } from "./home-rules.js";

/**
 * Default deny: puts the check before every resolver that states a rule, and throws for a root field that states none. A nested
 * field that states none obeys the rule of the type it leads to, when that type has root queries of its own. The rule is also written into the field's description, so that the documentation cannot lie.
 */
export function guardSchema(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const homes = homeRules(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith("__")) continue;
    const isNested = !roots.includes(type) && !handsOn(schema, type);
    for (const field of Object.values(type.getFields())) {
      const home = isNested ? homes.get(recordTypeOf(field.type)?.name ?? "") : undefined;
      if (home && !ruleOf(field)) field.extensions = { ...field.extensions, access: home };
      const rule = ruleOf(field);
      if (rule) guardField(field, rule);
      else if (roots.includes(type)) throw new Error(`${type.name}.${field.name} does not say who may call it. Add @Access.`);
    }
  }
}

function guardField(field: GraphQLField<unknown, unknown>, rule: AccessRule | "public"): void {
  if (rule === "public") return;
  field.description = [field.description, describe(rule)].filter(Boolean).join("\n");
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    check(rule, context as Context, info);
    return resolve(source, args, context, info);
  };
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      check(rule, context as Context, info);
      return subscribe(source, args, context, info);
    };
  }
}

function describe({ roles, scopes }: AccessRule): string {
  return `Roles: ${roles.join(", ")}. ${scopes.length > 0 ? `API keys: ${scopes.join(", ")}.` : "Not for API keys."}`;
}

function check(rule: AccessRule, { caller }: Context, { fieldName }: GraphQLResolveInfo): void {
  if (!caller) throw new GraphQLError("Sign in first.", { extensions: { code: "UNAUTHENTICATED" } });
  if (caller.kind === "person") {
    if (!rule.roles.includes(caller.role)) {
      throw new GraphQLError(`${fieldName} needs the role ${oneOf(rule.roles)}; you have the role ${caller.role}. An administrator can change it.`, {
        extensions: { code: "FORBIDDEN", neededRoles: rule.roles },
      });
    }
    return;
  }
  if (rule.scopes.length === 0) throw new GraphQLError(`${fieldName} is for people; API keys cannot call it.`, { extensions: { code: "FORBIDDEN" } });
  const missing = rule.scopes.filter((scope) => !caller.scopes.includes(scope));
  if (missing.length > 0) {
    throw new GraphQLError(`${fieldName} needs the scope ${missing.join(" and ")}; this key does not have it. Make a key that does.`, { extensions: { code: "FORBIDDEN", neededScopes: missing } });
  }
}

function oneOf(roles: readonly Role[]): string {
  return roles.length === 1 ? String(roles[0]) : `${roles.slice(0, -1).join(", ")} or ${roles.at(-1)}`;
}
