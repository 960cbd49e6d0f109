import type { TimeEntry } from "@tieout/domain";
import type { FirmSession } from "../orm.js";
import type { ImportField } from "./import-mapping.js";

/** What a value of the file stands for now. `targetId` null: nobody has said yet. */
export interface ResolvedValue {
  field: ImportField;
  value: string;
  isSkipped: boolean;
  /** A client, a staff member or a billable category. */
  targetId: string | null;
  /** With a category: the billable type that was meant, and whether its time is billable. */
  typeId?: string | null;
  isTypeBillable?: boolean | null;
  /** With a client: its name and what it is billed in. */
  clientName?: string;
  currency?: string;
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

/**
 * What a row's values stand for, from the map `$3`. A map and not a join: a table that was just filled has no statistics, and a
 * bad plan would compare all rows with all values.
 */
const meaning = `lateral (select
    $3::jsonb -> ('client ' || (r.content->>'clientValue')) as client,
    $3::jsonb -> ('category ' || (r.content->>'categoryValue')) as category,
    $3::jsonb -> ('staff ' || (r.content->>'staffValue')) as staff) as v`;

const siteOf = `(select st.id from hub.site st where st.firm_id = $1 and st.client_id = (v.client->>'targetId')::uuid and lower(st.name) = lower(r.content->>'site'))`;

function asMap(values: readonly ResolvedValue[]): string {
  return JSON.stringify(Object.fromEntries(values.map((value) => [`${value.field} ${value.value}`, value])));
}

const reason = (field: string, code: string, message: string) => `jsonb_build_array(jsonb_build_object('field', '${field}', 'code', '${code}', 'message', ${message}))`;
const unmapped = (field: ImportField, text: string) =>
  `case when v.${field}->>'targetId' is null then ${reason(field, "unmapped", `format(${text}::text, r.content->>'${field}Value')`)} else '[]' end`;

/** Gives every row of a file of time its verdict by what its values stand for now; what is imported, or unusable from the start, stays. */
export async function writeTimeVerdicts(session: FirmSession, importId: string, values: readonly ResolvedValue[], keepsRates: boolean, texts: TimeVerdictTexts): Promise<void> {
  await session.query(
    `update hub.import_row r set (verdict, reasons) = (
       select
         case when j.is_known then 'already-imported' when j.is_skipped then 'skipped' when j.faults <> '[]' then 'refused' when j.missing <> '[]' then 'needs-mapping' else 'new' end,
         case when j.is_known or j.is_skipped then '[]' when j.faults <> '[]' then j.faults else j.missing end
       from (select
         exists (select from hub.time_entry e where e.firm_id = $1 and e.import_fingerprint = r.fingerprint) as is_known,
         'true' in (v.client->>'isSkipped', v.category->>'isSkipped', v.staff->>'isSkipped') as is_skipped,
         ${unmapped("client", "$5")} || ${unmapped("category", "$6")} || ${unmapped("staff", "$7")} as missing,
         case when v.client->>'targetId' is not null and r.content ? 'site' and ${siteOf} is null
           then ${reason("site", "unknown-site", "format($8::text, r.content->>'site', v.client->>'clientName')")} else '[]' end
         || case when $4 and r.content ? 'rate' and r.content->>'currency' <> v.client->>'currency'
           then ${reason("rate", "other-currency", "format($9::text, r.content->>'currency', v.client->>'currency')")} else '[]' end as faults
         from ${meaning}) as j)
     where r.firm_id = $1 and r.import_id = $2 and r.fingerprint is not null and r.verdict <> 'imported'`,
    [session.firmId, importId, asMap(values), keepsRates, texts.unmapped.client, texts.unmapped.category, texts.unmapped.staff, texts.unknownSite, texts.otherCurrency],
  );
}

/** The next rows that can become entries, held for this transaction; rows another process holds are passed over. */
export async function nextTimeRows(session: FirmSession, importId: string, values: readonly ResolvedValue[], limit: number): Promise<ReadyTimeRow[]> {
  return session.query<ReadyTimeRow>(
    `with r as materialized (
       select line, fingerprint, content from hub.import_row
       where firm_id = $1 and import_id = $2 and verdict = 'new' order by line limit $4 for update skip locked)
     select r.line, r.fingerprint, r.content, v.staff->>'targetId' as "staffId", v.client->>'targetId' as "clientId", ${siteOf} as "siteId",
       v.category->>'targetId' as "categoryId", v.category->>'typeId' as "typeId", v.client->>'currency' as currency, (v.category->>'isTypeBillable')::boolean as "isTypeBillable"
     from r, ${meaning}`,
    [session.firmId, importId, asMap(values), limit],
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
