import type { EntityName, WireRecord } from './company.js';

type Write = { at: number; entity: EntityName; id: string; before: WireRecord | undefined };

/** What was written lately, so that readers who lag behind can be shown the state before it. */
export class ReadLag {
  #writes: Write[] = [];

  /** Remembers a write; answers how to forget it. Older ones than `lagMs` are dropped. */
  note(write: Write, lagMs: number): () => void {
    this.#writes = this.#writes.filter(({ at }) => at > write.at - lagMs);
    this.#writes.push(write);
    return () => {
      this.#writes = this.#writes.filter((other) => other !== write);
    };
  }

  /** Rows of an entity as they stood at `moment`, milliseconds; undefined when nothing was written since. */
  rowsAt(entity: EntityName, rows: ReadonlyMap<string, WireRecord>, moment: number): Map<string, WireRecord> | undefined {
    const since = this.#writes.filter((write) => write.entity === entity && write.at > moment);
    if (since.length === 0) return undefined;
    const seen = new Map(rows);
    for (const { id, before } of since.toReversed()) {
      if (before) seen.set(id, before);
      else seen.delete(id);
    }
    return seen;
  }
}
