/** A stream whose first bytes were looked at and are still to come. */
export interface Peeked {
  readonly head: Uint8Array;
  /** True when the head is all there is. */
  readonly isWhole: boolean;
  /** Everything from the first byte on. Can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Lets go of the source, read to its end or not. */
  readonly close: () => Promise<void>;
}

/** Reads at least `size` bytes of the source, or all of it. */
export async function peek(source: AsyncIterable<Uint8Array>, size: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < size && !isWhole) {
    const next = await iterator.next();
    if (next.done) isWhole = true;
    else {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    const head = chunks.splice(0);
    yield* head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  const close = async () => void (await iterator.return?.());
  return { head: Buffer.concat(chunks), isWhole, bytes: all(), close };
}
