import type { FirmQuery, FirmSession } from "../orm.js";
import { toDate } from "../orm.js";

/** A firm's binding to one company of the ledger, without its secrets. */
export interface ConnectionRow {
  id: string;
  firmId: string;
  epoch: number;
  environment: "emulator" | "sandbox" | "production";
  realmCipher: string;
  realmHash: string;
  companyName: string;
  company: Record<string, unknown>;
  preflight: Record<string, unknown>[];
  checkedAt: Date | null;
  state: "confirming" | "ready" | "enabled" | "paused" | "action-required" | "disconnected";
  stateReason: string | null;
  settings: Record<string, unknown>;
  settingsSavedAt: Date | null;
  startDate: string | null;
  intervalMinutes: number;
  defaultItemId: string | null;
  enabledAt: Date | null;
  lastSuccessAt: Date | null;
  authorizedBy: string;
  authorizedAt: Date;
  disconnectedAt: Date | null;
  version: number;
}

const columns = `
  id, firm_id as "firmId", epoch, environment, realm_cipher as "realmCipher", realm_hash as "realmHash", company_name as "companyName",
  company, preflight, checked_at as "checkedAt", state, state_reason as "stateReason", settings, settings_saved_at as "settingsSavedAt",
  start_date as "startDate", interval_minutes as "intervalMinutes", default_item_id as "defaultItemId", enabled_at as "enabledAt",
  last_success_at as "lastSuccessAt", authorized_by as "authorizedBy", authorized_at as "authorizedAt",
  disconnected_at as "disconnectedAt", version`;

type Instant = "checkedAt" | "settingsSavedAt" | "enabledAt" | "lastSuccessAt" | "authorizedAt" | "disconnectedAt";
type TextRow = { [K in keyof ConnectionRow]: K extends Instant ? string | null : ConnectionRow[K] };

function connectionRow(row: TextRow): ConnectionRow {
  const date = (text: string | null) => (text === null ? null : toDate(text));
  return {
    ...row,
    checkedAt: date(row.checkedAt),
    settingsSavedAt: date(row.settingsSavedAt),
    enabledAt: date(row.enabledAt),
    lastSuccessAt: date(row.lastSuccessAt),
    authorizedAt: toDate(row.authorizedAt ?? ""),
    disconnectedAt: date(row.disconnectedAt),
  };
}

/** The firm's present connection: the live one, else the last that was disconnected, else null. */
export async function currentConnection(session: FirmSession): Promise<ConnectionRow | null> {
  const rows = await session.query<TextRow>(`select ${columns} from hub.ledger_connection where firm_id = $1 order by (state = 'disconnected'), epoch desc limit 1`, [session.firmId]);
  return rows[0] ? connectionRow(rows[0]) : null;
}

export async function connectionById(session: FirmQuery, id: string): Promise<ConnectionRow | null> {
  const rows = await session.query<TextRow>(`select ${columns} from hub.ledger_connection where id = $1 and firm_id = $2`, [id, session.firmId]);
  return rows[0] ? connectionRow(rows[0]) : null;
}

/** Holds the connection until the end of the transaction: whoever decides about it at the same moment waits and sees what came of it. */
export async function lockConnection(session: FirmSession, id: string): Promise<void> {
  await session.query("select 1 from hub.ledger_connection where firm_id = $1 and id = $2 for update", [session.firmId, id]);
}

/** The last connection this firm had to the company with this fingerprint, live or not. */
export async function connectionOfRealm(session: FirmSession, realmHash: string): Promise<ConnectionRow | null> {
  const rows = await session.query<TextRow>(`select ${columns} from hub.ledger_connection where realm_hash = $1 and firm_id = $2 order by epoch desc limit 1`, [realmHash, session.firmId]);
  return rows[0] ? connectionRow(rows[0]) : null;
}

/** Columns a change of state may set; `undefined` leaves one as it is. */
export interface ConnectionPatch {
  state?: ConnectionRow["state"];
  stateReason?: string | null;
  companyName?: string;
  company?: object;
  /** Verdicts on a company just read. */
  preflight?: object[];
  /** Verdicts on the company as it was last read. */
  verdicts?: object[] | undefined;
  settings?: object;
  startDate?: string | null;
  intervalMinutes?: number;
  defaultItemId?: string | null;
  authorizedBy?: string;
}

const patchColumns: Record<keyof ConnectionPatch, { column: string; also?: string }> = {
  state: { column: "state" },
  stateReason: { column: "state_reason" },
  companyName: { column: "company_name" },
  company: { column: "company" },
  preflight: { column: "preflight", also: "checked_at = hub.hub_now()" },
  verdicts: { column: "preflight" },
  settings: { column: "settings", also: "settings_saved_at = hub.hub_now()" },
  startDate: { column: "start_date" },
  intervalMinutes: { column: "interval_minutes" },
  defaultItemId: { column: "default_item_id" },
  authorizedBy: { column: "authorized_by", also: "authorized_at = hub.hub_now()" },
};

/** Applies a patch and returns the row as it is now. */
export async function patchConnection(session: FirmSession, id: string, patch: ConnectionPatch): Promise<ConnectionRow> {
  const assignments = ["version = version + 1", "updated_at = hub.hub_now()"];
  const params: unknown[] = [id, session.firmId];
  for (const [key, value] of Object.entries(patch) as [keyof ConnectionPatch, unknown][]) {
    if (value === undefined) continue;
    const { column, also } = patchColumns[key];
    params.push(typeof value === "object" && value !== null ? JSON.stringify(value) : value);
    assignments.push(`${column} = $${params.length}`);
    if (also) assignments.push(also);
  }
  const rows = await session.query<TextRow>(`update hub.ledger_connection set ${assignments.join(", ")} where id = $1 and firm_id = $2 returning ${columns}`, params);
  if (!rows[0]) throw new Error(`Connection ${id} is not this firm's.`);
  return connectionRow(rows[0]);
}

export interface NewConnection {
  id: string;
  environment: ConnectionRow["environment"];
  realmCipher: string;
  realmHash: string;
  companyName: string;
  company: object;
  authorizedBy: string;
}

/** A new epoch: one grant of one company, with links of its own. */
export async function insertConnection(session: FirmSession, connection: NewConnection): Promise<ConnectionRow> {
  const rows = await session.query<TextRow>(
    `insert into hub.ledger_connection (id, firm_id, epoch, environment, realm_cipher, realm_hash, company_name, company, state, authorized_by, authorized_at)
     values ($1, $2, (select coalesce(max(epoch), 0) + 1 from hub.ledger_connection where firm_id = $2), $3, $4, $5, $6, $7, 'confirming', $8, hub.hub_now())
     returning ${columns}`,
    [connection.id, session.firmId, connection.environment, connection.realmCipher, connection.realmHash, connection.companyName, JSON.stringify(connection.company), connection.authorizedBy],
  );
  return connectionRow(rows[0] as TextRow);
}
