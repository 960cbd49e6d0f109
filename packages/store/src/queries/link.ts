import type { RecordKind } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

export type LinkOrigin = "created-by-hub" | "imported" | "matched-by-rule" | "linked-by-user";

/** This record is that record of the ledger. */
export interface LinkRow {
  id: string;
  kind: RecordKind;
  recordId: string;
  ledgerKind: string;
  ledgerId: string;
  token: string;
  /** Per field we own, the value the ledger had when both last agreed. */
  agreed: Record<string, unknown>;
  /** Per field, our own value at that moment where it was written differently. */
  hubAgreed: Record<string, unknown>;
  origin: LinkOrigin;
}

export const linkColumns = (alias: string) => `${alias}.id, ${alias}.kind, ${alias}.record_id as "recordId", ${alias}.ledger_kind as "ledgerKind", ${alias}.ledger_id as "ledgerId",
  ${alias}.token, ${alias}.agreed, ${alias}.hub_agreed as "hubAgreed", ${alias}.origin`;

/** Links of these records, live ones only. */
export async function recordLinks(session: FirmSession, connectionId: string, kind: RecordKind, recordIds: readonly string[]): Promise<LinkRow[]> {
  return session.query<LinkRow>(`select ${linkColumns("l")} from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.kind = $3 and l.record_id = any($4) and l.unlinked_at is null`, [
    session.firmId,
    connectionId,
    kind,
    recordIds,
  ]);
}

/** Which of our records is this record of the ledger, or null. */
export async function linkOfLedgerRecord(session: FirmSession, connectionId: string, ledgerKind: string, ledgerId: string): Promise<LinkRow | null> {
  const rows = await session.query<LinkRow>(
    `select ${linkColumns("l")} from hub.link l where l.firm_id = $1 and l.connection_id = $2 and l.ledger_kind = $3 and l.ledger_id = $4 and l.unlinked_at is null`,
    [session.firmId, connectionId, ledgerKind, ledgerId],
  );
  return rows[0] ?? null;
}

export interface NewLink extends Omit<LinkRow, "id"> {
  id: string;
  linkedBy: string;
  /** The ledger accepted a write of ours just now. */
  isSent: boolean;
}

/** Writes links, one statement; a record that has one keeps it and agrees anew. A record of the ledger that another one of ours has is a unique violation. */
export async function saveLinks(session: FirmSession, connectionId: string, links: readonly NewLink[]): Promise<void> {
  await upsertLinks(session, connectionId, links, "true");
}

/** As `saveLinks`, but leaves out those whose record of the ledger another one of ours has by now; returns which of our records are linked. */
export async function saveFreeLinks(session: FirmSession, connectionId: string, links: readonly NewLink[]): Promise<ReadonlySet<string>> {
  const taken = `exists (select from hub.link o where o.firm_id = $1 and o.connection_id = $2 and o.ledger_kind = l."ledgerKind" and o.ledger_id = l."ledgerId" and o.unlinked_at is null
    and (o.kind, o.record_id) <> (l.kind, l."recordId"))`;
  return new Set((await upsertLinks(session, connectionId, links, `not ${taken}`)).map(({ recordId }) => recordId));
}

async function upsertLinks(session: FirmSession, connectionId: string, links: readonly NewLink[], condition: string): Promise<{ recordId: string }[]> {
  if (links.length === 0) return [];
  return session.query<{ recordId: string }>(
    `insert into hub.link (id, firm_id, connection_id, kind, record_id, ledger_kind, ledger_id, token, agreed, hub_agreed, origin, linked_by, linked_at, last_sent_at, last_seen_at)
     select id, $1, $2, kind, "recordId", "ledgerKind", "ledgerId", token, agreed, "hubAgreed", origin, "linkedBy", hub.hub_now(), case when "isSent" then hub.hub_now() end, hub.hub_now()
     from jsonb_to_recordset($3::jsonb) as l(id uuid, kind text, "recordId" uuid, "ledgerKind" text, "ledgerId" text, token text, agreed jsonb, "hubAgreed" jsonb, origin text, "linkedBy" text, "isSent" boolean)
     where ${condition}
     on conflict (firm_id, connection_id, kind, record_id) where unlinked_at is null do update set ledger_kind = excluded.ledger_kind, ledger_id = excluded.ledger_id, token = excluded.token,
       agreed = excluded.agreed, hub_agreed = excluded.hub_agreed, last_sent_at = coalesce(excluded.last_sent_at, hub.link.last_sent_at), last_seen_at = hub.hub_now()
     returning record_id as "recordId"`,
    [session.firmId, connectionId, JSON.stringify(links)],
  );
}

/** Ends links; the rows stay as history. */
export async function endLinks(session: FirmSession, connectionId: string, kind: RecordKind, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await session.query("update hub.link set unlinked_at = hub.hub_now() where firm_id = $1 and connection_id = $2 and kind = $3 and record_id = any($4) and unlinked_at is null", [
    session.firmId,
    connectionId,
    kind,
    recordIds,
  ]);
}

/**
 * Ends the links of a client's sites that do not stand under the client's customer, `customerId`, in the ledger (null: it has none any more). Returns what
 * each was linked to.
 */
export async function endStraySites(session: FirmSession, connectionId: string, clientId: string, customerId: string | null): Promise<{ siteId: string; name: string }[]> {
  return session.query<{ siteId: string; name: string }>(
    `with recursive site as (
       select l.id as link_id, l.record_id as site_id, r.name, r.document ->> 'parentId' as parent
       from hub.site s join hub.link l on l.firm_id = $1 and l.connection_id = $2 and l.kind = 'site' and l.record_id = s.id and l.unlinked_at is null
       left join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.ledger_id = l.ledger_id
       where s.firm_id = $1 and s.client_id = $3
       union all
       select site.link_id, site.site_id, site.name, r.document ->> 'parentId'
       from site join hub.ledger_record r on r.firm_id = $1 and r.connection_id = $2 and r.kind = 'customer' and r.ledger_id = site.parent)
     update hub.link l set unlinked_at = hub.hub_now() from (select link_id, site_id, max(coalesce(name, '')) as name from site group by link_id, site_id having not coalesce(bool_or(parent = $4), false)) stray
     where l.firm_id = $1 and l.id = stray.link_id returning stray.site_id as "siteId", stray.name`,
    [session.firmId, connectionId, clientId, customerId],
  );
}
