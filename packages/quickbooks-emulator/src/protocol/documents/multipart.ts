/** One part of a multipart body. */
export type Part = { name: string; filename?: string; contentType: string; bytes: Uint8Array<ArrayBuffer> };

/**
 * Splits a multipart/form-data body into its parts, as forgiving as Intuit's service is to clients in the field: line feeds
 * in place of CR LF, text before the first boundary, parts without a file name, contents in Base64 (python-quickbooks).
 * Nothing when the body has no such parts.
 */
export function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Part[] | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)?.slice(1).find(Boolean);
  if (boundary === undefined) return undefined;
  const text = Buffer.from(bytes).toString('latin1');
  const pieces = text.split(`--${boundary}`).slice(1);
  if (pieces.length < 2 || !pieces.at(-1)!.startsWith('--')) return undefined;
  const parts = pieces.slice(0, -1).map(readPart);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readPart(piece: string): Part | undefined {
  const match = /^[ \t]*\r?\n([\s\S]*?)\r?\n[ \t]*\r?\n([\s\S]*?)\r?\n?[ \t]*$/.exec(piece);
  if (!match) return undefined;
  const headers = new Map(match[1]!.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const disposition = headers.get('content-disposition') ?? '';
  const name = /\bname="([^"]*)"/i.exec(disposition)?.[1];
  const filename = /\bfilename="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  const isBase64 = headers.get('content-transfer-encoding')?.toLowerCase() === 'base64';
  return {
    name,
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    bytes: new Uint8Array(Buffer.from(match[2]!, isBase64 ? 'base64' : 'latin1')),
    ...(filename === undefined ? {} : { filename: Buffer.from(filename, 'latin1').toString('utf8') }),
  };
}
