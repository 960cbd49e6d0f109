import { mappingStatus, newId, type MappingStatus } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

export type MappingSourceKind = "billable-category" | "billable-type";
export type MappingOrigin = "user" | "exact" | "likely" | "imported-file";

/** A category or type, the service it is sold as, and what waits for it. */
export interface MappingRow {
  id: string;
  code: string;
  name: string;
  isActive: boolean;
  mappingId: string | null;
  mappingVersion: number | null;
  targetId: string | null;
  targetName: string | null;
  origin: MappingOrigin | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
  target: { name: string; isActive: boolean; isDeleted: boolean } | null;
  /** Invoices that would go now and are held by it, and what its lines of them come to, in the firm's home currency. None while it is served. */
  waitingInvoices: number;
  waitingAmount: string;
  status: MappingStatus;
}

const sources = { "billable-category": "hub.billable_category", "billable-type": "hub.billable_type" } as const;

/**
 * Lines of invoices that would go to the connection `$1` now, by the category or type that names their service: final, not sent, not left
 * out, and dated on or after the start date. Where types are rolled up, a line without a type keeps its category (R44).
 */
export const unsentLines = `
  select i.id as invoice_id, l.amount, case when i.roll_up = 'type' and l.type_id is not null then 'billable-type' else 'billable-category' end as source_kind,
    case when i.roll_up = 'type' and l.type_id is not null then l.type_id else l.category_id end as source_id
  from hub.invoice i join hub.invoice_line l on l.firm_id = ${thisFirm} and l.invoice_id = i.id
  where i.firm_id = ${thisFirm} and i.status = 'new' and not exists (select from hub.ledger_connection c where c.firm_id = ${thisFirm} and c.id = $1 and i.issued_on < c.start_date)
    and not exists (select from hub.set_aside a where a.firm_id = ${thisFirm} and a.connection_id = $1 and a.kind = 'invoice' and a.record_id = i.id)
    and not exists (select from hub.link k where k.firm_id = ${thisFirm} and k.connection_id = $1 and k.kind = 'invoice' and k.record_id = i.id and k.unlinked_at is null)`;

/** A code with one of these is served: nothing waits for it. */
const served: readonly MappingStatus[] = ["mapped", "target-renamed", "default-item"];

/** Every row of the mapping page, unmapped with waiting money first; `ids` narrows to some. */
export async function mappingRows(session: FirmSession, connectionId: string | null, sourceKind: MappingSourceKind, ids: readonly string[] | null = null): Promise<MappingRow[]> {
  const table = sources[sourceKind];
  const rows = await session.query<Omit<MappingRow, "status"> & { hasDefaultItem: boolean }>(
    `select s.id, s.code, s.name, s.is_active as "isActive", m.id as "mappingId", m.version as "mappingVersion", m.target_id as "targetId", m.target_name as "targetName",
       m.origin, m.confirmed_by as "confirmedBy", m.confirmed_at as "confirmedAt",
       case when r.ledger_id is null then null else jsonb_build_object('name', r.document ->> 'fullName', 'isActive', r.is_active, 'isDeleted', r.is_deleted) end as target,
       coalesce(w.invoices, 0)::int as "waitingInvoices", coalesce(w.amount, 0)::text as "waitingAmount",
       exists (select from hub.ledger_connection c where c.firm_id = ${thisFirm} and c.id = $1 and c.default_item_id is not null) as "hasDefaultItem"
     from ${table} s
     left join hub.mapping m on m.firm_id = ${thisFirm} and m.connection_id = $1 and m.source_kind = $2 and m.source_id = s.id and m.target_kind = 'item'
     left join hub.ledger_record r on r.firm_id = ${thisFirm} and r.connection_id = $1 and r.kind = 'item' and r.ledger_id = m.target_id
     left join (
       select u.source_id, count(distinct u.invoice_id) as invoices, sum(u.amount) as amount from (${unsentLines}) u where u.source_kind = $2 group by 1
     ) w on w.source_id = s.id
     where s.firm_id = ${thisFirm} and ($3::uuid[] is null or s.id = any($3))
     order by (m.id is null and s.is_active) desc, coalesce(w.amount, 0) desc, s.code`,
    [connectionId, sourceKind, ids],
  );
  return rows.map(({ hasDefaultItem, ...row }) => {
    const status = mappingStatus({ ...row, hasDefaultItem });
    return { ...row, status, ...(served.includes(status) && { waitingInvoices: 0, waitingAmount: "0" }) };
  });
}

/** The active rows of the mapping page that have no service of their own, whatever serves them meanwhile. */
export async function openMappingSources(session: FirmSession, connectionId: string, sourceKind: MappingSourceKind): Promise<Pick<MappingRow, "id" | "code" | "name">[]> {
  return session.query(
    `select s.id, s.code, s.name from ${sources[sourceKind]} s
     where s.firm_id = ${thisFirm} and s.is_active and not exists (select from hub.mapping m where m.firm_id = s.firm_id and m.connection_id = $1 and m.source_kind = $2 and m.source_id = s.id and m.target_kind = 'item')
     order by s.id`,
    [connectionId, sourceKind],
  );
}

/** A product or service of the ledger as the mirror has it. */
export interface ItemRow {
  id: string;
  name: string;
  fullName: string;
  sku: string | null;
  type: string;
  isActive: boolean;
  incomeAccount: { id: string; name: string } | null;
}

/** Services that can be sold: no categories of services, no deleted ones. */
export async function ledgerItems(session: FirmSession, connectionId: string, filter: { includeInactive?: boolean; ids?: readonly string[] } = {}): Promise<ItemRow[]> {
  return session.query<ItemRow>(
    `select i.ledger_id as id, i.document ->> 'name' as name, i.document ->> 'fullName' as "fullName", i.document ->> 'sku' as sku, i.document ->> 'type' as type, i.is_active as "isActive",
       case when a.ledger_id is null then null else jsonb_build_object('id', a.ledger_id, 'name', a.name) end as "incomeAccount"
     from hub.ledger_record i
     left join hub.ledger_record a on a.firm_id = ${thisFirm} and a.connection_id = i.connection_id and a.kind = 'account' and a.ledger_id = i.document ->> 'incomeAccountId'
     where i.firm_id = ${thisFirm} and i.connection_id = $1 and i.kind = 'item' and not i.is_deleted and coalesce(i.document ->> 'type', '') not in ('Category', 'Group')
       and ($2 or i.is_active) and ($3::text[] is null or i.ledger_id = any($3))
     order by i.document ->> 'fullName'`,
    [connectionId, filter.includeInactive ?? false, filter.ids ?? null],
  );
}

export interface MappingChoice {
  sourceId: string;
  targetId: string;
  targetName: string;
}

/** Stores choices in one statement; an earlier choice of the same row is replaced. */
export async function saveMappings(session: FirmSession, connectionId: string, sourceKind: MappingSourceKind, choices: readonly MappingChoice[], by: { origin: MappingOrigin; confirmedBy: string }): Promise<void> {
  await session.query(
    `insert into hub.mapping (id, firm_id, connection_id, source_kind, source_id, target_kind, target_id, target_name, origin, confirmed_by)
     select c.id, $1, $2, $3, c."sourceId", 'item', c."targetId", c."targetName", $5, $6
     from jsonb_to_recordset($4::jsonb) as c(id uuid, "sourceId" uuid, "targetId" text, "targetName" text)
     on conflict (firm_id, connection_id, source_kind, source_id, target_kind) do update set target_id = excluded.target_id, target_name = excluded.target_name,
       origin = excluded.origin, confirmed_by = excluded.confirmed_by, confirmed_at = hub.hub_now(), version = hub.mapping.version + 1`,
    [session.firmId, connectionId, sourceKind, JSON.stringify(choices.map((choice) => ({ id: newId(), ...choice }))), by.origin, by.confirmedBy],
  );
}

export async function deleteMappings(session: FirmSession, connectionId: string, sourceKind: MappingSourceKind, sourceIds: readonly string[]): Promise<void> {
  await session.query(`delete from hub.mapping where firm_id = ${thisFirm} and connection_id = $1 and source_kind = $2 and source_id = any($3) and target_kind = 'item'`, [connectionId, sourceKind, sourceIds]);
}
