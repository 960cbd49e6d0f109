import { Client, Firm, Invoice, InvoiceLine, type TaxBasis } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { findRecord } from "../operate.js";

/** An invoice and its lines in their order. */
export interface InvoiceWithLines {
  invoice: Invoice;
  lines: InvoiceLine[];
}

/** Loads an invoice with its lines. Throws `NOT_FOUND`, or `STALE_VERSION` when `version` is given and it has moved on. */
export async function findInvoice(session: FirmSession, id: string, version?: number): Promise<InvoiceWithLines> {
  const invoice = await findRecord(session, Invoice, id, "invoice", { version });
  return { invoice, lines: await session.em.find(InvoiceLine, { invoiceId: id }, { orderBy: { position: "asc" } }) };
}

/** Whose tax an invoice carries. */
export async function taxBasis(session: FirmSession, clientId: string): Promise<TaxBasis> {
  const firm = await findRecord(session, Firm, session.firmId, "firm");
  const client = await findRecord(session, Client, clientId, "client", { field: ["clientId"] });
  return { taxRatePercent: firm.taxRatePercent, isClientTaxable: client.isTaxable };
}
