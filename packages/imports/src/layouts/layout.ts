import type { ImportSource } from "../rows/imported-row.js";
import { readHeader } from "./header.js";

/** What a column of time may hold. `endDate` and `amount` are read only for what they prove about dates and numbers. */
export type TimeField =
  | "staffName"
  | "firstName"
  | "lastName"
  | "staffEmail"
  | "client"
  | "site"
  | "project"
  | "category"
  | "type"
  | "task"
  | "date"
  | "startTime"
  | "endDate"
  | "duration"
  | "decimalHours"
  | "minutes"
  | "billable"
  | "approved"
  | "invoiced"
  | "note"
  | "tags"
  | "rate"
  | "currency"
  | "amount";

/** What a column of clients may hold. */
export type ClientField =
  | "name"
  | "firstName"
  | "lastName"
  | "company"
  | "email"
  | "phone"
  | "mobile"
  | "fax"
  | "website"
  | "street"
  | "city"
  | "state"
  | "zip"
  | "country"
  | "parent"
  | "currency";

export type Field = TimeField | ClientField;

/** A file another product writes, known by the set of its headers: order, case and further columns do not matter. */
export interface Layout {
  readonly id: string;
  /** What a person calls it: "Toggl Track detailed report". */
  readonly title: string;
  readonly source: ImportSource;
  readonly kind: "time" | "client";
  /** The headers of each field, the product's own first, then names users give the column. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Of every group at least one column must be there. */
  readonly requires: readonly (readonly Field[])[];
}

/** A layout laid over a file's headers. */
export interface LayoutMatch {
  readonly layout: Layout;
  readonly headers: readonly string[];
  /** Position of each field's column. */
  readonly columns: ReadonlyMap<Field, number>;
  /** Currency named in a header's text. */
  readonly currency?: string;
  /** Headers of which the file would need at least one, per unmet requirement: "Duration or Duration (h)". */
  readonly missing: readonly string[];
}

export function matchLayout(layout: Layout, headers: readonly string[]): LayoutMatch {
  const read = headers.map(readHeader);
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(layout.columns) as [Field, readonly string[]][]) {
    const keys = names.map((name) => readHeader(name).key);
    const key = keys.find((candidate) => read.some((header) => header.key === candidate));
    if (key !== undefined) columns.set(field, read.findIndex((header) => header.key === key));
  }
  const currency = (["rate", "amount"] as const)
    .map((field) => read[columns.get(field) ?? -1]?.currency)
    .find((code) => code !== undefined);
  const missing = layout.requires
    .filter((group) => !group.some((field) => columns.has(field)))
    .map((group) => group.map((field) => layout.columns[field]?.[0] ?? field).join(" or "));
  return { layout, headers, columns, currency, missing };
}

/** The layout's own headers that the file lacks and could have had: "Client" when there is none. */
export function absentHeaders({ layout, columns }: LayoutMatch): string[] {
  return (Object.entries(layout.columns) as [Field, readonly string[]][])
    .filter(([field]) => !columns.has(field) && field !== "amount" && field !== "endDate")
    .map(([, names]) => names[0] ?? "");
}

/** Headers of the file that the layout does not know; their cells are not read. */
export function unusedHeaders({ headers, columns }: LayoutMatch): string[] {
  const used = new Set(columns.values());
  return headers.filter((header, index) => !used.has(index) && header.trim() !== "");
}

/** How many headers are exactly the product's own: tells layouts apart that share their columns. */
export function exactHeaders({ layout, columns, headers }: LayoutMatch): number {
  return [...columns].filter(([field, index]) => layout.columns[field]?.[0] === headers[index]?.trim()).length;
}
