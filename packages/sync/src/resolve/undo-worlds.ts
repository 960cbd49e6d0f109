import { decimal, type RecordKind, type UndoWorld } from "@tieout/domain";
import {
  clientPairs,
  documentsOfClients,
  documentsOfCustomers,
  invoicesForSync,
  timeEntriesForSync,
  type AppliedChange,
  type ClientPair,
  type FirmSession,
  type StandingDocument,
  type SyncClient,
  type SyncInvoice,
  type SyncTimeEntry,
} from "@tieout/store";
import { fieldsOfClient, fieldsOfCustomer } from "./client-fields.js";

/** One record whose changes are to be taken back, as it stands on both sides. */
export interface UndoRecord {
  world: UndoWorld;
  /** Locks of a plan: the world must still be this when the plan is applied. */
  version: number | null;
  token: string | null;
  /** What writes are made of. */
  pair?: ClientPair & { client: SyncClient };
  invoice?: SyncInvoice;
  entry?: SyncTimeEntry;
}

export interface UndoFacts {
  closedThrough: string | null;
  /** Documents this undo takes back already, as `kind id`: they no longer stand on anything. */
  isTakenBack(kind: string, ledgerId: string): boolean;
}

const nothing: Omit<UndoWorld, "kind"> = { hub: null, ledger: null, agreed: {}, isSetAside: false, closedThrough: null, standing: [], figures: null };

/** Reads both sides of records of one kind in a few set-based statements. `changed` holds each record's last change. */
export async function undoRecords(session: FirmSession, connectionId: string, kind: RecordKind, changed: ReadonlyMap<string, AppliedChange>, facts: UndoFacts): Promise<Map<string, UndoRecord>> {
  const ids = [...changed.keys()];
  const isLinked = (id: string, link: { ledgerId: string } | null): boolean => link !== null && link.ledgerId === changed.get(id)?.ledgerId;
  switch (kind) {
    case "client":
      return clientRecords(session, connectionId, ids, facts, isLinked);
    case "invoice":
      return new Map((await invoicesForSync(session, connectionId, ids)).map((invoice) => [invoice.id, invoiceRecord(invoice, isLinked(invoice.id, invoice.link), facts)]));
    case "time-entry":
      return new Map((await timeEntriesForSync(session, connectionId, ids)).map((row) => [row.id, timeRecord(row, isLinked(row.id, row.link), facts)]));
    case "site":
    case "staff-member":
      return new Map();
  }
}

/** A record that is on neither side any more, or of which nothing is written. */
export function unknownRecord(kind: UndoWorld["kind"]): UndoRecord {
  return { world: { ...nothing, kind }, version: null, token: null };
}

async function clientRecords(session: FirmSession, connectionId: string, ids: readonly string[], facts: UndoFacts, isLinked: (id: string, link: ClientPair["link"]) => boolean): Promise<Map<string, UndoRecord>> {
  const pairs = await clientPairs(session, connectionId, ids);
  const there = Map.groupBy(await documentsOfCustomers(session, connectionId, pairs.flatMap(({ link }) => link?.ledgerId ?? [])), ({ customerId }) => customerId);
  const here = Map.groupBy(await documentsOfClients(session, ids), ({ clientId }) => clientId);
  return new Map(
    pairs.map((pair): [string, UndoRecord] => {
      const { client, link, ledger, isSetAside } = pair;
      const isThere = isLinked(client.id, link) && ledger !== null && !ledger.isDeleted;
      const standing = isThere ? standingThere(there.get(ledger.ledgerId) ?? [], ledger.document.balance ?? "0", facts) : [];
      const world: UndoWorld = {
        ...nothing, kind: "client", isSetAside, hub: fieldsOfClient(client), ledger: isThere ? fieldsOfCustomer(ledger.document, client.isTaxable) : null, agreed: link?.agreed ?? {},
        // Of a client that came from the ledger, whatever is here counts.
        standing: link?.origin === "imported" ? (here.get(client.id) ?? []).map(({ label }) => label) : standing,
      };
      return [client.id, { world, version: client.version, token: isThere ? ledger.token : null, pair }];
    }),
  );
}

function standingThere(documents: readonly StandingDocument[], balance: string, { isTakenBack }: UndoFacts): string[] {
  const stays = documents.filter(({ kind, ledgerId }) => !isTakenBack(kind, ledgerId));
  const open = documents.reduce((rest, document) => rest.minus(document.balance), decimal(balance));
  return [...stays.map(({ label }) => label), ...(stays.length === 0 && !open.eq(0) ? [`A balance of ${open.toFixed(2)}`] : [])];
}

function invoiceRecord(invoice: SyncInvoice, isLinked: boolean, { closedThrough }: UndoFacts): UndoRecord {
  const { status, ledger, link, isSetAside, version, client, number, subtotal, tax, total, currency } = invoice;
  const isThere = isLinked && ledger !== null && !ledger.isDeleted;
  const lines = invoice.lines.map(({ description, categoryCode, typeCode, quantity, unitPrice, amount }) => ({ description, code: typeCode ?? categoryCode, quantity, unitPrice, amount }));
  const figures = { client: client.displayName, number, lines, subtotal, tax, total, currency };
  const world: UndoWorld = { ...nothing, kind: "invoice", hub: { status }, ledger: isThere ? { ...ledger.document } : null, agreed: link?.agreed ?? {}, isSetAside, closedThrough, figures };
  return { world, version, token: isThere ? ledger.token : null, invoice };
}

function timeRecord(row: SyncTimeEntry, isLinked: boolean, { closedThrough }: UndoFacts): UndoRecord {
  const { entry, ledger, link, isSetAside } = row;
  const isThere = isLinked && ledger !== null && !ledger.isDeleted;
  const world: UndoWorld = { ...nothing, kind: "time-entry", hub: entry && { status: entry.status }, ledger: isThere ? { ...ledger.document } : null, agreed: link?.agreed ?? {}, isSetAside, closedThrough };
  return { world, version: entry?.version ?? null, token: isThere ? ledger.token : null, entry: row };
}
