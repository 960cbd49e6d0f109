import type { FirmSession } from "../orm.js";
import type { ChangeRow, UndoScope } from "./plan.js";

/** A change that was applied, as far as an undo needs it. */
export type AppliedChange = Pick<ChangeRow, "id" | "kind" | "recordId" | "ledgerKind" | "ledgerId" | "side" | "operation" | "label" | "fields"> & { undoes: string[] };

/** A day is the firm's own, from midnight to midnight of its time zone. */
const fromMeant = `from hub.change c join hub.firm f on f.id = $1
  where c.firm_id = $1 and c.connection_id = $2 and c.state = 'applied' and ($3::uuid is null or c.id = $3) and ($4::uuid is null or c.run_id = $4)
  and ($5::date is null or (c.applied_at >= ($5::date)::timestamp at time zone f.time_zone and c.applied_at < ($5::date + 1)::timestamp at time zone f.time_zone))`;

function scopeParams(session: FirmSession, connectionId: string, scope: UndoScope): unknown[] {
  return [session.firmId, connectionId, "changeId" in scope ? scope.changeId : null, "runId" in scope ? scope.runId : null, "day" in scope ? scope.day : null];
}

/** What was applied to the records of a connection by a change, a run or on a day, oldest first. */
export async function appliedChanges(session: FirmSession, connectionId: string, scope: UndoScope): Promise<AppliedChange[]> {
  return session.query<AppliedChange>(
    `select c.id, c.kind, c.record_id as "recordId", c.ledger_kind as "ledgerKind", c.ledger_id as "ledgerId", c.side, c.operation, c.label, c.fields, c.undoes
     ${fromMeant} order by c.applied_at, c.seq, c.id`,
    scopeParams(session, connectionId, scope),
  );
}

export async function hasAppliedChanges(session: FirmSession, connectionId: string, scope: UndoScope): Promise<boolean> {
  return (await session.query(`select 1 ${fromMeant} limit 1`, scopeParams(session, connectionId, scope))).length === 1;
}

/** A document that stands on a customer in the ledger. */
export interface StandingDocument {
  customerId: string;
  kind: "invoice" | "time-activity";
  ledgerId: string;
  label: string;
  balance: string;
}

/** Documents of these customers and of their sub-customers, as last read: no voided ones, and no time that we deleted ourselves. */
export async function documentsOfCustomers(session: FirmSession, connectionId: string, customerIds: readonly string[]): Promise<StandingDocument[]> {
  return session.query<StandingDocument>(
    `with meant as (
       select r.ledger_id as customer_id, r.ledger_id from hub.ledger_record r where r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.ledger_id = any($3)
       union select r.parent_id, r.ledger_id from hub.ledger_record r where r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.parent_id = any($3))
     select m.customer_id as "customerId", d.kind, d.ledger_id as "ledgerId",
       case d.kind when 'invoice' then 'Invoice ' || coalesce(nullif(d.name, ''), d.ledger_id) else 'Time of ' || d.name end as label, coalesce(d.document ->> 'balance', '0') as balance
     from meant m join hub.ledger_record d on d.firm_id = $1 and d.connection_id = $2 and d.kind in ('invoice', 'time-activity') and d.document ->> 'customerId' = m.ledger_id
     where not d.is_deleted and not coalesce((d.document ->> 'isVoid')::boolean, false)
       and (d.kind = 'invoice'
         or exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = d.kind and l.ledger_id = d.ledger_id and l.unlinked_at is null)
         or not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = d.kind and l.ledger_id = d.ledger_id))
     order by 1, 2, 3`,
    [session.firmId, connectionId, customerIds],
  );
}

/** Invoices, void ones aside, and time of these clients here. */
export async function documentsOfClients(session: FirmSession, clientIds: readonly string[]): Promise<{ clientId: string; label: string }[]> {
  return session.query(
    `select i.client_id as "clientId", 'Invoice ' || coalesce(i.number, 'of ' || i.issued_on) as label from hub.invoice i where i.firm_id = $1 and i.client_id = any($2) and i.status <> 'void'
     union all select t.client_id, 'Time of ' || t.day from hub.time_entry t where t.firm_id = $1 and t.client_id = any($2) order by 1, 2`,
    [session.firmId, clientIds],
  );
}

/** Invoices whose sending was taken back, or whose link was removed, wait again, without the ledger's figures. */
export async function returnInvoices(session: FirmSession, ids: readonly string[]): Promise<void> {
  await session.query(
    `update hub.invoice set status = 'new', ledger_subtotal = null, ledger_tax = null, ledger_total = null, ledger_balance = null
     where firm_id = $1 and id = any($2) and status = 'processed_externally'`,
    [session.firmId, ids],
  );
}
