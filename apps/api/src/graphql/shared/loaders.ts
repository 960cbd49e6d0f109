import {
  billableCategoriesByIds, billableTypesByIds, callBodies, callsByIds, callsOfChanges, changeViewsByIds, clientsByIds, codeShares, importsByIds, invoicesByIds, ledgerItemsByIds, ledgerRecordsByKeys, linesOfInvoices, linkChoices, linkViews, newestInvoicesOfClients, plansByIds, problemsByIds,
  problemsOfRecords, runsByIds, setAsideOfRecords, sitesByIds, sitesOfClients, staffByIds, staffMatches, tieOutsByIds, timeEntriesByIds, triesOfCalls, typesOfCategories, unbilledTime,
  type BillableCategoryView, type BillableTypeView, type CallBodiesRow, type CallTryView, type CallView, type ChangeView, type ClientView, type FirmSession, type ImportView, type InvoiceLineView, type InvoiceView, type LedgerItemView, type LedgerRecordView, type LinkQuestion, type LinkView,
  type PlanView, type ProblemView, type RunView, type SetAsideView, type SiteView, type StaffMatchView, type StaffMemberView, type TieOutRow, type TimeEntryView, type UnbilledTimeView,
} from "@tieout/store";
import DataLoader from "dataloader";
import { mappingsOf, type MappingSourceKind } from "../mapping/mapping-sheet.js";
import type { MappingType } from "../mapping/mapping.type.js";

type Read = <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>;

/** A record by its kind and id, as one text so that a loader can compare keys. */
export type RecordKey = `${string}:${string}`;

/** One read for all the nested records of a request that are of one kind. */
export interface Loaders {
  client: DataLoader<string, ClientView | null>;
  site: DataLoader<string, SiteView | null>;
  staffMember: DataLoader<string, StaffMemberView | null>;
  category: DataLoader<string, BillableCategoryView | null>;
  type: DataLoader<string, BillableTypeView | null>;
  timeEntry: DataLoader<string, TimeEntryView | null>;
  invoice: DataLoader<string, InvoiceView | null>;
  run: DataLoader<string, RunView | null>;
  plan: DataLoader<string, PlanView | null>;
  change: DataLoader<string, ChangeView | null>;
  problem: DataLoader<string, ProblemView | null>;
  import: DataLoader<string, ImportView | null>;
  ledgerItem: DataLoader<string, LedgerItemView | null>;
  /** A proof with everything that was signed. */
  tieOut: DataLoader<string, TieOutRow | null>;
  /** A record of the ledger as last read, by kind and the ledger's id. */
  ledgerRecord: DataLoader<RecordKey, LedgerRecordView | null>;
  sitesOfClient: DataLoader<string, SiteView[]>;
  linesOfInvoice: DataLoader<string, InvoiceLineView[]>;
  typesOfCategory: DataLoader<string, BillableTypeView[]>;
  call: DataLoader<string, CallView | null>;
  callBodies: DataLoader<string, CallBodiesRow | null>;
  triesOfCall: DataLoader<string, CallTryView[]>;
  callsOfChange: DataLoader<string, CallView[]>;
  unbilledOfClient: DataLoader<string, UnbilledTimeView | null>;
  link: DataLoader<RecordKey, LinkView | null>;
  /** Whom a staff member may be in the ledger. */
  staffMatches: DataLoader<{ id: string; normalizedName: string; email: string }, StaffMatchView[]>;
  problemsOf: DataLoader<RecordKey, ProblemView[]>;
  /** What lines with a problem's own code come to. */
  codeShares: DataLoader<string, { amount: string; currency: string }[]>;
  /** What the record of a problem could be linked to. */
  linkChoices: DataLoader<LinkQuestion, LedgerRecordView[]>;
  setAsideOf: DataLoader<RecordKey, SetAsideView | null>;
  /** The mapping of a category or type. */
  mappingOf(sourceKind: MappingSourceKind): DataLoader<string, MappingType | null>;
  /** The newest `first` invoices of a client, with the wanted columns. */
  invoicesOfClient(first: number, wanted: readonly string[] | null): DataLoader<string, InvoiceView[]>;
}

export function createLoaders(read: Read): Loaders {
  const mappingsByKind = new Map<MappingSourceKind, DataLoader<string, MappingType | null>>();
  const invoicesByShape = new Map<string, DataLoader<string, InvoiceView[]>>();
  return {
    client: byId(read, clientsByIds),
    site: byId(read, sitesByIds),
    staffMember: byId(read, staffByIds),
    category: byId(read, billableCategoriesByIds),
    type: byId(read, billableTypesByIds),
    timeEntry: byId(read, timeEntriesByIds),
    invoice: byId(read, invoicesByIds),
    tieOut: byId(read, tieOutsByIds),
    run: byId(read, runsByIds),
    plan: byId(read, plansByIds),
    change: byId(read, changeViewsByIds),
    problem: byId(read, problemsByIds),
    import: byId(read, importsByIds),
    ledgerItem: byId(read, ledgerItemsByIds),
    ledgerRecord: new DataLoader(async (keys) => {
      const rows = await read((session) => ledgerRecordsByKeys(session, keys.map((key) => ({ kind: key.slice(0, key.indexOf(":")), id: key.slice(key.indexOf(":") + 1) }))));
      const found = new Map(rows.map((row) => [`${row.kind}:${row.id}`, row]));
      return keys.map((key) => found.get(key) ?? null);
    }),
    sitesOfClient: listBy(read, sitesOfClients, (site) => site.clientId),
    linesOfInvoice: listBy(read, linesOfInvoices, (line) => line.invoiceId),
    typesOfCategory: listBy(read, typesOfCategories, (type) => type.categoryId),
    call: byId(read, callsByIds),
    callBodies: byId(read, callBodies),
    triesOfCall: listBy(read, triesOfCalls, ({ callId }) => callId),
    callsOfChange: listBy(read, callsOfChanges, (call) => call.changeId),
    unbilledOfClient: new DataLoader(async (ids) => {
      const found = new Map((await read((session) => unbilledTime(session, ids))).map((row) => [row.clientId, row]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    staffMatches: new DataLoader(async (staff) => {
      const found = Map.groupBy(await read((session) => staffMatches(session, staff)), (match) => match.staffId);
      return staff.map(({ id }) => found.get(id) ?? []);
    }),
    link: new DataLoader(async (keys) => {
      const rows = await byKind(read, keys, linkViews);
      return keys.map((key) => rows.get(key)?.[0] ?? null);
    }),
    problemsOf: new DataLoader(async (keys) => {
      const rows = await byKind(read, keys, problemsOfRecords);
      return keys.map((key) => rows.get(key) ?? []);
    }),
    codeShares: listBy(read, codeShares, ({ problemId }) => problemId),
    linkChoices: new DataLoader(async (questions) => {
      const found = Map.groupBy(await read((session) => linkChoices(session, questions)), ({ question }) => question);
      return questions.map((_question, index) => found.get(index) ?? []);
    }),
    setAsideOf: new DataLoader(async (keys) => {
      const rows = await byKind(read, keys, setAsideOfRecords);
      return keys.map((key) => rows.get(key)?.[0] ?? null);
    }),
    mappingOf(sourceKind) {
      const loader = mappingsByKind.get(sourceKind) ?? new DataLoader((ids: readonly string[]) => read((session) => mappingsOf(session, sourceKind, ids)));
      mappingsByKind.set(sourceKind, loader);
      return loader;
    },
    invoicesOfClient(first, wanted) {
      const shape = JSON.stringify([first, wanted]);
      const loader = invoicesByShape.get(shape) ?? listBy(read, (session, ids) => newestInvoicesOfClients(session, ids, first, wanted), (invoice) => invoice.clientId);
      invoicesByShape.set(shape, loader);
      return loader;
    },
  };
}

function byId<Row extends { id: string }>(read: Read, load: (session: FirmSession, ids: readonly string[]) => Promise<Row[]>): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read((session) => load(session, ids))).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

function listBy<Row>(read: Read, load: (session: FirmSession, ids: readonly string[]) => Promise<Row[]>, keyOf: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(async (ids) => {
    const found = Map.groupBy(await read((session) => load(session, ids)), keyOf);
    return ids.map((id) => found.get(id) ?? []);
  });
}

/** Rows by record key: keys of several kinds in one batch are read kind by kind in one session. */
async function byKind<Row extends { recordId: string }>(read: Read, keys: readonly RecordKey[], load: (session: FirmSession, kind: string, ids: readonly string[]) => Promise<Row[]>): Promise<Map<RecordKey, Row[]>> {
  const idsByKind = new Map<string, string[]>();
  for (const key of keys) {
    const [kind = "", id = ""] = key.split(":");
    idsByKind.set(kind, [...(idsByKind.get(kind) ?? []), id]);
  }
  const found = new Map<RecordKey, Row[]>();
  await read(async (session) => {
    for (const [kind, ids] of idsByKind) {
      for (const row of await load(session, kind, ids)) {
        const key: RecordKey = `${kind}:${row.recordId}`;
        found.set(key, [...(found.get(key) ?? []), row]);
      }
    }
  });
  return found;
}
