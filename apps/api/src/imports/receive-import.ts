import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { HubError, type Actor } from "@tieout/domain";
import { ImportFileError, inspectFile, readRows, type ImportedRow, type ReadOptions } from "@tieout/imports";
import { addImportRows, failImport, openImport, previewImport, type PracticeContext } from "@tieout/practice";
import { z } from "zod";
import type { Container } from "../container.js";

const Fields = z.object({
  dateFormat: z.enum(["YYYY-MM-DD", "MM/DD/YYYY", "DD/MM/YYYY"]).optional(),
  timeStatus: z.enum(["submitted", "draft"]).default("submitted"),
  keepsRates: z.enum(["true", "false"]).default("true"),
});

export interface UploadedFile {
  fileName: string;
  stream: Readable;
  /** True when the file was longer than allowed and was cut. */
  isCutOff(): boolean;
  fields: Record<string, unknown>;
}

export interface ReceivedImport {
  importId: string;
  kind: "time" | "clients";
  source: string;
  rows: number;
}

/** Rows stored at a time; more would only fill the memory. */
const chunkSize = 1000;

/**
 * Takes a file in: written to disk as it streams, looked through once to settle its layout, dates and decimal mark, then read row by
 * row in the background. Memory does not grow with the file.
 * @throws ImportFileError for a file that cannot be imported as it is, HubError `LIMIT_EXCEEDED` for one that is too long.
 */
export async function receiveImport(app: Container, actor: Actor, file: UploadedFile): Promise<ReceivedImport> {
  const { dateFormat, timeStatus, keepsRates } = Fields.parse(file.fields);
  const folder = await mkdtemp(join(tmpdir(), "tieout-import-"));
  const path = join(folder, "file");
  const context: PracticeContext = { store: app.store, clock: app.clock, actor };
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(file.stream, createWriteStream(path, { mode: 0o600 }));
    if (file.isCutOff()) throw new HubError("LIMIT_EXCEEDED", "The file is larger than 100 MB. Export a shorter period at a time.");
    const inspection = await inspectFile(createReadStream(path));
    if (inspection.dateFormat === "ambiguous" && !dateFormat) {
      throw new ImportFileError("ambiguous-dates", "Every date in this file could be read day first or month first. Say which it is.", { example: inspection.dates.example });
    }
    const { source } = inspection.layout;
    const kind = inspection.layout.kind === "client" ? "clients" : "time";
    const opened = await openImport(context, { kind, source, fileName: basename(file.fileName).slice(0, 255) || "file", timeStatus, keepsRates: keepsRates === "true" });
    app.background(readAll(app, context, opened.id, path, { ...inspection, dateFormat: dateFormat ?? (inspection.dateFormat === "ambiguous" ? undefined : inspection.dateFormat) }).finally(discard));
    return { importId: opened.id, kind, source, rows: inspection.rows };
  } catch (error) {
    file.stream.resume();
    await discard();
    throw error;
  }
}

async function readAll(app: Container, context: PracticeContext, importId: string, path: string, options: ReadOptions): Promise<void> {
  try {
    let rows: ImportedRow[] = [];
    const keep = async () => {
      await addImportRows(context, { importId, rows: [...rows] });
      rows = [];
    };
    for await (const row of readRows(createReadStream(path), options)) {
      rows.push(row);
      if (rows.length === chunkSize) await keep();
    }
    if (rows.length > 0) await keep();
    await previewImport(context, { importId });
  } catch (error) {
    if (!(error instanceof HubError)) app.logger.error({ importId, error: error instanceof Error ? error.name : "thrown value" }, "reading an uploaded file failed");
    const reason = error instanceof HubError ? error.message : "The file could not be read to its end. Upload it again; should it fail again, tell support the time.";
    await failImport(context, { importId, reason });
  }
}
