import type { ClientFacts, InvoiceFacts, KindCount, LedgerOnlyInvoice, SettledInvoices, TieOutFacts } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

/** What a tie-out is computed from, and whom and when it speaks of. */
export interface TieOutInput {
  facts: TieOutFacts;
  firmName: string;
  companyName: string;
  /** RFC 3339, by the database's clock. */
  at: string;
}

/** Whose client a customer of the ledger is: the client's own, or one of its sites'. `$2` is the connection. */
const owners = `
  select l.ledger_id, coalesce(s.client_id, l.record_id) as client_id, l.kind = 'client' as is_own from hub.link l
  left join hub.site s on s.firm_id = $1 and l.kind = 'site' and s.id = l.record_id
  where l.firm_id = $1 and l.connection_id = $2 and l.kind in ('client', 'site') and l.ledger_kind = 'customer' and l.unlinked_at is null`;

/**
 * Reads both sides of a connection as they stand at one moment: every statement sees the same rows. Must be the first thing a session
 * is asked. No call to the ledger is made.
 */
export async function tieOutInput(session: FirmSession, connectionId: string): Promise<TieOutInput> {
  await session.query("set transaction isolation level repeatable read");
  const [head] = await session.query<{ firmName: string; companyName: string; at: string; asOf: string; startDate: string | null; sendsInvoices: boolean; isTaxAutomatic: boolean }>(
    `select f.name as "firmName", c.company_name as "companyName", to_char(hub.hub_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
       (hub.hub_now() at time zone f.time_zone)::date::text as "asOf", c.start_date::text as "startDate", coalesce((c.settings ->> 'invoices')::boolean, true) as "sendsInvoices",
       coalesce((c.company ->> 'isTaxAutomatic')::boolean, false) as "isTaxAutomatic"
     from hub.ledger_connection c join hub.firm f on f.id = c.firm_id where c.firm_id = $1 and c.id = $2`,
    [session.firmId, connectionId],
  );
  if (!head) throw new Error("There is no such connection.");
  const { firmName, companyName, at, ...rules } = head;
  const facts = {
    ...rules,
    invoices: await invoiceFacts(session, connectionId, rules.isTaxAutomatic),
    settled: await settledInvoices(session, connectionId, rules.isTaxAutomatic),
    ledgerOnly: await ledgerOnlyInvoices(session, connectionId),
    clients: await clientFacts(session, connectionId),
    counts: await kindCounts(session, connectionId),
  };
  return { facts, firmName, companyName, at };
}

/**
 * Every final invoice of the firm beside its link and what the mirror has. `is_settled` says what `invoiceSides` of the domain would: that
 * it is the same on both sides, with its own client, and that nothing of it is open. `$3`: the ledger computes sales tax from addresses.
 */
const bothSides = `
  hub.invoice i
  left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'invoice' and l.record_id = i.id and l.unlinked_at is null
  left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'invoice' and r.ledger_id = l.ledger_id
  left join owner on owner.ledger_id = r.document ->> 'customerId'
  cross join lateral (select r.ledger_id is not null and not r.is_deleted and not coalesce((r.document ->> 'isVoid')::boolean, false) as is_there, coalesce((r.document ->> 'total')::numeric, 0) as total) as there
  cross join lateral (select coalesce(case when i.status = 'void' then not there.is_there
    else i.status = 'processed_externally' and there.is_there and not coalesce((l.agreed ->> 'isVoid')::boolean, false) and owner.client_id = i.client_id and coalesce((r.document ->> 'balance')::numeric, 0) = 0
      and there.total = coalesce((l.agreed ->> 'acceptedSubtotal')::numeric, i.subtotal) + coalesce((l.agreed ->> 'acceptedTax')::numeric, case when $3 then (l.agreed ->> 'tax')::numeric end, i.tax)
    end, false) as is_settled) as standing`;

/** What is settled, added up per currency. */
async function settledInvoices(session: FirmSession, connectionId: string, isTaxAutomatic: boolean): Promise<SettledInvoices[]> {
  return session.query<SettledInvoices>(
    `with owner as (${owners})
     select i.currency, sum(case when there.is_there then there.total else 0 end)::text as total from ${bothSides}
     where i.firm_id = $1 and i.status <> 'draft' and is_settled group by 1 order by 1`,
    [session.firmId, connectionId, isTaxAutomatic],
  );
}

/** The final invoices that are not settled, with their link, what was agreed and what the mirror has. */
async function invoiceFacts(session: FirmSession, connectionId: string, isTaxAutomatic: boolean): Promise<InvoiceFacts[]> {
  return session.query<InvoiceFacts>(
    `with owner as (${owners})
     select i.id, coalesce(i.number, 'No number yet') as label, i.client_id as "clientId", c.display_name as "clientName", i.issued_on::text as "issuedOn", i.currency, i.status,
       i.subtotal::text as subtotal, i.tax::text as tax, i.total::text as total, sync.state, sync.reason as "stateReason",
       (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind) order by array_position(array['error', 'warning', 'info'], p.severity), p.id), '[]') from hub.problem_record held join hub.problem p on p.firm_id = $1 and p.id = held.problem_id
         where held.firm_id = $1 and held.kind = 'invoice' and held.record_id = i.id and held.released_at is null and p.connection_id = $2 and p.state = 'open') as problems,
       case when l.id is not null then jsonb_build_object('ledgerId', l.ledger_id,
         'agreed', jsonb_build_object('subtotal', l.agreed ->> 'subtotal', 'tax', l.agreed ->> 'tax', 'total', l.agreed ->> 'total', 'acceptedSubtotal', l.agreed ->> 'acceptedSubtotal',
           'acceptedTax', l.agreed ->> 'acceptedTax', 'isVoid', coalesce((l.agreed ->> 'isVoid')::boolean, false))) end as link,
       case when r.ledger_id is not null then jsonb_build_object('subtotal', r.document ->> 'subtotal', 'tax', r.document ->> 'tax', 'total', r.document ->> 'total', 'balance', r.document ->> 'balance',
         'isVoid', coalesce((r.document ->> 'isVoid')::boolean, false), 'isGone', r.is_deleted, 'clientId', owner.client_id,
         'clientName', coalesce(oc.display_name, (select cr.name from hub.ledger_record cr where cr.firm_id = $1 and cr.connection_id = $2 and cr.kind = 'customer' and cr.ledger_id = r.document ->> 'customerId'), '')) end as ledger
     from ${bothSides}
     join hub.client c on c.firm_id = $1 and c.id = i.client_id
     left join hub.client oc on oc.firm_id = $1 and oc.id = owner.client_id
     left join hub.record_sync sync on sync.firm_id = $1 and sync.connection_id = $2 and sync.kind = 'invoice' and sync.record_id = i.id
     where i.firm_id = $1 and i.status <> 'draft' and not is_settled order by i.id`,
    [session.firmId, connectionId, isTaxAutomatic],
  );
}

/** Open invoices of the mirror that are none of ours. What the ledger held before we connected and never touched since was not read. */
async function ledgerOnlyInvoices(session: FirmSession, connectionId: string): Promise<LedgerOnlyInvoice[]> {
  return session.query<LedgerOnlyInvoice>(
    `with owner as (${owners})
     select r.ledger_id as "ledgerId", r.document ->> 'number' as number, owner.client_id as "clientId", coalesce(customer.name, '') as "customerName", r.document ->> 'issuedOn' as "issuedOn",
       coalesce(r.document ->> 'currency', f.home_currency) as currency, r.document ->> 'total' as total, r.document ->> 'balance' as balance
     from hub.ledger_record r join hub.firm f on f.id = $1
     left join hub.ledger_record customer on customer.firm_id = $1 and customer.connection_id = $2 and customer.kind = 'customer' and customer.ledger_id = r.document ->> 'customerId'
     left join owner on owner.ledger_id = r.document ->> 'customerId'
     where r.firm_id = $1 and r.connection_id = $2 and r.kind = 'invoice' and not r.is_deleted and coalesce((r.document ->> 'balance')::numeric, 0) <> 0
       and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = 'invoice' and l.ledger_id = r.ledger_id and l.unlinked_at is null)`,
    [session.firmId, connectionId],
  );
}

/**
 * Linked clients with what the ledger says they owe, sites included. A balance is older than what we sent for the client since the last
 * reading of the change feed, which tells of the customer whenever one of its documents moves.
 */
async function clientFacts(session: FirmSession, connectionId: string): Promise<ClientFacts[]> {
  return session.query<ClientFacts>(
    `with owner as (${owners}),
     owed as (
       select owner.client_id, sum((r.document ->> 'balance')::numeric) as balance, bool_or(r.is_deleted) as is_gone, max(r.ledger_id) filter (where owner.is_own) as ledger_id,
         max(r.document ->> 'currency') filter (where owner.is_own) as currency
       from owner join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.ledger_id = owner.ledger_id group by 1),
     sent as (
       select i.client_id, max(l.last_sent_at) as at from hub.link l join hub.invoice i on i.firm_id = $1 and i.id = l.record_id
       where l.firm_id = $1 and l.connection_id = $2 and l.kind = 'invoice' and l.unlinked_at is null group by 1),
     feed as (select max(swept_at) as at from hub.ledger_cursor where firm_id = $1 and connection_id = $2 and feed = 'changes')
     select c.id, c.display_name as name, coalesce(owed.currency, c.currency) as currency, owed.ledger_id as "ledgerId",
       case when not owed.is_gone and (sent.at is null or sent.at <= feed.at) then owed.balance::text end as "ledgerBalance"
     from owed join hub.client c on c.firm_id = $1 and c.id = owed.client_id left join sent on sent.client_id = c.id cross join feed
     where owed.ledger_id is not null`,
    [session.firmId, connectionId],
  );
}

/** How many records of each kind stand how. What may be in the ledger counts: active clients, final invoices, approved time. */
async function kindCounts(session: FirmSession, connectionId: string): Promise<KindCount[]> {
  return session.query<KindCount>(
    `with ours as (
       select 'client' as kind, id, is_active as is_meant from hub.client where firm_id = $1 union all
       select 'invoice', id, status in ('new', 'processed_externally') from hub.invoice where firm_id = $1 and status <> 'draft' union all
       select 'time-entry', id, status in ('approved', 'locked') from hub.time_entry where firm_id = $1),
     standing as (
       select ours.kind, case when l.id is not null then 'linked' when sync.state in ('set-aside', 'external') then sync.state
           when sync.state in ('queued', 'sending', 'checking', 'changed', 'blocked', 'failed') then 'waiting' when ours.is_meant then 'hub-only' end as how
       from ours
       left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = ours.kind and l.record_id = ours.id and l.unlinked_at is null
       left join hub.record_sync sync on sync.firm_id = $1 and sync.connection_id = $2 and sync.kind = ours.kind and sync.record_id = ours.id),
     theirs as (
       select case r.kind when 'customer' then 'client' when 'time-activity' then 'time-entry' else 'invoice' end as kind, count(*)::int as n from hub.ledger_record r
       where r.firm_id = $1 and r.connection_id = $2 and r.kind in ('customer', 'invoice', 'time-activity') and not r.is_deleted and r.is_active and not coalesce((r.document ->> 'isVoid')::boolean, false)
         and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = r.kind and l.ledger_id = r.ledger_id and l.unlinked_at is null)
       group by 1)
     select k.kind, (count(*) filter (where how = 'linked'))::int as linked, (count(*) filter (where how = 'waiting'))::int as waiting, (count(*) filter (where how = 'set-aside'))::int as "setAside",
       (count(*) filter (where how = 'external'))::int as external, (count(*) filter (where how = 'hub-only'))::int as "hubOnly", coalesce(max(theirs.n), 0) as "ledgerOnly"
     from unnest(array['client', 'invoice', 'time-entry']) with ordinality as k(kind, place) left join standing on standing.kind = k.kind left join theirs on theirs.kind = k.kind
     group by k.kind, k.place order by k.place`,
    [session.firmId, connectionId],
  );
}
