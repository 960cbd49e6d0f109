import { selectList, type ViewColumns } from "./list-sql.js";
import { thisFirm } from "./this-firm.js";

/** The firm's present connection: the live one, else the last. Evaluated once per statement. */
export const presentConnection = `(select id from hub.ledger_connection where firm_id = ${thisFirm} order by (state = 'disconnected'), epoch desc limit 1)`;

/** Joins the one state a record shows. No row means never sent. */
export function joinSync(kind: string, recordId: string): string {
  return `left join hub.record_sync as sync on sync.firm_id = ${thisFirm} and sync.connection_id = ${presentConnection} and sync.kind = '${kind}' and sync.record_id = ${recordId}`;
}

/** The SQL of the fields every syncable record's view has; they need `joinSync`. */
export const syncFields: ViewColumns<SyncColumns> = { syncState: "coalesce(sync.state, 'never-sent')", syncReason: "sync.reason" };
/** The same as a select list. */
export const syncColumns = selectList(syncFields, null);

export interface SyncColumns {
  syncState: string;
  syncReason: string | null;
}
