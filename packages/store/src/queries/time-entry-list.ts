import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { joinSync, syncColumns, type SyncColumns } from "./sync-sql.js";

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
const from = `hub.time_entry as entry join hub.client as client on client.id = entry.client_id ${joinSync("time-entry", "entry.id")}`;

function source(filter: TimeEntryListFilter): ListSource {
  const conditions = new Conditions()
    .matches(["client.display_name", "entry.note"], filter.search)
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

export function timeEntriesByIds({ query }: FirmSession, ids: readonly string[]): Promise<TimeEntryView[]> {
  return query<TimeEntryView>(`select ${columns} from ${from} where entry.id = any($1::uuid[]) order by entry.day, entry.id`, [ids]);
}

/** Everything recorded from one day to another, both included, in the order of a week grid. */
export function timeEntriesBetween({ query }: FirmSession, first: string, last: string, staffIds: readonly string[] | null): Promise<TimeEntryView[]> {
  return query<TimeEntryView>(`select ${columns} from ${from} where entry.day between $1 and $2 and ($3::uuid[] is null or entry.staff_id = any($3::uuid[])) order by client.display_name, entry.day, entry.id`, [
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

/** Unbilled time by client, most money first; `clientIds` narrows. Amounts by the same precedence of rates an approval uses. */
export function unbilledTime({ query }: FirmSession, clientIds: readonly string[] | null = null): Promise<UnbilledTimeView[]> {
  return query<UnbilledTimeView>(
    `select client_id as "clientId", count(*)::int as entries, (count(*) filter (where status = 'submitted'))::int as unapproved, sum(minutes)::int as minutes, min(currency) as currency, round(sum(minutes * rate) / 60, 2)::text as amount,
            min(day) as "oldestDay", max(day) as "newestDay"
       from (select entry.client_id, entry.status, entry.minutes, entry.currency, entry.day, coalesce(entry.frozen_rate, entry.rate, type.rate, category.rate, staff.rate, 0) as rate
               from hub.time_entry as entry
               join hub.billable_category as category on category.id = entry.category_id
               join hub.staff_member as staff on staff.id = entry.staff_id
               left join hub.billable_type as type on type.id = entry.type_id
              where entry.is_billable and entry.invoice_id is null and entry.status in ('submitted', 'approved') and ($1::uuid[] is null or entry.client_id = any($1::uuid[]))) as unbilled
      group by client_id
      order by sum(minutes * rate) desc, client_id`,
    [clientIds],
  );
}
