import { Big } from "big.js";
import { decimal, type Decimal } from "../money.js";
import type { ProblemKind } from "../problems/problem-catalog.js";
import type { InvoiceFacts, TieOutFacts } from "./facts.js";
import type { TieOutReason } from "./reasons.js";

/** One invoice on both sides. Amounts in the invoice's currency, not rounded. */
export interface InvoiceSides {
  hubTotal: Big;
  hubOpen: Big;
  ledgerTotal: Big;
  ledgerOpen: Big;
}

const zero = new Big(0);
const amount = (text: Decimal | null | undefined): Big => (text === null || text === undefined ? zero : decimal(text));

/**
 * What an invoice comes to here and there, and how much of it is open. What a person accepted of the ledger's figures counts as ours, and
 * so does sales tax that the ledger computes from addresses. Payments are kept in the ledger, so what was paid there is paid here.
 */
export function invoiceSides(invoice: InvoiceFacts, rules: Pick<TieOutFacts, "isTaxAutomatic">): InvoiceSides {
  const { status, ledger } = invoice;
  const isThere = ledger !== null && !ledger.isGone && !ledger.isVoid;
  const ledgerTotal = isThere ? amount(ledger.total) : zero;
  const ledgerOpen = isThere ? amount(ledger.balance) : zero;
  if (status === "void") return { hubTotal: zero, hubOpen: zero, ledgerTotal, ledgerOpen };
  const hubTotal = ourTotal(invoice, rules.isTaxAutomatic);
  const paid = ledger === null || ledger.isVoid ? zero : amount(ledger.total).minus(amount(ledger.balance));
  return { hubTotal, hubOpen: hubTotal.minus(paid), ledgerTotal, ledgerOpen };
}

function ourTotal({ total, subtotal, tax, link }: InvoiceFacts, isTaxAutomatic: boolean): Big {
  if (!link) return decimal(total);
  const { agreed } = link;
  if (agreed.isVoid) return zero;
  const ourTax = agreed.acceptedTax ?? (isTaxAutomatic ? agreed.tax : null) ?? tax;
  return decimal(agreed.acceptedSubtotal ?? subtotal).plus(decimal(ourTax));
}

/** Why the two sides of this invoice differ. Asked only when they do. */
export function reasonOf(invoice: InvoiceFacts, { startDate, sendsInvoices }: Pick<TieOutFacts, "startDate" | "sendsInvoices">): TieOutReason {
  const { link, ledger, status, state } = invoice;
  if (state === "set-aside") return "set-aside";
  if (state === "external") return "external";
  if (!link) return reasonUnsent(invoice, startDate, sendsInvoices);
  if (!ledger) return "unread";
  if (status === "void") return "voided-here";
  if (ledger.isGone) return "deleted-there";
  if (ledger.isVoid) return "voided-there";
  if (ledger.clientId !== invoice.clientId) return "moved-there";
  const { subtotal, total } = link.agreed;
  if (differs(total, ledger.total) || differs(subtotal, ledger.subtotal)) return "changed-there";
  if (differs(link.agreed.acceptedSubtotal ?? invoice.subtotal, ledger.subtotal)) return "computed-otherwise";
  return differs(invoice.tax, ledger.tax ?? "0") ? "tax-differs" : "unexplained";
}

/** Problems that tell of these reasons only; every other kind may hold an invoice whatever its reason. */
const tellsOf: Partial<Record<string, readonly TieOutReason[]>> = {
  "changed-in-ledger": ["changed-there", "moved-there"],
  "voided-in-ledger": ["voided-there"],
  "record-gone": ["deleted-there", "blocked", "failed"],
  "subtotal-differs": ["computed-otherwise", "changed-there"],
  "tax-missing": ["tax-differs"],
  "tax-differs": ["tax-differs"],
} satisfies Partial<Record<ProblemKind, readonly TieOutReason[]>>;

/** The problem that tells of this reason; else the worst of those that tell of no other. */
export function problemOf({ problems }: InvoiceFacts, reason: TieOutReason): InvoiceFacts["problems"][number] | undefined {
  return problems.find(({ kind }) => tellsOf[kind]?.includes(reason)) ?? problems.find(({ kind }) => !tellsOf[kind]);
}

function reasonUnsent({ state, problems, issuedOn }: InvoiceFacts, startDate: string | null, sendsInvoices: boolean): TieOutReason {
  if (state === "sending" || state === "checking") return "checking";
  if (state === "failed") return "failed";
  if (problems.length > 0 || state === "blocked") return "blocked";
  if (!sendsInvoices) return "sync-off";
  return startDate !== null && issuedOn < startDate ? "before-start-date" : "not-sent";
}

function differs(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a !== b : !decimal(a).eq(decimal(b));
}
