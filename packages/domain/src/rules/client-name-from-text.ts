import type { ClientName } from "./display-name.js";
import { isBusinessName, normalizeName } from "./normalized-name.js";
import { tidyText } from "./record-text.js";

const NOBODY: ClientName = {
  kind: "business",
  firstName: null,
  lastName: null,
  suffix: null,
  partnerFirstName: null,
  partnerLastName: null,
  partnerSuffix: null,
  businessName: null,
};

/**
 * Reads the name of a client that comes from outside: a spreadsheet's column, a QuickBooks display name. Only the forms
 * `displayName` writes are taken apart ("Last, First", "Last, First & First", "Last, First & Last, First"); all else,
 * and every name with a legal form ("Smith, Jones & Brown LLP"), is a business, whose name stays as it is.
 * Given and family name, where the source has them beside the name, settle it as one person when they make the same name:
 * "John Melton" is one, the contact person of "Amy's Bird Sanctuary" is not.
 */
export function clientNameFromText(name: string, person: { givenName?: string | null; familyName?: string | null; suffix?: string | null } = {}): ClientName {
  const text = tidyText(name) ?? "";
  const couple = isBusinessName(text) ? null : readCouple(text);
  if (couple) return couple;
  const given = tidyText(person.givenName);
  const family = tidyText(person.familyName);
  if (given !== null && family !== null && normalizeName(`${family}, ${given}`) === normalizeName(text)) return { ...NOBODY, kind: "individual", firstName: given, lastName: family, suffix: tidyText(person.suffix) };
  const one = isBusinessName(text) ? null : readPerson(text);
  return one ? { ...NOBODY, kind: "individual", firstName: one.first, lastName: one.last, suffix: one.suffix } : { ...NOBODY, businessName: text };
}

interface Person {
  last: string;
  first: string;
  suffix: string | null;
}

function readCouple(text: string): ClientName | null {
  const sides = text.split(" & ");
  const [left = "", right = ""] = sides;
  const one = readPerson(left);
  if (sides.length !== 2 || one === null) return null;
  const other = readPerson(right) ?? (right.includes(",") ? null : { last: one.last, ...readGiven(right) });
  if (other === null) return null;
  return {
    ...NOBODY,
    kind: "couple",
    firstName: one.first,
    lastName: one.last,
    suffix: one.suffix,
    partnerFirstName: other.first,
    partnerLastName: other.last === one.last ? null : other.last,
    partnerSuffix: other.suffix,
  };
}

function readPerson(text: string): Person | null {
  const match = /^([^,&]+), ?([^,&]+)$/.exec(text);
  return match ? { last: (match[1] ?? "").trim(), ...readGiven((match[2] ?? "").trim()) } : null;
}

function readGiven(text: string): { first: string; suffix: string | null } {
  const match = /^(.+?) ((?:Jr|Sr)\.?|II|III|IV)$/.exec(text);
  return { first: match?.[1] ?? text, suffix: match?.[2] ?? null };
}
