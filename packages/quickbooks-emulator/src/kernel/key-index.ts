import type { WireRecord } from './company.js';

/** Ids of records by a key each of them has any number of; a key of one record costs no more than a map entry. */
export class KeyIndex {
  readonly #keysOf: (record: WireRecord) => readonly string[];
  readonly #ids = new Map<string, string | Set<string>>();

  constructor(keysOf: (record: WireRecord) => readonly string[], rows: Iterable<WireRecord> = []) {
    this.#keysOf = keysOf;
    for (const record of rows) this.add(record);
  }

  ids(key: string): string[] {
    const found = this.#ids.get(key);
    return found === undefined ? [] : typeof found === 'string' ? [found] : [...found];
  }

  add(record: WireRecord): void {
    for (const key of this.#keysOf(record)) {
      const known = this.#ids.get(key);
      if (known === undefined || known === record.Id) this.#ids.set(key, record.Id);
      else if (typeof known === 'string') this.#ids.set(key, new Set([known, record.Id]));
      else known.add(record.Id);
    }
  }

  remove(record: WireRecord): void {
    for (const key of this.#keysOf(record)) {
      const known = this.#ids.get(key);
      if (known === record.Id) this.#ids.delete(key);
      else if (known instanceof Set) known.delete(record.Id);
    }
  }
}
