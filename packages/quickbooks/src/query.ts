/** A value of the query language: text and dates are quoted, booleans are not (qbo-protocol 6.1). */
export type QueryValue = string | boolean;

export interface QueryCondition {
  property: string;
  operator: "=" | "<" | ">" | "<=" | ">=" | "in";
  value: QueryValue | readonly QueryValue[];
}

export interface Query {
  /** Entity name exactly as Intuit spells it; upper and lower case may matter. */
  entity: string;
  where?: readonly QueryCondition[];
  /** Never `Id`: Intuit announced that it is no longer sortable. */
  orderBy?: string | null;
  /** Counts from 1; 0 is refused with fault 4001. */
  startPosition?: number;
  /** At most 1,000; QuickBooks answers 100 rows when it is not given. */
  maxResults?: number;
}

/** The one place that writes QuickBooks statements. `IN` takes a list; conditions are joined by AND, there is no OR. */
export function statement(query: Query): string {
  const parts = [`select * from ${query.entity}`];
  const conditions = (query.where ?? []).map(condition);
  if (conditions.length > 0) parts.push(`where ${conditions.join(" and ")}`);
  if (query.orderBy) parts.push(`orderby ${query.orderBy}`);
  if (query.startPosition !== undefined) parts.push(`startposition ${query.startPosition}`);
  if (query.maxResults !== undefined) parts.push(`maxresults ${query.maxResults}`);
  return parts.join(" ");
}

function condition({ property, operator, value }: QueryCondition): string {
  if (operator === "in") {
    const values = Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue];
    return `${property} in (${values.map(literal).join(", ")})`;
  }
  return `${property} ${operator} ${literal(value as QueryValue)}`;
}

/**
 * A quoted literal. The apostrophe is escaped by a backslash, never doubled, and so is the backslash itself, or a name that
 * ends in one would swallow the closing quote (Intuit, data queries; recorded as `%5C%27`).
 */
export function literal(value: QueryValue): string {
  if (typeof value === "boolean") return String(value);
  return `'${value.replace(/[\\']/g, "\\$&")}'`;
}

/** A statement as a query-string value: also encodes the apostrophe, which `encodeURIComponent` leaves alone. */
export function encodeStatement(text: string): string {
  return encodeURIComponent(text).replace(/'/g, "%27");
}
