import { connectionSettings } from "@tieout/domain";
import { activeLinks, byId, isAccountedFor, liveConnection, nameOf, waitsForApproval } from "./hub-lookups.js";
import type { Evidence } from "./evidence.js";
import type { Invariant, Violation } from "./violation.js";
import { addressOf, isVoided, markerOf, textOf } from "./wire-facts.js";

/** INV-2: what should be on both sides is on both sides, as one record, or somebody can see why not; what changed there is known here. */
export const noLoss: Invariant = (evidence) => [...lostHere(evidence), ...brokenLinks(evidence), ...unknownThere(evidence), ...lostEdits(evidence), ...staleMirror(evidence)];

const lost = (what: string, ...documents: string[]): Violation => ({ invariant: "INV-2", what, documents });

/** Records of the hub that belong into QuickBooks and are not there. */
function lostHere(evidence: Evidence): Violation[] {
  const connection = liveConnection(evidence);
  if (!connection) return [];
  const settings = connectionSettings(connection.settings);
  const { clients, invoices, times } = evidence.hub;
  const since = connection.start_date ?? "";
  const wanted = [
    ...(settings.clients ? clients.filter((client) => client.is_active).map(({ id }) => ({ kind: "client", id })) : []),
    ...(settings.invoices ? invoices.filter(({ status, issued_on }) => status === "processed_externally" || (status === "new" && issued_on >= since)).map(({ id }) => ({ kind: "invoice", id })) : []),
    ...(settings.timeEntries ? times.filter(({ status, day }) => (status === "approved" || status === "locked") && day >= since).map(({ id }) => ({ kind: "time-entry", id })) : []),
  ];
  const linked = new Set(activeLinks(evidence).map((link) => nameOf(link.kind, link.record_id)));
  return wanted.flatMap(({ kind, id }) => (linked.has(nameOf(kind, id)) || isAccountedFor(evidence, kind, id) ? [] : [lost("A record of the hub is not in QuickBooks, and nothing says why.", nameOf(kind, id))]));
}

const entities = { customer: "Customer", invoice: "Invoice", "time-activity": "TimeActivity" } as const;

/** Links to what is not there. */
function brokenLinks(evidence: Evidence): Violation[] {
  return activeLinks(evidence).flatMap((link) => {
    const entity = entities[link.ledger_kind as keyof typeof entities];
    if (!entity) return [];
    const record = byId(evidence.ledger[entity], link.ledger_id);
    const here = link.kind === "client" ? byId(evidence.hub.clients, link.record_id) : null;
    // A person may take back here that the customer was switched off there: the link then holds both values as they stand.
    const isKnown = link.hub_agreed["isActive"] === true && link.agreed["isActive"] === false;
    const isMeant = record !== undefined && (record["Active"] !== false || here?.is_active === false || isKnown);
    return isMeant || isAccountedFor(evidence, link.kind, link.record_id) ? [] : [lost("A link names a record that QuickBooks no longer has.", nameOf(link.kind, link.record_id), `${entity} ${link.ledger_id}`)];
  });
}

/** Customers, and documents of ours, that QuickBooks has and the hub does not know. */
function unknownThere(evidence: Evidence): Violation[] {
  const linked = new Set(activeLinks(evidence).map((link) => `${link.ledger_kind} ${link.ledger_id}`));
  const waits = (record: { Id: string }) => waitsForApproval(evidence, { ledger_kind: "customer", ledger_id: record.Id });
  const asked = (id: string) => evidence.hub.problems.some((problem) => problem.state === "open" && Object.values(problem.facts).some((fact) => fact === id || (Array.isArray(fact) && fact.includes(id))));
  const customers = evidence.ledger.Customer.filter((record) => record["Active"] !== false && record["ParentRef"] === undefined && !linked.has(`customer ${record.Id}`) && !asked(record.Id) && !waits(record));
  const invoices = evidence.ledger.Invoice.filter((record) => markerOf(record) !== null && !isVoided(record) && !linked.has(`invoice ${record.Id}`) && !asked(record.Id));
  const hasTime = liveConnection(evidence)?.settings.timeEntries === true;
  const times = hasTime ? evidence.ledger.TimeActivity.filter((record) => !linked.has(`time-activity ${record.Id}`) && !asked(record.Id)) : [];
  return [
    ...customers.map((record) => lost("A customer of QuickBooks is not in the hub, and nothing asks about it.", `Customer ${record.Id}`)),
    ...invoices.map((record) => lost("An invoice of ours stands in QuickBooks, and the hub does not know it.", `Invoice ${record.Id}`)),
    ...times.map((record) => lost("Time stands in QuickBooks that the hub does not know.", `TimeActivity ${record.Id}`)),
  ];
}

/** Client fields that differ though nobody was asked. */
function lostEdits(evidence: Evidence): Violation[] {
  return activeLinks(evidence).flatMap((link) => {
    if (link.kind !== "client" || isAccountedFor(evidence, "client", link.record_id)) return [];
    const here = byId(evidence.hub.clients, link.record_id);
    const there = byId(evidence.ledger.Customer, link.ledger_id);
    if (!here || !there || !here.is_active || there["Active"] === false) return [];
    const pairs = { displayName: [here.display_name, textOf(there, "DisplayName")], email: [here.email, addressOf(there, "PrimaryEmailAddr")], phone: [here.phone, addressOf(there, "PrimaryPhone")] };
    // A person may take back here what came from there: the link then holds both values as they stand.
    const isKnown = (field: string, a: unknown, b: unknown) => link.hub_agreed[field] === a && link.agreed[field] === b;
    const differing = Object.entries(pairs).flatMap(([field, [a, b]]) => ((a ?? "") === (b ?? "") || isKnown(field, a, b) ? [] : [field === "displayName" ? "name" : field]));
    return differing.length === 0 ? [] : [lost(`Both sides are linked and say different things (${differing.join(", ")}).`, nameOf("client", link.record_id), `Customer ${link.ledger_id}`)];
  });
}

/** Changes of QuickBooks that never reached the mirror. Only at rest: until then they may be on their way. */
function staleMirror(evidence: Evidence): Violation[] {
  const connection = liveConnection(evidence);
  if (evidence.restFrom === null || !connection) return [];
  const mirror = new Map(evidence.hub.mirror.flatMap((row) => (row.connection_id === connection.id ? [[`${row.kind} ${row.ledger_id}`, row]] : [])));
  const linked = new Set(activeLinks(evidence).map((link) => `${link.ledger_kind} ${link.ledger_id}`));
  const watched = (["Customer", "Item", "Invoice"] as const).flatMap((entity) => evidence.ledger[entity].map((record) => ({ entity, record, key: `${entity.toLowerCase()} ${record.Id}` })));
  return watched.flatMap(({ entity, record, key }) => {
    if (entity === "Invoice" && !linked.has(key)) return [];
    const row = mirror.get(key);
    return row?.token === record["SyncToken"] && !row?.is_deleted ? [] : [lost(row ? "The hub has an older version of a record of QuickBooks." : "A record of QuickBooks was never read.", `${entity} ${record.Id}`)];
  });
}
