import { ImportFileError } from "../import-file-error.js";
import { type FileEncoding, refuseInvalidUtf8 } from "./encoding.js";

const newline = 0x0a;
const carriageReturn = 0x0d;
/** A line longer than this is not a line of a time or client export; it bounds memory. */
const longestLine = 1 << 20;

/**
 * Bytes to text in pieces, every line end a `\n`, the byte order mark removed.
 * Throws `encoding` at the first bytes that are not valid, naming the line, and `line-too-long` past 1 MiB.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, encoding: FileEncoding): AsyncGenerator<string> {
  const texts = encoding === "utf-8" ? decodeUtf8(bytes) : decodeOther(bytes, encoding);
  let isStart = true;
  let heldReturn = "";
  for await (const text of texts) {
    const piece = heldReturn + (isStart ? text.replace(/^\uFEFF/, "") : text);
    isStart &&= text === "";
    heldReturn = piece.endsWith("\r") ? "\r" : "";
    yield piece.slice(0, piece.length - heldReturn.length).replace(/\r\n?/g, "\n");
  }
  if (heldReturn) yield "\n";
}

/** UTF-8 by whole lines, so that an invalid byte can be named with its line. */
async function* decodeUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let linesBefore = 0;
  for await (const block of wholeLines(bytes)) {
    refuseInvalidUtf8(block, linesBefore);
    const text = block.toString("utf8");
    linesBefore += countLines(text);
    yield text;
  }
}

async function* decodeOther(bytes: AsyncIterable<Uint8Array>, encoding: FileEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ImportFileError("encoding", `This file is not valid ${encoding} text. Save it as CSV UTF-8 and upload it again.`);
  }
}

/** Re-cuts the stream at line ends: between two of them no character is split. */
async function* wholeLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = Buffer.concat([rest, chunk]);
    const end = lastLineEnd(joined);
    if (end > 0) yield joined.subarray(0, end);
    rest = joined.subarray(end);
    if (rest.length > longestLine) {
      throw new ImportFileError("line-too-long", "A line of this file is longer than 1 MB. Check that it is a CSV export with one entry a line.");
    }
  }
  if (rest.length > 0) yield rest;
}

/** Just past the last line end; a file with old Macintosh line ends (`\r` alone) has no other. */
function lastLineEnd(bytes: Buffer): number {
  return bytes.lastIndexOf(newline) + 1 || (bytes.length > longestLine / 2 ? bytes.lastIndexOf(carriageReturn) + 1 : 0);
}

function countLines(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
