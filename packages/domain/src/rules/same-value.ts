import { sameDecimal } from "../money.js";

const numbers: ReadonlySet<string> = new Set(["hourlyRate", "subtotal", "tax", "total", "balance"]);

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

/** Whether a field says the same twice: blanks are equal, surrounding space does not count, an e-mail address has no case, "5" is "5.00". */
export function isSameValue(path: string, a: unknown, b: unknown): boolean {
  if (isBlank(a) && isBlank(b)) return true;
  if (typeof a !== "string" || typeof b !== "string") return a === b;
  if (numbers.has(path)) return sameDecimal(a, b);
  const fold = (text: string) => (path === "email" ? text.trim().toLowerCase() : text.trim());
  return fold(a) === fold(b);
}
