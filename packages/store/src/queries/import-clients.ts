import type { FirmSession } from "../orm.js";

/** Sentences with `%s` for the name. */
export interface ClientVerdictTexts {
  /** Also `%s` for the line the name was on before. */
  twice: string;
  unknownParent: string;
}

/** A row of a file of clients that can become a client, or with a parent a site. */
export interface ReadyClientRow {
  line: number;
  content: Record<string, unknown>;
  /** The client a site belongs to. */
  parentId: string | null;
}

/**
 * Gives every row of a file of clients its verdict. Matched: a client of the same normalised name is here (for a site: one of its
 * client's). Refused: the file names it twice, or names a parent that is neither here nor in the file.
 */
export async function writeClientVerdicts(session: FirmSession, importId: string, texts: ClientVerdictTexts): Promise<void> {
  await session.query(
    `with named as (
       select r.line, r.content, r.content->>'nameKey' as name_key, r.content->>'parentKey' as parent_key,
         min(r.line) over (partition by r.content->>'parentKey', r.content->>'nameKey') as first_line
       from hub.import_row r where r.firm_id = $1 and r.import_id = $2 and r.fingerprint is not null),
     judged as (
       select n.line, n.content, n.first_line, p.id as parent_id,
         case when n.parent_key is null then (select id from hub.client c where c.firm_id = $1 and c.normalized_name = n.name_key order by c.is_active desc, c.id limit 1)
              else (select id from hub.site s where s.client_id = p.id and lower(s.name) = lower(n.content->>'name')) end as match_id,
         n.parent_key is not null and p.id is null and not exists (select from named o where o.parent_key is null and o.name_key = n.parent_key) as is_orphan
       from named n
       left join lateral (select id from hub.client c where c.firm_id = $1 and c.normalized_name = n.parent_key order by c.is_active desc, c.id limit 1) p on n.parent_key is not null)
     update hub.import_row r set
       verdict = case when j.line > j.first_line or j.is_orphan then 'refused' when j.match_id is not null then 'matched' else 'new' end,
       record_id = case when j.line > j.first_line or j.is_orphan then null else j.match_id end,
       reasons = case
         when j.line > j.first_line then jsonb_build_array(jsonb_build_object('field', 'name', 'code', 'twice', 'message', format($3::text, j.content->>'name', j.first_line)))
         when j.is_orphan then jsonb_build_array(jsonb_build_object('field', 'parent', 'code', 'unknown-parent', 'message', format($4::text, j.content->>'parent')))
         else '[]' end
     from judged j where r.firm_id = $1 and r.import_id = $2 and r.line = j.line and r.verdict <> 'imported'`,
    [session.firmId, importId, texts.twice, texts.unknownParent],
  );
}

/** The next rows to become clients; when none is left, those to become sites. Held for this transaction. */
export async function nextClientRows(session: FirmSession, importId: string, limit: number): Promise<ReadyClientRow[]> {
  const next = (hasParent: boolean) =>
    session.query<ReadyClientRow>(
      `select r.line, r.content,
         (select id from hub.client c where c.firm_id = $1 and c.normalized_name = r.content->>'parentKey' order by c.is_active desc, c.id limit 1) as "parentId"
       from hub.import_row r
       where r.firm_id = $1 and r.import_id = $2 and r.verdict = 'new' and (r.content->>'parentKey' is not null) = $4
       order by r.line limit $3 for update of r skip locked`,
      [session.firmId, importId, limit, hasParent],
    );
  const clients = await next(false);
  return clients.length > 0 ? clients : next(true);
}
