export type ClientKind = "INDIVIDUAL" | "COUPLE" | "BUSINESS";

/** The parts of a client's name as they are typed. */
export interface NameParts {
  readonly kind: ClientKind;
  readonly firstName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly partnerFirstName: string;
  readonly partnerLastName: string;
  readonly partnerSuffix: string;
  readonly businessName: string;
}

/**
 * The name as it will be shown, while it is typed; what is not typed yet is left out. The API decides the name in the end, by
 * the same rule: a person "Last, First", a couple "Last, First & First" or "Last, First & Last, First", a business as it writes itself.
 */
export function previewName(parts: NameParts): string {
  if (parts.kind === "BUSINESS") return tidy(parts.businessName);
  const last = tidy(parts.lastName);
  const given = joined(" ", parts.firstName, parts.suffix);
  if (parts.kind === "INDIVIDUAL") return joined(", ", last, given);
  const partnerLast = tidy(parts.partnerLastName);
  const partnerGiven = joined(" ", parts.partnerFirstName, parts.partnerSuffix);
  const isShared = partnerLast === "" || partnerLast.toLowerCase() === last.toLowerCase();
  return isShared ? joined(", ", last, joined(" & ", given, partnerGiven)) : joined(" & ", joined(", ", last, given), joined(", ", partnerLast, partnerGiven));
}

/** Why QuickBooks could not take a name; null when it could. A name is refused at entry, never rewritten. */
export function nameFault(text: string): "colon" | "line break" | "too long" | null {
  if (text.includes(":")) return "colon";
  if (/[\t\n\r\u2028\u2029]/.test(text)) return "line break";
  return [...tidy(text)].length > nameLimit ? "too long" : null;
}

/** Longest name, in characters. */
export const nameLimit = 100;

function tidy(text: string): string {
  return text.normalize("NFC").replace(/ +/g, " ").trim();
}

function joined(by: string, ...parts: readonly string[]): string {
  return parts.map(tidy).filter(Boolean).join(by);
}
