import * as z from "zod/mini";
import { clientsTexts } from "./clients.texts.js";
import { nameFault, nameLimit, type ClientKind, type NameParts } from "./display-name.js";

const texts = clientsTexts.form;

/** What the form holds: texts as typed. */
export interface ClientValues extends NameParts {
  readonly email: string;
  readonly phone: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
  readonly termsDays: string;
  readonly isTaxable: boolean;
  readonly isActive: boolean;
  readonly notes: string;
}

export const emptyClient: ClientValues = {
  kind: "INDIVIDUAL", firstName: "", lastName: "", suffix: "", partnerFirstName: "", partnerLastName: "", partnerSuffix: "", businessName: "",
  email: "", phone: "", line1: "", line2: "", city: "", state: "", postalCode: "", country: "", termsDays: "", isTaxable: true, isActive: true, notes: "",
};

interface StoredClient {
  readonly kind: ClientValues["kind"];
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly suffix: string | null;
  readonly partnerFirstName: string | null;
  readonly partnerLastName: string | null;
  readonly partnerSuffix: string | null;
  readonly businessName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly notes: string | null;
  readonly termsDays: number | null;
  readonly isTaxable: boolean;
  readonly isActive: boolean;
  readonly address: { readonly line1: string | null; readonly line2: string | null; readonly city: string | null; readonly state: string | null; readonly postalCode: string | null; readonly country: string | null };
}

/** A stored client as the form holds it. */
export function valuesOf({ address, ...client }: StoredClient): ClientValues {
  const text = (value: string | null) => value ?? "";
  return {
    kind: client.kind, firstName: text(client.firstName), lastName: text(client.lastName), suffix: text(client.suffix), partnerFirstName: text(client.partnerFirstName),
    partnerLastName: text(client.partnerLastName), partnerSuffix: text(client.partnerSuffix), businessName: text(client.businessName), email: text(client.email), phone: text(client.phone),
    line1: text(address.line1), line2: text(address.line2), city: text(address.city), state: text(address.state), postalCode: text(address.postalCode), country: text(address.country),
    termsDays: client.termsDays === null ? "" : String(client.termsDays), isTaxable: client.isTaxable, isActive: client.isActive, notes: text(client.notes),
  };
}

/** What the API takes: an empty text is no value, and parts that do not count for the kind are none. */
export function inputOf(values: ClientValues) {
  const text = (value: string) => value.trim() || null;
  const person = (value: string) => (values.kind === "BUSINESS" ? null : text(value));
  const partner = (value: string) => (values.kind === "COUPLE" ? text(value) : null);
  return {
    kind: values.kind,
    firstName: person(values.firstName), lastName: person(values.lastName), suffix: person(values.suffix),
    partnerFirstName: partner(values.partnerFirstName), partnerLastName: partner(values.partnerLastName), partnerSuffix: partner(values.partnerSuffix),
    businessName: values.kind === "BUSINESS" ? text(values.businessName) : null,
    email: text(values.email), phone: text(values.phone), notes: text(values.notes),
    address: { line1: text(values.line1), line2: text(values.line2), city: text(values.city), state: text(values.state), postalCode: text(values.postalCode), country: text(values.country) },
    termsDays: values.termsDays.trim() === "" ? null : Number(values.termsDays),
    isTaxable: values.isTaxable,
  };
}

/** The words for a name QuickBooks could not take; null when it could. */
export function nameRefusal(text: string): string | null {
  switch (nameFault(text)) {
    case "colon": return texts.colon;
    case "line break": return texts.lineBreak;
    case "too long": return texts.tooLong(nameLimit);
    case null: return null;
  }
}

const otherFields = z.object({
  email: z.string().check(z.trim(), z.regex(/^$|^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/, texts.emailInvalid)),
  termsDays: z.string().check(z.trim(), z.refine((days) => days === "" || (/^\d{1,3}$/.test(days) && Number(days) <= 365), texts.terms)),
});

const nameFields = ["firstName", "lastName", "suffix", "partnerFirstName", "partnerLastName", "partnerSuffix", "businessName"] as const;

/** First fault of each field. */
export function checkClient(values: ClientValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const name of nameFields) {
    const refusal = nameRefusal(values[name]);
    if (refusal) errors[name] = refusal;
  }
  const must: Record<ClientKind, readonly (typeof nameFields)[number][]> = {
    BUSINESS: ["businessName"],
    INDIVIDUAL: values.firstName.trim() ? [] : ["lastName"],
    COUPLE: ["lastName", "firstName", "partnerFirstName"],
  };
  for (const name of must[values.kind]) if (values[name].trim() === "") errors[name] ??= texts.nameMissing;
  const others = otherFields.safeParse(values);
  if (!others.success) for (const issue of others.error.issues) errors[issue.path.join(".")] ??= issue.message;
  return errors;
}
