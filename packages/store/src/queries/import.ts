import type { FirmSession } from "../orm.js";

/** A file somebody brought. reading: rows are coming in · preview: every row has a verdict · committing: rows are becoming records */
export type ImportState = "reading" | "preview" | "committing" | "committed" | "failed" | "discarded";

/** What becomes, or became, of one row. */
export type ImportVerdict = "new" | "matched" | "already-imported" | "needs-mapping" | "refused" | "imported" | "skipped";

export type ImportCounts = Partial<Record<ImportVerdict, number>>;

export interface ImportOptions {
  /** What imported time becomes: waits for approval, or for its owner to submit it. */
  timeStatus: "submitted" | "draft";
  /** Whether an entry keeps the hourly rate the file gives it. */
  keepsRates: boolean;
}

export interface ImportRecord {
  id: string;
  kind: "time" | "clients";
  /** The product the file comes from: mappings are remembered for it. */
  source: string;
  fileName: string;
  state: ImportState;
  rowsRead: number;
  rowsDone: number;
  counts: ImportCounts;
  options: ImportOptions;
  failure: string | null;
  createdBy: string;
  createdAt: string;
  committedAt: string | null;
}

const columns = `id, kind, source, file_name as "fileName", state, rows_read as "rowsRead", rows_done as "rowsDone", counts, options, failure,
  created_by as "createdBy", created_at as "createdAt", committed_at as "committedAt"`;

export async function insertImport(session: FirmSession, row: Pick<ImportRecord, "id" | "kind" | "source" | "fileName" | "options" | "createdBy">): Promise<void> {
  await session.query(
    `insert into hub.import (id, firm_id, kind, source, file_name, state, options, created_by) values ($1, $2, $3, $4, $5, 'reading', $6, $7)`,
    [row.id, session.firmId, row.kind, row.source, row.fileName, JSON.stringify(row.options), row.createdBy],
  );
}

/** The import, held for this transaction when `forUpdate`. */
export async function readImport(session: FirmSession, id: string, { forUpdate = false } = {}): Promise<ImportRecord | null> {
  const [row] = await session.query<ImportRecord>(`select ${columns} from hub.import where firm_id = $1 and id = $2${forUpdate ? " for update" : ""}`, [session.firmId, id]);
  return row ?? null;
}

export async function setImportState(session: FirmSession, id: string, state: ImportState, failure: string | null = null): Promise<void> {
  await session.query(
    `update hub.import set state = $3, failure = $4, committed_at = case when $3 = 'committed' then hub.hub_now() else committed_at end where firm_id = $1 and id = $2`,
    [session.firmId, id, state, failure],
  );
}

/** Counts the verdicts anew, and how many rows became records. */
export async function refreshImportCounts(session: FirmSession, id: string): Promise<ImportCounts> {
  const [row] = await session.query<{ counts: ImportCounts }>(
    `update hub.import set
       counts = (select coalesce(jsonb_object_agg(verdict, n), '{}') from (select verdict, count(*) as n from hub.import_row where firm_id = $1 and import_id = $2 group by verdict) as v),
       rows_done = (select count(*) from hub.import_row where firm_id = $1 and import_id = $2 and verdict = 'imported')
     where firm_id = $1 and id = $2 returning counts`,
    [session.firmId, id],
  );
  return row?.counts ?? {};
}

/** Adds to what is shown as progress while rows become records. */
export async function addImportProgress(session: FirmSession, id: string, rows: number): Promise<void> {
  await session.query("update hub.import set rows_done = rows_done + $3 where firm_id = $1 and id = $2", [session.firmId, id, rows]);
}
