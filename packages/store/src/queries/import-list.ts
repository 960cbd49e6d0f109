import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { thisFirm } from "./this-firm.js";

/** A file somebody brought, as lists and its page show it. */
export interface ImportView {
  id: string;
  kind: "time" | "clients";
  source: string;
  fileName: string;
  state: "reading" | "preview" | "committing" | "committed" | "failed" | "discarded";
  rowsRead: number;
  rowsDone: number;
  failure: string | null;
  createdBy: string;
  createdAt: string;
  committedAt: string | null;
}

export interface ImportRowView {
  id: string;
  line: number;
  verdict: string;
  reasons: { field: string; code: string; message: string }[];
  content: unknown;
  recordId: string | null;
}

const columns = `
  import.id, import.kind, import.source, import.file_name as "fileName", import.state, import.rows_read as "rowsRead", import.rows_done as "rowsDone", import.failure,
  import.created_by as "createdBy", import.created_at as "createdAt", import.committed_at as "committedAt"`;

/** Imports of the firm, newest first. */
export function listImports(session: FirmSession, page: PageRequest): Promise<Slice<ImportView>> {
  return readPage<ImportView>(session, { from: "hub.import as import", columns, conditions: new Conditions("import"), sort: { by: "import.created_at", type: "timestamptz", id: "import.id", direction: "desc" } }, page);
}

export function importsByIds({ query }: FirmSession, ids: readonly string[]): Promise<ImportView[]> {
  return query<ImportView>(`select ${columns} from hub.import as import where import.firm_id = ${thisFirm} and import.id = any($1::uuid[])`, [ids]);
}

function rowsSource(importId: string, verdicts: readonly string[] | null | undefined): ListSource {
  return {
    from: "hub.import_row as row",
    columns: `row.line::text as id, row.line, row.verdict, row.reasons, row.content, row.record_id as "recordId"`,
    conditions: new Conditions("row").add("row.import_id = $$", importId).isOneOf("row.verdict", verdicts),
    sort: { by: "row.line", type: "integer", id: "row.line::text", idType: "text", direction: "asc" },
  };
}

/** Rows of an import with their verdicts, in the order of the file. */
export function listImportRows(session: FirmSession, importId: string, verdicts: readonly string[] | null | undefined, page: PageRequest): Promise<Slice<ImportRowView>> {
  return readPage<ImportRowView>(session, rowsSource(importId, verdicts), page);
}

export function countImportRows(session: FirmSession, importId: string, verdicts: readonly string[] | null | undefined): Promise<number> {
  return countList(session, rowsSource(importId, verdicts));
}

/** How many rows have each verdict. */
export function importVerdicts({ query }: FirmSession, importId: string): Promise<{ verdict: string; count: number }[]> {
  return query(`select verdict, count(*)::int as count from hub.import_row where firm_id = ${thisFirm} and import_id = $1 group by 1 order by 1`, [importId]);
}
