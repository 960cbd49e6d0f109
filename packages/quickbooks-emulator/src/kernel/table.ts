import type { WireRecord } from './company.js';
import { KeyIndex } from './key-index.js';

/**
 * The stored records of one entity in one company, by id and by keys. A stored record is never changed in place: a write
 * puts another object, so a copy of the map is a snapshot.
 */
export class Table {
  rows = new Map<string, WireRecord>();
  readonly #keyOf: ((record: WireRecord) => string | undefined) | undefined;
  #secondary: KeyIndex;
  #byProperty = new Map<string, KeyIndex>();

  constructor(keyOf?: (record: WireRecord) => string | undefined) {
    this.#keyOf = keyOf;
    this.#secondary = this.#makeSecondary();
  }

  get(id: string): WireRecord | undefined {
    return this.rows.get(id);
  }

  put(record: WireRecord): void {
    const before = this.rows.get(record.Id);
    for (const index of this.#indexes()) {
      if (before) index.remove(before);
      index.add(record);
    }
    this.rows.set(record.Id, record);
  }

  remove(id: string): void {
    const before = this.rows.get(id);
    if (before) for (const index of this.#indexes()) index.remove(before);
    this.rows.delete(id);
  }

  /** Ids of the records with this secondary key. */
  idsByKey(key: string): string[] {
    return this.#secondary.ids(key);
  }

  /** Ids of the records with any of these values of a property; its index is made when it is first asked for. */
  idsByProperty(path: string, keysOf: (record: WireRecord) => readonly string[], keys: readonly string[]): Set<string> {
    const index = this.#byProperty.get(path) ?? new KeyIndex(keysOf, this.rows.values());
    this.#byProperty.set(path, index);
    return new Set(keys.flatMap((key) => index.ids(key)));
  }

  /** Replaces all rows, as restoring a snapshot does. */
  replace(rows: Iterable<WireRecord>): void {
    this.rows = new Map();
    this.#secondary = this.#makeSecondary();
    this.#byProperty = new Map();
    for (const record of rows) this.put(record);
  }

  #makeSecondary(): KeyIndex {
    return new KeyIndex((record) => {
      const key = this.#keyOf?.(record);
      return key === undefined ? [] : [key];
    });
  }

  #indexes(): KeyIndex[] {
    return [this.#secondary, ...this.#byProperty.values()];
  }
}
