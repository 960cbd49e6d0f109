import type { JournalEntry } from './state.js';

const mostEntries = 20_000;
const mostBodies = 500;
const longestBody = 8_192;

/** Every request answered, oldest first; bodies only of the newest ones, cut, and without tokens. */
export class Journal {
  #entries: JournalEntry[] = [];
  #seq = 0;

  add(entry: Omit<JournalEntry, 'seq'>): void {
    this.#seq += 1;
    this.#entries.push({ ...entry, ...cut(entry), seq: this.#seq });
    const old = this.#entries[this.#entries.length - 1 - mostBodies];
    if (old) {
      delete old.requestBody;
      delete old.responseBody;
    }
    if (this.#entries.length > mostEntries + 1000) this.#entries = this.#entries.slice(-mostEntries);
  }

  list(filter: { realmId?: string; limit?: number } = {}): JournalEntry[] {
    const found = filter.realmId === undefined ? this.#entries : this.#entries.filter((entry) => entry.realmId === filter.realmId);
    return filter.limit === undefined ? [...found] : found.slice(-filter.limit);
  }

  clear(): void {
    this.#entries = [];
    this.#seq = 0;
  }
}

function cut(entry: Omit<JournalEntry, 'seq'>): Partial<JournalEntry> {
  const cutEntry: Partial<JournalEntry> = {};
  const requestBody = shortened(entry.requestBody);
  const responseBody = shortened(entry.responseBody);
  if (requestBody !== undefined) cutEntry.requestBody = requestBody;
  if (responseBody !== undefined) cutEntry.responseBody = responseBody;
  return cutEntry;
}

/** A cut body is copied: a plain slice would keep the whole text alive. */
function shortened(body: string | undefined): string | undefined {
  if (body === undefined || body.length <= longestBody) return body;
  return `${Buffer.from(body.slice(0, longestBody)).toString()}…`;
}
