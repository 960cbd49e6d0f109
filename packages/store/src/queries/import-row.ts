import type { FirmSession } from "../orm.js";
import type { ImportVerdict } from "./import.js";

/** Why a row is not, or not yet, imported; `field` "row" for the row as a whole. */
export interface ImportReason {
  field: string;
  code: string;
  message: string;
}

export interface NewImportRow {
  line: number;
  /** Null for a row the file itself makes unusable. */
  fingerprint: string | null;
  verdict: ImportVerdict;
  reasons: readonly ImportReason[];
  content: object;
}

/** Keeps rows of a file; a row that came before, by its line, is kept as it was. */
export async function insertImportRows(session: FirmSession, importId: string, rows: readonly NewImportRow[]): Promise<void> {
  await session.query(
    `with added as (
       insert into hub.import_row (firm_id, import_id, line, fingerprint, verdict, reasons, content)
       select $1, $2, line, fingerprint, verdict, reasons, content
       from jsonb_to_recordset($3::jsonb) as r (line int, fingerprint text, verdict text, reasons jsonb, content jsonb)
       on conflict do nothing returning 1)
     update hub.import set rows_read = rows_read + (select count(*) from added) where firm_id = $1 and id = $2`,
    [session.firmId, importId, JSON.stringify(rows)],
  );
}

export async function deleteImportRows(session: FirmSession, importId: string): Promise<void> {
  await session.query("delete from hub.import_row where firm_id = $1 and import_id = $2", [session.firmId, importId]);
}

/** What became of rows when they were to become records. */
export interface RowOutcome {
  line: number;
  verdict: ImportVerdict;
  recordId?: string | null;
  reasons?: readonly ImportReason[];
}

export async function settleImportRows(session: FirmSession, importId: string, outcomes: readonly RowOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ line, verdict, recordId, reasons }) => ({ line, verdict, record_id: recordId ?? null, reasons: reasons ?? [] }));
  const lines = outcomes.map(({ line }) => line);
  // The range keeps the join small: a table that was just filled has no statistics, and a bad plan would compare all rows with all.
  await session.query(
    `update hub.import_row r set verdict = o.verdict, record_id = o.record_id, reasons = o.reasons
     from jsonb_to_recordset($3::jsonb) as o (line int, verdict text, record_id uuid, reasons jsonb)
     where r.firm_id = $1 and r.import_id = $2 and r.line between $4 and $5 and r.line = o.line`,
    [session.firmId, importId, JSON.stringify(rows), Math.min(...lines), Math.max(...lines)],
  );
}
