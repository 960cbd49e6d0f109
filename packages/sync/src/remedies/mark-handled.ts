import { setInvoiceStatus, setRecordsAside, skipChangesOf, type FirmSession } from "@tieout/store";
import type { RecordKey } from "../engine/engine-types.js";
import type { LinkContext } from "./linked-record.js";

/** Counts records as settled outside, on a person's word (R74): nothing is sent, and an invoice is Processed Externally. */
export async function markHandled(session: FirmSession, { connection, actor }: Pick<LinkContext, "connection" | "actor">, records: readonly RecordKey[], reason: string | null): Promise<void> {
  await setRecordsAside(session, connection.id, records, { actor: actor.name, reason: reason ?? "handled in QuickBooks", state: "external" });
  await skipChangesOf(session, connection.id, records, `handled in QuickBooks, says ${actor.name}`);
  await setInvoiceStatus(session, records.flatMap(({ kind, recordId }) => (kind === "invoice" ? [recordId] : [])), "new", "processed_externally");
}
