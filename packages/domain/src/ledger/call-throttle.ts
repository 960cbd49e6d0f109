/** One call with many writes in it, or any other. What is read and what is written are told apart because they are answered at different speeds. */
export type CallKind = "read" | "write" | "batch";

/** Keeps one company under the ledger's limits; the adapter asks it before every call. */
export interface CallThrottle {
  /**
   * Resolves when the call may be sent now, with what must be called once its answer came, or will not come any more.
   * Throws `LedgerError` `throttled`, with the seconds to wait, when nobody may send for so long that waiting here makes no sense.
   */
  take(kind: CallKind): Promise<() => void>;
  /** Nobody sends for this many seconds: the ledger said that it was asked too often. */
  pause(seconds: number): Promise<void>;
}
