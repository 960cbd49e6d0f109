import { fileEvidence } from "./evidence.js";
import { ImportFileError } from "./import-file-error.js";
import { checkShape, readCells, refusedRow } from "./rows/cells.js";
import { clientIdentity, readClientRow } from "./rows/client-row.js";
import { fingerprinter } from "./rows/fingerprint.js";
import type { ImportedRow } from "./rows/imported-row.js";
import { type ValueFormat, readTimeRow, timeIdentity } from "./rows/time-row.js";
import { type RecognisedFile, type Sniff, describe, recognise, sniffBytes } from "./sniff.js";
import { decodeText } from "./text/decode-text.js";
import type { FileEncoding } from "./text/encoding.js";
import { type CsvRecord, parseRecords } from "./text/parse-records.js";
import { peek } from "./text/peek.js";
import type { DateFindings, DateFormat } from "./values/date.js";

/** What is known about the file beforehand: an `Inspection`, or a person's answer. */
export interface ReadOptions {
  readonly dateFormat?: DateFormat;
  /** Given as undefined: the file is known to show nothing or both, so each number is read on its own. */
  readonly decimalComma?: boolean;
  readonly encoding?: FileEncoding;
}

/** A sniff of every row instead of the first ones, and how many rows there are. */
export interface Inspection extends Sniff {
  readonly rows: number;
}

/**
 * Reads a whole file once, in constant memory, to settle its date order and decimal mark and to count its rows.
 * Pass the answer to `readRows`; `dateFormat` "ambiguous" has to be asked first.
 */
export async function inspectFile(stream: AsyncIterable<Uint8Array>, encoding?: FileEncoding): Promise<Inspection> {
  const { file, records, close } = await openFile(stream, encoding);
  try {
    const evidence = fileEvidence(file.match);
    let rows = 0;
    for await (const record of records) {
      evidence.add(record);
      rows += 1;
    }
    return { ...describe(file), ...evidence.verdict(), rows };
  } finally {
    await close();
  }
}

/**
 * Reads a file row by row, in constant memory but for its fingerprints. Every row that is not blank comes out, imported or
 * refused with its reasons; a fault of the file as a whole is thrown as `ImportFileError`, at whatever row it shows.
 * What `options` leaves open is settled by the first `sniffBytes` bytes; dates they do not settle throw `ambiguous-dates`.
 */
export async function* readRows(stream: AsyncIterable<Uint8Array>, options: ReadOptions = {}): AsyncGenerator<ImportedRow> {
  const { file, records, close } = await openFile(stream, options.encoding);
  try {
    const toRow = rowReader(file, formatOf(file, options));
    for await (const record of records) yield toRow(record);
  } finally {
    await close();
  }
}

interface OpenFile {
  readonly file: RecognisedFile;
  /** The rows below the header that hold anything. */
  readonly records: AsyncGenerator<CsvRecord>;
  readonly close: () => Promise<void>;
}

async function openFile(stream: AsyncIterable<Uint8Array>, encoding: FileEncoding | undefined): Promise<OpenFile> {
  const { head, isWhole, bytes, close } = await peek(stream, sniffBytes);
  try {
    const file = recognise(head, isWhole, encoding);
    return { file, records: rowsBelow(file, bytes), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* rowsBelow(file: RecognisedFile, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  for await (const record of parseRecords(decodeText(bytes, file.encoding), file.delimiter)) {
    if (record.line > file.headerLine && record.cells.some((cell) => cell.trim() !== "")) yield record;
  }
}

function formatOf(file: RecognisedFile, options: ReadOptions): ValueFormat {
  const evidence = fileEvidence(file.match);
  for (const row of file.rows) evidence.add(row);
  const found = evidence.verdict();
  const dateFormat = options.dateFormat ?? found.dateFormat;
  if (dateFormat === "ambiguous") throw ambiguousDates(found.dates);
  return { dateFormat, decimalComma: "decimalComma" in options ? options.decimalComma : found.decimalComma };
}

function ambiguousDates({ dayFirst, monthFirst, example }: DateFindings): ImportFileError {
  const finding =
    dayFirst > 0 && monthFirst > 0
      ? "Some dates of this file put the day first and some the month."
      : `Dates such as ${example} can be read as day/month or month/day, and no date of this file shows which.`;
  return new ImportFileError("ambiguous-dates", `${finding} Choose DD/MM/YYYY or MM/DD/YYYY.`, { example });
}

function rowReader({ match }: RecognisedFile, format: ValueFormat): (record: CsvRecord) => ImportedRow {
  const fingerprint = fingerprinter();
  return (record) => {
    const cells = readCells(match, record);
    checkShape(cells, match.headers.length);
    if (match.layout.kind === "time") {
      const row = readTimeRow(cells, match, format);
      return row ? { ...row, fingerprint: fingerprint(timeIdentity(row)) } : refusedRow(cells);
    }
    const row = readClientRow(cells, match);
    return row ? { ...row, fingerprint: fingerprint(clientIdentity(row)) } : refusedRow(cells);
  };
}
