import type { TimeEntry } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import type { ImportField } from "./import-mapping.js";

/** What a value of the file stands for now. `targetId` null: nobody has said yet. */
export interface ResolvedValue {
  field: ImportField;
  value: string;
  /** A client, a staff member or a billable category. */
  targetId: string | null;
  /** With a category: the billable type that was meant. */
  typeId: string | null;
  isSkipped: boolean;
}

/** Sentences with `%s` for the value, and for the client where two are named. */
export interface TimeVerdictTexts {
  unmapped: Record<ImportField, string>;
  unknownSite: string;
  otherCurrency: string;
}

/** A row whose every value is known, ready to become an entry. */
export interface ReadyTimeRow {
  line: number;
  fingerprint: string;
  content: { date: string; minutes: number; note: string; billable?: boolean; invoiced?: boolean; rate?: string };
  staffId: string;
  clientId: string;
  siteId: string | null;
  categoryId: string;
  typeId: string | null;
  currency: string;
  isTypeBillable: boolean | null;
}

/** Rows of a file of time beside what their values stand for; `$3` is the list of resolved values. */
const resolvedRows = `
  from hub.import_row r
  left join values_now c on c.field = 'client' and c.value = r.content->>'clientValue'
  left join values_now g on g.field = 'category' and g.value = r.content->>'categoryValue'
  left join values_now s on s.field = 'staff' and s.value = r.content->>'staffValue'
  left join hub.client cl on cl.id = c.target_id
  left join hub.site st on st.client_id = c.target_id and lower(st.name) = lower(r.content->>'site')
  left join hub.billable_type bt on bt.id = g.type_id
  where r.firm_id = $1 and r.import_id = $2 and r.fingerprint is not null`;

const valuesNow = `with values_now as materialized (
  select field, value, target_id, type_id, is_skipped
  from jsonb_to_recordset($3::jsonb) as v (field text, value text, target_id uuid, type_id uuid, is_skipped boolean))`;

function asRecordset(values: readonly ResolvedValue[]): string {
  return JSON.stringify(values.map(({ field, value, targetId, typeId, isSkipped }) => ({ field, value, target_id: targetId, type_id: typeId, is_skipped: isSkipped })));
}

/** Gives every row of a file of time its verdict by what its values stand for now; what is imported, or unusable from the start, stays. */
export async function writeTimeVerdicts(session: FirmSession, importId: string, values: readonly ResolvedValue[], keepsRates: boolean, texts: TimeVerdictTexts): Promise<void> {
  await session.query(
    `${valuesNow}, judged as (
       select r.line,
         exists (select from hub.time_entry e where e.firm_id = $1 and e.import_fingerprint = r.fingerprint) as is_known,
         coalesce(c.is_skipped, false) or coalesce(g.is_skipped, false) or coalesce(s.is_skipped, false) as is_skipped,
         case when c.target_id is null then jsonb_build_array(jsonb_build_object('field', 'client', 'code', 'unmapped', 'message', format($5::text, r.content->>'clientValue'))) else '[]' end
         || case when g.target_id is null then jsonb_build_array(jsonb_build_object('field', 'category', 'code', 'unmapped', 'message', format($6::text, r.content->>'categoryValue'))) else '[]' end
         || case when s.target_id is null then jsonb_build_array(jsonb_build_object('field', 'staff', 'code', 'unmapped', 'message', format($7::text, r.content->>'staffValue'))) else '[]' end as missing,
         case when cl.id is not null and r.content ? 'site' and st.id is null
           then jsonb_build_array(jsonb_build_object('field', 'site', 'code', 'unknown-site', 'message', format($8::text, r.content->>'site', cl.display_name))) else '[]' end
         || case when $4 and cl.id is not null and r.content ? 'rate' and r.content->>'currency' <> cl.currency
           then jsonb_build_array(jsonb_build_object('field', 'rate', 'code', 'other-currency', 'message', format($9::text, r.content->>'currency', cl.currency))) else '[]' end as faults
       ${resolvedRows} and r.verdict <> 'imported')
     update hub.import_row r set
       verdict = case when j.is_known then 'already-imported' when j.is_skipped then 'skipped' when j.faults <> '[]' then 'refused' when j.missing <> '[]' then 'needs-mapping' else 'new' end,
       reasons = case when j.is_known or j.is_skipped then '[]' when j.faults <> '[]' then j.faults else j.missing end
     from judged j where r.firm_id = $1 and r.import_id = $2 and r.line = j.line`,
    [session.firmId, importId, asRecordset(values), keepsRates, texts.unmapped.client, texts.unmapped.category, texts.unmapped.staff, texts.unknownSite, texts.otherCurrency],
  );
}

/** The next rows that can become entries, held for this transaction; rows another process holds are passed over. */
export async function nextTimeRows(session: FirmSession, importId: string, values: readonly ResolvedValue[], limit: number): Promise<ReadyTimeRow[]> {
  return session.query<ReadyTimeRow>(
    `${valuesNow}
     select r.line, r.fingerprint, r.content, s.target_id as "staffId", c.target_id as "clientId", st.id as "siteId", g.target_id as "categoryId",
       g.type_id as "typeId", cl.currency, bt.is_billable as "isTypeBillable"
     ${resolvedRows} and r.verdict = 'new' and c.target_id is not null and g.target_id is not null and s.target_id is not null
     order by r.line limit $4 for update of r skip locked`,
    [session.firmId, importId, asRecordset(values), limit],
  );
}

/** Writes imported entries; gives the fingerprints that were not there yet. */
export async function insertImportedTime(session: FirmSession, entries: readonly TimeEntry[]): Promise<Set<string>> {
  const rows = entries.map((entry) => ({
    id: entry.id, staff_id: entry.staffId, client_id: entry.clientId, site_id: entry.siteId, category_id: entry.categoryId, type_id: entry.typeId, day: entry.day,
    minutes: entry.minutes, note: entry.note, is_billable: entry.isBillable, status: entry.status, rate: entry.rate, currency: entry.currency, import_fingerprint: entry.importFingerprint,
  }));
  const added = await session.query<{ fingerprint: string }>(
    `insert into hub.time_entry (firm_id, id, staff_id, client_id, site_id, category_id, type_id, day, minutes, note, is_billable, status, rate, currency, import_fingerprint)
     select $1, id, staff_id, client_id, site_id, category_id, type_id, day, minutes, note, is_billable, status, rate, currency, import_fingerprint
     from jsonb_to_recordset($2::jsonb) as e (id uuid, staff_id uuid, client_id uuid, site_id uuid, category_id uuid, type_id uuid, day date, minutes int,
       note text, is_billable boolean, status text, rate numeric, currency text, import_fingerprint text)
     on conflict (firm_id, import_fingerprint) where import_fingerprint is not null do nothing
     returning import_fingerprint as fingerprint`,
    [session.firmId, JSON.stringify(rows)],
  );
  return new Set(added.map((row) => row.fingerprint));
}
