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
  /** Where a remedy means something narrower here than in general, or asks for nothing because the facts say it. */
  words?: Partial<Record<RemedyKind, Pick<Remedy, "label" | "consequence"> & Partial<Pick<Remedy, "needs">>>>;
  /** Remedies that some problems of the kind do not have: when they do. */
  only?: Partial<Record<RemedyKind, (facts: ProblemFacts) => boolean>>;
}

/** What taking a side means where an invoice differs. */
const ofInvoices: NonNullable<ProblemKindEntry["words"]> = {
  "accept-theirs": { label: "Take what QuickBooks has", consequence: "The invoice gets the number, days, lines and amounts it has in QuickBooks. Nothing is sent." },
  "keep-ours": { label: "Send ours again", consequence: "The invoice in QuickBooks gets client, number, days and lines as they are here. What it became there is overwritten." },
  dismiss: { label: "Leave both as they are", consequence: "Nothing is changed. The difference counts as accepted until the invoice is edited again." },
  "set-aside": { label: "Set aside", consequence: "The invoice is left out of the sync, and edits of it in QuickBooks are not told, until you include it again." },
};

/** What an entry of time can become here after it was edited in the ledger; for whom, by whom and at what rate was approved. */
export const takenOfTime: readonly string[] = ["day", "minutes", "description"];

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
    remedies: ["reactivate", "map-category", "mark-external", "set-aside"],
  },
  "default-service-inactive": {
    severity: "error",
    title: "The default service {itemName} is inactive in QuickBooks",
    explanation: "Codes without a service of their own are sent as {itemName}, which was made inactive or deleted in QuickBooks. Whatever needs it waits.",
    remedies: ["reactivate", "choose-default-item", "mark-external", "set-aside"],
  },
  "account-inactive": {
    severity: "warning",
    title: "The account {accountName} is inactive in QuickBooks",
    explanation: "What is sold as {services} is posted to this account, and QuickBooks may refuse it. Make the account active again, or give the service another account in QuickBooks: then this goes by itself.",
    remedies: ["reactivate"],
    words: { reactivate: { label: "Make active again in QuickBooks", consequence: "The account is made active in QuickBooks. Nothing else is changed there." } },
  },
  "service-renamed": {
    severity: "info",
    title: "{previousName} is called {name} in QuickBooks now",
    explanation: "The service was renamed in QuickBooks. {code} goes to it as before: a mapping follows the service, not its name.",
    remedies: ["dismiss"],
    words: { dismiss: { label: "I have seen it", consequence: "The notice goes, and the mapping shows the new name. Nothing is sent. It comes back when the service is renamed again." } },
  },
  "account-renamed": {
    severity: "info",
    title: "The account {previousName} is called {name} in QuickBooks now",
    explanation: "The account was renamed in QuickBooks. What is sold as {services} is posted to it as before.",
    remedies: ["dismiss"],
    words: { dismiss: { label: "I have seen it", consequence: "The notice goes. Nothing is sent. It comes back when the account is renamed again." } },
  },
  "client-renamed": {
    severity: "info",
    title: "{previous} is called {name} in QuickBooks now",
    explanation: "The client was renamed in QuickBooks, and has the new name here, too.",
    remedies: ["dismiss", "keep-ours", "set-aside"],
    words: {
      dismiss: { label: "Keep the new name", consequence: "The notice goes. Nothing is sent: both sides have this name. It comes back when the client is renamed in QuickBooks again." },
      "keep-ours": { label: "Send ours again", consequence: "The client is called {previous} here again, and so it is sent to QuickBooks." },
    },
  },
  "client-made-inactive": {
    severity: "info",
    title: "{name} was made inactive in QuickBooks",
    explanation: "The client is inactive here, too. Nothing new is sent for it.",
    remedies: ["dismiss", "keep-ours", "set-aside"],
    words: {
      dismiss: { label: "Leave it inactive", consequence: "The notice goes. Nothing is sent: the client is inactive on both sides. It comes back when that is done again." },
      "keep-ours": { label: "Make it active again", consequence: "The client is active here again, and so it is sent to QuickBooks." },
    },
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
  "client-off": {
    severity: "error",
    title: "{name} is switched off here",
    explanation: "The client {name} was never sent to QuickBooks and is inactive here, so nothing can be sent for it. Make the client active again, and what waits goes by itself.",
    remedies: ["mark-external", "set-aside"],
  },
  "record-gone": {
    severity: "error",
    title: "{label} is gone in QuickBooks",
    explanation: "The QuickBooks record linked to {label} no longer exists. Nothing is created again without your word.",
    remedies: ["relink", "accept-theirs", "remove-link", "mark-external", "set-aside"],
    words: { "accept-theirs": { label: "Void it here, too", consequence: "The invoice is void here, and its time is unlocked: it can be billed again. Its number stays taken. Nothing is sent." } },
    only: { "accept-theirs": ({ ledgerKind }) => ledgerKind === "invoice" },
  },
  "record-merged": {
    severity: "error",
    title: "{label} seems to have been merged in QuickBooks",
    explanation: "The customer linked to {label} is inactive or gone, and its documents now belong to {survivorName}.",
    remedies: ["relink", "remove-link", "set-aside"],
  },
  "clients-merged": {
    severity: "error",
    title: "{label} and {holder} seem to have been merged in QuickBooks",
    explanation: "The customer linked to {label} is inactive or gone, and its documents now belong to {survivorName}, which is linked to {holder} here. Say whether both are one customer.",
    remedies: ["one-customer", "remove-link", "relink"],
    words: {
      "remove-link": { label: "They are two: send {label} again", consequence: "QuickBooks cannot take a merge back. {label} is sent as a new customer; its time and what waits for it go there. Invoices sent before stay with {survivorName} until you send them again." },
      relink: { label: "It is another customer", consequence: "The customer you choose is read and compared first; from then on it is the other side of {label}." },
    },
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
    explanation: "A document in QuickBooks has this number, or was sent as this one before the link between them was removed. Link the two if they are the same; void that one there if it is to be sent anew.",
    remedies: ["use-next-number", "link-existing", "retry", "mark-external", "set-aside"],
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
  "lost-answer-linked": {
    severity: "error",
    title: "{label} is in QuickBooks as {name}, which is linked to {holder} here",
    explanation: "The answer to our request was lost. Meanwhile the record it made in QuickBooks was linked to {holder}. Say whose it is; nothing is sent again without your word.",
    remedies: ["link-existing", "set-aside"],
    words: {
      "link-existing": { label: "It is {label}", consequence: "The record in QuickBooks is linked to {label}. {holder} loses its link and is left out of the sync until you include it again.", needs: [] },
      "set-aside": { label: "It is {holder}", consequence: "{label} is left out of the sync until you include it again." },
    },
  },
  "look-up-failed": {
    severity: "error",
    title: "What became of {label} in QuickBooks cannot be found out",
    explanation: "The answer to our request was lost, and an error of Tieout's own stopped the look whether it arrived. Nothing is sent twice, everything else goes on, and the look is repeated by itself, ever more rarely. If it stays, send the support bundle of this problem to whoever looks after Tieout.",
    remedies: ["retry"],
    words: { retry: { label: "Look again", consequence: "QuickBooks is asked again about what was sent within a few minutes." } },
  },
  "work-failed": {
    severity: "error",
    title: "{work} broke off: something went wrong inside Tieout",
    explanation: "An error of Tieout's own ended it. Nothing was lost: what was not settled is planned again, and the next one tries by itself. If it stays, send the support bundle of this problem to whoever looks after Tieout.",
    remedies: ["retry", "dismiss"],
    words: { retry: { label: "Try again", consequence: "Everything is synced again now." } },
  },
  "subtotal-differs": {
    severity: "error",
    title: "The subtotal of {label} differs",
    explanation: "The invoice comes to {hubSubtotal} here and {ledgerSubtotal} in QuickBooks.",
    remedies: ["accept-theirs", "keep-ours", "dismiss", "set-aside"],
    words: { ...ofInvoices },
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
    title: "{label} differs in QuickBooks",
    explanation: "The invoice in QuickBooks has another {fields} than was sent: somebody edited it there, or QuickBooks did. Both values are shown below.",
    remedies: ["accept-theirs", "keep-ours", "dismiss", "set-aside"],
    words: { ...ofInvoices },
  },
  "voided-in-ledger": {
    severity: "warning",
    title: "{label} was voided in QuickBooks",
    explanation: "The invoice was voided in QuickBooks. It still counts as sent here.",
    remedies: ["accept-theirs", "remove-link", "dismiss", "set-aside"],
    words: {
      "accept-theirs": { label: "Void it here, too", consequence: "The invoice is void here, and its time is unlocked: it can be billed again." },
      "remove-link": { label: "Send it again as a new invoice", consequence: "QuickBooks cannot take a void back. The voided invoice stays there as it is, and the invoice is sent again as another one." },
      dismiss: { label: "Leave both as they are", consequence: "Nothing is changed. The tie-out goes on telling the difference, with its reason." },
      "set-aside": { label: "Set aside", consequence: "The invoice is left out of the sync, and edits of it in QuickBooks are not told, until you include it again." },
    },
  },
  "void-but-paid": {
    severity: "error",
    title: "{label} is void here and was paid in QuickBooks",
    explanation: "{received} was received for it in QuickBooks. Voiding it there would leave the payment without an invoice. Write a credit memo there, or take the payment off the invoice, then try again.",
    remedies: ["retry", "set-aside"],
  },
  "time-differs": {
    severity: "warning",
    title: "{label} differs in QuickBooks",
    explanation: "The time in QuickBooks has another {fields} than was sent: somebody edited it there, or QuickBooks did. Both values are shown below. Day, length and note can be taken over here while the time is on no invoice.",
    remedies: ["keep-ours", "accept-theirs", "set-aside"],
    words: {
      "keep-ours": { label: "Send ours again", consequence: "The time in QuickBooks gets the values it has here. What it became there is overwritten." },
      "accept-theirs": { label: "Take what QuickBooks has", consequence: "The time gets the day, the length and the note it has in QuickBooks. It stays approved, at the rate it was approved with. Nothing is sent." },
    },
    only: { "accept-theirs": ({ fields, isOnInvoice }) => isOnInvoice !== true && isList(fields) && fields.every((path) => takenOfTime.includes(path)) },
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
  "sign-in-refused": {
    severity: "warning",
    title: "QuickBooks refused the sign-in; it is tried again {when}",
    explanation: "An outage of QuickBooks looks like this, and so does a connection that somebody withdrew there. The sign-in is kept and tried again by itself; only a third refusal in a row, each some minutes after the last, asks for a reconnect. Records keep waiting and nothing is lost. Whoever knows that the connection was withdrawn reconnects at once.",
    remedies: ["retry", "reconnect"],
    words: { retry: { label: "Try again now", consequence: "The sign-in is tried at once, and what waits is sent when QuickBooks accepts it." } },
  },
  "sign-in-expiring": {
    severity: "warning",
    title: "The QuickBooks sign-in ends on {endsOn}",
    explanation: "After that day nothing is read or sent until an administrator reconnects. Reconnecting takes a minute, and nothing is interrupted when it is done before.",
    remedies: ["reconnect"],
  },
  "calls-running-out": {
    severity: "warning",
    title: "{percent} % of the month's QuickBooks calls are used",
    explanation: "{used} of {budget} metered calls were made this month. {consequence}",
    remedies: ["dismiss"],
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

/** What can be done about a problem, as its kind and facts say. */
export function remediesOf(kind: string, facts: ProblemFacts): readonly RemedyKind[] {
  const { remedies, only }: ProblemKindEntry = entryOf(kind);
  return remedies.filter((remedy) => only?.[remedy]?.(facts) ?? true);
}

/** An unknown kind, from a newer version, is shown as `rejected`. */
function entryOf(kind: string): ProblemKindEntry {
  return isProblemKind(kind) ? problemCatalog[kind] : problemCatalog.rejected;
}

/** A problem in words, with its remedies in the order to offer them. */
export function describeProblem(kind: string, given: ProblemFacts): { severity: ProblemSeverity; title: string; explanation: string; remedies: Remedy[] } {
  const entry = entryOf(kind);
  const { fields } = given;
  const facts = isList(fields) ? { ...given, fields: fields.map((path) => fieldWord(path).toLowerCase()) } : given;
  return {
    severity: entry.severity,
    title: fillText(entry.title, facts),
    explanation: fillText(entry.explanation, facts),
    remedies: remediesOf(kind, given).map((each) => {
      const remedy = { ...remedyCatalog[each], ...entry.words?.[each] };
      return { ...remedy, label: fillText(remedy.label, facts), consequence: fillText(remedy.consequence, facts) };
    }),
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
