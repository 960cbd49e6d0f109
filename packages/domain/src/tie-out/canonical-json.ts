type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/**
 * One text for one value, whoever writes it: members in code-unit order, no white space, as RFC 8785 asks. Numbers must be whole: money is text.
 * Throws for a fraction and for anything that is no JSON.
 */
export function canonicalJson(value: unknown): string {
  return write(value as Json);
}

function write(value: Json): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("Only whole numbers have one way to be written.");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value !== "object") throw new Error("This cannot be written as JSON.");
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${write(member as Json)}`).join(",")}}`;
}
