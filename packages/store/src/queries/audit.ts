import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import type { RecordEventView } from "./record-event-list.js";
import { thisFirm } from "./this-firm.js";

/** A line of the audit trail: who or what did what to which record, and its place in the chain. */
export interface AuditEventView extends RecordEventView {
  /** Counts up without a gap, firm by firm. */
  number: number;
  /** Over this line and the hash of the line before it. */
  hash: string;
  recordKind: string;
  recordId: string;
  /** How people name the record now; null when it is no record with a name, or gone. */
  label: string | null;
}

export interface AuditFilter {
  record?: { kind: string; recordId: string } | null;
  /** Words in who did it, what was done, or to what kind of record. */
  search?: string | null;
  /** Days of the firm's calendar, both included. */
  from?: string | null;
  to?: string | null;
}

const columns = `
  event.id, seal.number, seal.hash, event.at, event.actor_kind as "actorKind", event.actor, event.action, event.run_id as "runId", event.call_id as "callId", event.changes,
  event.kind as "recordKind", event.record_id as "recordId",
  coalesce(client.display_name, site.name, staff.display_name, invoice.number, billed.display_name || ', ' || to_char(invoice.issued_on, 'Mon FMDD, YYYY'), worker.display_name || ', ' || to_char(entry.day, 'Mon FMDD, YYYY'), category.name, type.name) as label`;
const sealed = "hub.record_event_seal as seal join hub.record_event as event on event.firm_id = seal.firm_id and event.id = seal.event_id";
const named = `${sealed}
  left join hub.client as client on client.firm_id = ${thisFirm} and event.kind = 'client' and client.id = event.record_id
  left join hub.site as site on site.firm_id = ${thisFirm} and event.kind = 'site' and site.id = event.record_id
  left join hub.staff_member as staff on staff.firm_id = ${thisFirm} and event.kind = 'staff-member' and staff.id = event.record_id
  left join hub.invoice as invoice on invoice.firm_id = ${thisFirm} and event.kind = 'invoice' and invoice.id = event.record_id
  left join hub.client as billed on billed.firm_id = ${thisFirm} and billed.id = invoice.client_id
  left join hub.time_entry as entry on entry.firm_id = ${thisFirm} and event.kind = 'time-entry' and entry.id = event.record_id
  left join hub.staff_member as worker on worker.firm_id = ${thisFirm} and worker.id = entry.staff_id
  left join hub.billable_category as category on category.firm_id = ${thisFirm} and event.kind = 'billable-category' and category.id = event.record_id
  left join hub.billable_type as type on type.firm_id = ${thisFirm} and event.kind = 'billable-type' and type.id = event.record_id`;

function source({ record, search, from, to }: AuditFilter): ListSource {
  const zone = `(select time_zone from hub.firm where id = ${thisFirm})`;
  const conditions = new Conditions("seal")
    .add("event.kind = $$", record?.kind)
    .add("event.record_id = $$", record?.recordId)
    .matches(["event.actor", "event.action", "event.kind"], search)
    .add(`event.at >= $$::date::timestamp at time zone ${zone}`, from)
    .add(`event.at < ($$::date + 1)::timestamp at time zone ${zone}`, to);
  return { from: named, columns, conditions, sort: { by: "seal.number", type: "integer", id: "event.id", direction: "desc" } };
}

/** The firm's audit trail, newest first. */
export function listAuditEvents(session: FirmSession, filter: AuditFilter, page: PageRequest): Promise<Slice<AuditEventView>> {
  return readPage<AuditEventView>(session, source(filter), page);
}

export function countAuditEvents(session: FirmSession, filter: AuditFilter): Promise<number> {
  return countList(session, { ...source(filter), from: sealed });
}

/** A line as it is exported: what was sealed, to the byte. */
export interface SealedLine {
  number: number;
  text: string;
  hash: string;
  /** Not sealed: each time the call behind the line left, with QuickBooks' id for it; null for a line without a call. */
  tries: { at: string; httpStatus: number | null; traceId: string | null; durationMs: number | null }[] | null;
}

/** The next lines of the chain after `number`, oldest first. A line that is gone is passed over; whoever computes the chain finds it missing. */
export function sealedLines({ query, firmId }: FirmSession, number: number, through: number, limit: number): Promise<SealedLine[]> {
  return query<SealedLine>(
    `select seal.number, hub.event_text(seal.number, event) as text, seal.hash,
       (select jsonb_agg(jsonb_build_object('at', t.sent_at, 'httpStatus', t.http_status, 'traceId', t.trace_id, 'durationMs', t.duration_ms) order by t.number) from hub.call_try t where t.firm_id = $1 and t.call_id = event.call_id) as tries
     from ${sealed}
     where seal.firm_id = $1 and seal.number > $2 and seal.number <= $3 order by seal.number limit $4`,
    [firmId, number, through, limit],
  );
}

/** The newest line's place in the chain; 0 and the firm's id when there is none. */
export async function auditHead({ query, firmId }: FirmSession): Promise<{ number: number; hash: string }> {
  const [head] = await query<{ number: number; hash: string }>("select number, hash from hub.record_event_seal where firm_id = $1 order by number desc limit 1", [firmId]);
  return head ?? { number: 0, hash: firmId };
}

/** Where the chain does not hold. `changed`: the line is not what was sealed · `missing`: the line, or a seal, is gone · `unsealed`: a line nobody sealed. */
export interface AuditBreak {
  /** Of the line, or of the last one before a gap; null for a line without a seal. */
  number: number | null;
  what: "changed" | "missing" | "unsealed";
}

/** Computes the whole chain anew and compares. At most `limit` breaks are named, the first of the chain first. */
export async function findAuditBreaks({ query, firmId }: FirmSession, limit: number): Promise<AuditBreak[]> {
  return query<AuditBreak>(
    `with chain as (
       select seal.number, seal.hash, event.id is null as is_gone, lag(seal.number, 1, 0) over (order by seal.number) as before,
         hub.seal_hash(lag(seal.hash, 1, $1::text) over (order by seal.number), hub.event_text(seal.number, event)) as computed
       from hub.record_event_seal seal left join hub.record_event event on event.firm_id = seal.firm_id and event.id = seal.event_id
       where seal.firm_id = $2)
     select number, what from (
       select number, case when is_gone then 'missing' else 'changed' end as what from chain where is_gone or computed is distinct from hash
       union all select before, 'missing' from chain where number <> before + 1
       union all select null, 'unsealed' from hub.record_event event
         where event.firm_id = $2 and not exists (select from hub.record_event_seal seal where seal.firm_id = $2 and seal.event_id = event.id)) as found
     order by number nulls last limit $3`,
    [firmId, firmId, limit],
  );
}

/** The hash of one line's seal, to hold an export of old against; null when there is no such line. */
export async function auditHashAt({ query, firmId }: FirmSession, number: number): Promise<string | null> {
  const [seal] = await query<{ hash: string }>("select hash from hub.record_event_seal where firm_id = $1 and number = $2", [firmId, number]);
  return seal?.hash ?? null;
}
