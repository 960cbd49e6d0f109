import { HubError } from "@tieout/domain";
import { type FirmSession, type ImportRecord, type ImportState, readImport } from "@tieout/store";

/** An import as it is now. */
export type ImportSummary = ImportRecord;

const REFUSALS: Record<ImportState, string> = {
  reading: "The file is still being read. Wait until its preview is there.",
  preview: "The file is already read and waits in its preview.",
  committing: "The import is running. Wait until it is done.",
  committed: "The import is done. Upload the file again to import what is new in it.",
  failed: "The file could not be read. Upload it again.",
  discarded: "The import was discarded. Upload the file again.",
};

/** The import, held for this transaction, when it is in one of these states; else `NOT_FOUND` or `CONFLICT` with what to do. */
export async function holdImport(session: FirmSession, importId: string, states: readonly ImportState[]): Promise<ImportRecord> {
  const record = await readImport(session, importId, { forUpdate: true });
  if (!record) throw new HubError("NOT_FOUND", "There is no such import. Upload the file again.", ["importId"]);
  if (!states.includes(record.state)) throw new HubError("CONFLICT", REFUSALS[record.state], ["importId"]);
  return record;
}

/** The import after what this transaction did to it. */
export async function summary(session: FirmSession, importId: string): Promise<ImportSummary> {
  return (await readImport(session, importId)) as ImportRecord;
}
