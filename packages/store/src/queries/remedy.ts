import type { RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** Every code that was sold as one item is sold as another from now on. */
export async function remapItem(session: FirmSession, connectionId: string, from: string, to: { id: string; name: string }, by: string): Promise<void> {
  await session.query(
    `update hub.mapping set target_id = $4, target_name = $5, origin = 'user', confirmed_by = $6, confirmed_at = hub.hub_now(), version = version + 1
     where firm_id = $1 and connection_id = $2 and target_kind = 'item' and target_id = $3`,
    [session.firmId, connectionId, from, to.id, to.name, by],
  );
}

/** Dates final invoices anew; the days until they are due stay the same. */
export async function redateInvoices(session: FirmSession, ids: readonly string[], day: string): Promise<void> {
  await session.query("update hub.invoice set due_on = $3::date + (due_on - issued_on), issued_on = $3::date where firm_id = $1 and id = any($2) and status = 'new'", [session.firmId, ids, day]);
}

export async function redateTimeEntries(session: FirmSession, ids: readonly string[], day: string): Promise<void> {
  await session.query("update hub.time_entry set day = $3::date where firm_id = $1 and id = any($2)", [session.firmId, ids, day]);
}

/** On a person's word: settled outside (`processed_externally`), or to be sent again (`new`). */
export async function setInvoiceStatus(session: FirmSession, ids: readonly string[], from: "new" | "processed_externally", to: "new" | "processed_externally"): Promise<void> {
  await session.query("update hub.invoice set status = $4 where firm_id = $1 and id = any($2) and status = $3", [session.firmId, ids, from, to]);
}

export async function setStaffRate(session: FirmSession, staffId: string, rate: string): Promise<void> {
  await session.query("update hub.staff_member set rate = $3 where firm_id = $1 and id = $2", [session.firmId, staffId, rate]);
}

/** Another base for the next comparison of both sides. */
export async function setAgreed(session: FirmSession, connectionId: string, kind: RecordKind, recordId: string, base: { agreed: object; hubAgreed: object }): Promise<void> {
  await session.query("update hub.link set agreed = $5, hub_agreed = $6 where firm_id = $1 and connection_id = $2 and kind = $3 and record_id = $4 and unlinked_at is null", [
    session.firmId, connectionId, kind, recordId, JSON.stringify(base.agreed), JSON.stringify(base.hubAgreed),
  ]);
}

/** Company settings and lists that are read once a day are read again with the next run. */
export async function expireSweeps(session: FirmSession, connectionId: string): Promise<void> {
  await session.query("update hub.ledger_cursor set swept_at = null where firm_id = $1 and connection_id = $2 and feed <> 'changes' and position is null", [session.firmId, connectionId]);
}
