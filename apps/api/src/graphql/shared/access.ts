import type { Role } from "@tieout/domain";
import { GraphQLError, GraphQLObjectType, defaultFieldResolver, type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { Extensions } from "type-graphql";
import type { Scope } from "../../auth/scopes.js";
import type { Context } from "./context.js";

/** Who may call a root field: people by role, API keys by scope. */
export interface AccessRule {
  roles: readonly Role[];
  /** All of them are needed. An empty list keeps API keys out: the field is for people only. */
  scopes: readonly Scope[];
}

type Rule = AccessRule | "public";

/** Sets of roles, from the narrowest to everybody. */
export const admins: readonly Role[] = ["admin"];
export const bookkeepers: readonly Role[] = ["admin", "bookkeeper"];
export const approvers: readonly Role[] = ["admin", "bookkeeper", "approver"];
export const timekeepers: readonly Role[] = ["admin", "bookkeeper", "approver", "staff"];
export const everybody: readonly Role[] = ["admin", "bookkeeper", "approver", "staff", "viewer"];
/** Everybody but staff, who see their own time and nothing of the firm's money. */
export const readers: readonly Role[] = ["admin", "bookkeeper", "approver", "viewer"];

/** States who may call a field. Every root field has one: `guardSchema` refuses to build a schema otherwise. */
export function Access(rule: Rule): MethodDecorator & PropertyDecorator {
  return Extensions({ access: rule });
}

/**
 * Default deny: puts the check before every resolver that states a rule, and throws for a root field that states none.
 * The rule is also written into the field's description, so that the documentation cannot lie.
 */
export function guardSchema(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(field);
      if (rule) guardField(field, rule);
      else if (roots.includes(type)) throw new Error(`${type.name}.${field.name} does not say who may call it. Add @Access.`);
    }
  }
}

/** Names of root fields a role may call. */
export function fieldsOpenTo(schema: GraphQLSchema, role: Role): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    .flatMap((type) => Object.values(type?.getFields() ?? {}))
    .filter((field) => {
      const rule = ruleOf(field);
      return rule === "public" || rule?.roles.includes(role);
    })
    .map((field) => field.name)
    .sort();
}

export function ruleOf(field: Pick<GraphQLField<unknown, unknown>, "extensions">): Rule | undefined {
  return field.extensions["access"] as Rule | undefined;
}

function guardField(field: GraphQLField<unknown, unknown>, rule: Rule): void {
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
