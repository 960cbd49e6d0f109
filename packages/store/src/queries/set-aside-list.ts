import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { presentConnection } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** A record that a person left out of the sync, or counts as settled in QuickBooks by hand. */
export interface SetAsideView {
  /** The record's own. */
  id: string;
  recordKind: string;
  recordId: string;
  label: string;
  /** `external`: said to be handled in the ledger. */
  state: "set-aside" | "external";
  reason: string;
  by: string;
  at: string;
  /** Of an invoice. */
  amount: string | null;
  currency: string | null;
}

export interface SetAsideListFilter {
  recordKinds?: readonly string[] | null;
}

const columns = `
  aside.record_id as id, aside.kind as "recordKind", aside.record_id as "recordId",
  coalesce(client.display_name, site.name, staff.display_name, invoice.number, billed.display_name || ', ' || to_char(invoice.issued_on, 'Mon FMDD, YYYY'), worker.display_name || ', ' || to_char(entry.day, 'Mon FMDD, YYYY'), 'A deleted record') as label,
  case when sync.state = 'external' then 'external' else 'set-aside' end as state, aside.reason, aside.by, aside.at, invoice.total::text as amount, invoice.currency`;
const from = `hub.set_aside as aside
  left join hub.record_sync as sync on sync.firm_id = ${thisFirm} and sync.connection_id = aside.connection_id and sync.kind = aside.kind and sync.record_id = aside.record_id
  left join hub.client as client on client.firm_id = ${thisFirm} and aside.kind = 'client' and client.id = aside.record_id
  left join hub.site as site on site.firm_id = ${thisFirm} and aside.kind = 'site' and site.id = aside.record_id
  left join hub.staff_member as staff on staff.firm_id = ${thisFirm} and aside.kind = 'staff-member' and staff.id = aside.record_id
  left join hub.invoice as invoice on invoice.firm_id = ${thisFirm} and aside.kind = 'invoice' and invoice.id = aside.record_id
  left join hub.client as billed on billed.firm_id = ${thisFirm} and billed.id = invoice.client_id
  left join hub.time_entry as entry on entry.firm_id = ${thisFirm} and aside.kind = 'time-entry' and entry.id = aside.record_id
  left join hub.staff_member as worker on worker.firm_id = ${thisFirm} and worker.id = entry.staff_id`;

function source(filter: SetAsideListFilter): ListSource {
  const conditions = new Conditions("aside").add(`aside.connection_id = ${presentConnection}`).isOneOf("aside.kind", filter.recordKinds);
  return { from, columns, conditions, sort: { by: "aside.at", type: "timestamptz", id: "aside.record_id", direction: "desc" } };
}

/** What was left out of the present connection on purpose, the newest first. */
export function listSetAside(session: FirmSession, filter: SetAsideListFilter, page: PageRequest): Promise<Slice<SetAsideView>> {
  return readPage<SetAsideView>(session, source(filter), page);
}

export function countSetAside(session: FirmSession, filter: SetAsideListFilter): Promise<number> {
  return countList(session, source(filter));
}

/** Those of these records that are left out. */
export function setAsideOfRecords({ query }: FirmSession, kind: string, recordIds: readonly string[]): Promise<SetAsideView[]> {
  return query<SetAsideView>(`select ${columns} from ${from} where aside.firm_id = ${thisFirm} and aside.connection_id = ${presentConnection} and aside.kind = $1 and aside.record_id = any($2::uuid[])`, [kind, recordIds]);
}
