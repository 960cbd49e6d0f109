import type { FirmSession } from "../orm.js";

/** What a person who helps must see, as it is kept: not yet redacted. */
export interface SupportFacts {
  connection: Record<string, unknown> | null;
  problem: Record<string, unknown> | null;
  changes: Record<string, unknown>[];
  calls: (Record<string, unknown> & { path: string; answer: string | null })[];
}

const atMost = 50;

/** About a problem: the changes of the records it holds and their calls. About the connection (null): its last changes and calls that did not go through, and the last calls of all. */
export async function supportFacts({ query, firmId }: FirmSession, connectionId: string, problemId: string | null): Promise<SupportFacts> {
  const [connection] = await query(
    `select c.state, c.environment, c.epoch, c.settings, c.company, c.preflight, c.start_date as "startDate", c.interval_minutes as "intervalMinutes", c.enabled_at as "enabledAt", c.state_since as "stateSince",
       c.last_success_at as "lastSuccessAt", c.checked_at as "checkedAt", g.access_expires_at as "accessExpiresAt", g.refresh_expires_at as "refreshExpiresAt", g.connection_expires_at as "connectionExpiresAt", g.refused_count as "refusedCount",
       (select jsonb_agg(jsonb_build_object('kind', s.kind, 'nextDueAt', s.next_due_at, 'lastSuccessAt', s.last_success_at, 'failuresInARow', s.failures_in_a_row)) from hub.schedule s where s.firm_id = $1 and s.connection_id = c.id) as schedules
     from hub.ledger_connection c left join hub.ledger_grant g on g.firm_id = c.firm_id and g.connection_id = c.id where c.firm_id = $1 and c.id = $2`,
    [firmId, connectionId],
  );
  const [problem] = problemId === null ? [] : await query(
    `select p.id, p.kind, p.severity, p.state, p.facts, p.times, p.first_seen_at as "firstSeenAt", p.last_seen_at as "lastSeenAt",
       (select count(*)::int from hub.problem_record r where r.firm_id = $1 and r.problem_id = p.id and r.released_at is null) as held
     from hub.problem p where p.firm_id = $1 and p.id = $2`,
    [firmId, problemId],
  );
  const changes = await query<Record<string, unknown> & { id: string }>(
    `select c.id, c.flow, c.kind, c.record_id as "recordId", c.ledger_kind as "ledgerKind", c.ledger_id as "ledgerId", c.side, c.operation, c.state, c.fields, c.base_version as "baseVersion", c.base_token as "baseToken", c.applied_at as "appliedAt"
     from hub.change c where c.firm_id = $1 and c.connection_id = $2 and case when $3::uuid is null then c.state in ('refused', 'checking', 'moved', 'blocked')
       else exists (select from hub.problem_record r where r.firm_id = $1 and r.problem_id = $3 and (r.change_id = c.id or (r.kind = c.kind and r.record_id = c.record_id))) end
     order by c.id desc limit ${atMost}`,
    [firmId, connectionId, problemId],
  );
  const calls = await query<SupportFacts["calls"][number]>(
    `select call.created_at as "createdAt", call.method, call.path, call.operation, call.ledger_kind as "ledgerKind", call.state, call.http_status as "httpStatus", call.trace_id as "traceId", call.request_id as "requestId",
       coalesce((select jsonb_agg(jsonb_build_object('sentAt', t.sent_at, 'httpStatus', t.http_status, 'traceId', t.trace_id, 'durationMs', t.duration_ms) order by t.number) from hub.call_try t where t.firm_id = $1 and t.call_id = call.id), '[]') as tries,
       call.duration_ms as "durationMs", call.error, call.body, call.response_body as answer
     from hub.call call where call.firm_id = $1 and call.connection_id = $2
       and ($3::uuid is null or call.change_id = any($4::uuid[]) or exists (select from hub.attempt a where a.firm_id = $1 and a.call_id = call.id and a.change_id = any($4::uuid[])))
     order by ($3::uuid is null and call.state in ('refused', 'unknown')) desc, call.created_at desc limit ${atMost}`,
    [firmId, connectionId, problemId, changes.map(({ id }) => id)],
  );
  return { connection: connection ?? null, problem: problem ?? null, changes, calls };
}
