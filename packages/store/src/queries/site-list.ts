import type { FirmSession } from "../orm.js";
import { Conditions, countList, readPage, type ListSource, type PageRequest, type Slice } from "./list-sql.js";
import { joinSync, syncColumns, type SyncColumns } from "./sync-sql.js";
import { thisFirm } from "./this-firm.js";

/** A client's site as lists and pages show it. */
export interface SiteView extends SyncColumns {
  id: string;
  clientId: string;
  name: string;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  isActive: boolean;
  version: number;
}

export interface SiteListFilter {
  clientId?: string | null;
  search?: string | null;
}

const columns = `
  site.id, site.client_id as "clientId", site.name, site.address_line1 as "addressLine1", site.address_line2 as "addressLine2", site.city, site.state,
  site.postal_code as "postalCode", site.country, site.is_active as "isActive", site.version, ${syncColumns}`;
const from = `hub.site as site ${joinSync("site", "site.id")}`;

function source({ clientId, search }: SiteListFilter): ListSource {
  const conditions = new Conditions("site").add("site.client_id = $$", clientId).matches(["site.name"], search);
  return { from, columns, conditions, sort: { by: "site.name", type: "text", id: "site.id", direction: "asc" } };
}

export function listSites(session: FirmSession, filter: SiteListFilter, page: PageRequest): Promise<Slice<SiteView>> {
  return readPage<SiteView>(session, source(filter), page);
}

export function countSites(session: FirmSession, filter: SiteListFilter): Promise<number> {
  return countList(session, source(filter));
}

export function sitesByIds({ query }: FirmSession, ids: readonly string[]): Promise<SiteView[]> {
  return query<SiteView>(`select ${columns} from ${from} where site.firm_id = ${thisFirm} and site.id = any($1::uuid[])`, [ids]);
}

/** Sites of these clients, by name. */
export function sitesOfClients({ query }: FirmSession, clientIds: readonly string[]): Promise<SiteView[]> {
  return query<SiteView>(`select ${columns} from ${from} where site.firm_id = ${thisFirm} and site.client_id = any($1::uuid[]) order by site.name, site.id`, [clientIds]);
}
