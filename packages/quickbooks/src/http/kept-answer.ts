import { keptJson, keptMarkup } from "@tieout/domain";
import type { AnswerBody } from "./fault-body.js";

/** Records of one kind an answer may hold to be kept whole; of more, only how many and which. */
const fewRecords = 5;

/** An answer as it is kept with its call: redacted, capped, and of a page of records their number and ids alone. Null when it was empty. */
export function keptAnswer(text: string, form: AnswerBody["form"]): string | null {
  if (form === "empty") return null;
  // Numbers stay numbers here: the adapter reads them as text, and text is what redaction takes away.
  return form === "json" ? keptJson(withoutPages(JSON.parse(text))) : keptMarkup(text);
}

/** Queries and change feeds answer with lists under `QueryResponse`, wherever that stands (Intuit, data queries and change data capture). */
function withoutPages(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPages);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === "QueryResponse" ? summaries(item) : withoutPages(item)]));
}

function summaries(response: unknown): unknown {
  if (Array.isArray(response)) return response.map(summaries);
  if (typeof response !== "object" || response === null) return response;
  return Object.fromEntries(Object.entries(response).map(([entity, rows]) => [entity, Array.isArray(rows) && rows.length > fewRecords ? summary(rows) : rows]));
}

function summary(rows: readonly unknown[]): { count: number; ids: string[]; deleted?: string[] } {
  const records = rows.filter((row): row is { Id: string; status?: unknown } => typeof row === "object" && row !== null && "Id" in row && typeof row.Id === "string");
  const deleted = records.filter(({ status }) => status === "Deleted").map(({ Id }) => Id);
  return { count: rows.length, ids: records.map(({ Id }) => Id), ...(deleted.length > 0 && { deleted }) };
}
