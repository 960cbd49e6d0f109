import { HubError } from "../errors.js";

/** Who keeps a field that differs. `ask`: a person decides, each time. */
export const clashPolicies = ["ask", "hub", "ledger", "newest"] as const;
export type ClashPolicy = (typeof clashPolicies)[number];

/**
 * What a firm may rule, per kind of record and field; every field begins with `ask`. Both sides edit a client, so a rule of it decides only where both
 * did. A sent invoice is read-only here, so a rule of it says what becomes of an edit in the ledger: there is no later edit of ours to win, and its
 * client cannot be taken over, for time stands behind it. Time has no rules: an edit of it is asked about.
 */
export const ruledFields = {
  client: { displayName: clashPolicies, email: clashPolicies, phone: clashPolicies, address: clashPolicies, isTaxable: clashPolicies, isActive: clashPolicies },
  invoice: { number: ["ask", "hub", "ledger"], issuedOn: ["ask", "hub", "ledger"], dueOn: ["ask", "hub", "ledger"], lines: ["ask", "hub", "ledger"], customerId: ["ask", "hub"] },
} as const satisfies Record<string, Record<string, readonly ClashPolicy[]>>;

export type RuledKind = keyof typeof ruledFields;
export type RulesOf<Kind extends RuledKind> = Record<keyof (typeof ruledFields)[Kind], ClashPolicy>;
/** Whole: every field of every kind has its rule. */
export type FieldRules = { [Kind in RuledKind]: RulesOf<Kind> };

/** One rule, as a person gives it. */
export interface FieldRule {
  kind: string;
  field: string;
  policy: ClashPolicy;
}

export const ruledKinds = Object.keys(ruledFields) as RuledKind[];

/** The same rule for every field of a kind. */
export function oneRule<Kind extends RuledKind>(kind: Kind, policy: ClashPolicy): RulesOf<Kind> {
  return Object.fromEntries(Object.keys(ruledFields[kind]).map((field) => [field, policy])) as RulesOf<Kind>;
}

export const defaultFieldRules: FieldRules = { client: oneRule("client", "ask"), invoice: oneRule("invoice", "ask") };

/** Fills what is missing from the defaults. */
export function fieldRules(stored: { [Kind in RuledKind]?: Partial<RulesOf<Kind>> } = {}): FieldRules {
  return { client: { ...defaultFieldRules.client, ...stored.client }, invoice: { ...defaultFieldRules.invoice, ...stored.invoice } };
}

/** What may be ruled of a field; null for a field without rules. */
export function choicesOf(kind: string, field: string): readonly ClashPolicy[] | null {
  const fields: Record<string, readonly ClashPolicy[]> | undefined = Object.hasOwn(ruledFields, kind) ? ruledFields[kind as RuledKind] : undefined;
  return fields && Object.hasOwn(fields, field) ? (fields[field] ?? null) : null;
}

/** The rules with some of them replaced. Throws `INVALID` for a field that has none, and for a rule that makes no sense for its field. */
export function withFieldRules(rules: FieldRules, given: readonly FieldRule[]): FieldRules {
  const changed: Record<string, Record<string, ClashPolicy>> = { client: { ...rules.client }, invoice: { ...rules.invoice } };
  for (const [index, { kind, field, policy }] of given.entries()) {
    const choices = choicesOf(kind, field);
    if (!choices) throw new HubError("INVALID", `There is no rule for the field ${field} of a record of the kind ${kind}.`, ["fieldRules", String(index), "field"]);
    if (!choices.includes(policy)) throw new HubError("INVALID", whyNot(field, policy), ["fieldRules", String(index), "policy"]);
    changed[kind] = { ...changed[kind], [field]: policy };
  }
  return changed as FieldRules;
}

function whyNot(field: string, policy: ClashPolicy): string {
  if (policy === "newest") return "A sent invoice is read-only here, so there is no later edit of ours that could win. Choose ask, hub or ledger.";
  return `The ${field === "customerId" ? "client" : field} of an invoice cannot be taken over from QuickBooks: its time stands behind it. Choose ask or hub.`;
}

const addressParts: readonly string[] = ["addressLine1", "addressLine2", "city", "state", "postalCode", "country"];

/** The rule of a client's field, by the path it is compared by: an address has one rule for all its parts. */
export function clientRule(rules: FieldRules, path: string): ClashPolicy {
  return rules.client[(addressParts.includes(path) ? "address" : path) as keyof FieldRules["client"]] ?? "ask";
}

/** The rule of an edit of an invoice, by its path: sums follow from the lines. */
export function invoiceRule(rules: FieldRules, path: string): ClashPolicy {
  return rules.invoice[(path === "subtotal" || path === "total" ? "lines" : path) as keyof FieldRules["invoice"]] ?? "ask";
}

/** Whether anything but asking was ruled for invoices. */
export function hasInvoiceRules({ invoice }: FieldRules): boolean {
  return Object.values(invoice).some((policy) => policy !== "ask");
}
