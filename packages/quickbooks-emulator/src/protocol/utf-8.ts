import { fault } from './fault.js';
import { sentFormat } from './format.js';

/**
 * Refuses a body whose bytes are no UTF-8, in the words of whoever reads it: the reader of JSON names the byte (recorded in 2022,
 * intuit/QuickBooks-V3-Java-SDK#181), that of XML does not (Intuit, common-errors). Files of an upload may hold anything.
 */
export function requireUtf8(bytes: Uint8Array<ArrayBuffer>, contentType: string): void {
  if (/^multipart\//i.test(contentType)) return;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (sentFormat(contentType) === 'xml') throw fault('500', 'Operation MalformedByteSequenceException: Invalid byte 1 of 1-byte UTF-8 sequence is not supported.');
    throw fault('2010', `Property Name:${wrongByte(bytes)} specified is unsupported or invalid`);
  }
}

/** The first byte that cannot stand where it stands. */
function wrongByte(bytes: Uint8Array): string {
  const told = (what: string, byte: number) => `Invalid UTF-8 ${what} byte 0x${byte.toString(16)}`;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at]!);
    if (length === undefined) return told('start', bytes[at]!);
    const middle = bytes.subarray(at + 1, at + length).findIndex((byte) => (byte & 0xc0) !== 0x80);
    if (middle !== -1) return told('middle', bytes[at + 1 + middle]!);
    if (at + length > bytes.length) return told('start', bytes[at]!);
    at += length;
  }
  // Well formed by shape, but of a number no character has.
  return told('start', bytes.find((byte) => byte >= 0xc0)!);
}

function sequenceLength(first: number): number | undefined {
  if (first < 0x80) return 1;
  if (first >= 0xc0 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf8 ? 4 : undefined;
}
