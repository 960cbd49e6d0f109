import type { FieldChange, RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** Every code that was sold as one item is sold as another from now on. */
export async function remapItem(session: FirmSession, connectionId: string, from: string, to: { id: string; name: string }, by: string): Promise<void> {
  await session.query(
    `update hub.mapping set target_id = $4, target_name = $5, origin = 'user', confirmed_by = $6, confirmed_at = hub.hub_now(), version = version + 1
     where firm_id = $1 and connection_id = $2 and target_kind = 'item' and target_id = $3`,
    [session.firmId, connectionId, from, to.id, to.name, by],
  );
}

/** What a remedy changed in a record, for its history. */
export interface RemediedRecord {
  id: string;
  changes: FieldChange[];
}

/** Dates final invoices anew; the days until they are due stay the same. */
export async function redateInvoices(session: FirmSession, ids: readonly string[], day: string): Promise<RemediedRecord[]> {
  return session.query<RemediedRecord>(
    `with old as (select id, issued_on, due_on from hub.invoice where firm_id = $1 and id = any($2) and status = 'new' for update)
     update hub.invoice i set due_on = $3::date + (old.due_on - old.issued_on), issued_on = $3::date from old where i.firm_id = $1 and i.id = old.id
     returning i.id, jsonb_build_array(jsonb_build_object('path', 'issuedOn', 'before', old.issued_on, 'after', i.issued_on), jsonb_build_object('path', 'dueOn', 'before', old.due_on, 'after', i.due_on)) as changes`,
    [session.firmId, ids, day],
  );
}

export async function redateTimeEntries(session: FirmSession, ids: readonly string[], day: string): Promise<RemediedRecord[]> {
  return session.query<RemediedRecord>(
    `with old as (select id, day from hub.time_entry where firm_id = $1 and id = any($2) for update)
     update hub.time_entry t set day = $3::date from old where t.firm_id = $1 and t.id = old.id
     returning t.id, jsonb_build_array(jsonb_build_object('path', 'day', 'before', old.day, 'after', t.day)) as changes`,
    [session.firmId, ids, day],
  );
}

/** On a person's word: settled outside (`processed_externally`), or to be sent again (`new`). */
export async function setInvoiceStatus(session: FirmSession, ids: readonly string[], from: "new" | "processed_externally", to: "new" | "processed_externally"): Promise<void> {
  await session.query("update hub.invoice set status = $4 where firm_id = $1 and id = any($2) and status = $3", [session.firmId, ids, from, to]);
}

/** Whether an invoice of the ledger has this number, as the mirror knows it; void ones count, for they keep their number. */
export async function isNumberInLedger(session: FirmSession, connectionId: string, number: string): Promise<boolean> {
  const rows = await session.query("select 1 from hub.ledger_record where firm_id = $1 and connection_id = $2 and kind = 'invoice' and lower(name) = lower($3) and not is_deleted limit 1", [session.firmId, connectionId, number]);
  return rows.length > 0;
}

export async function setStaffRate(session: FirmSession, staffId: string, rate: string): Promise<RemediedRecord[]> {
  return session.query<RemediedRecord>(
    `with old as (select id, rate from hub.staff_member where firm_id = $1 and id = $2 for update)
     update hub.staff_member m set rate = $3 from old where m.firm_id = $1 and m.id = old.id
     returning m.id, jsonb_build_array(jsonb_build_object('path', 'rate', 'before', old.rate::text, 'after', m.rate::text)) as changes`,
    [session.firmId, staffId, rate],
  );
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
