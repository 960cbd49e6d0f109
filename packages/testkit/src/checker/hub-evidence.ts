import type { Store } from "@tieout/store";
import { formsOf } from "./secret-forms.js";

/** What the hub's database says about one firm. Money and instants are texts, as PostgreSQL prints them; instants that are compared are of one length. */
export interface HubEvidence {
  connections: { id: string; realm_hash: string; state: string; start_date: string | null; settings: { clients?: boolean; invoices?: boolean; timeEntries?: boolean } }[];
  clients: { id: string; display_name: string; email: string | null; phone: string | null; is_active: boolean }[];
  invoices: { id: string; client_id: string; site_id: string | null; number: string | null; status: string; issued_on: string; subtotal: string; total: string; ledger_total: string | null; ledger_balance: string | null; amounts: string[] }[];
  times: { id: string; client_id: string; site_id: string | null; staff_id: string; day: string; minutes: number; note: string; status: string }[];
  links: { connection_id: string; kind: string; record_id: string; ledger_kind: string; ledger_id: string; origin: string; agreed: Record<string, unknown>; hub_agreed: Record<string, unknown>; is_active: boolean; linked_at: string; unlinked_at: string | null }[];
  mirror: { connection_id: string; kind: string; ledger_id: string; token: string; is_deleted: boolean }[];
  problems: { id: string; connection_id: string; kind: string; severity: string; cause_key: string; state: string; facts: Record<string, unknown>; resolved_by: string | null; resolution: string | null; records: { kind: string; record_id: string; is_released: boolean }[] }[];
  shown: { connection_id: string; kind: string; record_id: string; state: string; reason: string | null }[];
  setAside: { kind: string; record_id: string }[];
  calls: {
    id: string; connection_id: string; run_id: string | null; change_id: string | null; request_id: string | null; operation: string; state: string; attempts: number; fence: string; leased_by: string | null;
    sent_at: string | null; created_at: string; http_status: number | null; trace_id: string | null; error: unknown;
  }[];
  /** Each time a write left, in order. */
  tries: { call_id: string; number: number; http_status: number | null; trace_id: string | null }[];
  attempts: { call_id: string; bid: string; change_id: string; state: string }[];
  changes: { id: string; plan_id: string; run_id: string | null; connection_id: string; seq: number; kind: string; record_id: string | null; ledger_kind: string; ledger_id: string | null; side: string; operation: string; label: string; state: string; decision: unknown; applied_at: string | null }[];
  plans: { id: string; run_id: string | null; kind: string; state: string; approved_by: string | null; approved_at: string | null; opened_at: string | null }[];
  runs: { id: string; number: number; kind: string; trigger: string; state: string; started_by: string | null; failure: string | null }[];
  works: { id: string; state: string; kind: string; attempts: number }[];
  events: { id: string; kind: string; record_id: string; action: string; actor_kind: string; actor: string; run_id: string | null; at: string }[];
  /** The history's seals, and for each the hash its line has after the hash of the seal before; null when the line is gone. */
  seals: { number: number; event_id: string; hash: string; computed: string | null }[];
  dirty: { kind: string; record_id: string }[];
  /** Rows of the firm that hold a text that must not stand there in the clear, in one of its forms, as text. */
  dump: string;
}

/** A column as a text that sorts as time does. */
function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`;
}

const queries: Record<Exclude<keyof HubEvidence, "dump">, string> = {
  connections: "select id, realm_hash, state, start_date::text as start_date, settings from hub.ledger_connection order by created_at",
  clients: "select id, display_name, email, phone, is_active from hub.client",
  invoices: `select i.id, i.client_id, i.site_id, i.number, i.status, i.issued_on::text as issued_on, i.subtotal::text as subtotal, i.total::text as total, i.ledger_total::text as ledger_total, i.ledger_balance::text as ledger_balance,
    coalesce((select jsonb_agg(l.amount::text order by l.position) from hub.invoice_line l where l.invoice_id = i.id), '[]') as amounts from hub.invoice i`,
  times: "select id, client_id, site_id, staff_id, day::text as day, minutes, note, status from hub.time_entry",
  links: `select connection_id, kind, record_id, ledger_kind, ledger_id, origin, agreed, hub_agreed, unlinked_at is null as is_active, ${instant("linked_at")}, ${instant("unlinked_at")} from hub.link`,
  mirror: "select connection_id, kind, ledger_id, token, is_deleted from hub.ledger_record",
  problems: `select p.id, p.connection_id, p.kind, p.severity, p.cause_key, p.state, p.facts, p.resolved_by, p.resolution,
    coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'record_id', r.record_id, 'is_released', r.released_at is not null)) from hub.problem_record r where r.problem_id = p.id), '[]') as records from hub.problem p`,
  shown: "select connection_id, kind, record_id, state, reason from hub.record_sync",
  setAside: "select kind, record_id from hub.set_aside",
  calls: `select id, connection_id, run_id, change_id, request_id, operation, state, attempts, fence::text as fence, leased_by, sent_at::text as sent_at, ${instant("created_at")}, http_status, trace_id, error
    from hub.call order by sent_at, id`,
  tries: "select call_id, number, http_status, trace_id from hub.call_try order by call_id, number",
  attempts: "select call_id, bid, change_id, state from hub.attempt",
  changes: `select c.id, plan_id, c.run_id, c.connection_id, seq, c.kind, record_id, ledger_kind, ledger_id, side, operation, label, c.state, decision, ${instant("applied_at")} from hub.change c join hub.plan p on p.id = c.plan_id order by p.created_at, seq`,
  plans: `select id, run_id, kind, state, approved_by, ${instant("approved_at")}, opened_at::text as opened_at from hub.plan order by created_at`,
  runs: "select id, number, kind, trigger, state, started_by, failure from hub.run order by number",
  works: "select id, state, kind, attempts from hub.work",
  events: "select id, kind, record_id, action, actor_kind, actor, run_id, at::text as at from hub.record_event order by at",
  // As apps/docs/audit.md tells it, and by none of the product's functions: SHA-256 over the hash before, a line break, and the line as JSON.
  seals: `select s.number, s.event_id, s.hash, case when e.id is not null then encode(sha256(convert_to(lag(s.hash, 1, s.firm_id::text) over (order by s.number) || chr(10) ||
      (jsonb_build_array(s.number, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.kind, e.record_id, e.actor_kind, e.actor, e.action, e.run_id, e.changes) || case when e.call_id is null then '[]' else jsonb_build_array(e.call_id) end)::text, 'UTF8')), 'hex') end as computed
    from hub.record_event_seal s left join hub.record_event e on e.id = s.event_id order by s.number`,
  dirty: "select kind, record_id from hub.dirty_record",
};

/** Tables of the firm whose rows could hold what must be sealed or left out. */
const dumped = ["ledger_connection", "ledger_grant", "oauth_state", "ledger_record", "link", "work", "run", "plan", "change", "call", "call_try", "attempt", "problem", "problem_record", "record_event", "record_sync"] as const;

/** All of it as it stands at one moment, so that the figures belong together. Row by row: what a hundred thousand clients come to is too long for one value. */
export async function readHub(store: Store, firmId: string, secrets: readonly string[]): Promise<HubEvidence> {
  return store.withFirm(firmId, async ({ query }) => {
    await query("set transaction isolation level repeatable read");
    const found: Partial<Record<keyof HubEvidence, unknown>> = {};
    for (const [name, sql] of Object.entries(queries)) found[name as keyof HubEvidence] = (await query<{ row: unknown }>(`select to_jsonb(t) as row from (${sql}) as t`)).map(({ row }) => row);
    const forms = secrets.flatMap(formsOf);
    const leaks = await query<{ row: string }>(dumped.map((table) => `select row from (select to_jsonb(t)::text as row from hub.${table} as t) as r where exists (select from unnest($1::text[]) as form where strpos(row, form) > 0)`).join(" union all "), [forms]);
    return { ...(found as Omit<HubEvidence, "dump">), dump: leaks.map(({ row }) => row).join("\n") };
  });
}
