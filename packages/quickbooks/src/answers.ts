import type { LedgerAnswer, LedgerKind, LedgerRecord } from "@tieout/domain";
import { z } from "zod";
import { codecs } from "./entities/index.js";

const deletedStub = z.object({ Id: z.string(), status: z.literal("Deleted") });

/**
 * Reads one entity out of an answer or a batch item: `{ "Customer": {...} }`, or the stub of something deleted. Throws
 * `ZodError` when the member is missing or not what we know.
 */
export function answerOf(kind: LedgerKind, envelope: unknown, traceId: string | null): LedgerAnswer {
  const payload = memberOf(kind, envelope);
  const deleted = deletedStub.safeParse(payload);
  if (deleted.success) return { record: null, id: deleted.data.Id, token: null, traceId };
  const record = codecs[kind].decode(payload);
  return { record, id: record.id, token: record.token, traceId };
}

/** One record, or null for the stub of something deleted. */
export function recordOf(kind: LedgerKind, envelope: unknown): LedgerRecord | null {
  return answerOf(kind, envelope, null).record;
}

const queryResponse = z.object({ QueryResponse: z.record(z.string(), z.unknown()) });

/** Rows of a query. An empty result has no member for the entity at all (recorded). */
export function rowsOf(kind: LedgerKind, body: unknown): LedgerRecord[] {
  const { QueryResponse } = queryResponse.parse(body);
  const rows = z.array(z.unknown()).parse(QueryResponse[codecs[kind].name] ?? []);
  return rows.map((row) => codecs[kind].decode(row));
}

function memberOf(kind: LedgerKind, envelope: unknown): unknown {
  return z.record(z.string(), z.unknown()).parse(envelope)[codecs[kind].name];
}
