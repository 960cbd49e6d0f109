import { Readable, pipeline } from "node:stream";
import { CsvError, type Options, parse } from "csv-parse";
import { parse as parseSync } from "csv-parse/sync";
import { ImportFileError } from "../import-file-error.js";

export type Delimiter = "," | ";" | "\t";
export const delimiters: readonly Delimiter[] = [",", ";", "\t"];

/** One record of the file. A quoted line break makes it longer than one line. */
export interface CsvRecord {
  /** 1-based line the record starts on. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The text of the record as the file has it. */
  readonly raw: string;
}

interface Parsed {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** A stray quote inside a cell is text; a wrong number of cells is the row's problem, not the parser's. */
function csvOptions(delimiter: Delimiter): Options {
  return {
    delimiter,
    record_delimiter: "\n",
    info: true,
    raw: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 256 * 1024,
  };
}

/** Records one by one, in constant memory. Throws `quotes` when a quotation mark is never closed. */
export async function* parseRecords(texts: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRecord> {
  const parser = parse(csvOptions(delimiter));
  try {
    // A failure of the source destroys the parser with it, so the loop below throws it.
    pipeline(Readable.from(texts), parser, () => {});
    for await (const parsed of parser as AsyncIterable<Parsed>) yield toRecord(parsed);
  } catch (error) {
    throw error instanceof CsvError ? unclosedQuote(error) : error;
  }
}

/** The complete records at the beginning of a text that may be cut anywhere. */
export function parseHead(text: string, delimiter: Delimiter, isWhole: boolean): CsvRecord[] {
  // The library's types do not say that `info` and `raw` wrap each record.
  const parsed = parseSync(text, { ...csvOptions(delimiter), skip_records_with_error: true }) as unknown as Parsed[];
  return (isWhole ? parsed : parsed.slice(0, -1)).map(toRecord);
}

function toRecord({ record, raw, info }: Parsed): CsvRecord {
  // The parser counts lines at the record's end, and keeps skipped empty lines in front of `raw`.
  const text = withoutEdges(raw);
  return { line: info.lines - breaksIn(text), cells: record, raw: text };
}

function withoutEdges(raw: string): string {
  return raw.replace(/^\n+|\n$/g, "");
}

function breaksIn(text: string): number {
  return text.split("\n").length - 1;
}

function unclosedQuote(cause: CsvError): ImportFileError {
  const line = Number(cause["lines"]) - breaksIn(withoutEdges(String(cause["raw"])));
  const error = new ImportFileError(
    "quotes",
    `A quotation mark opened in the rows from line ${line} on is never closed. Close it, or export the file again, and upload it once more.`,
    { line },
  );
  error.cause = cause;
  return error;
}
