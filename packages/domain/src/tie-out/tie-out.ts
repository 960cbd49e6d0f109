import { Big } from "big.js";
import { decimal, roundMoney, type Decimal } from "../money.js";
import type { ClientFacts, InvoiceFacts, LedgerOnlyInvoice, TieOutFacts } from "./facts.js";
import { invoiceSides, problemOf, reasonOf, type InvoiceSides } from "./invoice-difference.js";
import { tieOutReasons, type TieOutReason } from "./reasons.js";
import type { TieOutClient, TieOutDocument, TieOutFigures, TieOutLedgerOnly, TieOutResult, TieOutTotal } from "./statement.js";

/**
 * Ties out a firm: what its clients owe by its own records against what the ledger has of the same invoices, to the cent and per currency,
 * with every difference explained by documents. What the ledger holds besides is stated apart. Pure: the same facts give the same figures
 * in the same order.
 */
export function tieOut(facts: TieOutFacts): TieOutFigures {
  const totals = new Map<string, Sum>();
  const clients = new Map<string, ClientSum>();
  const documents: TieOutDocument[] = [];
  const sumOf = (currency: string): Sum => found(totals, currency, () => ({ currency, ...noSum() }));
  const clientOf = (clientId: string, name: string, currency: string): ClientSum =>
    found(clients, `${clientId} ${currency}`, () => ({ clientId, name, currency, ledgerId: null, balance: null, hub: zero, ledger: zero }));

  for (const { currency, total: settled } of facts.settled) {
    const total = sumOf(currency);
    total.invoicedHub = total.invoicedHub.plus(settled);
    total.invoicedLedger = total.invoicedLedger.plus(settled);
  }
  for (const invoice of facts.invoices) {
    const total = sumOf(invoice.currency);
    for (const { clientId, clientName, sides } of shares(invoice, facts)) {
      const client = clientOf(clientId, clientName, invoice.currency);
      client.hub = client.hub.plus(sides.hubOpen);
      client.ledger = client.ledger.plus(sides.ledgerOpen);
      total.hub = total.hub.plus(sides.hubOpen);
      total.ledger = total.ledger.plus(sides.ledgerOpen);
      total.invoicedHub = total.invoicedHub.plus(sides.hubTotal);
      total.invoicedLedger = total.invoicedLedger.plus(sides.ledgerTotal);
      if (sides.hubOpen.eq(sides.ledgerOpen) && sides.hubTotal.eq(sides.ledgerTotal)) continue;
      const reason = reasonOf(invoice, facts);
      if (tieOutReasons[reason].isExplained) total.explained = total.explained.plus(sides.hubOpen).minus(sides.ledgerOpen);
      documents.push(documentOf(invoice, { clientId, clientName }, sides, reason));
    }
  }
  for (const { id, name, currency, ledgerId, ledgerBalance } of facts.clients) {
    const client = clientOf(id, name, currency);
    client.ledgerId = ledgerId;
    client.balance = ledgerBalance;
    const elsewhere = ledgerBalance === null ? zero : decimal(ledgerBalance).minus(client.ledger);
    // A currency in which nobody owes anything has no statement.
    if (!elsewhere.eq(0)) sumOf(currency).elsewhere = sumOf(currency).elsewhere.plus(elsewhere);
  }
  return {
    asOf: facts.asOf,
    totals: [...totals.values()].map(totalOf).sort(by(({ currency }) => currency)),
    clients: [...clients.values()].map(clientRow).filter(isOfInterest).sort(by(({ name, clientId, currency }) => `${name}\u0000${clientId}\u0000${currency}`)),
    documents: documents.sort(by(({ clientName, issuedOn, recordId, clientId }) => `${clientName}\u0000${issuedOn}\u0000${recordId}\u0000${clientId}`)),
    ledgerOnly: facts.ledgerOnly.map((invoice) => ledgerOnlyOf(invoice, facts.startDate)).sort(by(({ customerName, issuedOn, ledgerId }) => `${customerName}\u0000${issuedOn}\u0000${ledgerId}`)),
    counts: [...facts.counts],
  };
}

/** Documents as people look at them: what nobody explains first, then the largest difference, whichever side it is on. */
export function bySizeOfDifference(documents: readonly TieOutDocument[]): TieOutDocument[] {
  const size = ({ difference }: TieOutDocument) => decimal(difference).abs();
  return documents.toSorted((a, b) => Number(tieOutReasons[a.reason].isExplained) - Number(tieOutReasons[b.reason].isExplained) || size(b).cmp(size(a)));
}

/** How a tie-out came out, over all currencies. A document nobody explains keeps it open even when amounts cancel. */
export function tieOutResult({ totals, documents }: Pick<TieOutFigures, "totals" | "documents">): TieOutResult {
  if (documents.some(({ reason }) => !tieOutReasons[reason].isExplained) || totals.some(({ residual }) => !decimal(residual).eq(0))) return "open";
  return documents.length === 0 ? "ties-out" : "explained";
}

interface Sum {
  currency: string;
  hub: Big;
  ledger: Big;
  explained: Big;
  invoicedHub: Big;
  invoicedLedger: Big;
  elsewhere: Big;
}

interface ClientSum {
  clientId: string;
  name: string;
  currency: string;
  ledgerId: string | null;
  balance: ClientFacts["ledgerBalance"];
  hub: Big;
  ledger: Big;
}

const zero = new Big(0);
const noSum = (): Omit<Sum, "currency"> => ({ hub: zero, ledger: zero, explained: zero, invoicedHub: zero, invoicedLedger: zero, elsewhere: zero });

/** Whose balance each side of an invoice is part of: one client's, unless it was moved to another customer in the ledger. */
function shares(invoice: InvoiceFacts, facts: TieOutFacts): { clientId: string; clientName: string; sides: InvoiceSides }[] {
  const sides = invoiceSides(invoice, facts);
  const { clientId, clientName, ledger } = invoice;
  const isElsewhere = ledger !== null && !ledger.isGone && !ledger.isVoid && ledger.clientId !== clientId;
  if (!isElsewhere) return [{ clientId, clientName, sides }];
  const here = { clientId, clientName, sides: { ...sides, ledgerTotal: zero, ledgerOpen: zero } };
  if (ledger.clientId === null) return [here];
  return [here, { clientId: ledger.clientId, clientName: ledger.clientName, sides: { ...sides, hubTotal: zero, hubOpen: zero } }];
}

function documentOf(invoice: InvoiceFacts, { clientId, clientName }: { clientId: string; clientName: string }, sides: InvoiceSides, reason: TieOutReason): TieOutDocument {
  const { id, label, issuedOn, currency, link, ledger, stateReason } = invoice;
  const problem = problemOf(invoice, reason);
  const money = (value: Big) => roundMoney(value, currency);
  const detail = reason === "moved-there" ? (ledger?.clientName ?? null) : reason === "set-aside" || reason === "external" || reason === "failed" ? stateReason : null;
  return {
    kind: "invoice", recordId: id, label, clientId, clientName, issuedOn, currency,
    hubTotal: money(sides.hubTotal), ledgerTotal: money(sides.ledgerTotal), hubOpen: money(sides.hubOpen), ledgerOpen: money(sides.ledgerOpen),
    difference: money(sides.hubOpen.minus(sides.ledgerOpen)),
    reason, detail, problemId: problem?.id ?? null, problemKind: problem?.kind ?? null, ledgerId: link?.ledgerId ?? null,
  };
}

function ledgerOnlyOf({ ledgerId, number, clientId, customerName, issuedOn, currency, total, balance }: LedgerOnlyInvoice, startDate: string | null): TieOutLedgerOnly {
  const reason = startDate !== null && issuedOn < startDate ? "before-start-date" : "made-there";
  return { ledgerId, label: number ?? "No number", clientId, customerName, issuedOn, currency, total: roundMoney(total, currency), open: roundMoney(balance, currency), reason };
}

function totalOf({ currency, hub, ledger, explained, invoicedHub, invoicedLedger, elsewhere }: Sum): TieOutTotal {
  const money = (value: Big): Decimal => roundMoney(value, currency);
  const difference = hub.minus(ledger);
  return {
    currency, hub: money(hub), ledger: money(ledger), difference: money(difference), explained: money(explained), residual: money(difference.minus(explained)),
    invoicedHub: money(invoicedHub), invoicedLedger: money(invoicedLedger), elsewhere: money(elsewhere),
  };
}

function clientRow({ clientId, name, currency, ledgerId, balance, hub, ledger }: ClientSum): TieOutClient {
  const money = (value: Big) => roundMoney(value, currency);
  const elsewhere = balance === null ? null : money(decimal(balance).minus(ledger));
  return { clientId, name, currency, hub: money(hub), ledger: money(ledger), difference: money(hub.minus(ledger)), elsewhere, ledgerId };
}

/** A client that owes nothing on either side says nothing. */
function isOfInterest({ hub, ledger, elsewhere }: TieOutClient): boolean {
  return [hub, ledger, elsewhere ?? "0"].some((amount) => !decimal(amount).eq(0));
}

function found<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** In code-unit order, the same on every machine. */
function by<Row>(keyOf: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
