/** Intuit's limit for uploads, the largest requests there are (attachable page). */
const mostBytes = 100 * 1024 * 1024;

/** A request's body, or nothing when it is larger than any may be: it is not read to its end then. */
export async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
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
