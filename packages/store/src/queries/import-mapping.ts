import type { FirmSession } from "../orm.js";

/** Whose values a person maps. */
export type ImportField = "client" | "category" | "staff";

/** A value of a file as decided once: what it stands for here, or that its rows are left out. */
export interface ImportMapping {
  field: ImportField;
  value: string;
  /** A client, a staff member, a billable category or a billable type. */
  targetId: string | null;
  isSkipped: boolean;
}

/** A distinct value of a file and how much of the file carries it. */
export interface ImportFileValue {
  field: ImportField;
  value: string;
  rows: number;
  minutes: number;
}

/** What was decided about values of this product's files, in this and in earlier uploads. */
export async function importMappings(session: FirmSession, source: string): Promise<ImportMapping[]> {
  return session.query<ImportMapping>(
    `select field, value, target_id as "targetId", is_skipped as "isSkipped" from hub.import_mapping where firm_id = $1 and source = $2`,
    [session.firmId, source],
  );
}

export async function saveImportMappings(session: FirmSession, source: string, mappings: readonly ImportMapping[], by: string): Promise<void> {
  const rows = mappings.map(({ field, value, targetId, isSkipped }) => ({ field, value, target_id: targetId, is_skipped: isSkipped }));
  await session.query(
    `insert into hub.import_mapping (firm_id, source, field, value, target_id, is_skipped, decided_by)
     select $1, $2, field, value, target_id, is_skipped, $4
     from jsonb_to_recordset($3::jsonb) as m (field text, value text, target_id uuid, is_skipped boolean)
     on conflict (firm_id, source, field, value)
     do update set target_id = excluded.target_id, is_skipped = excluded.is_skipped, decided_by = excluded.decided_by, decided_at = hub.hub_now()`,
    [session.firmId, source, JSON.stringify(rows), by],
  );
}

/** The values of a file of time that need a meaning, most used first. */
export async function importFileValues(session: FirmSession, importId: string): Promise<ImportFileValue[]> {
  return session.query<ImportFileValue>(
    `select v.field, v.value, count(*)::int as rows, sum((r.content->>'minutes')::int)::int as minutes
     from hub.import_row r cross join lateral (values
       ('client', r.content->>'clientValue'), ('category', r.content->>'categoryValue'), ('staff', r.content->>'staffValue')) as v (field, value)
     where r.firm_id = $1 and r.import_id = $2 and r.fingerprint is not null
     group by v.field, v.value order by count(*) desc, v.field, v.value`,
    [session.firmId, importId],
  );
}
