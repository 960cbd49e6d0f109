import { writtenFact } from "../written.js";
import { fieldWord } from "./field-words.js";
import { remedyCatalog, type Remedy, type RemedyKind } from "./remedies.js";

/** `error` holds records back until a person decides or sets it right; `warning` is worth a look; `info` is only said. */
export type ProblemSeverity = "info" | "warning" | "error";

/**
 * One kind of thing a person must decide. Title and explanation are plain sentences with `{facts}` in braces, filled by
 * `describeProblem`; they are data so that a translator can reach them. The first remedy is the one a page offers first.
 */
export interface ProblemKindEntry {
  severity: ProblemSeverity;
  title: string;
  explanation: string;
  remedies: readonly RemedyKind[];
}

const entries = {
  "mapping-missing": {
    severity: "error",
    title: "{code} has no QuickBooks service",
    explanation: "Lines with {code} ({name}) cannot be sent until you say which QuickBooks service they are.",
    remedies: ["map-category", "choose-default-item", "mark-external", "set-aside"],
  },
  "mapping-target-inactive": {
    severity: "error",
    title: "The service {itemName} is inactive in QuickBooks",
    explanation: "{code} is mapped to {itemName}, which was made inactive or deleted in QuickBooks. Whatever uses it waits.",
    remedies: ["reactivate", "map-category", "choose-default-item", "mark-external", "set-aside"],
  },
  "line-without-category": {
    severity: "error",
    title: "A line of {label} has no category",
    explanation: "Every line of an invoice needs a billable category, which says what QuickBooks service it is. The invoice is held whole, never sent in part.",
    remedies: ["retry", "mark-external", "set-aside"],
  },
  "tax-code-missing": {
    severity: "error",
    title: "QuickBooks has no tax code for {taxability} lines",
    explanation: "Every line carries a tax code. QuickBooks lists none that is {taxability}; set up sales tax there, then try again.",
    remedies: ["retry", "set-aside"],
  },
  "sales-tax-not-chosen": {
    severity: "error",
    title: "Nobody has said which sales tax QuickBooks should charge",
    explanation: "These invoices have taxable lines, and the QuickBooks company has no sales tax of its own that fits. Sent like this, QuickBooks would charge no tax or a wrong one.",
    remedies: ["choose-tax-code", "retry", "mark-external", "set-aside"],
  },
  "currency-mismatch": {
    severity: "error",
    title: "{label} is in {currency}, QuickBooks expects {expected}",
    explanation: "The invoice is in {currency}. The QuickBooks company, or this customer in it, works in {expected}; QuickBooks never changes a customer's currency.",
    remedies: ["mark-external", "set-aside"],
  },
  "number-missing": {
    severity: "error",
    title: "Invoices have no number",
    explanation: "QuickBooks expects the firm to number its invoices, and these have no number.",
    remedies: ["use-next-number", "set-aside"],
  },
  "possible-duplicate": {
    severity: "error",
    title: "Is {label} already there?",
    explanation: "{label} resembles a record on the other side, but not certainly enough to link them without you.",
    remedies: ["link-existing", "create-in-ledger", "set-aside"],
  },
  "name-taken": {
    severity: "error",
    title: "QuickBooks already uses the name {label}",
    explanation: "A {otherKind} in QuickBooks has this name. Customers, vendors and employees share one list of names there.",
    remedies: ["rename", "link-existing", "retry", "set-aside"],
  },
  "both-sides-changed": {
    severity: "error",
    title: "{label} was edited here and in QuickBooks",
    explanation: "Both sides changed {fields} since they last agreed. Choose whose values stay.",
    remedies: ["accept-theirs", "keep-ours", "set-aside"],
  },
  "record-inactive": {
    severity: "error",
    title: "{name} is inactive in QuickBooks",
    explanation: "The {ledgerKind} {name} was made inactive in QuickBooks, so nothing can be sent for it.",
    remedies: ["reactivate", "relink", "set-aside"],
  },
  "record-gone": {
    severity: "error",
    title: "{label} is gone in QuickBooks",
    explanation: "The QuickBooks record linked to {label} no longer exists. Nothing is created again without your word.",
    remedies: ["relink", "remove-link", "mark-external", "set-aside"],
  },
  "record-merged": {
    severity: "error",
    title: "{label} seems to have been merged in QuickBooks",
    explanation: "The customer linked to {label} is inactive or gone, and its documents now belong to {survivorName}.",
    remedies: ["relink", "remove-link", "set-aside"],
  },
  "staff-not-linked": {
    severity: "error",
    title: "{label} is not linked to anyone in QuickBooks",
    explanation: "Time is recorded for an employee or vendor of QuickBooks. None has both the name and the e-mail address of {label}.",
    remedies: ["link-existing", "retry", "set-aside"],
  },
  "staff-rate-differs": {
    severity: "info",
    title: "The rate of {label} differs",
    explanation: "{label} bills {rate} an hour here and {ledgerRate} in QuickBooks. Time is sent with the rate of the entry.",
    remedies: ["dismiss", "accept-theirs"],
  },
  "period-closed": {
    severity: "error",
    title: "The books are closed through {closedThrough}: {records} wait",
    explanation: "QuickBooks takes no {records} dated on or before {closedThrough}. Move them to the first open day, all or those you tick, or try again after the books were opened.",
    remedies: ["redate", "retry", "mark-external", "set-aside"],
  },
  "number-taken": {
    severity: "error",
    title: "The number of {label} is used in QuickBooks",
    explanation: "Another document in QuickBooks has this number.",
    remedies: ["use-next-number", "link-existing", "mark-external", "set-aside"],
  },
  "reference-refused": {
    severity: "error",
    title: "QuickBooks does not know what {label} refers to",
    explanation: "QuickBooks refused a customer, service, tax code or person that the record names: {faultDetail}",
    remedies: ["retry", "mark-external", "set-aside"],
  },
  "field-refused": {
    severity: "error",
    title: "QuickBooks refuses a field of {label}",
    explanation: "QuickBooks says: {faultDetail}",
    remedies: ["retry", "mark-external", "set-aside"],
  },
  rejected: {
    severity: "error",
    title: "QuickBooks refuses {label}",
    explanation: "QuickBooks says: {faultDetail}",
    remedies: ["retry", "mark-external", "set-aside"],
  },
  "not-allowed": {
    severity: "error",
    title: "QuickBooks does not allow this",
    explanation: "The QuickBooks plan or the person who connected may not do this: {faultDetail}",
    remedies: ["retry", "reconnect", "set-aside"],
  },
  "lost-answer-ambiguous": {
    severity: "error",
    title: "{label} may be in QuickBooks twice",
    explanation: "The answer to our request was lost, and more than one record in QuickBooks looks like it. Choose the one that is ours.",
    remedies: ["link-existing", "mark-external", "set-aside"],
  },
  "subtotal-differs": {
    severity: "error",
    title: "The subtotal of {label} differs",
    explanation: "The invoice comes to {hubSubtotal} here and {ledgerSubtotal} in QuickBooks.",
    remedies: ["accept-theirs", "dismiss"],
  },
  "tax-missing": {
    severity: "error",
    title: "QuickBooks charged no sales tax",
    explanation: "The firm expects sales tax on these invoices and QuickBooks charged none. Look at the tax of each one in QuickBooks, and at the sales tax chosen in the QuickBooks settings; once both sides have the same tax, the invoice leaves this list by itself.",
    remedies: ["accept-theirs", "dismiss"],
  },
  "tax-differs": {
    severity: "warning",
    title: "QuickBooks charged another sales tax",
    explanation: "QuickBooks computed another tax than the firm's rate comes to. Its figure is what the client owes. Correct the firm's tax rate, or the sales tax chosen in the QuickBooks settings, so that the next invoices agree.",
    remedies: ["accept-theirs", "dismiss"],
  },
  "changed-in-ledger": {
    severity: "warning",
    title: "{label} was edited in QuickBooks",
    explanation: "After it was sent, someone changed {fields} in QuickBooks.",
    remedies: ["accept-theirs", "dismiss"],
  },
  "voided-in-ledger": {
    severity: "warning",
    title: "{label} was voided in QuickBooks",
    explanation: "The invoice was voided in QuickBooks. It still counts as sent here.",
    remedies: ["accept-theirs", "dismiss"],
  },
  "tie-out-open": {
    severity: "error",
    title: "The books do not tie out",
    explanation: "{finding} Nothing was changed. Trying again reads QuickBooks anew and ties out once more.",
    remedies: ["retry"],
  },
  "connection-lost": {
    severity: "error",
    title: "QuickBooks no longer accepts our sign-in",
    explanation: "The connection was withdrawn or has expired. Records keep waiting and are sent after you reconnect.",
    remedies: ["reconnect"],
  },
  "subscription-ended": {
    severity: "error",
    title: "The QuickBooks subscription has ended",
    explanation: "QuickBooks takes no new data until the subscription is renewed. Records keep waiting.",
    remedies: ["retry"],
  },
  "quota-exhausted": {
    severity: "error",
    title: "The month's allowance of QuickBooks reads is used up",
    explanation: "QuickBooks answers no more reads this month. Records keep waiting.",
    remedies: ["retry"],
  },
} satisfies Record<string, ProblemKindEntry>;

export type ProblemKind = keyof typeof entries;

/** Every kind of problem there is. */
export const problemCatalog: Readonly<Record<ProblemKind, ProblemKindEntry>> = entries;

/** What the sentences of a problem are filled with, and what its remedies start from. Plain JSON. */
export type ProblemFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A problem in words, with its remedies in the order to offer them. An unknown kind, from a newer version, is shown as `rejected`. */
export function describeProblem(kind: string, given: ProblemFacts): { severity: ProblemSeverity; title: string; explanation: string; remedies: Remedy[] } {
  const entry = isProblemKind(kind) ? problemCatalog[kind] : problemCatalog.rejected;
  const { fields } = given;
  const facts = isList(fields) ? { ...given, fields: fields.map((path) => fieldWord(path).toLowerCase()) } : given;
  return {
    severity: entry.severity,
    title: fillText(entry.title, facts),
    explanation: fillText(entry.explanation, facts),
    remedies: entry.remedies.map((remedy) => ({ ...remedyCatalog[remedy], consequence: fillText(remedyCatalog[remedy].consequence, facts) })),
  };
}

export function isProblemKind(kind: string): kind is ProblemKind {
  return Object.hasOwn(problemCatalog, kind);
}

function isList(value: ProblemFacts[string] | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** Puts facts into the braces of a sentence, amounts and days written for people; lists are joined, an unknown fact leaves its own name. */
export function fillText(template: string, facts: ProblemFacts): string {
  return template.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = facts[name];
    if (isList(value)) return value.join(", ");
    return value === undefined || value === null || value === "" ? name : writtenFact(value);
  });
}
