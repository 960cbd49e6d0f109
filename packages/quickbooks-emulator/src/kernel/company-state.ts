import type { EntityDefinition } from '../entities/define-entity.js';
import { Journal, type JournalEntry, type Movement } from '../ledger/journal.js';
import { restate } from '../ledger/restate.js';
import type { WriteNotice } from '../webhooks/notices.js';
import { type VirtualClock, dateIn, stampSeconds } from './clock.js';
import type { EntityName, Region, WireObject, WireRecord } from './company.js';
import { ReadLag } from './read-lag.js';
import { type EmulatorSettings, defaultSettings } from './settings.js';
import { SharedValues } from './shared-values.js';
import { Table } from './table.js';

/** A record that was deleted: change data capture tells of it for 30 days. */
export type DeletedStub = { entity: EntityName; id: string; at: number };

/** An answer kept for its requestid. */
export type StoredReply = { fingerprint: string; status: number; body: WireObject; at: number };

/** Everything that changed, in absolute terms: replaying an event twice does no harm. */
export type StateEvent =
  | { t: 'put'; realm: string; entity: EntityName; record: WireRecord }
  | { t: 'gone'; realm: string; entity: EntityName; id: string; at: number }
  | { t: 'post'; realm: string; key: string; entry: JournalEntry | null }
  | { t: 'count'; realm: string; space: string; value: string }
  | { t: 'file'; realm: string; id: string; base64: string }
  | { t: 'reply'; realm: string; key: string; reply: StoredReply };

export type CompanyHeader = { realmId: string; name: string; region: Region; userName: string };

const zones: Record<Region, string> = {
  US: 'America/Los_Angeles',
  CA: 'America/Toronto',
  GB: 'Europe/London',
  AU: 'Australia/Sydney',
};

const replyRetentionMs = 24 * 3_600_000;

/** One company (realm): its records, the journal they post to, id counters, deleted stubs and kept answers. */
export class CompanyState {
  readonly header: CompanyHeader;
  readonly clock: VirtualClock;
  deleted: DeletedStub[] = [];
  /** Uploaded files by the id of their Attachable. */
  files = new Map<string, Uint8Array<ArrayBuffer>>();
  replies = new Map<string, StoredReply>();
  journal = new Journal();
  /** How the emulator this company is part of behaves. */
  settings: Readonly<EmulatorSettings> = defaultSettings;
  /** Values records have in common. */
  readonly shared = new SharedValues();
  counters = new Map<string, bigint>();
  /** Told of every change; persistence listens. */
  onEvent: (event: StateEvent) => void = () => undefined;
  /** Told of what happened to records, as webhooks tell it. */
  onNotice: (notice: WriteNotice) => void = () => undefined;
  /** How to take back what the write under way changed so far, and what to tell of it once it has succeeded. */
  #undo: (() => void)[] | undefined;
  readonly #untold: (() => void)[] = [];
  readonly #definitions: ReadonlyMap<EntityName, EntityDefinition>;
  readonly #tables = new Map<EntityName, Table>();
  readonly #lag = new ReadLag();

  constructor(header: CompanyHeader, clock: VirtualClock, definitions: ReadonlyMap<EntityName, EntityDefinition>) {
    this.header = header;
    this.clock = clock;
    this.#definitions = definitions;
    for (const definition of definitions.values()) this.#tables.set(definition.name, new Table(definition.keyOf));
  }

  get realmId(): string {
    return this.header.realmId;
  }

  /** Id of the person the connected app works as; close to the realm's id, as recorded (NG). */
  get userId(): string {
    return /^\d+$/.test(this.realmId) ? (BigInt(this.realmId) + 32n).toString() : this.realmId;
  }

  definition(entity: EntityName): EntityDefinition {
    return this.#definitions.get(entity)!;
  }

  definitions(): Iterable<EntityDefinition> {
    return this.#definitions.values();
  }

  table(entity: EntityName): Table {
    return this.#tables.get(entity)!;
  }

  /** Rows as queries and change data see them: behind by `readLagMs`, else undefined: those of the table. */
  laggingRows(entity: EntityName): Map<string, WireRecord> | undefined {
    const { readLagMs } = this.settings;
    return readLagMs === 0 ? undefined : this.#lag.rowsAt(entity, this.table(entity).rows, this.clock.now() - readLagMs);
  }

  get<Stored = WireRecord>(entity: EntityName, id: string): Stored | undefined {
    return this.table(entity).get(id) as Stored | undefined;
  }

  /**
   * Runs a write. When it throws, everything it changed is as it was before and nobody was told of anything; a write within
   * a write is undone alone when the outer one goes on.
   */
  attempt<Result>(write: () => Result): Result {
    const isOutermost = this.#undo === undefined;
    const undo = (this.#undo ??= []);
    const [done, told] = [undo.length, this.#untold.length];
    try {
      const result = write();
      if (isOutermost) {
        this.#undo = undefined;
        for (const tell of this.#untold.splice(0)) tell();
      }
      return result;
    } catch (error) {
      for (const back of undo.splice(done).toReversed()) back();
      this.#untold.length = told;
      if (isOutermost) this.#undo = undefined;
      throw error;
    }
  }

  /** Stores a record and posts it: the balances that follow from it move with it. */
  put(entity: EntityName, record: WireRecord): void {
    const table = this.table(entity);
    const before = table.get(record.Id);
    this.#noteLag(entity, record.Id, before);
    table.put(record);
    this.#undo?.push(() => (before ? table.put(before) : table.remove(record.Id)));
    if (!before) this.announce({ entity, id: record.Id, operation: 'Create' });
    else if (before.SyncToken !== record.SyncToken) this.announce({ entity, id: record.Id, operation: 'Update' });
    this.#tell({ t: 'put', realm: this.realmId, entity, record });
    restate(this, entity, record.Id, record);
  }

  remove(entity: EntityName, id: string): void {
    const at = this.clock.now();
    const table = this.table(entity);
    const [before, file] = [table.get(id), this.files.get(id)];
    this.#noteLag(entity, id, before);
    table.remove(id);
    if (entity === 'Attachable') this.files.delete(id);
    this.deleted.push({ entity, id, at });
    this.#undo?.push(() => {
      if (before) table.put(before);
      if (entity === 'Attachable' && file) this.files.set(id, file);
      this.deleted.pop();
    });
    this.announce({ entity, id, operation: 'Delete' });
    this.#tell({ t: 'gone', realm: this.realmId, entity, id, at });
    restate(this, entity, id, undefined);
  }

  #noteLag(entity: EntityName, id: string, before: WireRecord | undefined): void {
    const { readLagMs } = this.settings;
    if (readLagMs === 0) return;
    const forget = this.#lag.note({ at: this.clock.now(), entity, id, before }, readLagMs);
    this.#undo?.push(forget);
  }

  /** Stores an uploaded file. */
  putFile(id: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.files.set(id, bytes);
    this.#undo?.push(() => this.files.delete(id));
    this.#tell({ t: 'file', realm: this.realmId, id, base64: Buffer.from(bytes).toString('base64') });
  }

  /** Puts, replaces or (undefined) reverses a journal entry; answers what that moved. */
  book(key: string, entry: JournalEntry | undefined): Movement {
    const before = this.journal.entries.get(key);
    const movement = this.journal.replace(key, entry);
    if (movement.accounts.size === 0 && movement.stock.size === 0) return movement;
    this.#undo?.push(() => this.journal.replace(key, before));
    this.#tell({ t: 'post', realm: this.realmId, key, entry: entry ?? null });
    return movement;
  }

  /** Tells webhooks what happened to a record. */
  announce(notice: WriteNotice): void {
    this.#afterwards(() => this.onNotice(notice));
  }

  #tell(event: StateEvent): void {
    this.#afterwards(() => this.onEvent(event));
  }

  /** Now, or when the write that is under way has succeeded. */
  #afterwards(tell: () => void): void {
    if (this.#undo) this.#untold.push(tell);
    else tell();
  }

  /** Stores a record without the writer's own members moving: SyncToken stays, LastUpdatedTime is now. */
  touch(entity: EntityName, record: WireRecord): void {
    const meta = record.MetaData as { [member: string]: string };
    this.put(entity, { ...record, MetaData: { ...meta, LastUpdatedTime: this.stamp() } });
  }

  /** The next id of a space; counters never go back, so deleted ids are never given out again. */
  nextId(space: string): string {
    const value = (this.counters.get(space) ?? 0n) + 1n;
    this.setCounter(space, value);
    return value.toString();
  }

  setCounter(space: string, value: bigint): void {
    const before = this.counters.get(space);
    this.counters.set(space, value);
    this.#undo?.push(() => (before === undefined ? this.counters.delete(space) : this.counters.set(space, before)));
    this.#tell({ t: 'count', realm: this.realmId, space, value: value.toString() });
  }

  /** A kept answer, unless it is older than a day (retention is not documented; assumed). */
  reply(key: string): StoredReply | undefined {
    const kept = this.replies.get(key);
    if (kept && this.clock.now() - kept.at > replyRetentionMs) {
      this.replies.delete(key);
      return undefined;
    }
    return kept;
  }

  keepReply(key: string, reply: StoredReply): void {
    for (const [oldKey, old] of this.replies) {
      if (reply.at - old.at <= replyRetentionMs) break;
      this.replies.delete(oldKey);
    }
    this.replies.set(key, reply);
    this.#tell({ t: 'reply', realm: this.realmId, key, reply });
  }

  /** Time zone of the company: CompanyInfo.DefaultTimeZone, else the region's. */
  get zone(): string {
    const info = this.get('CompanyInfo', '1');
    const zone = info?.DefaultTimeZone;
    return typeof zone === 'string' && zone ? zone : zones[this.header.region];
  }

  /** Today in the company's zone, the default of TxnDate (Intuit, entity pages). */
  today(): string {
    return dateIn(this.clock.now(), this.zone);
  }

  /** Now, as MetaData prints it. */
  stamp(): string {
    return stampSeconds(this.clock.now(), this.zone);
  }
}
