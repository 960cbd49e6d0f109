/** The connection ends without an answer. In process the caller's fetch rejects, over HTTP the socket closes. */
export class ConnectionDropped extends Error {
  constructor() {
    super('The connection was dropped by a fault rule.');
    this.name = 'ConnectionDropped';
  }
}

/** No answer ever comes, and the connection stays. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}
