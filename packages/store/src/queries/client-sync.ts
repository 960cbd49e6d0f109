import type { ClientKind, LedgerCustomer } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import type { LinkRow } from "./link.js";
import type { MirrorRow } from "./mirror.js";

/** A client as the flows see it. */
export interface SyncClient {
  id: string;
  kind: ClientKind;
  firstName: string | null;
  lastName: string | null;
  suffix: string | null;
  partnerFirstName: string | null;
  partnerLastName: string | null;
  partnerSuffix: string | null;
  businessName: string | null;
  displayName: string;
  normalizedName: string;
  email: string | null;
  phone: string | null;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
  currency: string;
  isTaxable: boolean;
  isActive: boolean;
  version: number;
  /** ISO instant. */
  updatedAt: string;
}

/** The two sides of one client. */
export interface ClientPair {
  client: SyncClient | null;
  link: LinkRow | null;
  ledger: (MirrorRow & { document: LedgerCustomer }) | null;
  isSetAside: boolean;
}

const clientJson = `jsonb_build_object('id', c.id, 'kind', c.kind, 'firstName', c.first_name, 'lastName', c.last_name, 'suffix', c.suffix, 'partnerFirstName', c.partner_first_name,
  'partnerLastName', c.partner_last_name, 'partnerSuffix', c.partner_suffix, 'businessName', c.business_name, 'displayName', c.display_name, 'normalizedName', c.normalized_name, 'email', c.email, 'phone', c.phone,
  'addressLine1', c.address_line1, 'addressLine2', c.address_line2, 'city', c.city, 'state', c.state, 'postalCode', c.postal_code, 'country', c.country, 'currency', c.currency,
  'isTaxable', c.is_taxable, 'isActive', c.is_active, 'version', c.version, 'updatedAt', c.updated_at)`;

/** A link as JSON, for queries that gather both sides of a record. */
export const linkJson = `jsonb_build_object('id', l.id, 'kind', l.kind, 'recordId', l.record_id, 'ledgerKind', l.ledger_kind, 'ledgerId', l.ledger_id, 'token', l.token, 'agreed', l.agreed,
  'hubAgreed', l.hub_agreed, 'origin', l.origin)`;

/** A row of the mirror as JSON. */
export const mirrorJson = `jsonb_build_object('kind', r.kind, 'ledgerId', r.ledger_id, 'token', r.token, 'name', r.name, 'parentId', r.parent_id, 'isActive', r.is_active, 'isDeleted', r.is_deleted,
  'document', r.document, 'updatedAt', r.ledger_updated_at)`;

const setAside = (kind: string, id: string) => `exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = '${kind}' and a.record_id = ${id})`;

/** Both sides of these clients, from ours. A client that is gone is left out. */
export async function clientPairs(session: FirmSession, connectionId: string, clientIds: readonly string[]): Promise<(ClientPair & { client: SyncClient })[]> {
  return session.query(
    `select ${clientJson} as client, case when l.id is not null then ${linkJson} end as link, case when r.ledger_id is not null then ${mirrorJson} end as ledger, ${setAside("client", "c.id")} as "isSetAside"
     from hub.client c
     left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'client' and l.record_id = c.id and l.unlinked_at is null
     left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = l.ledger_kind and r.ledger_id = l.ledger_id
     where c.firm_id = $1 and c.id = any($3) order by c.id`,
    [session.firmId, connectionId, clientIds],
  );
}

/** Both sides of these customers, from theirs. */
export async function customerPairs(session: FirmSession, connectionId: string, ledgerIds: readonly string[]): Promise<(ClientPair & { ledger: NonNullable<ClientPair["ledger"]> })[]> {
  return session.query(
    `select case when c.id is not null then ${clientJson} end as client, case when l.id is not null then ${linkJson} end as link, ${mirrorJson} as ledger,
       coalesce(${setAside("client", "c.id")}, false) as "isSetAside"
     from hub.ledger_record r
     left join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = r.kind and l.ledger_id = r.ledger_id and l.kind = 'client' and l.unlinked_at is null
     left join hub.client c on c.firm_id = $1 and c.id = l.record_id
     where r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.ledger_id = any($3) order by r.ledger_id`,
    [session.firmId, connectionId, ledgerIds],
  );
}

/** What a record is looked for by. `key` comes back with each hit. */
export interface MatchProbe {
  key: string;
  normalizedName: string;
  email: string | null;
  phone: string | null;
}

/** A record that has the words of the probe's name, in whatever order, its e-mail address or its phone number. */
export interface MatchHit {
  key: string;
  id: string;
  name: string;
  normalizedName: string;
  email: string | null;
  phone: string | null;
  /** How many unlinked records of the probe's own side have this normalised name: more than one is no certainty. */
  rivals: number;
}

const probes = `probe as (
  select key, hub.sorted_words("normalizedName") as name_key, lower(email) as email, nullif(right(regexp_replace(phone, '\\D', '', 'g'), 10), '') as phone
  from jsonb_to_recordset($3::jsonb) as p(key text, "normalizedName" text, email text, phone text))`;

/** Clients without a link that resemble the probes. */
export async function unlinkedClientHits(session: FirmSession, connectionId: string, given: readonly MatchProbe[]): Promise<MatchHit[]> {
  if (given.length === 0) return [];
  return session.query<MatchHit>(
    `with ${probes},
     hit as (
       select p.key, c.id from probe p join hub.client c on c.firm_id = $1 and c.name_key = p.name_key
       union select p.key, c.id from probe p join hub.client c on c.firm_id = $1 and lower(c.email) = p.email
       union select p.key, c.id from probe p join hub.client c on c.firm_id = $1 and c.phone_digits = p.phone)
     select h.key, c.id, c.display_name as name, c.normalized_name as "normalizedName", c.email, c.phone,
       (select count(*)::int from hub.ledger_record r where r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.normalized_name = c.normalized_name and r.parent_id is null
          and r.is_active and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = 'customer' and l.ledger_id = r.ledger_id and l.unlinked_at is null)) as rivals
     from hit h join hub.client c on c.firm_id = $1 and c.id = h.id
     where c.is_active and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.kind = 'client' and l.record_id = c.id and l.unlinked_at is null)
     order by h.key, c.id`,
    [session.firmId, connectionId, JSON.stringify(given)],
  );
}

/** Customers without a link, no sub-customers, that resemble the probes. Inactive ones count: QuickBooks may be asked to wake them. */
export async function unlinkedCustomerHits(session: FirmSession, connectionId: string, given: readonly MatchProbe[]): Promise<MatchHit[]> {
  if (given.length === 0) return [];
  return session.query<MatchHit>(
    `with ${probes},
     hit as (
       select p.key, r.ledger_id from probe p join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.name_key = p.name_key
       union select p.key, r.ledger_id from probe p join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and lower(r.email) = p.email
       union select p.key, r.ledger_id from probe p join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.phone_digits = p.phone)
     select h.key, r.ledger_id as id, r.name, r.normalized_name as "normalizedName", r.email, r.phone,
       (select count(*)::int from hub.client c where c.firm_id = $1 and c.normalized_name = r.normalized_name and c.is_active
          and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.kind = 'client' and l.record_id = c.id and l.unlinked_at is null)) as rivals
     from hit h join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.ledger_id = h.ledger_id
     where r.parent_id is null and not r.is_deleted and r.is_active
       and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = 'customer' and l.ledger_id = r.ledger_id and l.unlinked_at is null)
     order by h.key, r.ledger_id`,
    [session.firmId, connectionId, JSON.stringify(given)],
  );
}

/**
 * Customers without a link that look like a new client whose answer is awaited or was lost: by the name or the e-mail address that was
 * sent, not by those the client has today. Whose they are is known when that write's story is over.
 */
export async function customersInDoubt(session: FirmSession, connectionId: string): Promise<MatchProbe[]> {
  const sent = (field: string) => `lower(c.write -> 'document' ->> '${field}')`;
  return session.query<MatchProbe>(
    `select distinct r.ledger_id as key, r.normalized_name as "normalizedName", r.email, r.phone
     from hub.change c join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = c.ledger_kind and not r.is_deleted
       and (lower(r.name) = ${sent("displayName")} or lower(r.email) = ${sent("email")})
     where c.firm_id = $1 and c.connection_id = $2 and c.kind = 'client' and c.state in ('sending', 'checking') and c.side = 'ledger' and c.operation = 'create'
       and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = r.kind and l.ledger_id = r.ledger_id and l.unlinked_at is null)`,
    [session.firmId, connectionId],
  );
}

/** Who has one of these names in the ledger's shared list of customers, vendors and employees. */
export async function nameHolders(session: FirmSession, connectionId: string, names: readonly string[]): Promise<{ name: string; kind: string; ledgerId: string }[]> {
  return session.query(
    `select lower(name) as name, kind, ledger_id as "ledgerId" from hub.ledger_record
     where firm_id = $1 and connection_id = $2 and lower(name) = any($3) and kind in ('customer', 'vendor', 'employee') and is_active and not is_deleted and parent_id is null`,
    [session.firmId, connectionId, names.map((name) => name.toLowerCase())],
  );
}

/** Columns of a client that come from the ledger. */
export type PulledClient = Omit<SyncClient, "version" | "updatedAt">;

const pulledColumns = `"firstName" text, "lastName" text, suffix text, "partnerFirstName" text, "partnerLastName" text, "partnerSuffix" text, "businessName" text, "displayName" text, "normalizedName" text,
  email text, phone text, "addressLine1" text, "addressLine2" text, city text, state text, "postalCode" text, country text, currency text, "isTaxable" boolean, "isActive" boolean`;

/** Says that the writes of this transaction are the sync's own: they do not make records look edited. */
export async function writeAsEngine(session: FirmSession): Promise<void> {
  await session.query("select set_config('hub.is_engine', 'on', true)");
}

export async function insertPulledClients(session: FirmSession, clients: readonly PulledClient[]): Promise<void> {
  if (clients.length === 0) return;
  await session.query(
    `insert into hub.client (id, firm_id, kind, first_name, last_name, suffix, partner_first_name, partner_last_name, partner_suffix, business_name, display_name, normalized_name, email, phone,
       address_line1, address_line2, city, state, postal_code, country, currency, is_taxable, is_active)
     select id, $1, kind, "firstName", "lastName", suffix, "partnerFirstName", "partnerLastName", "partnerSuffix", "businessName", "displayName", "normalizedName", email, phone,
       "addressLine1", "addressLine2", city, state, "postalCode", country, currency, "isTaxable", "isActive"
     from jsonb_to_recordset($2::jsonb) as c(id uuid, kind text, ${pulledColumns})
     on conflict (id) do nothing`,
    [session.firmId, JSON.stringify(clients)],
  );
}

export async function updatePulledClients(session: FirmSession, clients: readonly PulledClient[]): Promise<void> {
  if (clients.length === 0) return;
  await session.query(
    `update hub.client t set kind = c.kind, first_name = c."firstName", last_name = c."lastName", suffix = c.suffix, partner_first_name = c."partnerFirstName", partner_last_name = c."partnerLastName",
       partner_suffix = c."partnerSuffix", business_name = c."businessName", display_name = c."displayName", normalized_name = c."normalizedName", email = c.email, phone = c.phone,
       address_line1 = c."addressLine1", address_line2 = c."addressLine2", city = c.city, state = c.state, postal_code = c."postalCode", country = c.country, is_taxable = c."isTaxable", is_active = c."isActive"
     from jsonb_to_recordset($2::jsonb) as c(id uuid, kind text, ${pulledColumns}) where t.firm_id = $1 and t.id = c.id`,
    [session.firmId, JSON.stringify(clients)],
  );
}

/** Active sub-customers without a link, with whose they are. */
export async function unlinkedSubCustomers(session: FirmSession, connectionId: string): Promise<{ ledgerId: string; parentId: string }[]> {
  return session.query(
    `select r.ledger_id as "ledgerId", r.parent_id as "parentId" from hub.ledger_record r
     where r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.parent_id is not null and r.is_active and not r.is_deleted
       and not exists (select from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = 'customer' and l.ledger_id = r.ledger_id and l.unlinked_at is null)
     order by r.ledger_id`,
    [session.firmId, connectionId],
  );
}

/** Whose sites the children of these customers are: the client, and the site above them if there is one. */
export async function siteParents(session: FirmSession, connectionId: string, ledgerIds: readonly string[]): Promise<{ ledgerId: string; clientId: string; siteName: string | null }[]> {
  return session.query(
    `select l.ledger_id as "ledgerId", coalesce(s.client_id, l.record_id) as "clientId", s.name as "siteName"
     from hub.link l left join hub.site s on s.firm_id = $1 and l.kind = 'site' and s.id = l.record_id
     where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = 'customer' and l.kind in ('client', 'site') and l.ledger_id = any($3) and l.unlinked_at is null`,
    [session.firmId, connectionId, ledgerIds],
  );
}

export interface PulledSite {
  id: string;
  clientId: string;
  name: string;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
}

/** Stores sites that came from sub-customers; a client that has a site of that name keeps its own. Returns the id each site has now. */
export async function insertPulledSites(session: FirmSession, sites: readonly PulledSite[]): Promise<Map<string, string>> {
  if (sites.length === 0) return new Map();
  await session.query(
    `insert into hub.site (id, firm_id, client_id, name, address_line1, address_line2, city, state, postal_code, country)
     select id, $1, "clientId", name, "addressLine1", "addressLine2", city, state, "postalCode", country
     from jsonb_to_recordset($2::jsonb) as s(id uuid, "clientId" uuid, name text, "addressLine1" text, "addressLine2" text, city text, state text, "postalCode" text, country text)
     on conflict do nothing`,
    [session.firmId, JSON.stringify(sites)],
  );
  const rows = await session.query<{ planned: string; id: string }>(
    `select g.id as planned, s.id from jsonb_to_recordset($2::jsonb) as g(id uuid, "clientId" uuid, name text)
     join hub.site s on s.firm_id = $1 and s.client_id = g."clientId" and lower(s.name) = lower(g.name)`,
    [session.firmId, JSON.stringify(sites)],
  );
  return new Map(rows.map((row) => [row.planned, row.id]));
}

/** Where the documents of a client went whose customer was switched off or deleted: what a merge leaves behind. */
export interface MergeSurvivor {
  clientId: string;
  ledgerId: string;
  name: string;
  /** The client or site here that the survivor is linked to; null where it is free. */
  holder: string | null;
}

/** Survivors of merges, for every client whose customer is inactive or gone and that nobody left out. The customer with most documents comes first. */
export async function mergeSurvivors(session: FirmSession, connectionId: string): Promise<MergeSurvivor[]> {
  // In two steps, the rare customers first: in one, a first import joins all clients with all customers before it knows that none is lost.
  const lost = await session.query<{ clientId: string; ledgerId: string }>(
    `with gone as materialized (
       select ledger_id from hub.ledger_record where firm_id = $1 and connection_id = $2 and kind = 'customer' and (is_deleted or not is_active))
     select l.record_id as "clientId", l.ledger_id as "ledgerId" from gone
     join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'client' and l.ledger_kind = 'customer' and l.ledger_id = gone.ledger_id and l.unlinked_at is null
       and not exists (select from hub.set_aside a where a.firm_id = $1 and a.connection_id = $2 and a.kind = 'client' and a.record_id = l.record_id)`,
    [session.firmId, connectionId],
  );
  if (lost.length === 0) return [];
  return session.query<MergeSurvivor>(
    `select o."clientId", w.ledger_id as "ledgerId", w.name,
       (select coalesce(hc.display_name, hs.name) from hub.link x left join hub.client hc on hc.firm_id = $1 and hc.id = x.record_id left join hub.site hs on hs.firm_id = $1 and hs.id = x.record_id
         where x.firm_id = $1 and x.connection_id = $2 and x.ledger_kind = 'customer' and x.ledger_id = w.ledger_id and x.unlinked_at is null) as holder
     from jsonb_to_recordset($3::jsonb) as o("clientId" uuid, "ledgerId" text)
     join (
       select 'invoice' as kind, id, client_id from hub.invoice where firm_id = $1 and client_id = any($4) and site_id is null
       union all select 'time-entry', id, client_id from hub.time_entry where firm_id = $1 and client_id = any($4) and site_id is null) d on d.client_id = o."clientId"
     join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = d.kind and l.record_id = d.id and l.unlinked_at is null
     join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = l.ledger_kind and r.ledger_id = l.ledger_id and not r.is_deleted
     join hub.ledger_record w on w.firm_id = $1 and w.connection_id = $2 and w.kind = 'customer' and w.ledger_id = r.document ->> 'customerId' and w.is_active and not w.is_deleted
     where w.ledger_id <> o."ledgerId"
     group by 1, 2, 3, 4 order by count(*) desc`,
    [session.firmId, connectionId, JSON.stringify(lost), lost.map(({ clientId }) => clientId)],
  );
}

/** What was sent for a client and stands with another customer of the ledger by now counts as agreed there. Returns those documents. */
export async function agreeOnCustomer(session: FirmSession, connectionId: string, clientId: string, customerId: string): Promise<{ kind: "invoice" | "time-entry"; recordId: string; ledgerId: string }[]> {
  return session.query(
    `update hub.link l set agreed = l.agreed || jsonb_build_object('customerId', $4::text)
     from (select 'invoice' as kind, id from hub.invoice where firm_id = $1 and client_id = $3 union all select 'time-entry', id from hub.time_entry where firm_id = $1 and client_id = $3) d, hub.ledger_record r
     where l.firm_id = $1 and l.connection_id = $2 and l.kind = d.kind and l.record_id = d.id and l.unlinked_at is null
       and r.firm_id = $1 and r.connection_id = $2 and r.kind = l.ledger_kind and r.ledger_id = l.ledger_id and r.document ->> 'customerId' = $4 and l.agreed ->> 'customerId' <> $4
     returning l.kind, l.record_id as "recordId", l.ledger_id as "ledgerId"`,
    [session.firmId, connectionId, clientId, customerId],
  );
}

/** Documents that were held because their client was not in the ledger yet are planned again. */
export async function wakeDocumentsOfClients(session: FirmSession, connectionId: string, clientIds: readonly string[]): Promise<void> {
  if (clientIds.length === 0) return;
  await session.query(
    `insert into hub.dirty_record (firm_id, kind, record_id, since)
     select $1, s.kind, s.record_id, hub.hub_now() from hub.record_sync s
     where s.firm_id = $1 and s.connection_id = $2 and s.state = 'blocked' and (
       (s.kind = 'invoice' and exists (select from hub.invoice i where i.firm_id = $1 and i.id = s.record_id and i.client_id = any($3) and i.status = 'new'))
       or (s.kind = 'time-entry' and exists (select from hub.time_entry t where t.firm_id = $1 and t.id = s.record_id and t.client_id = any($3) and t.status in ('approved', 'locked'))))
     on conflict (firm_id, kind, record_id) do update set since = excluded.since`,
    [session.firmId, connectionId, clientIds],
  );
}
