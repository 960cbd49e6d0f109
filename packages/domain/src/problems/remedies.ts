/** What a person can do to a problem. The engine carries out each one; pages and programs offer the same. */
export type RemedyKind =
  | "retry"
  | "map-category"
  | "choose-default-item"
  | "choose-tax-code"
  | "link-existing"
  | "create-in-ledger"
  | "rename"
  | "use-next-number"
  | "redate"
  | "reactivate"
  | "mark-external"
  | "set-aside"
  | "include-again"
  | "relink"
  | "remove-link"
  | "one-customer"
  | "reconnect"
  | "accept-theirs"
  | "keep-ours"
  | "dismiss";

/** One field of a remedy's form. `ledger-id` is a record of the ledger of one of `ledgerKinds`. */
export interface RemedyInput {
  name: string;
  type: "text" | "date" | "ledger-id" | "record-id";
  label: string;
  isRequired: boolean;
  ledgerKinds?: readonly string[];
}

export interface Remedy {
  kind: RemedyKind;
  /** On the button. */
  label: string;
  /** What happens, in one sentence, before the person agrees. */
  consequence: string;
  isReversible: boolean;
  /** True for what can be done to all records of the cause at once. */
  isBulk: boolean;
  needs: readonly RemedyInput[];
}

/** What is done to the records of a problem and nothing else: no way out of one that holds none. */
export const remediesOfRecords: ReadonlySet<RemedyKind> = new Set(["mark-external", "set-aside", "one-customer"]);

const itemInput: RemedyInput = { name: "itemId", type: "ledger-id", label: "QuickBooks service", isRequired: true, ledgerKinds: ["item"] };

/** The words and inputs of each remedy; a problem kind may give a label of its own. */
export const remedyCatalog: Readonly<Record<RemedyKind, Remedy>> = {
  retry: {
    kind: "retry",
    label: "Try again",
    consequence: "The records of this problem are planned and sent again now.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  "map-category": {
    kind: "map-category",
    label: "Choose the QuickBooks service",
    consequence: "The choice is stored for good and every record that waits for it is sent.",
    isReversible: true,
    isBulk: true,
    needs: [itemInput],
  },
  "choose-default-item": {
    kind: "choose-default-item",
    label: "Choose a default service",
    consequence: "Every code without a service of its own uses this one from now on. It hides missing mappings.",
    isReversible: true,
    isBulk: true,
    needs: [itemInput],
  },
  "choose-tax-code": {
    kind: "choose-tax-code",
    label: "Choose the sales tax",
    consequence: "Taxable work is sent with this tax code of QuickBooks from now on, and every invoice that waits for it is sent.",
    isReversible: true,
    isBulk: true,
    needs: [{ name: "taxCodeId", type: "ledger-id", label: "Tax code in QuickBooks", isRequired: true, ledgerKinds: ["tax-code"] }],
  },
  "link-existing": {
    kind: "link-existing",
    label: "Link to the existing record",
    consequence: "Both are taken for the same record. Nothing new is created.",
    isReversible: true,
    isBulk: false,
    needs: [{ name: "ledgerId", type: "ledger-id", label: "Record in QuickBooks", isRequired: true }],
  },
  "create-in-ledger": {
    kind: "create-in-ledger",
    label: "Create a new one",
    consequence: "They are taken for different records; a new one is created.",
    isReversible: false,
    isBulk: true,
    needs: [],
  },
  rename: {
    kind: "rename",
    label: "Rename",
    consequence: "The record gets this name here and is sent with it.",
    isReversible: true,
    isBulk: false,
    needs: [{ name: "displayName", type: "text", label: "New name", isRequired: true }],
  },
  "use-next-number": {
    kind: "use-next-number",
    label: "Use the next number",
    consequence: "The invoice gets the firm's next free number and is sent with it.",
    isReversible: false,
    isBulk: true,
    needs: [],
  },
  redate: {
    kind: "redate",
    label: "Move to the first open day",
    consequence: "The {records} are dated the first day after the books were closed, or the day you name, and sent. Nothing else is moved.",
    isReversible: true,
    isBulk: true,
    needs: [{ name: "day", type: "date", label: "New date", isRequired: false }],
  },
  reactivate: {
    kind: "reactivate",
    label: "Make active again in QuickBooks",
    consequence: "The record is made active in QuickBooks and what waits for it is sent.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  "mark-external": {
    kind: "mark-external",
    label: "Mark as handled in QuickBooks",
    consequence: "Nothing is sent. The record counts as settled outside, on your word.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  "set-aside": {
    kind: "set-aside",
    label: "Set aside",
    consequence: "The record is left out of every sync until you include it again.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  "include-again": {
    kind: "include-again",
    label: "Include again",
    consequence: "The record takes part in the sync again.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  relink: {
    kind: "relink",
    label: "Link to another record",
    consequence: "The record is read and compared first; from then on it is the other side of this one.",
    isReversible: true,
    isBulk: false,
    needs: [{ name: "ledgerId", type: "ledger-id", label: "Record in QuickBooks", isRequired: true }],
  },
  "remove-link": {
    kind: "remove-link",
    label: "Remove the link",
    consequence: "The two records no longer belong together. The next sync looks for a match, and creates one if there is none.",
    isReversible: true,
    isBulk: false,
    needs: [],
  },
  "one-customer": {
    kind: "one-customer",
    label: "Both are one: {holder}",
    consequence: "{label} loses its link and is left out of the sync. What was sent for it stays with {survivorName} in QuickBooks: nobody is asked about it again, and the tie-out shows it as moved. Write its later work for {holder}: what is written for {label} waits until you include it again, and then goes to a new customer.",
    isReversible: true,
    isBulk: false,
    needs: [],
  },
  reconnect: {
    kind: "reconnect",
    label: "Reconnect to QuickBooks",
    consequence: "You sign in to QuickBooks again; what waits is sent afterwards.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  "accept-theirs": {
    kind: "accept-theirs",
    label: "Take the values of QuickBooks",
    consequence: "The fields that differ get the values QuickBooks has.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  "keep-ours": {
    kind: "keep-ours",
    label: "Keep our values",
    consequence: "The fields that differ are sent to QuickBooks with the values here.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
  dismiss: {
    kind: "dismiss",
    label: "I have seen it",
    consequence: "The notice goes. It comes back when the facts change.",
    isReversible: true,
    isBulk: true,
    needs: [],
  },
};
