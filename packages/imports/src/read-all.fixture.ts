import type { ImportedClientRow, ImportedRow, ImportedTimeRow, RefusedRow } from "./index.js";
import { type ReadOptions, readRows } from "./index.js";

/** A file as an upload delivers it: its bytes in pieces of `chunk`. */
export async function* upload(file: string | Uint8Array, chunk = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file);
  for (let start = 0; start < bytes.length; start += chunk) yield bytes.subarray(start, start + chunk);
}

/** A file's rows, sorted by verdict. */
export async function readAll(file: string | Uint8Array, options?: ReadOptions, chunk?: number) {
  const rows: ImportedRow[] = [];
  for await (const row of readRows(upload(file, chunk), options)) rows.push(row);
  return {
    rows,
    times: rows.filter((row): row is ImportedTimeRow => row.kind === "time"),
    clients: rows.filter((row): row is ImportedClientRow => row.kind === "client"),
    refused: rows.filter((row): row is RefusedRow => row.kind === "refused"),
  };
}
