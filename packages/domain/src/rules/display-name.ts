import { HubError } from "../errors.js";
import { normalizeName } from "./normalized-name.js";
import { checkName, nameLimit, tidyText } from "./record-text.js";

export type ClientKind = "individual" | "couple" | "business";

/** The parts of a client's name; which of them count depends on `kind`. */
export interface ClientName {
  kind: ClientKind;
  firstName: string | null;
  lastName: string | null;
  suffix: string | null;
  /** The second person of a couple. */
  partnerFirstName: string | null;
  /** Null when the partner has the same surname. */
  partnerLastName: string | null;
  partnerSuffix: string | null;
  businessName: string | null;
}

/**
 * The one name a client has everywhere, here and in QuickBooks. The rule: a business as it writes itself; a person
 * "Last, First", the suffix after the first name ("Miller, Anna Jr."), so that a comma always parts a surname from what
 * follows; a couple with one surname "Last, First & First", with two "Last, First & Last, First". A person known by one
 * name has that name. At most 100 characters, no colon, tab or line break. Throws `INVALID` with the rule in words.
 */
export function displayName(name: ClientName): string {
  const text = name.kind === "business" ? businessName(name) : name.kind === "couple" ? coupleName(name) : personName(name);
  const { length } = [...text];
  if (length > nameLimit) {
    throw new HubError("INVALID", `The name "${text}" has ${length} characters; QuickBooks takes ${nameLimit}. Shorten a first name or leave out a suffix.`, [fieldOf(name)]);
  }
  return text;
}

function businessName(name: ClientName): string {
  const text = part(name.businessName, "The business name", "businessName");
  if (text === null) throw new HubError("INVALID", "A business needs its name.", ["businessName"]);
  return text;
}

function personName({ firstName, lastName, suffix }: ClientName): string {
  const last = part(lastName, "The last name", "lastName");
  const given = givenName(firstName, suffix, "firstName", "suffix");
  if (last === null && given === null) throw new HubError("INVALID", "A person needs a last name, or at least a first name.", ["lastName"]);
  return [last, given].filter((text) => text !== null).join(", ");
}

function coupleName(name: ClientName): string {
  const last = part(name.lastName, "The last name", "lastName");
  const given = givenName(name.firstName, name.suffix, "firstName", "suffix");
  const partnerGiven = givenName(name.partnerFirstName, name.partnerSuffix, "partnerFirstName", "partnerSuffix");
  if (last === null) throw new HubError("INVALID", "A couple needs a last name.", ["lastName"]);
  if (given === null) throw new HubError("INVALID", "A couple needs the first name of both.", ["firstName"]);
  if (partnerGiven === null) throw new HubError("INVALID", "A couple needs the first name of both.", ["partnerFirstName"]);
  const partnerLast = part(name.partnerLastName, "The partner's last name", "partnerLastName") ?? last;
  const isShared = normalizeName(partnerLast) === normalizeName(last);
  return isShared ? `${last}, ${given} & ${partnerGiven}` : `${last}, ${given} & ${partnerLast}, ${partnerGiven}`;
}

function givenName(first: string | null, suffix: string | null, firstField: string, suffixField: string): string | null {
  const given = part(first, "The first name", firstField);
  const generation = part(suffix, "The suffix", suffixField);
  if (generation !== null && given === null) throw new HubError("INVALID", "A suffix needs a first name before it.", [firstField]);
  return generation === null ? given : `${given} ${generation}`;
}

function part(text: string | null, what: string, field: string): string | null {
  const tidy = tidyText(text);
  return tidy === null ? null : checkName(tidy, what, field);
}

function fieldOf({ kind }: ClientName): string {
  return kind === "business" ? "businessName" : "lastName";
}
