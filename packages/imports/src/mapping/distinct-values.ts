import type { ImportedRow, ImportedTimeRow } from "../rows/imported-row.js";

/** A value of the file that has to be given a meaning here. */
export interface DistinctValue {
  readonly value: string;
  /** How many entries carry it, and how many minutes they come to. */
  readonly rows: number;
  readonly minutes: number;
}

/** The fields whose values a person maps; `staff` is the e-mail, or the name where there is none. */
const mappedFields = ["staff", "client", "site", "project", "category", "type", "task"] as const;

type MappedField = (typeof mappedFields)[number];

export type DistinctValues = Readonly<Record<MappedField, readonly DistinctValue[]>>;

/** Collects the distinct values of the rows that pass by; refused rows and clients have none. */
export function valueTally(): { add: (row: ImportedRow) => void; values: () => DistinctValues } {
  const found = new Map<MappedField, Map<string, DistinctValue>>(mappedFields.map((field) => [field, new Map()]));
  const mostUsedFirst = (field: MappedField) => [...(found.get(field)?.values() ?? [])].toSorted((a, b) => b.rows - a.rows);
  return {
    add(row) {
      if (row.kind !== "time") return;
      for (const [field, values] of found) {
        const value = valueOf(row, field);
        if (value === undefined) continue;
        const { rows, minutes } = values.get(value) ?? { rows: 0, minutes: 0 };
        values.set(value, { value, rows: rows + 1, minutes: minutes + row.minutes });
      }
    },
    values: () => ({
      staff: mostUsedFirst("staff"),
      client: mostUsedFirst("client"),
      site: mostUsedFirst("site"),
      project: mostUsedFirst("project"),
      category: mostUsedFirst("category"),
      type: mostUsedFirst("type"),
      task: mostUsedFirst("task"),
    }),
  };
}

/** The distinct values of a whole file, most used first. */
export async function distinctValues(rows: AsyncIterable<ImportedRow> | Iterable<ImportedRow>): Promise<DistinctValues> {
  const tally = valueTally();
  for await (const row of rows) tally.add(row);
  return tally.values();
}

function valueOf(row: ImportedTimeRow, field: MappedField): string | undefined {
  return field === "staff" ? (row.staffEmail ?? row.staffName) : row[field];
}
