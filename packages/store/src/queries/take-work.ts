import type { FirmQuery } from "../orm.js";
import type { LeasedWork } from "./due-work.js";
import type { HeldGrant } from "./grant.js";
import type { LedgerCursor } from "./mirror.js";
import type { SyncFirm } from "./sync-settings.js";

/** A piece of work with all that taking it up needs to know, as things stood when it was leased. */
export interface TakenWork {
  work: LeasedWork;
  firm: SyncFirm;
  connection: {
    company: Record<string, unknown>;
    settings: Record<string, unknown>;
    startDate: string | null;
    intervalMinutes: number;
    defaultItemId: string | null;
    realmCipher: string;
    realmHash: string;
  };
  cursors: LedgerCursor[];
  /** Nobody has looked at the change feed for half an interval; while the ledger's notices are relied on, for two and a half. */
  isLookDue: boolean;
  /** Some time was sent: then it is worth asking whether it is still there. */
  hasSentTime: boolean;
  /** Null when the connection has no sign-in. */
  grant: HeldGrant | null;
}

/**
 * Notices are relied on while the last came within a day and no look of a day has found a change they kept silent about. Then the hourly
 * looks in between are left out: every third tick looks, and at least one a day (Intuit promises no notice, and asks for a daily look).
 */
const noticesAreReliedOn = `exists (select from hub.ledger_notice n where n.firm_id = $1 and n.connection_id = c.id and n.received_at > hub.hub_now() - interval '1 day')
         and not exists (select from cursor where feed = 'untold' and since_sweep < 1440)`;

/**
 * Takes one piece of work of an enabled connection for `leaseSeconds`, by the database's clock, and reads along what it is about. A tick
 * that will ask the ledger also claims the renewal of a sign-in that has run out. Null when another process was quicker; a unique
 * violation says the same of another piece of work of the connection, for one company has one worker at a time.
 */
export async function takeWork(
  firm: FirmQuery,
  workId: string,
  { processId, leaseSeconds, refreshSeconds }: { processId: string; leaseSeconds: number; refreshSeconds: number },
): Promise<TakenWork | null> {
  const rows = await firm.query<TakenWork>(
    `with taken as (
       update hub.work set state = 'running', leased_by = $3, lease_until = hub.hub_now() + make_interval(secs => $4), fence = fence + 1, attempts = attempts + 1
       where firm_id = $1 and id = (
         select w.id from hub.work w join hub.ledger_connection c on c.firm_id = w.firm_id and c.id = w.connection_id and c.state = 'enabled'
         where w.firm_id = $1 and w.id = $2 and ((w.state = 'queued' and w.due_at <= hub.hub_now()) or (w.state = 'running' and w.lease_until < hub.hub_now())) for update of w skip locked)
       returning id, connection_id, kind, trigger, requested_by, scope, run_id, fence, attempts),
     cursor as (
       select k.feed, k.position, k.swept_at, (extract(epoch from hub.hub_now() - k.swept_at) / 60)::float8 as since_sweep, (extract(epoch from hub.hub_now() - k.position) / 60)::float8 as since_position
       from hub.ledger_cursor k join taken t on t.connection_id = k.connection_id where k.firm_id = $1),
     about as (
       select c.*, not exists (
         select from cursor where feed = 'changes' and since_sweep < case when ${noticesAreReliedOn} then least(c.interval_minutes * 2.5, 1200) else c.interval_minutes / 2.0 end) as is_look_due
       from hub.ledger_connection c join taken t on t.connection_id = c.id where c.firm_id = $1),
     renewal as (
       update hub.ledger_grant g set refresh_leased_by = $3, refresh_lease_until = hub.hub_now() + make_interval(secs => $5), refresh_fence = g.refresh_fence + 1
       from taken t, about a
       where g.firm_id = $1 and g.connection_id = t.connection_id and t.trigger = 'schedule' and t.kind <> 'tie-out' and t.run_id is null and a.is_look_due
         and g.access_expires_at <= hub.hub_now() + interval '60 seconds' and (g.refresh_lease_until is null or g.refresh_lease_until <= hub.hub_now())
         and (g.retry_at is null or g.retry_at <= hub.hub_now())
       returning g.refresh_fence, g.access_cipher, g.refresh_cipher)
     select jsonb_build_object('id', t.id, 'connectionId', t.connection_id, 'kind', t.kind, 'trigger', t.trigger, 'requestedBy', t.requested_by, 'scope', t.scope, 'runId', t.run_id,
         'fence', t.fence::text, 'attempts', t.attempts, 'hasOpenCalls', exists (
           select from hub.call o where o.firm_id = $1 and o.connection_id = t.connection_id and o.state in ('pending', 'sending', 'unknown') and o.request_id is not null),
         'hasHeldWork', exists (select from hub.work h where h.firm_id = $1 and h.connection_id = t.connection_id and h.state = 'queued' and h.attempts > 0 and h.due_at > hub.hub_now())) as work,
       jsonb_build_object('homeCurrency', f.home_currency, 'timeZone', f.time_zone, 'numbersInvoices', f.invoice_numbering = 'hub') as firm,
       jsonb_build_object('company', a.company, 'settings', a.settings, 'startDate', a.start_date, 'intervalMinutes', a.interval_minutes, 'defaultItemId', a.default_item_id,
         'realmCipher', a.realm_cipher, 'realmHash', a.realm_hash) as connection,
       (select coalesce(jsonb_agg(jsonb_build_object('feed', feed, 'position', position, 'sweptAt', swept_at, 'minutesSinceSweep', since_sweep, 'minutesSincePosition', since_position)), '[]') from cursor) as cursors,
       a.is_look_due as "isLookDue",
       exists (select from hub.link l where l.firm_id = $1 and l.connection_id = t.connection_id and l.kind = 'time-entry' and l.unlinked_at is null) as "hasSentTime",
       case when r.refresh_fence is not null then jsonb_build_object('accessCipher', r.access_cipher, 'refreshCipher', r.refresh_cipher, 'isAccessFresh', false, 'fence', r.refresh_fence::text)
         when g.access_cipher is not null then jsonb_build_object('accessCipher', g.access_cipher, 'refreshCipher', g.refresh_cipher, 'isAccessFresh', g.access_expires_at > hub.hub_now() + interval '60 seconds', 'fence', null)
       end as grant
     from taken t join about a on a.id = t.connection_id join hub.firm f on f.id = $1
       left join hub.ledger_grant g on g.firm_id = $1 and g.connection_id = t.connection_id left join renewal r on true`,
    [firm.firmId, workId, processId, leaseSeconds, refreshSeconds],
  );
  return rows[0] ?? null;
}
