import { type Actor, HubError, TimeEntry } from "@tieout/domain";
import { type FirmSession, type ImportRecord, insertImportedTime, nextTimeRows, type ReadyTimeRow, type ResolvedValue, type RowOutcome, settleImportRows } from "@tieout/store";
import { keepEvents } from "../history.js";

/** Makes entries of the next ready rows; how many rows were settled. */
export async function importTimeRows(session: FirmSession, actor: Actor, record: ImportRecord, values: readonly ResolvedValue[], size: number): Promise<number> {
  const rows = await nextTimeRows(session, record.id, values, size);
  if (rows.length === 0) return 0;
  const made = rows.map((row) => ({ row, ...makeEntry(session.firmId, row, record) }));
  const entries = made.map(({ entry }) => entry).filter((entry) => entry !== null);
  const added = await insertImportedTime(session, entries);
  const outcomes = made.map(({ row, entry, refusal }): RowOutcome => {
    if (!entry) return { line: row.line, verdict: "refused", reasons: [{ field: refusal?.field[0] ?? "row", code: "rule", message: refusal?.message ?? "" }] };
    return added.has(row.fingerprint) ? { line: row.line, verdict: "imported", recordId: entry.id } : { line: row.line, verdict: "already-imported" };
  });
  await settleImportRows(session, record.id, outcomes);
  const imported = entries.filter((entry) => added.has(entry.importFingerprint ?? ""));
  await keepEvents(session, actor, imported.map((entry) => ({ kind: "time-entry", recordId: entry.id, action: "imported", changes: [{ path: "file", before: null, after: record.fileName }] })));
  return rows.length;
}

/** The entry of a row. What the other product has billed already is not billable here: it must not be billed twice. */
function makeEntry(firmId: string, row: ReadyTimeRow, { options }: ImportRecord): { entry: TimeEntry | null; refusal?: HubError } {
  const { content, staffId, clientId, siteId, categoryId, typeId, currency } = row;
  const isBillable = content.invoiced !== true && (content.billable ?? row.isTypeBillable ?? true);
  const rate = options.keepsRates ? (content.rate ?? null) : null;
  try {
    const entry = new TimeEntry(firmId, { staffId, clientId, siteId, categoryId, typeId, day: content.date, minutes: content.minutes, note: content.note, isBillable, rate, currency }, row.fingerprint);
    if (options.timeStatus === "submitted") entry.submit();
    return { entry };
  } catch (error) {
    if (error instanceof HubError) return { entry: null, refusal: error };
    throw error;
  }
}
