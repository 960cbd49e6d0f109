import { isUtf8 } from "node:buffer";
import { ImportFileError } from "../import-file-error.js";

/** How a file's bytes are to be read. `windows-1252` is never guessed: a person has to say so. */
export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The encoding the first bytes state; without a byte order mark that is UTF-8. */
export function encodingOf(head: Uint8Array): FileEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return "utf-8";
}

const zip = [0x50, 0x4b, 0x03, 0x04];
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

/** Throws `workbook` for an Excel file (.xlsx is a zip archive, .xls a compound file), whatever its name says. */
export function refuseWorkbook(head: Uint8Array): void {
  const startsWith = (magic: readonly number[]) => magic.every((byte, index) => head[index] === byte);
  if (startsWith(zip) || startsWith(compoundFile)) {
    throw new ImportFileError(
      "workbook",
      "This is a spreadsheet workbook, not a CSV file. Open it in the spreadsheet program, choose Save as > CSV UTF-8, and upload that file.",
    );
  }
}

/** Throws `encoding` for the first line of whole lines that is not UTF-8, and shows how it would read in Windows-1252. */
export function refuseInvalidUtf8(lines: Buffer, linesBefore = 0): void {
  if (isUtf8(lines)) return;
  let line = linesBefore + 1;
  for (let start = 0; start < lines.length; line += 1) {
    const end = lines.indexOf("\n", start) + 1 || lines.length;
    const bytes = lines.subarray(start, end);
    start = end;
    if (isUtf8(bytes)) continue;
    const example = new TextDecoder("windows-1252").decode(bytes).trim().slice(0, 120);
    throw new ImportFileError(
      "encoding",
      `Line ${line} is not UTF-8 text. Save the file as CSV UTF-8 and upload it again, or choose Windows-1252 if the line is meant to read: ${example}`,
      { line, example },
    );
  }
}
