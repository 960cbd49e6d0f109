import type { WireRecord } from './company.js';

/**
 * The stored records of one entity in one company, by id and by one secondary key. A stored record is never
 * changed in place: a write puts another object, so a copy of the map is a snapshot.
 */
export class Table {
  rows = new Map<string, WireRecord>();
  readonly #keyOf: ((record: WireRecord) => string | undefined) | undefined;
  #byKey = new Map<string, Set<string>>();

  constructor(keyOf?: (record: WireRecord) => string | undefined) {
    this.#keyOf = keyOf;
  }

  get(id: string): WireRecord | undefined {
    return this.rows.get(id);
  }

  put(record: WireRecord): void {
    const before = this.rows.get(record.Id);
    if (before) this.#unindex(before);
    this.rows.set(record.Id, record);
    this.#index(record);
  }

  remove(id: string): void {
    const before = this.rows.get(id);
    if (before) this.#unindex(before);
    this.rows.delete(id);
  }

  /** Ids of the records with this secondary key. */
  idsByKey(key: string): string[] {
    return [...(this.#byKey.get(key) ?? [])];
  }

  /** Replaces all rows, as restoring a snapshot does. */
  replace(rows: Iterable<WireRecord>): void {
    this.rows = new Map();
    this.#byKey = new Map();
    for (const record of rows) this.put(record);
  }

  #index(record: WireRecord): void {
    const key = this.#keyOf?.(record);
    if (key === undefined) return;
    const ids = this.#byKey.get(key);
    if (ids) ids.add(record.Id);
    else this.#byKey.set(key, new Set([record.Id]));
  }

  #unindex(record: WireRecord): void {
    const key = this.#keyOf?.(record);
    if (key === undefined) return;
    const ids = this.#byKey.get(key);
    ids?.delete(record.Id);
    if (ids?.size === 0) this.#byKey.delete(key);
  }
}
