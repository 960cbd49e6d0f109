import type { LedgerTimeActivity, LedgerWrite, UndoStep } from "@tieout/domain";
import type { SyncClient } from "@tieout/store";
import { clientWithFields, customerWithOurs } from "./client-fields.js";
import type { UndoRecord } from "./undo-worlds.js";

/**
 * The write that carries out a step in the ledger; null for a step on our own side. After `earlier`, a write of the same undo to the same record, it
 * rests on what that one leaves: a customer is switched on or off with its name, which must not be the one just taken back.
 */
export function writeOfUndo({ side, operation, fields }: UndoStep, { pair, invoice, entry }: UndoRecord, earlier: LedgerWrite | null): LedgerWrite | null {
  if (side === "hub") return null;
  const record = pair?.ledger ?? invoice?.ledger ?? entry?.ledger;
  if (!record) throw new Error("A step in the ledger needs the record it is about.");
  const named = { id: record.ledgerId, token: record.token };
  const document = earlier && "document" in earlier && earlier.document ? earlier.document : record.document;
  if (operation !== "update") return { operation, kind: record.kind, ...named, document };
  const values = Object.fromEntries(fields.map(({ path, after }) => [path, after]));
  if (document.kind === "customer" && pair) {
    const client: SyncClient = { ...pair.client, ...clientWithFields(pair.client, values) };
    return { operation, ...named, ...customerWithOurs(document, client, Object.keys(values)) };
  }
  return { operation, ...named, document: { ...document, ...values } as LedgerTimeActivity, fields: Object.keys(values) };
}
