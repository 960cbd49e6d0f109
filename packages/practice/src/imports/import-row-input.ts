import { clientNameFromText, displayName, HubError, normalizeName } from "@tieout/domain";
import type { NewImportRow } from "@tieout/store";
import { z } from "zod";

/** What this package needs of a row of time; further fields are kept with it and shown. */
const timeRow = z.object({
  kind: z.literal("time"),
  line: z.int().positive(),
  fingerprint: z.string(),
  date: z.string(),
  minutes: z.int(),
  note: z.string(),
  staffEmail: z.string().optional(),
  staffName: z.string().optional(),
  client: z.string().optional(),
  project: z.string().optional(),
  category: z.string().optional(),
  type: z.string().optional(),
  task: z.string().optional(),
});
const clientRow = z.object({
  kind: z.literal("client"),
  line: z.int().positive(),
  fingerprint: z.string(),
  name: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  parent: z.string().optional(),
});
const refusedRow = z.object({
  kind: z.literal("refused"),
  line: z.int().positive(),
  reasons: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).readonly(),
});
/** A row as the readers of files give it. */
export type ImportRowInput = z.output<typeof timeRow> | z.output<typeof clientRow> | z.output<typeof refusedRow>;

export const importRowInput = z.discriminatedUnion("kind", [timeRow.loose(), clientRow.loose(), refusedRow.loose()]);

/** The row as it is kept, with the values it will be mapped or compared by. */
export function toImportRow(row: ImportRowInput): NewImportRow {
  const { line } = row;
  if (row.kind === "refused") return { line, fingerprint: null, verdict: "refused", reasons: row.reasons, content: row };
  if (row.kind === "time") return { line, fingerprint: row.fingerprint, verdict: "new", reasons: [], content: { ...row, ...timeValues(row) } };
  try {
    return { line, fingerprint: row.fingerprint, verdict: "new", reasons: [], content: { ...row, ...clientKeys(row) } };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { line, fingerprint: null, verdict: "refused", reasons: [{ field: "name", code: "name", message: error.message }], content: row };
  }
}

/**
 * What a row of time is mapped by. Client: its client, else its project. Category: the finest the file has, of type, category,
 * task and project. Staff: the e-mail, else the name. Empty when the file does not say; that, too, can be mapped.
 */
function timeValues(row: z.output<typeof timeRow>) {
  return {
    clientValue: row.client ?? row.project ?? "",
    categoryValue: row.type ?? row.category ?? row.task ?? row.project ?? "",
    staffValue: row.staffEmail ?? row.staffName ?? "",
  };
}

function clientKeys(row: z.output<typeof clientRow>) {
  const name = displayName(clientNameFromText(row.name, { givenName: row.firstName, familyName: row.lastName }));
  return { nameKey: normalizeName(name), ...(row.parent === undefined ? {} : { parentKey: normalizeName(row.parent) }) };
}
