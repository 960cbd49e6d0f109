import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** True when the client has time or an invoice, whatever its state. */
export async function hasDocuments(session: FirmSession, clientId: string): Promise<boolean> {
  const [row] = await session.query<{ has: boolean }>(
    `select exists (select from hub.invoice where firm_id = ${thisFirm} and client_id = $1) or exists (select from hub.time_entry where firm_id = ${thisFirm} and client_id = $1) as has`,
    [clientId],
  );
  return row?.has ?? false;
}
