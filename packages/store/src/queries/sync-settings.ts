import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** What the sync asks the firm. */
export interface SyncFirm {
  homeCurrency: string;
  timeZone: string;
  /** The firm numbers its invoices itself; otherwise the ledger does. */
  numbersInvoices: boolean;
}

/** From when the sync is on; the first plan is still to be approved. */
export async function markEnabled(session: FirmSession, connectionId: string): Promise<void> {
  await session.query(`update hub.ledger_connection set state = 'enabled', state_reason = null, enabled_at = coalesce(enabled_at, hub.hub_now()), version = version + 1, updated_at = hub.hub_now() where firm_id = ${thisFirm} and id = $1`, [connectionId]);
}
