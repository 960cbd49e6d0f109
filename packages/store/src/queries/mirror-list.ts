import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { presentConnection } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** A record of the ledger as we last read it. */
export interface LedgerRecordView {
  /** The ledger's own id. */
  id: string;
  kind: string;
  name: string;
  email: string | null;
  phone: string | null;
  parentId: string | null;
  isActive: boolean;
  /** When it was last changed there; null where nobody said. */
  updatedAt: string | null;
  document: Record<string, unknown>;
}

const columns = `record.ledger_id as id, record.kind, record.name, record.email, record.phone, record.parent_id as "parentId", record.is_active and not record.is_deleted as "isActive", record.ledger_updated_at as "updatedAt", record.document`;

/** Which records of the mirror are looked for. */
export interface MirrorSearch {
  kinds: readonly string[];
  /** Words that name or e-mail must have. */
  search?: string | null;
  /** False leaves out what a record here is linked to, true what none is. */
  isLinked?: boolean | null;
}

/** Active records that fit, by name. */
export function searchMirror({ query }: FirmSession, { kinds, search, isLinked }: MirrorSearch, first: number): Promise<LedgerRecordView[]> {
  const conditions = new Conditions("record").add(`record.connection_id = ${presentConnection}`).isOneOf("record.kind", kinds).add("record.is_active and not record.is_deleted").matches(["record.name", "record.email"], search);
  if (typeof isLinked === "boolean") {
    conditions.add(`${isLinked ? "" : "not "}exists (select from hub.link as link where link.firm_id = record.firm_id and link.connection_id = record.connection_id and link.ledger_kind = record.kind and link.ledger_id = record.ledger_id and link.unlinked_at is null)`);
  }
  return query<LedgerRecordView>(`select ${columns} from hub.ledger_record as record where ${conditions.sql} order by record.name, record.ledger_id limit ${first}`, conditions.params);
}

/** Records of the present connection by kind and the ledger's id. */
export function ledgerRecordsByKeys({ query }: FirmSession, keys: readonly { kind: string; id: string }[]): Promise<LedgerRecordView[]> {
  return query<LedgerRecordView>(
    `select ${columns} from jsonb_to_recordset($1::jsonb) as wanted(kind text, id text)
       join hub.ledger_record as record on record.firm_id = ${thisFirm} and record.connection_id = ${presentConnection} and record.kind = wanted.kind and record.ledger_id = wanted.id`,
    [JSON.stringify(keys)],
  );
}

/** Which records of the ledger a problem's records, or one record, could be: those it names, and, where it does not say that it is one of them, those that say the same. */
export interface LinkQuestion {
  problemId: string | null;
  /** The record where no problem asks. */
  recordId: string | null;
  kind: string;
  named: readonly string[];
  isOneOfNamed: boolean;
}

/** Of each question. */
const mostChoices = 25;

/**
 * What records could be linked to, each question's answers under its place in the list: records nobody here is linked to. An invoice could be one of the same client and subtotal that is
 * not void, time an entry of the same person, customer, day and length: anything else is refused when it is compared. The newest first, and no more than a person looks through.
 */
export function linkChoices({ query }: FirmSession, questions: readonly LinkQuestion[]): Promise<(LedgerRecordView & { question: number })[]> {
  return query(
    `with asked as (select * from jsonb_to_recordset($1::jsonb) as a(question int, "problemId" uuid, "recordId" uuid, kind text, named jsonb, "isOneOfNamed" boolean)),
     subject as (
       select asked.question, held.record_id from asked join hub.problem_record as held on held.firm_id = ${thisFirm} and held.problem_id = asked."problemId" and held.released_at is null where not asked."isOneOfNamed"
       union select asked.question, asked."recordId" from asked where asked."recordId" is not null),
     fitting as (
       select subject.question, record.kind, record.ledger_id from subject join asked on asked.question = subject.question and asked.kind = 'invoice'
       join hub.invoice as invoice on invoice.firm_id = ${thisFirm} and invoice.id = subject.record_id
       join hub.link as party on party.firm_id = ${thisFirm} and party.connection_id = ${presentConnection} and party.ledger_kind = 'customer' and party.record_id in (invoice.client_id, invoice.site_id) and party.unlinked_at is null
       join hub.ledger_record as record on record.firm_id = ${thisFirm} and record.connection_id = ${presentConnection} and record.kind = 'invoice' and record.customer_id = party.ledger_id
         and coalesce((record.document ->> 'subtotal')::numeric, 0) = invoice.subtotal and not coalesce((record.document ->> 'isVoid')::boolean, false)
       union
       select subject.question, record.kind, record.ledger_id from subject join asked on asked.question = subject.question and asked.kind = 'time-activity'
       join hub.time_entry as entry on entry.firm_id = ${thisFirm} and entry.id = subject.record_id
       join hub.link as party on party.firm_id = ${thisFirm} and party.connection_id = ${presentConnection} and party.ledger_kind = 'customer' and party.record_id in (entry.client_id, entry.site_id) and party.unlinked_at is null
       join hub.link as person on person.firm_id = ${thisFirm} and person.connection_id = ${presentConnection} and person.kind = 'staff-member' and person.record_id = entry.staff_id and person.unlinked_at is null
       join hub.ledger_record as record on record.firm_id = ${thisFirm} and record.connection_id = ${presentConnection} and record.kind = 'time-activity' and record.customer_id = party.ledger_id
         and record.document ->> 'personId' = person.ledger_id and record.document ->> 'day' = entry.day::text and (record.document ->> 'minutes')::int = entry.minutes
       union
       select asked.question, asked.kind, named.id from asked cross join lateral jsonb_array_elements_text(asked.named) as named(id) where asked."isOneOfNamed" or asked.kind not in ('invoice', 'time-activity'))
     select * from (select fitting.question, ${columns}, row_number() over (partition by fitting.question order by record.ledger_updated_at desc nulls last, record.ledger_id) as place from fitting
     -- By its key, one by one: how few they are is more than the planner can know.
     cross join lateral (select * from hub.ledger_record as found where found.firm_id = ${thisFirm} and found.connection_id = ${presentConnection} and found.kind = fitting.kind and found.ledger_id = fitting.ledger_id limit 1) as record
     where record.is_active and not record.is_deleted and not exists (select from hub.link as link where link.firm_id = ${thisFirm} and link.connection_id = record.connection_id and link.ledger_kind = record.kind and link.ledger_id = record.ledger_id and link.unlinked_at is null)) as choice
     where place <= ${mostChoices} order by question, place`,
    [JSON.stringify(questions.map((question, index) => ({ ...question, question: index })))],
  );
}

/** A customer and what it owes, as last read; sub-customers stand for themselves. */
export interface MirrorBalance {
  ledgerId: string;
  name: string;
  balance: string;
  /** Null where the company keeps one currency. */
  currency: string | null;
}

/** What every customer of the mirror owes, inactive ones included. */
export function mirrorBalances({ query, firmId }: FirmSession, connectionId: string): Promise<MirrorBalance[]> {
  return query<MirrorBalance>(
    `select ledger_id as "ledgerId", name, coalesce(document ->> 'balance', '0') as balance, document ->> 'currency' as currency
     from hub.ledger_record where firm_id = $1 and connection_id = $2 and kind = 'customer' and not is_deleted order by ledger_id`,
    [firmId, connectionId],
  );
}

/** When any record of a kind was last read; null before the first reading. */
export async function mirrorReadAt({ query }: FirmSession, connectionId: string, kind: string): Promise<string | null> {
  const rows = await query<{ at: string | null }>(`select max(seen_at) as at from hub.ledger_record where firm_id = ${thisFirm} and connection_id = $1 and kind = $2`, [connectionId, kind]);
  return rows[0]?.at ?? null;
}

/** A product or service as lists show it. */
export interface LedgerItemView {
  id: string;
  name: string;
  fullName: string;
  sku: string | null;
  type: string;
  incomeAccount: string | null;
  unitPrice: string | null;
  isTaxable: boolean | null;
  isActive: boolean;
}

const itemColumns = `
  item.ledger_id as id, item.document ->> 'name' as name, item.document ->> 'fullName' as "fullName", item.document ->> 'sku' as sku, coalesce(item.document ->> 'type', '') as type,
  account.name as "incomeAccount", item.document ->> 'unitPrice' as "unitPrice", (item.document ->> 'isTaxable')::boolean as "isTaxable", item.is_active and not item.is_deleted as "isActive"`;
const itemsFrom = `hub.ledger_record as item left join hub.ledger_record as account
  on account.firm_id = ${thisFirm} and account.connection_id = item.connection_id and account.kind = 'account' and account.ledger_id = item.document ->> 'incomeAccountId'`;

function items({ search, includeInactive }: { search?: string | null; includeInactive?: boolean | null }): ListSource {
  const conditions = new Conditions("item")
    .add(`item.connection_id = ${presentConnection} and item.kind = 'item' and not item.is_deleted and coalesce(item.document ->> 'type', '') not in ('Category', 'Group')`)
    .matches(["item.name", "item.document ->> 'sku'"], search);
  if (!includeInactive) conditions.add("item.is_active");
  return { from: itemsFrom, columns: itemColumns, conditions, sort: { by: "item.name", type: "text", id: "item.ledger_id", idType: "text", direction: "asc" } };
}

/** Products and services that can be sold, by full name. */
export function listLedgerItems(session: FirmSession, filter: { search?: string | null; includeInactive?: boolean | null }, page: PageRequest): Promise<Slice<LedgerItemView>> {
  return readPage<LedgerItemView>(session, items(filter), page);
}

export function countLedgerItems(session: FirmSession, filter: { search?: string | null; includeInactive?: boolean | null }): Promise<number> {
  return countList(session, items(filter));
}

/** The services with these ids of the ledger, inactive and deleted ones included. */
export function ledgerItemsByIds({ query }: FirmSession, ids: readonly string[]): Promise<LedgerItemView[]> {
  return query<LedgerItemView>(`select ${itemColumns} from ${itemsFrom} where item.firm_id = ${thisFirm} and item.connection_id = ${presentConnection} and item.kind = 'item' and item.ledger_id = any($1::text[])`, [ids]);
}

/** Every service that can be sold, and those that were mapped and cannot be any more. */
export function allLedgerItems({ query }: FirmSession): Promise<LedgerItemView[]> {
  return query<LedgerItemView>(
    `select ${itemColumns} from ${itemsFrom}
      where item.firm_id = ${thisFirm} and item.connection_id = ${presentConnection} and item.kind = 'item' and coalesce(item.document ->> 'type', '') not in ('Category', 'Group')
        and (not item.is_deleted or exists (select from hub.mapping as mapping where mapping.firm_id = ${thisFirm} and mapping.connection_id = item.connection_id and mapping.target_kind = 'item' and mapping.target_id = item.ledger_id))
      order by item.name, item.ledger_id`,
  );
}
