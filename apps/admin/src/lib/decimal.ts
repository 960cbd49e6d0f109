/**
 * A decimal number as a person types it, as the API takes it: "1,250.5" is "1250.5". Null for an empty text, undefined when it is
 * no such number or has more than `digits` decimals. Never a float.
 */
export function parseDecimal(text: string, digits = 2): string | null | undefined {
  const typed = text.trim().replace(/^\$\s*/, "").replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "");
  if (typed === "") return null;
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(typed) ?? /^()\.(\d+)$/.exec(typed);
  if (!match || (match[2]?.length ?? 0) > digits) return undefined;
  const whole = (match[1] || "0").replace(/^0+(?=\d)/, "");
  return match[2] ? `${whole}.${match[2]}` : whole;
}
