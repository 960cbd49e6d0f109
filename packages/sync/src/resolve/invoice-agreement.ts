import { sameDecimal, type LedgerInvoice, type LedgerInvoiceLine } from "@tieout/domain";
import type { FieldDifference, ProvenInvoice } from "@tieout/store";
import type { Agreement } from "../engine/flow.js";
import { ledgerIdOfDependency } from "../engine/references.js";
import { ledgerKey, type LedgerKey, type LedgerNames } from "./ledger-names.js";

/** What a line of a sent invoice is compared by; its tax shows in the total, its class is the ledger's own. */
export type AgreedLine = Pick<LedgerInvoiceLine, "description" | "itemId" | "quantity" | "unitPrice" | "amount" | "serviceDate">;

/** What a sent invoice is compared with later: as the ledger answered it. */
export function agreedOfInvoice({ customerId, number, issuedOn, dueOn, lines, subtotal, tax, total, isVoid }: LedgerInvoice, isVoided = false): Agreement {
  const agreed = { customerId, number, issuedOn, dueOn, lines: lines.map(agreedLine), subtotal, tax, total, isVoid: isVoid || isVoided };
  return { agreed, hubAgreed: {} };
}

/**
 * What a sent invoice is compared with: what was sent, and for what was left to the ledger (number, figures) its answer. What the ledger made of
 * a field without a word (reliability FC-53) then shows as a difference.
 */
export function agreedOnSending(sent: LedgerInvoice, answer: LedgerInvoice): Agreement {
  const { agreed } = agreedOfInvoice(answer);
  const lines = sent.lines.map((line, index) => {
    const there = answer.lines[index];
    return there ? { ...agreedLine(line), description: line.description ?? there.description, quantity: line.quantity ?? there.quantity, unitPrice: line.unitPrice ?? there.unitPrice, serviceDate: line.serviceDate ?? there.serviceDate } : agreedLine(line);
  });
  // The id of a customer made in the same plan stands in the stored write as a placeholder.
  const customerId = sent.customerId === ledgerIdOfDependency ? answer.customerId : sent.customerId;
  return { agreed: { ...agreed, customerId, number: sent.number ?? answer.number, issuedOn: sent.issuedOn, dueOn: sent.dueOn ?? answer.dueOn, lines }, hubAgreed: {} };
}

/** Whether an invoice is there just as it was sent to be. */
export function isAsSent(sent: LedgerInvoice, there: LedgerInvoice): boolean {
  const isSameHead = there.customerId === sent.customerId && there.issuedOn === sent.issuedOn && there.dueOn === sent.dueOn && (sent.number === null || there.number === sent.number);
  return isSameHead && areSameLines(sent.lines, there.lines);
}

/** A sent invoice beside what the ledger has of it. */
export type EditedInvoice = Pick<ProvenInvoice, "document" | "agreed" | "clientName" | "number" | "issuedOn" | "dueOn" | "subtotal" | "total">;

/** What somebody edited in the ledger since both sides agreed: ours, theirs, and what was agreed, in values people can read. */
export function editsOfInvoice(invoice: EditedInvoice, names: LedgerNames = new Map()): FieldDifference[] {
  const { document, agreed } = invoice;
  const customer = (id: unknown): unknown => (typeof id === "string" ? (names.get(ledgerKey({ kind: "customer", id })) ?? id) : id);
  const edits: FieldDifference[] = [];
  if ("customerId" in agreed && agreed["customerId"] !== document.customerId) edits.push({ path: "customerId", before: invoice.clientName, after: customer(document.customerId), agreed: customer(agreed["customerId"]) });
  for (const path of ["number", "issuedOn", "dueOn"] as const) {
    if (path in agreed && agreed[path] !== document[path]) edits.push({ path, before: invoice[path], after: document[path], agreed: agreed[path] });
  }
  const lines = agreed["lines"] as readonly AgreedLine[] | undefined;
  if (lines && !areSameLines(lines, document.lines)) {
    const [ours, theirs] = [textsOfLines(lines, document.lines, names), textsOfLines(document.lines, lines, names)];
    edits.push({ path: "lines", before: ours, after: theirs, agreed: ours });
  }
  for (const path of ["subtotal", "total"] as const) {
    // Whoever sets a figure right in QuickBooks makes it ours: that is no edit to be asked about.
    if (!isSameMoney(agreed[path], document[path]) && !isSameMoney(invoice[path], document[path])) edits.push({ path, before: invoice[path], after: document[path], agreed: agreed[path] });
  }
  return edits;
}

/** Records whose names the edits are told with; none where nobody edited anything. */
export function keysInEdits(invoice: ProvenInvoice): LedgerKey[] {
  if (invoice.isGone || editsOfInvoice(invoice).length === 0) return [];
  const { document, agreed } = invoice;
  const lines = [...((agreed["lines"] as readonly AgreedLine[] | undefined) ?? []), ...document.lines];
  return [...[document.customerId, String(agreed["customerId"])].map((id): LedgerKey => ({ kind: "customer", id })), ...lines.flatMap(({ itemId }): LedgerKey[] => (itemId === null ? [] : [{ kind: "item", id: itemId }]))];
}

export function isSameMoney(a: unknown, b: unknown): boolean {
  if (typeof a !== "string" || typeof b !== "string") return a === b;
  return sameDecimal(a, b);
}

function agreedLine({ description, itemId, quantity, unitPrice, amount, serviceDate }: LedgerInvoiceLine): AgreedLine {
  return { description, itemId, quantity, unitPrice, amount, serviceDate };
}

function areSameLines(agreed: readonly AgreedLine[], there: readonly AgreedLine[]): boolean {
  return agreed.length === there.length && agreed.every((line, index) => isSameLine(line, there[index]));
}

function isSameLine(line: AgreedLine, other: AgreedLine | undefined): boolean {
  if (!other) return false;
  const isSameText = (line.description ?? "").trim() === (other.description ?? "").trim() && line.itemId === other.itemId && line.serviceDate === other.serviceDate;
  return isSameText && isSameMoney(line.amount, other.amount) && isSameMoney(line.quantity, other.quantity) && isSameMoney(line.unitPrice, other.unitPrice);
}

/** The lines that are not the same on the other side, each with its place, text, service and amount. */
function textsOfLines(lines: readonly AgreedLine[], others: readonly AgreedLine[], names: LedgerNames): string[] {
  return lines.flatMap((line, index) => {
    if (isSameLine(line, others[index])) return [];
    const { description, itemId, quantity, unitPrice, amount } = line;
    const service = itemId === null ? null : (names.get(ledgerKey({ kind: "item", id: itemId })) ?? `service ${itemId}`);
    const product = quantity === null || unitPrice === null ? "" : `${quantity} x ${unitPrice} = `;
    return [`${index + 1}. ${[description, service].filter(Boolean).join(" / ")}: ${product}${amount}`];
  });
}
