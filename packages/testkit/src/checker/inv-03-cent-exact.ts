import { decimal, sameDecimal } from "@tieout/domain";
import type { Evidence } from "./evidence.js";
import { activeLinks, byId, isAccountedFor, isSetAside, nameOf, openProblemsOf } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";
import { isVoided, minutesOf, moneyOf, refOf, soldAmounts, taxOf } from "./wire-facts.js";

/** INV-3: each document comes to the same on both sides, line by line, to the cent and the minute, for the same client. A difference that is an open problem is seen. */
export const centExact: Invariant = (evidence) => [...invoices(evidence), ...times(evidence)];

const off = (what: string, ...documents: string[]): Violation => ({ invariant: "INV-3", what, documents });

function invoices(evidence: Evidence): Violation[] {
  const links = activeLinks(evidence);
  const customers = Map.groupBy(links.filter(({ kind }) => kind === "client" || kind === "site"), (link) => link.record_id);
  const customersOf = (ids: readonly (string | null)[]) => ids.flatMap((id) => (customers.get(id ?? "") ?? []).map((link) => link.ledger_id));
  return links.flatMap((link) => {
    const here = link.kind === "invoice" ? byId(evidence.hub.invoices, link.record_id) : null;
    const there = byId(evidence.ledger.Invoice, link.ledger_id);
    if (!here || !there || openProblemsOf(evidence, "invoice", here.id).length > 0) return [];
    const documents = [nameOf("invoice", here.id), `Invoice ${there.Id}`];
    const total = moneyOf(there, "TotalAmt");
    if (here.status === "void" || isVoided(there)) return here.status === "void" && isVoided(there) ? [] : link.agreed["isVoid"] === true || isSetAside(evidence, "invoice", here.id) ? [] : [off("An invoice is void on one side only.", ...documents)];
    const found: Violation[] = [];
    const net = decimal(total).minus(decimal(taxOf(there))).toFixed();
    const accepted = link.agreed["acceptedSubtotal"];
    const isAccepted = typeof accepted === "string" && sameDecimal(accepted, net);
    if (!isAccepted && !sameDecimal(net, here.subtotal)) found.push(off(`An invoice comes to ${here.subtotal} here and ${net} in QuickBooks, before tax.`, ...documents));
    if (here.ledger_total === null || !sameDecimal(here.ledger_total, total)) found.push(off(`The hub says QuickBooks' total is ${here.ledger_total}, and it is ${total}.`, ...documents));
    if (here.ledger_balance === null || !sameDecimal(here.ledger_balance, moneyOf(there, "Balance"))) found.push(off("The hub has another open balance than QuickBooks.", ...documents));
    if (!isAccepted && !sameAmounts(here.amounts, soldAmounts(there))) found.push(off("The lines of an invoice are not the lines that were sent.", ...documents));
    if (!customersOf([here.client_id, here.site_id]).includes(refOf(there, "CustomerRef") ?? "")) found.push(off("An invoice stands in the account of another client.", ...documents));
    return found;
  });
}

function sameAmounts(here: readonly string[], there: readonly string[]): boolean {
  return here.length === there.length && here.every((amount, index) => sameDecimal(amount, there[index] ?? "0"));
}

function times(evidence: Evidence): Violation[] {
  const links = activeLinks(evidence);
  const customers = new Map(links.flatMap((link) => (link.kind === "client" ? [[link.record_id, link.ledger_id]] : [])));
  const sites = new Set(links.flatMap((link) => (link.kind === "site" ? [link.ledger_id] : [])));
  return links.flatMap((link) => {
    const here = link.kind === "time-entry" ? byId(evidence.hub.times, link.record_id) : null;
    const there = byId(evidence.ledger.TimeActivity, link.ledger_id);
    // Time that a person left out, or took back there, may differ: they see that it is left out.
    if (!here || !there || isAccountedFor(evidence, "time-entry", here.id)) return [];
    const customer = customers.get(here.client_id);
    // A customer that was merged into another took its time along; whoever is asked about the client sees that.
    const isAtHome = refOf(there, "CustomerRef") === customer || sites.has(refOf(there, "CustomerRef") ?? "") || openProblemsOf(evidence, "client", here.client_id).length > 0;
    const isSame = minutesOf(there) === here.minutes && there["TxnDate"] === here.day && isAtHome;
    return isSame ? [] : [off("Time has other minutes, another day or another client in QuickBooks.", nameOf("time-entry", here.id), `TimeActivity ${there.Id}`)];
  });
}
