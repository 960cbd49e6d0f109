import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { joinSync, presentConnection, syncColumns, type SyncColumns } from "./sync-sql.js";

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

const columns = `
  client.id, client.kind, client.display_name as "displayName", client.first_name as "firstName", client.last_name as "lastName", client.suffix,
  client.partner_first_name as "partnerFirstName", client.partner_last_name as "partnerLastName", client.partner_suffix as "partnerSuffix",
  client.business_name as "businessName", client.email, client.phone, client.address_line1 as "addressLine1", client.address_line2 as "addressLine2",
  client.city, client.state, client.postal_code as "postalCode", client.country, client.currency, client.terms_days as "termsDays",
  client.is_taxable as "isTaxable", client.is_active as "isActive", client.notes, client.version, client.created_at as "createdAt",
  client.updated_at as "updatedAt", ${syncColumns}`;
const from = `hub.client as client ${joinSync("client", "client.id")}`;
const sorts: Record<ClientListOrder["by"], Pick<ListSource["sort"], "by" | "type">> = {
  name: { by: "client.display_name", type: "text" },
  createdAt: { by: "client.created_at", type: "timestamptz" },
  updatedAt: { by: "client.updated_at", type: "timestamptz" },
};

function source(filter: ClientListFilter, order: ClientListOrder): ListSource {
  const conditions = new Conditions()
    .matches(["client.display_name", "client.email"], filter.search)
    .isOneOf("client.kind", filter.kinds)
    .add("client.is_active = $$", filter.isActive)
    .add(`$$ = exists (select from hub.link as link where link.connection_id = ${presentConnection} and link.kind = 'client' and link.record_id = client.id and link.unlinked_at is null)`, filter.isLinked)
    .isOneOf("coalesce(sync.state, 'never-sent')", filter.syncStates)
    .add(
      `$$ = exists (select from hub.problem_record as held join hub.problem as problem on problem.id = held.problem_id and problem.state = 'open' where held.kind = 'client' and held.record_id = client.id and held.released_at is null)`,
      filter.hasProblem,
    );
  return { from, columns, conditions, sort: { ...sorts[order.by], id: "client.id", direction: order.direction } };
}

export function listClients(session: FirmSession, filter: ClientListFilter, order: ClientListOrder, page: PageRequest): Promise<Slice<ClientView>> {
  return readPage<ClientView>(session, source(filter, order), page);
}

export function countClients(session: FirmSession, filter: ClientListFilter): Promise<number> {
  return countList(session, source(filter, { by: "name", direction: "asc" }));
}

/** The clients with these ids, in no order; unknown ids are left out. */
export function clientsByIds(session: FirmSession, ids: readonly string[]): Promise<ClientView[]> {
  return session.query<ClientView>(`select ${columns} from ${from} where client.id = any($1::uuid[])`, [ids]);
}
