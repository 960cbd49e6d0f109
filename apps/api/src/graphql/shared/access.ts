import type { Role } from "@tieout/domain";
import type { GraphQLField, GraphQLSchema } from "graphql";
import { Extensions } from "type-graphql";
import type { Scope } from "../../auth/scopes.js";

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
