import type { LedgerPerson, LedgerTimeActivity } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import { linkJson, mirrorJson } from "./client-sync.js";
import type { LinkRow } from "./link.js";
import type { MirrorRow } from "./mirror.js";

/** A time entry as the flow sees it; `entry` is null when it was deleted here. */
export interface SyncTimeEntry {
  id: string;
  entry: {
    day: string;
    minutes: number;
    note: string;
    isBillable: boolean;
    status: "draft" | "submitted" | "approved" | "locked";
    frozenRate: string | null;
    currency: string;
    version: number;
    categoryId: string;
    categoryCode: string;
    categoryName: string;
    typeId: string | null;
    typeCode: string | null;
    typeName: string | null;
    staff: { id: string; displayName: string; email: string; ledgerKind: "employee" | "vendor" | null; ledgerId: string | null; isLedgerActive: boolean | null };
    client: { id: string; displayName: string; isActive: boolean; isSetAside: boolean; ledgerId: string | null; isLedgerActive: boolean | null };
    site: { id: string; name: string; ledgerId: string | null; isLedgerActive: boolean | null } | null;
  } | null;
  link: LinkRow | null;
  ledger: (MirrorRow & { document: LedgerTimeActivity }) | null;
  isSetAside: boolean;
}

export async function timeEntriesForSync(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<SyncTimeEntry[]> {
  return session.query<SyncTimeEntry>(
    `select g.id, case when t.id is not null then jsonb_build_object('day', t.day::text, 'minutes', t.minutes, 'note', t.note, 'isBillable', t.is_billable, 'status', t.status, 'frozenRate', t.frozen_rate::text,
         'currency', t.currency, 'version', t.version, 'categoryId', bc.id, 'categoryCode', bc.code, 'categoryName', bc.name, 'typeId', bt.id, 'typeCode', bt.code, 'typeName', bt.name,
         'staff', jsonb_build_object('id', m.id, 'displayName', m.display_name, 'email', m.email, 'ledgerKind', ml.ledger_kind, 'ledgerId', ml.ledger_id, 'isLedgerActive', mr.is_active),
         'client', jsonb_build_object('id', c.id, 'displayName', c.display_name, 'isActive', c.is_active, 'ledgerId', cl.ledger_id, 'isLedgerActive', cr.is_active,
           'isSetAside', exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'client' and a.record_id = c.id)),
         'site', case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name, 'ledgerId', sl.ledger_id, 'isLedgerActive', sr.is_active) end) end as entry,
       case when l.id is not null then ${linkJson} end as link, case when r.ledger_id is not null then ${mirrorJson} end as ledger,
       exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'time-entry' and a.record_id = g.id) as "isSetAside"
     from unnest($3::uuid[]) as g(id)
     left join hub.time_entry t on t.firm_id = $1 and t.id = g.id
     left join hub.billable_category bc on bc.firm_id = $1 and bc.id = t.category_id
     left join hub.billable_type bt on bt.firm_id = $1 and bt.id = t.type_id
     left join hub.staff_member m on m.firm_id = $1 and m.id = t.staff_id
     left join hub.link ml on ml.firm_id = $1 and ml.connection_id = $2 and ml.kind = 'staff-member' and ml.record_id = m.id and ml.unlinked_at is null
     left join hub.ledger_record mr on mr.firm_id = $1 and mr.connection_id = $2 and mr.kind = ml.ledger_kind and mr.ledger_id = ml.ledger_id
     left join hub.client c on c.firm_id = $1 and c.id = t.client_id
     left join hub.link cl on cl.firm_id = $1 and cl.connection_id = $2 and cl.kind = 'client' and cl.record_id = c.id and cl.unlinked_at is null
     left join hub.ledger_record cr on cr.firm_id = $1 and cr.connection_id = $2 and cr.kind = 'customer' and cr.ledger_id = cl.ledger_id
     left join hub.site s on s.firm_id = $1 and s.id = t.site_id
     left join hub.link sl on sl.firm_id = $1 and sl.connection_id = $2 and sl.kind = 'site' and sl.record_id = s.id and sl.unlinked_at is null
     left join hub.ledger_record sr on sr.firm_id = $1 and sr.connection_id = $2 and sr.kind = 'customer' and sr.ledger_id = sl.ledger_id
     left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'time-entry' and l.record_id = g.id and l.unlinked_at is null
     left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'time-activity' and r.ledger_id = l.ledger_id
     where t.id is not null or l.id is not null
     order by t.day, g.id`,
    [session.firmId, connectionId, ids],
  );
}

/** A staff member with whom they may be in the ledger. */
export interface SyncStaffMember {
  id: string;
  displayName: string;
  email: string;
  rate: string | null;
  link: LinkRow | null;
  /** The linked person, else everybody active with this e-mail address, employees first. */
  people: (MirrorRow & { document: LedgerPerson })[];
  isSetAside: boolean;
}

export async function staffForSync(session: FirmSession, connectionId: string, ids: readonly string[]): Promise<SyncStaffMember[]> {
  return session.query<SyncStaffMember>(
    `select m.id, m.display_name as "displayName", m.email, m.rate::text as rate, case when l.id is not null then ${linkJson} end as link,
       coalesce((select jsonb_agg(${mirrorJson} order by r.kind, r.ledger_id) from hub.ledger_record r where r.firm_id = $1 and r.connection_id = $2 and not r.is_deleted and (
         (l.id is not null and r.kind = l.ledger_kind and r.ledger_id = l.ledger_id)
         or (l.id is null and r.kind in ('employee', 'vendor') and r.is_active and lower(r.email) = lower(m.email)))), '[]') as people,
       exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'staff-member' and a.record_id = m.id) as "isSetAside"
     from hub.staff_member m
     left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'staff-member' and l.record_id = m.id and l.unlinked_at is null
     where m.firm_id = $1 and m.id = any($3) order by m.id`,
    [session.firmId, connectionId, ids],
  );
}

/** Staff whose link must be looked at: without one, or linked to somebody who moved. */
export async function staffToMatch(session: FirmSession, connectionId: string): Promise<string[]> {
  const rows = await session.query<{ id: string }>(
    `select m.id from hub.staff_member m
     left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'staff-member' and l.record_id = m.id and l.unlinked_at is null
     where m.firm_id = $1 and ((l.id is null and m.is_active)
       or exists (select from hub.dirty_record d where d.firm_id = $1 and d.kind = 'staff-member' and d.record_id = m.id)
       or exists (select from hub.moved_ledger_record v where v.firm_id = $1 and v.connection_id = $2 and v.kind = l.ledger_kind and v.ledger_id = l.ledger_id))
     order by m.id`,
    [session.firmId, connectionId],
  );
  return rows.map((row) => row.id);
}

/** Time that was held because its staff member was nobody in the ledger is planned again. */
export async function wakeTimeOfStaff(session: FirmSession, connectionId: string, staffIds: readonly string[]): Promise<void> {
  if (staffIds.length === 0) return;
  await session.query(
    `insert into hub.dirty_record (firm_id, kind, record_id, since)
     select $1, 'time-entry', t.id, hub.hub_now() from hub.record_sync s join hub.time_entry t on t.firm_id = $1 and t.id = s.record_id
     where s.firm_id = $1 and s.connection_id = $2 and s.kind = 'time-entry' and s.state = 'blocked' and t.staff_id = any($3) and t.status in ('approved', 'locked')
     on conflict (firm_id, kind, record_id) do update set since = excluded.since`,
    [session.firmId, connectionId, staffIds],
  );
}

/**
 * Whether time stands on customers that were switched off or deleted since the time was read: it may have gone along to another one. They
 * count as moved, so that a plan looks at their clients once the time was read again.
 */
export async function moveStrandedCustomers(session: FirmSession, connectionId: string): Promise<boolean> {
  const moved = await session.query(
    `insert into hub.moved_ledger_record (firm_id, connection_id, kind, ledger_id)
     select distinct $1::uuid, $2::uuid, 'customer', c.ledger_id from hub.ledger_record t
     join hub.ledger_record c on c.firm_id = $1 and c.connection_id = $2 and c.kind = 'customer' and c.ledger_id = t.document ->> 'customerId' and (c.is_deleted or not c.is_active) and c.seen_at > t.seen_at
     where t.firm_id = $1 and t.connection_id = $2 and t.kind = 'time-activity' and not t.is_deleted
     on conflict (firm_id, connection_id, kind, ledger_id) do update set since = hub.hub_now() returning 1`,
    [session.firmId, connectionId],
  );
  return moved.length > 0;
}
