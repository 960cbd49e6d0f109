import { LedgerError, type Ledger, type LedgerKind } from "@tieout/domain";
import { hubNow, markSwept, markUnseenDeleted, storeLedgerRecords, type FirmSession } from "@tieout/store";
import { mirrorRecord } from "./content.js";

export interface FullRead {
  ledger: Pick<Ledger, "readAll">;
  connectionId: string;
  /** A transaction of the firm; a run's also proves that the work is still its own. */
  inFirm: <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>;
  /** Kinds whose changes a plan wants to hear of. */
  movedKinds?: readonly LedgerKind[];
  /** Hears how many records a page brought. */
  onPage?: (records: number) => Promise<void>;
}

/** Reads every record of a kind into the mirror; what is not there any more counts as deleted. Some plans have no classes or taxes: what cannot be listed is not there. */
export async function readKind({ ledger, connectionId, inFirm, movedKinds = [], onPage }: FullRead, kind: LedgerKind): Promise<void> {
  const startedAt = await inFirm((session) => hubNow(session));
  try {
    for await (const page of oneAhead(ledger.readAll(kind))) {
      await inFirm((session) => storeLedgerRecords(session, connectionId, page.map(mirrorRecord), movedKinds));
      await onPage?.(page.length);
    }
  } catch (error) {
    if (!(error instanceof LedgerError && error.code === "not-allowed")) throw error;
  }
  await inFirm(async (session) => {
    await markUnseenDeleted(session, connectionId, kind, startedAt);
    await markSwept(session, connectionId, kind);
  });
}

/** The same items; the next one is asked for while the last is worked on. */
async function* oneAhead<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  const items = source[Symbol.asyncIterator]();
  let coming = items.next();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = items.next();
      // Who works on an item may fail before the next one does.
      coming.catch(() => undefined);
      yield value;
    }
  } finally {
    await items.return?.();
  }
}
