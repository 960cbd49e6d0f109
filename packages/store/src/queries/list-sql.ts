import type { FirmSession } from "../orm.js";
import { thisFirm } from "./this-firm.js";

/** Where a page ended: the sort value as text and the id that breaks ties. Stable while rows are inserted. */
export type PageCursor = readonly [sortValue: string, id: string];

/** One page of a list. */
export interface Slice<Row> {
  rows: Row[];
  hasNextPage: boolean;
  cursorOf(row: Row): PageCursor;
}

export interface PageRequest {
  first: number;
  after: PageCursor | null;
}

/** Collects the conditions of a `where` and their parameters, the first of them that the rows of `table` are this firm's. `$$` in a condition stands for its parameter. */
export class Conditions {
  readonly params: unknown[] = [];
  readonly #parts: string[];

  /** @param table the listed table, as the statement calls it */
  constructor(table: string) {
    this.#parts = [`${table}.firm_id = ${thisFirm}`];
  }

  /** Adds a condition. `undefined` or `null` as parameter means the caller does not filter by it. */
  add(sql: string, param?: unknown): this {
    if (!sql.includes("$$")) {
      this.#parts.push(sql);
      return this;
    }
    if (param === undefined || param === null) return this;
    this.params.push(param);
    this.#parts.push(sql.replaceAll("$$", `$${this.params.length}`));
    return this;
  }

  /** `column = any(list)` for a list of texts. An empty list matches nothing. */
  isOneOf(column: string, values: readonly string[] | null | undefined): this {
    return this.add(`${column} = any($$::text[])`, values);
  }

  /** `column = any(ids)`. An empty list matches nothing. */
  isOneOfIds(column: string, ids: readonly string[] | null | undefined): this {
    return this.add(`${column} = any($$::uuid[])`, ids);
  }

  /** Every word of `search` occurs in one of the columns, in any case. */
  matches(columns: readonly string[], search: string | null | undefined): this {
    for (const word of (search ?? "").split(/\s+/).filter(Boolean).slice(0, 8)) {
      const pattern = `%${word.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
      this.add(`(${columns.map((column) => `${column} ilike $$`).join(" or ")})`, pattern);
    }
    return this;
  }

  get sql(): string {
    return this.#parts.join(" and ");
  }
}

/** What a view selects: the SQL of each of its fields. */
export type ViewColumns<Row> = Readonly<Record<keyof Row & string, string>>;

/** The fields of a view a caller will look at; null for all. What nobody looks at is not read: on a list of 50 that halves the cost. */
export type WantedFields = readonly string[] | null;

/** The select list of the wanted fields; `id` always comes. */
export function selectList(columns: Readonly<Record<string, string>>, wanted: WantedFields): string {
  return Object.entries(columns)
    .filter(([field]) => field === "id" || wants(wanted, field))
    .map(([field, sql]) => `${sql} as "${field}"`)
    .join(", ");
}

/** True when one of the fields is wanted. */
export function wants(wanted: WantedFields, ...fields: readonly string[]): boolean {
  return wanted === null || fields.some((field) => wanted.includes(field));
}

export interface ListSource {
  /** Everything after `from`. */
  from: string;
  /** The select list. */
  columns: string;
  conditions: Conditions;
  /** Column by which the list is ordered, its type, and the id column that breaks ties. */
  sort: { by: string; type: "text" | "timestamptz" | "date" | "integer"; id: string; idType?: "text"; direction: "asc" | "desc" };
}

/** Reads one page by key set: what comes after the cursor, in the list's order. */
export async function readPage<Row extends { id: string }>({ query }: FirmSession, { from, columns, conditions, sort }: ListSource, { first, after }: PageRequest): Promise<Slice<Row>> {
  const params = [...conditions.params];
  let where = conditions.sql;
  if (after) {
    params.push(after[0], after[1]);
    where += ` and (${sort.by}, ${sort.id}) ${sort.direction === "asc" ? ">" : "<"} ($${params.length - 1}::${sort.type}, $${params.length}::${sort.idType ?? "uuid"})`;
  }
  params.push(first + 1);
  const found = await query<Row & { sortValue: string }>(
    `select ${columns}, (${sort.by})::text as "sortValue" from ${from} where ${where} order by ${sort.by} ${sort.direction}, ${sort.id} ${sort.direction} limit $${params.length}`,
    params,
  );
  const rows = found.slice(0, first);
  return { rows, hasNextPage: found.length > first, cursorOf: (row) => [(row as Row & { sortValue: string }).sortValue, row.id] };
}

/** The ids of a whole list, however long, the last of it first: what a list shows newest first is sent oldest first. */
export async function listIds({ query }: FirmSession, { from, conditions, sort }: ListSource): Promise<string[]> {
  const back = sort.direction === "asc" ? "desc" : "asc";
  const rows = await query<{ id: string }>(`select ${sort.id} as id from ${from} where ${conditions.sql} order by ${sort.by} ${back}, ${sort.id} ${back}`, conditions.params);
  return rows.map(({ id }) => id);
}

/** How many rows the list has; counting stops at 10,001. */
export async function countList({ query }: FirmSession, { from, conditions }: Pick<ListSource, "from" | "conditions">): Promise<number> {
  const rows = await query<{ n: number }>(`select count(*)::int as n from (select 1 from ${from} where ${conditions.sql} limit 10001) as capped`, conditions.params);
  return rows[0]?.n ?? 0;
}
