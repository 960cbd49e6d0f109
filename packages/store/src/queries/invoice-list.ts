import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { joinSync, syncColumns, type SyncColumns } from "./sync-sql.js";

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

const columns = `
  invoice.id, invoice.number, invoice.client_id as "clientId", client.display_name as "clientName", invoice.site_id as "siteId", invoice.status, invoice.issued_on as "issuedOn", invoice.due_on as "dueOn",
  invoice.bill_email as "billEmail", invoice.memo, invoice.roll_up as "rollUp", invoice.currency, invoice.subtotal::text as subtotal, invoice.tax::text as tax, invoice.total::text as total,
  invoice.ledger_subtotal::text as "ledgerSubtotal", invoice.ledger_tax::text as "ledgerTax", invoice.ledger_total::text as "ledgerTotal", invoice.ledger_balance::text as "ledgerBalance",
  invoice.finalized_at as "finalizedAt", invoice.voided_at as "voidedAt", invoice.version, invoice.created_at as "createdAt", invoice.updated_at as "updatedAt", ${syncColumns}`;
const from = `hub.invoice as invoice join hub.client as client on client.id = invoice.client_id ${joinSync("invoice", "invoice.id")}`;

function source(filter: InvoiceListFilter): ListSource {
  const conditions = new Conditions()
    .matches(["client.display_name", "invoice.number"], filter.search)
    .isOneOfIds("invoice.client_id", filter.clientIds)
    .isOneOf("invoice.status", filter.statuses)
    .isOneOf("coalesce(sync.state, 'never-sent')", filter.syncStates)
    .add("invoice.issued_on >= $$", filter.issuedFrom)
    .add("invoice.issued_on <= $$", filter.issuedTo);
  return { from, columns, conditions, sort: { by: "invoice.issued_on", type: "date", id: "invoice.id", direction: "desc" } };
}

export function listInvoices(session: FirmSession, filter: InvoiceListFilter, page: PageRequest): Promise<Slice<InvoiceView>> {
  return readPage<InvoiceView>(session, source(filter), page);
}

export function countInvoices(session: FirmSession, filter: InvoiceListFilter): Promise<number> {
  return countList(session, source(filter));
}

export function invoicesByIds({ query }: FirmSession, ids: readonly string[]): Promise<InvoiceView[]> {
  return query<InvoiceView>(`select ${columns} from ${from} where invoice.id = any($1::uuid[])`, [ids]);
}

/** The newest invoices of each of these clients, at most `first` a client, newest first. */
export function newestInvoicesOfClients({ query }: FirmSession, clientIds: readonly string[], first: number): Promise<InvoiceView[]> {
  return query<InvoiceView>(
    `select newest.* from unnest($1::uuid[]) as wanted(client_id)
      cross join lateral (select ${columns} from ${from} where invoice.client_id = wanted.client_id order by invoice.issued_on desc, invoice.id desc limit $2) as newest`,
    [clientIds, first],
  );
}

/** Lines of these invoices, in their order. */
export function linesOfInvoices({ query }: FirmSession, invoiceIds: readonly string[]): Promise<InvoiceLineView[]> {
  return query<InvoiceLineView>(
    `select line.id, line.invoice_id as "invoiceId", line.position, line.description, line.category_id as "categoryId", line.type_id as "typeId", line.quantity::text as quantity,
            line.unit_price::text as "unitPrice", line.amount::text as amount, invoice.currency, line.is_taxable as "isTaxable", line.is_from_time as "isFromTime", line.service_date as "serviceDate"
       from hub.invoice_line as line join hub.invoice as invoice on invoice.id = line.invoice_id
      where line.invoice_id = any($1::uuid[]) order by line.invoice_id, line.position`,
    [invoiceIds],
  );
}

/** How many invoices there are of each status and state, and what they come to, by currency. */
export function invoiceTotals({ query }: FirmSession): Promise<{ status: string; syncState: string; currency: string; count: number; total: string }[]> {
  return query(
    `select invoice.status, coalesce(sync.state, 'never-sent') as "syncState", invoice.currency, count(*)::int as count, sum(invoice.total)::text as total
       from hub.invoice as invoice ${joinSync("invoice", "invoice.id")} group by 1, 2, 3 order by 1, 2, 3`,
  );
}
