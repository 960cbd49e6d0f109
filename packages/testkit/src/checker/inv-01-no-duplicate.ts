import type { JournalEntry, WireRecord } from "@tieout/quickbooks-emulator";
import { isWrite, ofRealm, type Evidence } from "./evidence.js";
import { activeLinks, byId, groupBy, nameOf } from "./hub-lookups.js";
import type { Invariant, Violation } from "./violation.js";
import { isVoided, markerOf, minutesOf, refOf, textOf } from "./wire-facts.js";

/** INV-1: at most one live record of QuickBooks for each record of the hub; no request does its work twice. */
export const noDuplicate: Invariant = (evidence) => [...doubledRequests(evidence), ...doubledDocuments(evidence), ...doubledCreates(evidence)];

const doubledRequests: Invariant = (evidence) => {
  const done = ofRealm(evidence).filter((entry) => isWrite(entry) && entry.status === 200 && !entry.replayed && entry.requestid !== undefined && isAnswered(entry.responseBody));
  return [...groupBy(done, (entry) => entry.requestid ?? null)].flatMap(([requestId, entries]): Violation[] =>
    entries.length > 1 && !isMadeAnew(evidence, entries) ? [{ invariant: "INV-1", what: "A request was carried out more than once.", documents: [`request ${requestId}`, ...entries.map(({ seq }) => `journal entry ${seq}`)] }] : [],
  );
};

/**
 * What a lost answer had made was deleted by somebody before it was made again, and the request forgotten by then: nobody can tell that from a
 * request that never arrived, and there was one live record at any time. Only of creates: what is done twice to one record is doubled.
 */
function isMadeAnew({ ledger, deletions }: Evidence, entries: readonly JournalEntry[]): boolean {
  const made = entries.map(({ at, responseBody }) => {
    const [entity, record] = Object.entries(JSON.parse(responseBody ?? "{}") as Record<string, { Id?: string } | undefined>).find(([member]) => member in ledger) ?? [];
    return { at, entity, id: record?.Id };
  });
  return made.slice(0, -1).every((first, index) => deletions.some((gone) => gone.entity === first.entity && gone.id === first.id && gone.at <= (made[index + 1]?.at ?? "")));
}

/** A page of a gateway, or a fault, may come with status 200. The emulator keeps the bodies of its last 500 answers. */
function isAnswered(body: string | undefined): boolean {
  return body?.startsWith("{") === true && !body.includes('"Fault"');
}

/** What makes two records of QuickBooks the same document: our tag on an invoice; person, customer, day, minutes and words of an hour of work. */
function identityOf(entity: "Invoice" | "TimeActivity", record: WireRecord): string | null {
  if (entity === "Invoice") return isVoided(record) ? null : markerOf(record);
  return [refOf(record, "EmployeeRef") ?? refOf(record, "VendorRef"), refOf(record, "CustomerRef"), record["TxnDate"], minutesOf(record), textOf(record, "Description")].join(" · ");
}

/** Equal hours may be meant: there are as many here. A tag stands on one invoice only. */
const doubledDocuments: Invariant = (evidence) => {
  const linked = new Set(activeLinks(evidence).map((link) => `${link.ledger_kind} ${link.ledger_id}`));
  return (["Invoice", "TimeActivity"] as const).flatMap((entity) =>
    [...groupBy(evidence.ledger[entity], (record) => identityOf(entity, record))].flatMap(([, records]): Violation[] => {
      const kind = entity === "Invoice" ? "invoice" : "time-activity";
      const strangers = records.filter((record) => !linked.has(`${kind} ${record.Id}`));
      if (records.length < 2 || strangers.length === 0) return [];
      return [{ invariant: "INV-1", what: "Records of QuickBooks say the same, and not each of them is a record of the hub.", documents: records.map((record) => `${entity} ${record.Id}`) }];
    }),
  );
};

/** A second one may follow when the first was voided, or when a person ended the link to a customer that was merged away or switched off. */
const doubledCreates: Invariant = (evidence) => {
  const { hub, ledger } = evidence;
  const linked = new Set(activeLinks(evidence).map((link) => `${link.ledger_kind} ${link.ledger_id}`));
  const entities = { customer: "Customer", invoice: "Invoice", "time-activity": "TimeActivity" } as const;
  const creates = hub.changes.filter((change) => change.side === "ledger" && change.operation === "create" && change.state === "applied" && change.record_id !== null);
  return [...groupBy(creates, (change) => `${change.connection_id} ${nameOf(change.kind, change.record_id)}`)].flatMap(([, changes]): Violation[] => {
    const entity = entities[changes[0]?.ledger_kind as keyof typeof entities];
    const ids = [...new Set(changes.map((change) => change.ledger_id))];
    const live = ids.filter((id) => {
      const record = entity ? byId(ledger[entity], id) : undefined;
      const isGivenUp = record?.["Active"] === false && !linked.has(`customer ${id}`);
      return record !== undefined && !isVoided(record) && !isGivenUp;
    });
    if (live.length < 2) return [];
    return [{ invariant: "INV-1", what: "One record of the hub was created in QuickBooks more than once.", documents: [nameOf(changes[0]?.kind ?? "", changes[0]?.record_id ?? null), ...live.map((id) => `${entity} ${id}`)] }];
  });
};
