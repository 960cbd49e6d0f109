import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, selectList, wants, type ListSource, type PageRequest, type Slice, type ViewColumns, type WantedFields } from "./list-sql.js";
import { joinSync, presentConnection, syncFields, type SyncColumns } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** A client as lists and pages show it. */
export interface ClientView extends SyncColumns {
  id: string;
  kind: "individual" | "couple" | "business";
  displayName: string;
  firstName: string | null;
  lastName: string | null;
  suffix: string | null;
  partnerFirstName: string | null;
  partnerLastName: string | null;
  partnerSuffix: string | null;
  businessName: string | null;
  email: string | null;
  phone: string | null;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  currency: string;
  termsDays: number | null;
  isTaxable: boolean;
  isActive: boolean;
  notes: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface ClientListFilter {
  search?: string | null;
  kinds?: readonly string[] | null;
  isActive?: boolean | null;
  isLinked?: boolean | null;
  syncStates?: readonly string[] | null;
  hasProblem?: boolean | null;
}

export interface ClientListOrder {
  by: "name" | "createdAt" | "updatedAt";
  direction: "asc" | "desc";
}

const columns: ViewColumns<ClientView> = {
  id: "client.id",
  kind: "client.kind",
  displayName: "client.display_name",
  firstName: "client.first_name",
  lastName: "client.last_name",
  suffix: "client.suffix",
  partnerFirstName: "client.partner_first_name",
  partnerLastName: "client.partner_last_name",
  partnerSuffix: "client.partner_suffix",
  businessName: "client.business_name",
  email: "client.email",
  phone: "client.phone",
  addressLine1: "client.address_line1",
  addressLine2: "client.address_line2",
  city: "client.city",
  state: "client.state",
  postalCode: "client.postal_code",
  country: "client.country",
  currency: "client.currency",
  termsDays: "client.terms_days",
  isTaxable: "client.is_taxable",
  isActive: "client.is_active",
  notes: "client.notes",
  version: "client.version",
  createdAt: "client.created_at",
  updatedAt: "client.updated_at",
  ...syncFields,
};
const table = "hub.client as client";
const withSync = `${table} ${joinSync("client", "client.id")}`;

function from(wanted: WantedFields): string {
  return wants(wanted, ...Object.keys(syncFields)) ? withSync : table;
}

const sorts: Record<ClientListOrder["by"], Pick<ListSource["sort"], "by" | "type">> = {
  name: { by: "client.display_name", type: "text" },
  createdAt: { by: "client.created_at", type: "timestamptz" },
  updatedAt: { by: "client.updated_at", type: "timestamptz" },
};

function source(filter: ClientListFilter, order: ClientListOrder, wanted: WantedFields): ListSource {
  const conditions = new Conditions("client")
    .matches(["client.display_name", "client.email"], filter.search)
    .isOneOf("client.kind", filter.kinds)
    .add("client.is_active = $$", filter.isActive)
    .add(`$$ = exists (select from hub.link as link where link.firm_id = ${thisFirm} and link.connection_id = ${presentConnection} and link.kind = 'client' and link.record_id = client.id and link.unlinked_at is null)`, filter.isLinked)
    .isOneOf("coalesce(sync.state, 'never-sent')", filter.syncStates)
    .add(
      `$$ = exists (select from hub.problem_record as held join hub.problem as problem on problem.firm_id = ${thisFirm} and problem.id = held.problem_id and problem.state = 'open' where held.firm_id = ${thisFirm} and held.kind = 'client' and held.record_id = client.id and held.released_at is null)`,
      filter.hasProblem,
    );
  return { from: filter.syncStates ? withSync : from(wanted), columns: selectList(columns, wanted), conditions, sort: { ...sorts[order.by], id: "client.id", direction: order.direction } };
}

export function listClients(session: FirmSession, filter: ClientListFilter, order: ClientListOrder, page: PageRequest, wanted: WantedFields = null): Promise<Slice<ClientView>> {
  return readPage<ClientView>(session, source(filter, order, wanted), page);
}

export function countClients(session: FirmSession, filter: ClientListFilter): Promise<number> {
  return countList(session, source(filter, { by: "name", direction: "asc" }, []));
}

/** The clients with these ids, in no order; unknown ids are left out. */
export function clientsByIds(session: FirmSession, ids: readonly string[], wanted: WantedFields = null): Promise<ClientView[]> {
  return session.query<ClientView>(`select ${selectList(columns, wanted)} from ${from(wanted)} where client.firm_id = ${thisFirm} and client.id = any($1::uuid[])`, [ids]);
}
