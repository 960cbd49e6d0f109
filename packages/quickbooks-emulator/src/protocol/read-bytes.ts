import { gunzipSync } from 'node:zlib';

/** Intuit's limit for uploads, the largest requests there are (attachable page). */
const mostBytes = 100 * 1024 * 1024;

/** A request's body, or nothing when it is larger than any may be; unpacked where the client's library packed it (Intuit's .NET, Java and PHP libraries can). */
export async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await readPacked(request);
  if (!bytes || request.headers.get('content-encoding')?.toLowerCase() !== 'gzip') return bytes;
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: mostBytes }));
  } catch (error) {
    // What is no gzip is left as it is and refused as text nobody can read.
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : bytes;
  }
}

/** The bytes as they came: not read to their end when they are too many. */
async function readPacked(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const told = request.headers.get('content-length');
  if (Number(told) > mostBytes) return undefined;
  if (told !== null || request.body === null) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
