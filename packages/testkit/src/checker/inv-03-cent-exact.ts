import { decimal, sameDecimal } from "@tieout/domain";
import type { Evidence } from "./evidence.js";
import type { HubEvidence } from "./hub-evidence.js";
import { activeLinks, byId, isAccountedFor, isSetAside, nameOf, once, openProblemsOf } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";
import { isVoided, minutesOf, moneyOf, refOf, soldAmounts, taxOf } from "./wire-facts.js";

/** INV-3: each document comes to the same on both sides, line by line, to the cent and the minute, for the same client. A difference that is an open problem is seen. */
export const centExact: Invariant = (evidence) => [...invoices(evidence), ...times(evidence)];

const off = (what: string, ...documents: string[]): Violation => ({ invariant: "INV-3", what, documents });

function invoices(evidence: Evidence): Violation[] {
  return activeLinks(evidence).flatMap((link) => {
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
    if (!isAtHome(evidence, link, here, refOf(there, "CustomerRef"))) found.push(off("An invoice stands in the account of another client.", ...documents));
    return found;
  });
}

function sameAmounts(here: readonly string[], there: readonly string[]): boolean {
  return here.length === there.length && here.every((amount, index) => sameDecimal(amount, there[index] ?? "0"));
}

function times(evidence: Evidence): Violation[] {
  return activeLinks(evidence).flatMap((link) => {
    const here = link.kind === "time-entry" ? byId(evidence.hub.times, link.record_id) : null;
    const there = byId(evidence.ledger.TimeActivity, link.ledger_id);
    // Time that a person left out, or took back there, may differ: they see that it is left out.
    if (!here || !there || isAccountedFor(evidence, "time-entry", here.id)) return [];
    const isSame = minutesOf(there) === here.minutes && there["TxnDate"] === here.day && isAtHome(evidence, link, here, refOf(there, "CustomerRef"));
    return isSame ? [] : [off("Time has other minutes, another day or another client in QuickBooks.", nameOf("time-entry", here.id), `TimeActivity ${there.Id}`)];
  });
}

type Link = HubEvidence["links"][number];

/**
 * Whether a document stands with its client: with the client's or the site's customer, with the one they were linked to when it was sent, or, where the
 * customer was merged, with whoever it was merged into once a person was told. Of a client that is left out nobody is told: there the customer it was sent
 * to is inactive, and where it went is the bookkeeper's word.
 */
function isAtHome(evidence: Evidence, document: Link, { client_id, site_id }: { client_id: string; site_id: string | null }, customerId: string | null): boolean {
  if (customerId === null) return false;
  const parties = [nameOf("client", client_id), nameOf("site", site_id)].flatMap((party) => linksOf(evidence.hub.links).get(party) ?? []).filter((link) => link.connection_id === document.connection_id);
  const times = placedAt(evidence, document);
  const sentTo = parties.filter(({ linked_at, unlinked_at }) => times.some(({ from, until }) => linked_at <= until && (unlinked_at === null || unlinked_at >= from)));
  if (parties.some((link) => link.ledger_id === customerId && (link.is_active || sentTo.includes(link)))) return true;
  if (survivorsOf(evidence.hub.problems).has(`${client_id} ${customerId}`)) return true;
  return isSetAside(evidence, "client", client_id) && sentTo.some(({ ledger_id }) => byId(evidence.ledger.Customer, ledger_id)?.["Active"] === false);
}

const linksOf = once((links: HubEvidence["links"]) => Map.groupBy(links, ({ kind, record_id }) => nameOf(kind, record_id)));

/** When it was said where it belongs: from when its creation was on its way until it was known to be there, and when it was linked, by a person for one. */
function placedAt({ hub }: Evidence, { connection_id, kind, record_id, ledger_id, linked_at }: Link): { from: string; until: string }[] {
  const create = createsOf(hub.changes).get(`${connection_id} ${nameOf(kind, record_id)} ${ledger_id}`);
  const until = create?.applied_at ?? linked_at;
  return [{ from: create ? (firstCalled(hub).get(create.id) ?? until) : until, until }, { from: linked_at, until: linked_at }];
}

const createsOf = once((changes: HubEvidence["changes"]) => new Map(changes.flatMap((change) => (change.side === "ledger" && change.operation === "create" && change.state === "applied" ? [[`${change.connection_id} ${nameOf(change.kind, change.record_id)} ${change.ledger_id}`, change] as const] : []))));

/** When the first call that carried a change was committed. */
const firstCalled = once(({ calls, attempts }: HubEvidence) => {
  const carried = Map.groupBy(attempts, ({ call_id }) => call_id);
  const times = calls.flatMap(({ id, change_id, created_at }) => (change_id === null ? (carried.get(id) ?? []).map((attempt) => [attempt.change_id, created_at] as const) : [[change_id, created_at] as const]));
  return new Map(times.toSorted(([, a], [, b]) => (a < b ? 1 : -1)));
});

/** Mergers that a person is asked about, or has decided. */
const survivorsOf = once((problems: HubEvidence["problems"]) => {
  const told = problems.filter(({ kind, state, resolved_by }) => (kind === "record-merged" || kind === "clients-merged") && (state === "open" || resolved_by !== "sync"));
  return new Set(told.flatMap(({ facts, records }) => records.flatMap((record) => (record.kind === "client" ? [`${record.record_id} ${String(facts["survivorId"])}`] : []))));
});
