import type { FirmSession, Store } from "@tieout/store";

/**
 * One transaction for all reads of a request: every list and nested record is of the same moment, and the role and firm are set
 * once. Opened by the first read, held until `end`.
 */
export class ReadSession {
  readonly #store: Store;
  readonly #firmId: string;
  #session: Promise<FirmSession> | null = null;
  #release: () => void = () => undefined;
  #closed: Promise<unknown> = Promise.resolve();

  constructor(store: Store, firmId: string) {
    this.#store = store;
    this.#firmId = firmId;
  }

  async read<T>(work: (session: FirmSession) => Promise<T>): Promise<T> {
    this.#session ??= this.#open();
    return work(await this.#session);
  }

  /** Gives the connection back; safe to call without a read, and more than once. */
  async end(): Promise<void> {
    this.#release();
    await this.#closed;
  }

  #open(): Promise<FirmSession> {
    const isEnded = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    return new Promise((resolve, reject) => {
      this.#closed = this.#store
        .withFirm(this.#firmId, async (session) => {
          resolve(session);
          await isEnded;
        })
        .catch(reject);
    });
  }
}
