import { decimal, worthOfTime, type RollUp } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { Conditions, countList, listIds, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { joinSync, syncColumns, type SyncColumns } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** An entry of time as lists and the week show it. */
export interface TimeEntryView extends SyncColumns {
  id: string;
  staffId: string;
  clientId: string;
  siteId: string | null;
  categoryId: string;
  typeId: string | null;
  /** YYYY-MM-DD in the firm's calendar. */
  day: string;
  minutes: number;
  note: string;
  isBillable: boolean;
  status: "draft" | "submitted" | "approved" | "locked";
  rate: string | null;
  frozenRate: string | null;
  currency: string;
  approvedBy: string | null;
  approvedAt: string | null;
  returnedNote: string | null;
  invoiceId: string | null;
  version: number;
  clientName: string;
}

export interface TimeEntryListFilter {
  ids?: readonly string[] | null;
  search?: string | null;
  staffIds?: readonly string[] | null;
  clientIds?: readonly string[] | null;
  categoryIds?: readonly string[] | null;
  statuses?: readonly string[] | null;
  from?: string | null;
  to?: string | null;
  isBillable?: boolean | null;
  isInvoiced?: boolean | null;
  syncStates?: readonly string[] | null;
}

const columns = `
  entry.id, entry.staff_id as "staffId", entry.client_id as "clientId", entry.site_id as "siteId", entry.category_id as "categoryId", entry.type_id as "typeId",
  entry.day, entry.minutes, entry.note, entry.is_billable as "isBillable", entry.status, entry.rate::text as rate, entry.frozen_rate::text as "frozenRate", entry.currency,
  entry.approved_by as "approvedBy", entry.approved_at as "approvedAt", entry.returned_note as "returnedNote", entry.invoice_id as "invoiceId", entry.version,
  client.display_name as "clientName", ${syncColumns}`;
const from = `hub.time_entry as entry join hub.client as client on client.firm_id = ${thisFirm} and client.id = entry.client_id ${joinSync("time-entry", "entry.id")}`;

function source(filter: TimeEntryListFilter): ListSource {
  const conditions = new Conditions("entry")
    .matches(["client.display_name", "entry.note"], filter.search)
    .isOneOfIds("entry.id", filter.ids)
    .isOneOfIds("entry.staff_id", filter.staffIds)
    .isOneOfIds("entry.client_id", filter.clientIds)
    .isOneOfIds("entry.category_id", filter.categoryIds)
    .isOneOf("entry.status", filter.statuses)
    .add("entry.day >= $$", filter.from)
    .add("entry.day <= $$", filter.to)
    .add("entry.is_billable = $$", filter.isBillable)
    .add("(entry.invoice_id is not null) = $$", filter.isInvoiced)
    .isOneOf("coalesce(sync.state, 'never-sent')", filter.syncStates);
  return { from, columns, conditions, sort: { by: "entry.day", type: "date", id: "entry.id", direction: "desc" } };
}

export function listTimeEntries(session: FirmSession, filter: TimeEntryListFilter, page: PageRequest): Promise<Slice<TimeEntryView>> {
  return readPage<TimeEntryView>(session, source(filter), page);
}

export function countTimeEntries(session: FirmSession, filter: TimeEntryListFilter): Promise<number> {
  return countList(session, source(filter));
}

/** How many entries a list has and how long they are together. */
export async function timeTotals({ query }: FirmSession, filter: TimeEntryListFilter): Promise<{ entries: number; minutes: number }> {
  const { from, conditions } = source(filter);
  const [row] = await query<{ entries: number; minutes: number }>(`select count(*)::int as entries, coalesce(sum(entry.minutes), 0)::int as minutes from ${from} where ${conditions.sql}`, conditions.params);
  return row ?? { entries: 0, minutes: 0 };
}

/** All entries of a list, by id, the oldest first. */
export function listedTimeEntryIds(session: FirmSession, filter: TimeEntryListFilter): Promise<string[]> {
  return listIds(session, source(filter));
}

export function timeEntriesByIds({ query }: FirmSession, ids: readonly string[]): Promise<TimeEntryView[]> {
  return query<TimeEntryView>(`select ${columns} from ${from} where entry.firm_id = ${thisFirm} and entry.id = any($1::uuid[]) order by entry.day, entry.id`, [ids]);
}

/** Everything recorded from one day to another, both included, in the order of a week grid. */
export function timeEntriesBetween({ query }: FirmSession, first: string, last: string, staffIds: readonly string[] | null): Promise<TimeEntryView[]> {
  return query<TimeEntryView>(`select ${columns} from ${from} where entry.firm_id = ${thisFirm} and entry.day between $1 and $2 and ($3::uuid[] is null or entry.staff_id = any($3::uuid[])) order by client.display_name, entry.day, entry.id`, [
    first,
    last,
    staffIds,
  ]);
}

/** Billable time of a client that is submitted or approved and on no invoice. */
export interface UnbilledTimeView {
  clientId: string;
  entries: number;
  /** Of these, submitted and not approved yet: an invoice from them approves them (R68). */
  unapproved: number;
  minutes: number;
  amount: string;
  currency: string;
  oldestDay: string | null;
  newestDay: string | null;
}

interface UnbilledRow extends Omit<UnbilledTimeView, "amount"> {
  categoryId: string;
  typeId: string | null;
  rate: string;
  rollUp: RollUp;
}

/**
 * Unbilled time by client, most money first; `clientIds` narrows. Rates by the same precedence an approval uses; the amount is the subtotal
 * of the invoice that would be made of all of it by the firm's roll-up (`worthOfTime`).
 */
export async function unbilledTime({ query, firmId }: FirmSession, clientIds: readonly string[] | null = null): Promise<UnbilledTimeView[]> {
  const rows = await query<UnbilledRow>(
    `select client_id as "clientId", category_id as "categoryId", type_id as "typeId", rate::text as rate, roll_up as "rollUp", count(*)::int as entries,
            (count(*) filter (where status = 'submitted'))::int as unapproved, sum(minutes)::int as minutes, min(currency) as currency, min(day) as "oldestDay", max(day) as "newestDay"
       from (select entry.client_id, entry.category_id, entry.type_id, entry.status, entry.minutes, entry.currency, entry.day, firm.roll_up,
                    coalesce(entry.frozen_rate, entry.rate, type.rate, category.rate, staff.rate, 0) as rate
               from hub.time_entry as entry
               join hub.firm as firm on firm.id = $2
               join hub.billable_category as category on category.firm_id = $2 and category.id = entry.category_id
               join hub.staff_member as staff on staff.firm_id = $2 and staff.id = entry.staff_id
               left join hub.billable_type as type on type.firm_id = $2 and type.id = entry.type_id
              where entry.firm_id = $2 and entry.is_billable and entry.invoice_id is null and entry.status in ('submitted', 'approved') and ($1::uuid[] is null or entry.client_id = any($1::uuid[]))) as unbilled
      group by client_id, category_id, type_id, rate, roll_up`,
    [clientIds, firmId],
  );
  const clients = [...Map.groupBy(rows, (row) => row.clientId).values()].map(unbilledOfClient);
  return clients.sort((a, b) => decimal(b.amount).cmp(decimal(a.amount)) || a.clientId.localeCompare(b.clientId));
}

function unbilledOfClient(rows: readonly UnbilledRow[]): UnbilledTimeView {
  const [{ clientId, currency, rollUp }] = rows as [UnbilledRow];
  const sum = (key: "entries" | "unapproved" | "minutes") => rows.reduce((total, row) => total + row[key], 0);
  const days = rows.flatMap(({ oldestDay, newestDay }) => [oldestDay ?? [], newestDay ?? []].flat()).sort();
  return {
    clientId, currency, entries: sum("entries"), unapproved: sum("unapproved"), minutes: sum("minutes"),
    amount: worthOfTime(rows, rollUp, currency), oldestDay: days[0] ?? null, newestDay: days.at(-1) ?? null,
  };
}
