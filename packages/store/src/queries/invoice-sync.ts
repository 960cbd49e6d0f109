import type { LedgerInvoice } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { linkJson, mirrorJson } from "./client-sync.js";
import type { LinkRow } from "./link.js";
import type { MirrorRow } from "./mirror.js";
import type { RemediedRecord } from "./remedy.js";

export interface SyncInvoiceLine {
  description: string;
  categoryId: string | null;
  categoryCode: string | null;
  categoryName: string | null;
  typeId: string | null;
  typeCode: string | null;
  typeName: string | null;
  quantity: string | null;
  unitPrice: string | null;
  amount: string;
  isTaxable: boolean;
  serviceDate: string | null;
}

/** An invoice as the flow sees it, with everything it refers to. */
export interface SyncInvoice {
  id: string;
  number: string | null;
  status: "draft" | "new" | "processed_externally" | "void";
  issuedOn: string;
  dueOn: string;
  billEmail: string | null;
  currency: string;
  memo: string | null;
  rollUp: "category" | "type";
  subtotal: string;
  tax: string;
  total: string;
  version: number;
  lines: SyncInvoiceLine[];
  client: { id: string; displayName: string; isActive: boolean; isTaxable: boolean; isSetAside: boolean; ledgerId: string | null; isLedgerActive: boolean | null; ledgerCurrency: string | null };
  site: { id: string; name: string; ledgerId: string | null; isLedgerActive: boolean | null } | null;
  link: LinkRow | null;
  ledger: (MirrorRow & { document: LedgerInvoice }) | null;
  /** An invoice of the ledger that is linked to nothing here and has this number, or was sent as this one before its link was removed; void ones are left out. Only of an invoice without a link. */
  twin: { ledgerId: string } | null;
  /** Another invoice here has the number that this one has in the ledger. */
  isTheirNumberTaken: boolean;
  isSetAside: boolean;
}

export async function invoicesForSync(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<SyncInvoice[]> {
  return session.query<SyncInvoice>(
    `select i.id, i.number, i.status, i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", i.bill_email as "billEmail", i.currency, i.memo, i.roll_up as "rollUp",
       i.subtotal::text as subtotal, i.tax::text as tax, i.total::text as total, i.version,
       coalesce((select jsonb_agg(jsonb_build_object('description', n.description, 'categoryId', n.category_id, 'categoryCode', bc.code, 'categoryName', bc.name, 'typeId', n.type_id, 'typeCode', bt.code,
           'typeName', bt.name, 'quantity', n.quantity::text, 'unitPrice', n.unit_price::text, 'amount', n.amount::text, 'isTaxable', n.is_taxable, 'serviceDate', n.service_date::text) order by n.position)
         from hub.invoice_line n left join hub.billable_category bc on bc.firm_id = $1 and bc.id = n.category_id left join hub.billable_type bt on bt.firm_id = $1 and bt.id = n.type_id
         where n.firm_id = $1 and n.invoice_id = i.id), '[]') as lines,
       jsonb_build_object('id', c.id, 'displayName', c.display_name, 'isActive', c.is_active, 'isTaxable', c.is_taxable, 'ledgerId', cl.ledger_id, 'isLedgerActive', cr.is_active, 'ledgerCurrency', cr.document ->> 'currency',
         'isSetAside', exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'client' and a.record_id = c.id)) as client,
       case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name, 'ledgerId', sl.ledger_id, 'isLedgerActive', sr.is_active) end as site,
       case when l.id is not null then ${linkJson} end as link, case when r.ledger_id is not null then ${mirrorJson} end as ledger,
       case when l.id is null then (select jsonb_build_object('ledgerId', o.ledger_id) from hub.ledger_record o
         where o.firm_id = $1 and o.connection_id = $2 and o.kind = 'invoice' and not o.is_deleted
           and o.ledger_id = any(array(
             select n.ledger_id from hub.ledger_record n where n.firm_id = $1 and n.connection_id = $2 and n.kind = 'invoice' and lower(n.name) = lower(i.number)
             union all select e.ledger_id from hub.link e where e.firm_id = $1 and e.connection_id = $2 and e.kind = 'invoice' and e.record_id = i.id and e.origin = 'created-by-hub')) and not coalesce((o.document ->> 'isVoid')::boolean, false)
           and not exists (select from hub.link ol where ol.firm_id = $1 and ol.connection_id = $2 and ol.ledger_kind = 'invoice' and ol.ledger_id = o.ledger_id and ol.unlinked_at is null)
         order by o.ledger_id limit 1) end as twin,
       exists (select from hub.invoice o where o.firm_id = $1 and o.id <> i.id and o.number = r.document ->> 'number') as "isTheirNumberTaken",
       exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'invoice' and a.record_id = i.id) as "isSetAside"
     from hub.invoice i
     join hub.client c on c.firm_id = $1 and c.id = i.client_id
     left join hub.link cl on cl.firm_id = $1 and cl.connection_id = $2 and cl.kind = 'client' and cl.record_id = c.id and cl.unlinked_at is null
     left join hub.ledger_record cr on cr.firm_id = $1 and cr.connection_id = $2 and cr.kind = 'customer' and cr.ledger_id = cl.ledger_id
     left join hub.site s on s.firm_id = $1 and s.id = i.site_id
     left join hub.link sl on sl.firm_id = $1 and sl.connection_id = $2 and sl.kind = 'site' and sl.record_id = s.id and sl.unlinked_at is null
     left join hub.ledger_record sr on sr.firm_id = $1 and sr.connection_id = $2 and sr.kind = 'customer' and sr.ledger_id = sl.ledger_id
     left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'invoice' and l.record_id = i.id and l.unlinked_at is null
     left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'invoice' and r.ledger_id = l.ledger_id
     where i.firm_id = $1 and i.id = any($3) order by i.issued_on, i.id`,
    [session.firmId, connectionId, ids],
  );
}

/** Where each code goes: mappings, and what the mirror knows of their targets. */
export interface MappingTarget {
  sourceKind: "billable-category" | "billable-type";
  sourceId: string;
  targetId: string;
  name: string;
  /** False when the item is inactive, deleted or unknown. */
  isUsable: boolean;
}

export async function mappingTargets(session: FirmSession, connectionId: string): Promise<MappingTarget[]> {
  return session.query<MappingTarget>(
    `select m.source_kind as "sourceKind", m.source_id as "sourceId", m.target_id as "targetId", coalesce(r.name, m.target_name) as name, coalesce(r.is_active and not r.is_deleted, false) as "isUsable"
     from hub.mapping m left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'item' and r.ledger_id = m.target_id
     where m.firm_id = $1 and m.connection_id = $2 and m.target_kind = 'item'`,
    [session.firmId, connectionId],
  );
}

/** Invoices of ours whose document moved in the ledger since the last look. */
export async function movedInvoices(session: FirmSession, connectionId: string): Promise<string[]> {
  const rows = await session.query<{ id: string }>(
    `select l.record_id as id from hub.moved_ledger_record m
     join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'invoice' and l.ledger_kind = 'invoice' and l.ledger_id = m.ledger_id and l.unlinked_at is null
     where m.firm_id = $1 and m.connection_id = $2 and m.kind = 'invoice'`,
    [session.firmId, connectionId],
  );
  return rows.map(({ id }) => id);
}

/** Clients of documents that wait to be planned and have no customer yet: they go first. */
export async function clientsNeeded(session: FirmSession, connectionId: string, kind: "invoice" | "time-entry", ids: readonly string[] | null): Promise<string[]> {
  const table = kind === "invoice" ? "hub.invoice" : "hub.time_entry";
  const ready = kind === "invoice" ? "d.status = 'new'" : "d.status in ('approved', 'locked')";
  const rows = await session.query<{ id: string }>(
    `select distinct d.client_id as id from ${table} d
     where d.firm_id = $1 and ${ready} and case when $3::uuid[] is null then exists (select from hub.dirty_record x where x.firm_id = $1 and x.kind = '${kind}' and x.record_id = d.id) else d.id = any($3) end
       and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.kind = 'client' and l.record_id = d.client_id and l.unlinked_at is null)`,
    [session.firmId, connectionId, ids],
  );
  return rows.map((row) => row.id);
}

/** What the ledger made of an invoice, kept beside our own figures. */
export interface LedgerFigures {
  id: string;
  number: string | null;
  subtotal: string | null;
  tax: string | null;
  total: string | null;
  balance: string | null;
}

/** Sent invoices become read-only and take the ledger's number where they have none; a number another invoice has is left out. */
export async function markInvoicesProcessed(session: FirmSession, figures: readonly LedgerFigures[]): Promise<void> {
  if (figures.length === 0) return;
  await session.query(
    `update hub.invoice i set status = case when i.status = 'new' then 'processed_externally' else i.status end,
       number = coalesce(i.number, (select f.number where not exists (select from hub.invoice o where o.firm_id = $1 and o.number = f.number and o.id <> i.id))),
       ledger_subtotal = f.subtotal, ledger_tax = f.tax, ledger_total = f.total, ledger_balance = f.balance
     from jsonb_to_recordset($2::jsonb) as f(id uuid, number text, subtotal numeric, tax numeric, total numeric, balance numeric) where i.firm_id = $1 and i.id = f.id`,
    [session.firmId, JSON.stringify(figures)],
  );
}

/** The ledger's tax replaces ours, where the subtotals are the same. */
export async function takeLedgerTax(session: FirmSession, ids: readonly string[]): Promise<RemediedRecord[]> {
  return session.query<RemediedRecord>(
    `with old as (select id, tax, total from hub.invoice where firm_id = $1 and id = any($2) and status = 'processed_externally' and ledger_total is not null and ledger_subtotal = subtotal for update)
     update hub.invoice i set tax = coalesce(i.ledger_tax, 0), total = i.ledger_total from old where i.firm_id = $1 and i.id = old.id
     returning i.id, jsonb_build_array(jsonb_build_object('path', 'tax', 'before', old.tax::text, 'after', i.tax::text), jsonb_build_object('path', 'total', 'before', old.total::text, 'after', i.total::text)) as changes`,
    [session.firmId, ids],
  );
}

/** A linked invoice beside what the mirror has of it. */
export interface ProvenInvoice {
  id: string;
  number: string | null;
  status: SyncInvoice["status"];
  currency: string;
  subtotal: string;
  tax: string;
  total: string;
  issuedOn: string;
  dueOn: string;
  clientId: string;
  clientName: string;
  label: string;
  ledgerId: string;
  isGone: boolean;
  document: LedgerInvoice;
  /** When it was last changed there. */
  ledgerUpdatedAt: string | null;
  agreed: Record<string, unknown>;
  hubAgreed: Record<string, unknown>;
  isSetAside: boolean;
  /** Our figures of the ledger's side as they are stored. */
  ledgerSubtotal: string | null;
  ledgerTotal: string | null;
  ledgerBalance: string | null;
  /** QuickBooks computes the tax from addresses; the firm's rate is an estimate then. */
  isTaxAutomatic: boolean;
}

/** Linked invoices and their mirror: those of some ledger ids, or all of them. */
export async function invoicesToProve(session: FirmSession, connectionId: string, ledgerIds: readonly string[] | null): Promise<ProvenInvoice[]> {
  return session.query<ProvenInvoice>(
    `select i.id, i.number, i.status, i.currency, i.subtotal::text as subtotal, i.tax::text as tax, i.total::text as total, i.client_id as "clientId", c.display_name as "clientName",
       i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", coalesce(i.number, c.display_name || ' ' || i.issued_on) as label,
       l.ledger_id as "ledgerId", r.is_deleted as "isGone", r.document, r.ledger_updated_at as "ledgerUpdatedAt", l.agreed, l.hub_agreed as "hubAgreed",
       exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'invoice' and a.record_id = i.id) as "isSetAside", i.ledger_subtotal::text as "ledgerSubtotal", i.ledger_total::text as "ledgerTotal", i.ledger_balance::text as "ledgerBalance",
       coalesce((k.company ->> 'isTaxAutomatic')::boolean, false) as "isTaxAutomatic"
     from hub.link l
     join hub.ledger_connection k on k.firm_id = $1 and k.id = $2
     join hub.invoice i on i.firm_id = $1 and i.id = l.record_id
     join hub.client c on c.firm_id = $1 and c.id = i.client_id
     join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'invoice' and r.ledger_id = l.ledger_id
     -- Said of both: while they are filled, nobody knows yet which of the two has many, and neither may be walked through for each of the other.
     where l.firm_id = $1 and l.connection_id = $2 and l.kind = 'invoice' and l.ledger_kind = 'invoice' and l.unlinked_at is null and ($3::text[] is null or (l.ledger_id = any($3) and r.ledger_id = any($3)))
     order by l.ledger_id`,
    [session.firmId, connectionId, ledgerIds],
  );
}

/** Active tax codes of the ledger. */
export async function taxCodes(session: FirmSession, connectionId: string): Promise<{ id: string; name: string; isTaxable: boolean | null }[]> {
  return session.query(
    `select ledger_id as id, name, (document ->> 'isTaxable')::boolean as "isTaxable" from hub.ledger_record where firm_id = $1 and connection_id = $2 and kind = 'tax-code' and is_active and not is_deleted order by ledger_id`,
    [session.firmId, connectionId],
  );
}

/** The default item as the mirror knows it. */
export async function itemById(session: FirmSession, connectionId: string, id: string): Promise<{ id: string; name: string; isUsable: boolean } | null> {
  const rows = await session.query<{ id: string; name: string; isUsable: boolean }>(
    `select ledger_id as id, name, is_active and not is_deleted as "isUsable" from hub.ledger_record where firm_id = $1 and connection_id = $2 and kind = 'item' and ledger_id = $3`,
    [session.firmId, connectionId, id],
  );
  return rows[0] ?? null;
}
