import { ObjectType } from "type-graphql";

type Interfaces = NonNullable<Parameters<typeof ObjectType>[1]>["implements"];

/**
 * An object type whose plain fields are read straight from the row, without a resolver call a field: on a list of 1,000 rows
 * that is most of TypeGraphQL's own cost.
 */
export function View(name: string, options: { description?: string; implements?: Interfaces } = {}): ClassDecorator {
  return ObjectType(name, { ...options, simpleResolvers: true });
}
