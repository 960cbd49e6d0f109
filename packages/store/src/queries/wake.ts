import type { FirmSession } from "../orm.js";

const intoDirty = "on conflict (firm_id, kind, record_id) do update set since = excluded.since";

/** Records that wait for problems of these causes are planned again. Returns how many. */
export async function wakeRecordsOfCauses(session: FirmSession, connectionId: string, causeKeys: readonly string[]): Promise<number> {
  if (causeKeys.length === 0) return 0;
  const rows = await session.query(
    `insert into hub.dirty_record (firm_id, kind, record_id, since)
     select distinct $1::uuid, r.kind, r.record_id, hub.hub_now() from hub.problem p join hub.problem_record r on r.firm_id = $1 and r.problem_id = p.id and r.released_at is null
     where p.firm_id = $1 and p.connection_id = $2 and p.state = 'open' and p.cause_key = any($3) ${intoDirty} returning 1`,
    [session.firmId, connectionId, causeKeys],
  );
  return rows.length;
}

/** Records that a person is asked about, because both sides changed the same field or somebody edited an invoice in the ledger, are planned again. */
export async function wakeClashes(session: FirmSession, connectionId: string): Promise<void> {
  await session.query(
    `insert into hub.dirty_record (firm_id, kind, record_id, since)
     select distinct $1::uuid, r.kind, r.record_id, hub.hub_now() from hub.problem p join hub.problem_record r on r.firm_id = $1 and r.problem_id = p.id and r.released_at is null
     where p.firm_id = $1 and p.connection_id = $2 and p.state = 'open' and p.kind in ('both-sides-changed', 'changed-in-ledger') ${intoDirty}`,
    [session.firmId, connectionId],
  );
}

/**
 * What moved in the ledger may have solved a problem: an item or a person is active again, time we sent was edited or deleted there. Whoever
 * waits for it is planned again. Moves of kinds that no flow plans by itself are taken off the list.
 */
export async function wakeByMoves(session: FirmSession, connectionId: string): Promise<void> {
  await session.query(
    `with moved as (select m.kind, m.ledger_id, r.is_active and not r.is_deleted as is_usable, r.is_deleted from hub.moved_ledger_record m
       join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = m.kind and r.ledger_id = m.ledger_id
       where m.firm_id = $1 and m.connection_id = $2 and m.kind in ('item', 'customer', 'employee', 'vendor', 'time-activity')),
     waiting as (
       select r.kind, r.record_id from moved m join hub.problem p on p.firm_id = $1 and p.connection_id = $2 and p.state = 'open' and m.is_usable
         and p.cause_key = case m.kind when 'item' then 'item-inactive:' || m.ledger_id else 'inactive:' || m.kind || ':' || m.ledger_id end
       join hub.problem_record r on r.firm_id = $1 and r.problem_id = p.id and r.released_at is null
       union
       select l.kind, l.record_id from moved m join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = m.kind and l.ledger_id = m.ledger_id and l.unlinked_at is null
       where m.kind = 'time-activity')
     insert into hub.dirty_record (firm_id, kind, record_id, since) select $1, kind, record_id, hub.hub_now() from waiting ${intoDirty}`,
    [session.firmId, connectionId],
  );
  await session.query("delete from hub.moved_ledger_record where firm_id = $1 and connection_id = $2 and kind in ('item', 'account', 'time-activity')", [session.firmId, connectionId]);
}

/**
 * What shows a state that nothing stands behind: records shown as being sent that no call sends, and clashes of fields that were never
 * agreed on, which earlier versions raised. The firm is `$1`, the connection `$2`.
 */
export const staleRecords = `
  select s.kind, s.record_id from hub.record_sync s
  where s.firm_id = $1 and s.connection_id = $2 and s.state = 'sending' and not exists (
    select from hub.change c where c.firm_id = $1 and c.connection_id = $2 and c.kind = s.kind and c.record_id = s.record_id and c.state in ('sending', 'checking'))
  union
  select r.kind, r.record_id from hub.problem p join hub.problem_record r on r.firm_id = $1 and r.problem_id = p.id and r.released_at is null
  where p.firm_id = $1 and p.connection_id = $2 and p.state = 'open' and p.kind = 'both-sides-changed'
    and exists (select from jsonb_array_elements((p.facts ->> 'differences')::jsonb) as d where not d ? 'agreed')`;

/** What shows a state that nothing stands behind any more is planned again, and so settled. */
export async function wakeStale(session: FirmSession, connectionId: string): Promise<void> {
  await session.query(`insert into hub.dirty_record (firm_id, kind, record_id, since) select $1::uuid, stale.kind, stale.record_id, hub.hub_now() from (${staleRecords}) as stale ${intoDirty}`, [session.firmId, connectionId]);
}

/** Moves of people are settled once staff was matched; sites have no flow of their own. */
export async function clearMatchedMoves(session: FirmSession, connectionId: string): Promise<void> {
  await session.query("delete from hub.moved_ledger_record where firm_id = $1 and connection_id = $2 and kind in ('employee', 'vendor')", [session.firmId, connectionId]);
  await session.query("delete from hub.dirty_record where firm_id = $1 and kind in ('site', 'staff-member')", [session.firmId]);
}

/** Causes of open problems that a closing date explains, with the date they were raised for. */
export async function closedPeriodProblems(session: FirmSession, connectionId: string): Promise<{ causeKey: string; closedThrough: string | null }[]> {
  return session.query(
    `select cause_key as "causeKey", facts ->> 'closedThrough' as "closedThrough" from hub.problem where firm_id = $1 and connection_id = $2 and state = 'open' and kind = 'period-closed'`,
    [session.firmId, connectionId],
  );
}
