import { BillableCategory, BillableType, Client, type Decimal, HubError, rateFor, Site, StaffMember, type TimeEntry } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";

/** The ids an entry of time names. */
export interface TimeReferenceIds {
  staffId: string;
  clientId: string;
  siteId: string | null;
  categoryId: string | null;
  typeId: string | null;
}

/** The records behind the ids of one entry. */
export interface TimeReferences {
  staff: StaffMember;
  client: Client;
  site: Site | null;
  category: BillableCategory;
  type: BillableType | null;
}

/** Gives the records behind an entry's ids, checked to exist in this firm, to belong together and to be in use. */
export type FindReferences = (ids: TimeReferenceIds) => TimeReferences;

/** Loads, in one query a kind, whatever the entries name. A type gives its category when the entry names none. */
export async function loadTimeReferences({ em }: FirmSession, entries: readonly TimeReferenceIds[]): Promise<FindReferences> {
  const idsOf = (pick: (entry: TimeReferenceIds) => string | null) => [...new Set(entries.map(pick).filter((id) => id !== null))];
  const types = byId(await em.find(BillableType, { id: idsOf((entry) => entry.typeId) }));
  const staff = byId(await em.find(StaffMember, { id: idsOf((entry) => entry.staffId) }));
  const clients = byId(await em.find(Client, { id: idsOf((entry) => entry.clientId) }));
  const sites = byId(await em.find(Site, { id: idsOf((entry) => entry.siteId) }));
  const categoryIds = [...idsOf((entry) => entry.categoryId), ...[...types.values()].map((type) => type.categoryId)];
  const categories = byId(await em.find(BillableCategory, { id: categoryIds }));

  return ({ staffId, clientId, siteId, categoryId, typeId }) => {
    const type = typeId === null ? null : need(types, typeId, "billable type", "typeId");
    const client = need(clients, clientId, "client", "clientId");
    const site = siteId === null ? null : need(sites, siteId, "site", "siteId");
    if (site && site.clientId !== client.id) {
      throw new HubError("INVALID", `The site ${site.name} belongs to another client than ${client.displayName}. Choose one of this client's.`, ["siteId"]);
    }
    if (categoryId === null && type === null) throw new HubError("INVALID", "Choose a billable category or type.", ["categoryId"]);
    const category = need(categories, categoryId ?? type?.categoryId ?? "", "billable category", "categoryId");
    if (type && type.categoryId !== category.id) {
      throw new HubError("INVALID", `The type ${type.name} is not of the category ${category.name}. Choose one of this category's.`, ["typeId"]);
    }
    return { staff: need(staff, staffId, "staff member", "staffId"), client, site, category, type };
  };
}

/** Refuses new work with a record that was taken out of use; work already entered keeps it. */
export function checkInUse({ staff, client, site, category, type }: TimeReferences): void {
  const gone =
    (!staff.isActive && ([staff.displayName, "staffId"] as const)) ||
    (!client.isActive && ([client.displayName, "clientId"] as const)) ||
    (site !== null && !site.isActive && ([site.name, "siteId"] as const)) ||
    (!category.isActive && ([category.name, "categoryId"] as const)) ||
    (type !== null && !type.isActive && ([type.name, "typeId"] as const));
  if (gone) throw new HubError("CONFLICT", `${gone[0]} is no longer in use. Reactivate it first, or choose another.`, [gone[1]]);
}

/** What an hour of this entry is billed at by today's rates. */
export function rateOf(entry: TimeEntry, { type, category, staff }: TimeReferences): Decimal | null {
  return rateFor({ entry: entry.rate, type: type?.rate ?? null, category: category.rate, staff: staff.rate });
}

function byId<T extends { id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function need<T>(records: ReadonlyMap<string, T>, id: string, what: string, field: string): T {
  const record = records.get(id);
  if (!record) throw new HubError("NOT_FOUND", `There is no such ${what}. Load the list again and choose another.`, [field]);
  return record;
}
