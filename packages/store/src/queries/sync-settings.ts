import type { FirmSession } from "../orm.js";

/** What the sync asks the firm. */
export interface SyncFirm {
  homeCurrency: string;
  timeZone: string;
  /** The firm numbers its invoices itself; otherwise the ledger does. */
  numbersInvoices: boolean;
}

export async function syncFirm(session: FirmSession): Promise<SyncFirm> {
  const rows = await session.query<SyncFirm>(`select home_currency as "homeCurrency", time_zone as "timeZone", invoice_numbering = 'hub' as "numbersInvoices" from hub.firm where id = $1`, [session.firmId]);
  if (!rows[0]) throw new Error("The firm of this work does not exist.");
  return rows[0];
}

/** From when the sync is on; the first plan is still to be approved. */
export async function markEnabled(session: FirmSession, connectionId: string): Promise<void> {
  await session.query("update hub.ledger_connection set state = 'enabled', state_reason = null, enabled_at = coalesce(enabled_at, hub.hub_now()), version = version + 1, updated_at = hub.hub_now() where id = $1", [connectionId]);
}
