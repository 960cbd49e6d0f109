import type { FirmSession } from "../orm.js";
import type { ImportVerdict } from "./import.js";

/** What a row of a file of clients is judged by. */
export interface ClientRowKeys {
  line: number;
  verdict: ImportVerdict;
  name: string;
  /** The normalised name. */
  nameKey: string;
  /** Of a site: the client it belongs to, as the file has it and normalised. */
  parent: string | null;
  parentKey: string | null;
}

/** A row of a file of clients that can become a client, or with a parent a site. */
export interface ReadyClientRow {
  line: number;
  content: Record<string, unknown>;
  parentKey: string | null;
}

/** Every row that names a client or site, in the order of the file. */
export async function clientRowKeys(session: FirmSession, importId: string): Promise<ClientRowKeys[]> {
  return session.query<ClientRowKeys>(
    `select line, verdict, content->>'name' as name, content->>'nameKey' as "nameKey", content->>'parent' as parent, content->>'parentKey' as "parentKey"
     from hub.import_row where firm_id = $1 and import_id = $2 and fingerprint is not null order by line`,
    [session.firmId, importId],
  );
}

/** The client of each normalised name, one in use before one that is not. */
export async function clientsByNormalizedName(session: FirmSession, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await session.query<{ name: string; id: string }>(
    `select distinct on (normalized_name) normalized_name as name, id from hub.client
     where firm_id = $1 and normalized_name = any($2::text[]) order by normalized_name, is_active desc, id`,
    [session.firmId, [...new Set(names)]],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** The sites of clients, by client and name in lower case. */
export async function siteIdsByName(session: FirmSession, clientIds: readonly string[]): Promise<(clientId: string, name: string) => string | null> {
  const rows = await session.query<{ id: string; clientId: string; name: string }>(
    `select id, client_id as "clientId", lower(name) as name from hub.site where firm_id = $1 and client_id = any($2::uuid[])`,
    [session.firmId, [...new Set(clientIds)]],
  );
  const ids = new Map(rows.map((site) => [`${site.clientId} ${site.name}`, site.id]));
  return (clientId, name) => ids.get(`${clientId} ${name.toLowerCase()}`) ?? null;
}

/** The next rows to become clients; when none is left, those to become sites. Held for this transaction. */
export async function nextClientRows(session: FirmSession, importId: string, limit: number): Promise<ReadyClientRow[]> {
  const next = (isSite: boolean) =>
    session.query<ReadyClientRow>(
      `select line, content, content->>'parentKey' as "parentKey" from hub.import_row
       where firm_id = $1 and import_id = $2 and verdict = 'new' and (content->>'parentKey' is not null) = $4
       order by line limit $3 for update skip locked`,
      [session.firmId, importId, limit, isSite],
    );
  const clients = await next(false);
  return clients.length > 0 ? clients : next(true);
}
