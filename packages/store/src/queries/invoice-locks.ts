import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** Holds the firm's row until the transaction ends, so that two invoices finalised at once take two numbers. */
export async function lockFirm(session: FirmSession): Promise<void> {
  await session.query("select id from hub.firm where id = $1 for update", [session.firmId]);
}

/** Makes a new version of an invoice whose lines changed while its head did not. */
export async function raiseInvoiceVersion(session: FirmSession, invoiceId: string): Promise<void> {
  await session.query(`update hub.invoice set version = version + 1 where firm_id = ${thisFirm} and id = $1`, [invoiceId]);
}
