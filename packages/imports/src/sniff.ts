import { ImportFileError } from "./import-file-error.js";
import { closestLayout, detectLayout } from "./layouts/detect-layout.js";
import { type Layout, type LayoutMatch, absentHeaders, matchLayout, unusedHeaders } from "./layouts/layout.js";
import { fileEvidence } from "./evidence.js";
import type { DateFindings, DateFormat } from "./values/date.js";
import { type FileEncoding, encodingOf, refuseInvalidUtf8, refuseWorkbook } from "./text/encoding.js";
import { type CsvRecord, type Delimiter, delimiters, parseHead } from "./text/parse-records.js";

/** How many bytes to hand to `sniff`; a shorter head is taken for the whole file. */
export const sniffBytes = 64 * 1024;

/** A header is looked for among the first records: reports put a title above it. */
const recordsAboveHeader = 10;

/** What a file is, as far as its bytes show. */
export interface Sniff {
  readonly layout: Layout;
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  /** 1-based line of the header; rows follow it. */
  readonly headerLine: number;
  /** "ambiguous": ask, then pass the answer to `readRows`. */
  readonly dateFormat: DateFormat | "ambiguous";
  readonly dates: DateFindings;
  /** Undefined when no number shows it, or when the file uses both. */
  readonly decimalComma: boolean | undefined;
  /** Columns of the layout the file does not have, by the layout's own header. */
  readonly missing: readonly string[];
  /** Columns of the file that are not read. */
  readonly unused: readonly string[];
}

/** A recognised file, ready to be read. */
export interface RecognisedFile {
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly match: LayoutMatch;
  readonly headerLine: number;
  /** The complete rows of the head. */
  readonly rows: readonly CsvRecord[];
}

/**
 * Looks at the beginning of a file before it is read: pass the first `sniffBytes` bytes or all of a smaller file.
 * Throws `ImportFileError`: `empty`, `workbook`, `encoding`, `unknown-layout` (with the headers found and the closest layout).
 */
export function sniff(head: Uint8Array, encoding?: FileEncoding): Sniff {
  const file = recognise(head, head.length < sniffBytes, encoding);
  const evidence = fileEvidence(file.match);
  for (const row of file.rows) evidence.add(row);
  return { ...describe(file), ...evidence.verdict() };
}

export function describe({ match, encoding, delimiter, headerLine }: RecognisedFile) {
  return {
    layout: match.layout,
    encoding,
    delimiter,
    headers: match.headers,
    headerLine,
    missing: absentHeaders(match),
    unused: unusedHeaders(match),
  };
}

export function recognise(head: Uint8Array, isWhole: boolean, chosen?: FileEncoding): RecognisedFile {
  refuseWorkbook(head);
  const encoding = chosen ?? encodingOf(head);
  if (encoding === "utf-8") refuseInvalidUtf8(Buffer.from(isWhole ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1)));
  // The head may be cut in the middle of a character: only whole records are used below.
  const text = new TextDecoder(encoding).decode(head).replace(/\r\n?/g, "\n");
  if (text.trim() === "") throw new ImportFileError("empty", "This file is empty. Export it again and upload the new file.");
  const readings = delimiters.map((delimiter) => ({ delimiter, records: parseHead(text, delimiter, isWhole) }));
  for (const { delimiter, records } of readings) {
    for (const [index, { cells, line }] of records.slice(0, recordsAboveHeader).entries()) {
      const layout = detectLayout(cells);
      if (layout) return { encoding, delimiter, headerLine: line, match: matchLayout(layout, cells), rows: records.slice(index + 1) };
    }
  }
  const headers = readings.map(({ records }) => records[0]?.cells ?? []).toSorted((a, b) => b.length - a.length)[0] ?? [];
  throw unknownLayout(headers);
}

function unknownLayout(headers: readonly string[]): ImportFileError {
  const closest = closestLayout(headers);
  const advice = closest
    ? `It comes nearest to a ${closest.layout.title}, which also needs ${closest.missing.join(", and ")}.`
    : "Upload an export of Toggl Track, Harvest, Clockify or QuickBooks customers, or give the columns of your file the names those exports have.";
  return new ImportFileError("unknown-layout", `No known export has these columns: ${headers.join(", ")}. ${advice}`, {
    headers,
    closest: closest?.layout.title,
    missing: closest?.missing,
  });
}
