import type { FirmSession } from "../orm.js";
import { Conditions, countList, listIds, readPage, selectList, wants, type ListSource, type PageRequest, type Slice, type ViewColumns, type WantedFields } from "./list-sql.js";
import { joinSync, syncFields, type SyncColumns } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** An invoice as lists and pages show it, without its lines. Amounts are decimal texts in `currency`. */
export interface InvoiceView extends SyncColumns {
  id: string;
  number: string | null;
  clientId: string;
  clientName: string;
  siteId: string | null;
  status: "draft" | "new" | "processed_externally" | "void";
  issuedOn: string;
  dueOn: string;
  billEmail: string | null;
  memo: string | null;
  rollUp: "category" | "type";
  currency: string;
  subtotal: string;
  tax: string;
  total: string;
  ledgerSubtotal: string | null;
  ledgerTax: string | null;
  ledgerTotal: string | null;
  ledgerBalance: string | null;
  finalizedAt: string | null;
  voidedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface InvoiceLineView {
  id: string;
  invoiceId: string;
  position: number;
  description: string;
  categoryId: string | null;
  typeId: string | null;
  quantity: string | null;
  unitPrice: string | null;
  amount: string;
  currency: string;
  isTaxable: boolean;
  isFromTime: boolean;
  serviceDate: string | null;
}

export interface InvoiceListFilter {
  search?: string | null;
  clientIds?: readonly string[] | null;
  statuses?: readonly string[] | null;
  syncStates?: readonly string[] | null;
  issuedFrom?: string | null;
  issuedTo?: string | null;
}

const columns: ViewColumns<InvoiceView> = {
  id: "invoice.id",
  number: "invoice.number",
  clientId: "invoice.client_id",
  clientName: "client.display_name",
  siteId: "invoice.site_id",
  status: "invoice.status",
  issuedOn: "invoice.issued_on",
  dueOn: "invoice.due_on",
  billEmail: "invoice.bill_email",
  memo: "invoice.memo",
  rollUp: "invoice.roll_up",
  currency: "invoice.currency",
  subtotal: "invoice.subtotal::text",
  tax: "invoice.tax::text",
  total: "invoice.total::text",
  ledgerSubtotal: "invoice.ledger_subtotal::text",
  ledgerTax: "invoice.ledger_tax::text",
  ledgerTotal: "invoice.ledger_total::text",
  ledgerBalance: "invoice.ledger_balance::text",
  finalizedAt: "invoice.finalized_at",
  voidedAt: "invoice.voided_at",
  version: "invoice.version",
  createdAt: "invoice.created_at",
  updatedAt: "invoice.updated_at",
  ...syncFields,
};

function from(wanted: WantedFields): string {
  const client = wants(wanted, "clientName") ? `join hub.client as client on client.firm_id = ${thisFirm} and client.id = invoice.client_id` : "";
  const sync = wants(wanted, ...Object.keys(syncFields)) ? joinSync("invoice", "invoice.id") : "";
  return `hub.invoice as invoice ${client} ${sync}`;
}

function source(filter: InvoiceListFilter, wanted: WantedFields): ListSource {
  const conditions = new Conditions("invoice")
    .matches(["client.display_name", "invoice.number"], filter.search)
    .isOneOfIds("invoice.client_id", filter.clientIds)
    .isOneOf("invoice.status", filter.statuses)
    .isOneOf("coalesce(sync.state, 'never-sent')", filter.syncStates)
    .add("invoice.issued_on >= $$", filter.issuedFrom)
    .add("invoice.issued_on <= $$", filter.issuedTo);
  const joined = wanted && [...wanted, ...(filter.search ? ["clientName"] : []), ...(filter.syncStates ? ["syncState"] : [])];
  return { from: from(joined), columns: selectList(columns, wanted), conditions, sort: { by: "invoice.issued_on", type: "date", id: "invoice.id", direction: "desc" } };
}

export function listInvoices(session: FirmSession, filter: InvoiceListFilter, page: PageRequest, wanted: WantedFields = null): Promise<Slice<InvoiceView>> {
  return readPage<InvoiceView>(session, source(filter, wanted), page);
}

export function countInvoices(session: FirmSession, filter: InvoiceListFilter): Promise<number> {
  return countList(session, source(filter, []));
}

/** All invoices of a list, by id, the oldest first. */
export function listedInvoiceIds(session: FirmSession, filter: InvoiceListFilter): Promise<string[]> {
  return listIds(session, source(filter, []));
}

export function invoicesByIds({ query }: FirmSession, ids: readonly string[], wanted: WantedFields = null): Promise<InvoiceView[]> {
  return query<InvoiceView>(`select ${selectList(columns, wanted)} from ${from(wanted)} where invoice.firm_id = ${thisFirm} and invoice.id = any($1::uuid[])`, [ids]);
}

/** The newest invoices of each of these clients, at most `first` a client, newest first. `clientId` always comes. */
export function newestInvoicesOfClients({ query }: FirmSession, clientIds: readonly string[], first: number, wanted: WantedFields = null): Promise<InvoiceView[]> {
  return query<InvoiceView>(
    `select newest.* from unnest($1::uuid[]) as wanted(client_id)
      cross join lateral (select ${selectList(columns, wanted && ["clientId", ...wanted])} from ${from(wanted)} where invoice.firm_id = ${thisFirm} and invoice.client_id = wanted.client_id order by invoice.issued_on desc, invoice.id desc limit $2) as newest`,
    [clientIds, first],
  );
}

/** Lines of these invoices, in their order. */
export function linesOfInvoices({ query }: FirmSession, invoiceIds: readonly string[]): Promise<InvoiceLineView[]> {
  return query<InvoiceLineView>(
    `select line.id, line.invoice_id as "invoiceId", line.position, line.description, line.category_id as "categoryId", line.type_id as "typeId", line.quantity::text as quantity,
            line.unit_price::text as "unitPrice", line.amount::text as amount, invoice.currency, line.is_taxable as "isTaxable", line.is_from_time as "isFromTime", line.service_date as "serviceDate"
       from hub.invoice_line as line join hub.invoice as invoice on invoice.firm_id = ${thisFirm} and invoice.id = line.invoice_id
      where line.firm_id = ${thisFirm} and line.invoice_id = any($1::uuid[]) order by line.invoice_id, line.position`,
    [invoiceIds],
  );
}

/** How many of these invoices there are of each status and state, and what they come to, by currency. */
export function invoiceTotals({ query }: FirmSession, filter: InvoiceListFilter): Promise<{ status: string; syncState: string; currency: string; count: number; total: string }[]> {
  const { from, conditions } = source(filter, ["syncState"]);
  return query(
    `select invoice.status, coalesce(sync.state, 'never-sent') as "syncState", invoice.currency, count(*)::int as count, sum(invoice.total)::text as total
       from ${from} where ${conditions.sql} group by 1, 2, 3 order by 1, 2, 3`,
    conditions.params,
  );
}
