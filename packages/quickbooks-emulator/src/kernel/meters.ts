import type { Meters } from './state.js';

/** Counts successful calls by Intuit's price classes: reads, queries, change data and batches are CorePlus (reference 14). */
export class MeterBook {
  #meters = new Map<string, Meters>();

  of(realmId: string): Meters {
    return { core: 0, corePlus: 0, batches: 0, throttled: 0, ...this.#meters.get(realmId) };
  }

  count(realmId: string, kinds: readonly (keyof Meters)[]): void {
    const meters = this.of(realmId);
    for (const kind of kinds) meters[kind] += 1;
    this.#meters.set(realmId, meters);
  }

  /** Of all companies: a plan's calls are counted per developer workspace (Intuit, partner FAQ). */
  total(kind: keyof Meters): number {
    let sum = 0;
    for (const meters of this.#meters.values()) sum += meters[kind];
    return sum;
  }

  export(): [string, Meters][] {
    return [...this.#meters].map(([realmId, meters]) => [realmId, { ...meters }]);
  }

  import(rows: Iterable<[string, Meters]>): void {
    this.#meters = new Map([...rows].map(([realmId, meters]) => [realmId, { ...meters }]));
  }
}
