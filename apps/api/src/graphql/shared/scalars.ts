import { toDate } from "@tieout/store";
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from "graphql";

/** A number as text; never a float, which shows 0.30000000000000004. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description: "An amount as text, \"1250.00\"; never a float.",
  serialize: (value) => String(value),
  parseValue: (value) => matching(value, /^-?\d{1,15}(\.\d{1,10})?$/, "a decimal number as text, for example \"1250.00\""),
  parseLiteral: (node) => matching(text(node), /^-?\d{1,15}(\.\d{1,10})?$/, "a decimal number as text, for example \"1250.00\""),
});

export const DateScalar = new GraphQLScalarType<string, string>({
  name: "Date",
  description: "A day in the firm's calendar, YYYY-MM-DD, without time or zone.",
  serialize: (value) => String(value),
  parseValue: (value) => matching(value, /^\d{4}-\d{2}-\d{2}$/, "a day as YYYY-MM-DD"),
  parseLiteral: (node) => matching(text(node), /^\d{4}-\d{2}-\d{2}$/, "a day as YYYY-MM-DD"),
});

/** Instants leave as RFC 3339; rows bring them as PostgreSQL's text, so they are read here, once. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: "DateTime",
  description: "An instant, RFC 3339 in UTC with milliseconds.",
  serialize: (value) => (value instanceof Date ? value : toDate(String(value))).toISOString(),
  parseValue: instant,
  parseLiteral: (node) => instant(text(node)),
});

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: "JSON",
  description: "Any JSON value; only in field differences, facts and import rows.",
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function text(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function matching(value: unknown, pattern: RegExp, what: string): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  throw new GraphQLError(`Give ${what}.`, { extensions: { code: "BAD_USER_INPUT" } });
}

function instant(value: unknown): string {
  const given = matching(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/, "an instant as RFC 3339, for example 2026-03-31T09:00:00Z");
  return new Date(given).toISOString();
}
