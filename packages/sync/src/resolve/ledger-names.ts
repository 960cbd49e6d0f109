import type { LedgerKind } from "@tieout/domain";
import { mirrorRecords, type FirmSession } from "@tieout/store";

/** A record of the ledger: an id alone names none, for each kind counts its own, and service 5 is not customer 5. */
export interface LedgerKey {
  kind: LedgerKind;
  id: string;
}

/** What records of the ledger are called, by kind and id as `ledgerKey` writes them. */
export type LedgerNames = ReadonlyMap<string, string>;

export const ledgerKey = ({ kind, id }: LedgerKey): string => `${kind} ${id}`;

/** Reads names from the mirror; nothing is read when none is wanted. What was never read has no name. */
export async function ledgerNames(session: FirmSession, connectionId: string, wanted: readonly LedgerKey[]): Promise<LedgerNames> {
  const names = new Map<string, string>();
  for (const [kind, keys] of Map.groupBy(wanted, (key) => key.kind)) {
    for (const { ledgerId, name } of await mirrorRecords(session, connectionId, kind, [...new Set(keys.map(({ id }) => id))])) names.set(ledgerKey({ kind, id: ledgerId }), name);
  }
  return names;
}
