import type { EntityDefinition } from '../entities/define-entity.js';
import { Journal, type JournalEntry } from '../ledger/journal.js';
import { restate } from '../ledger/restate.js';
import type { WriteNotice } from '../webhooks/notices.js';
import { type VirtualClock, dateIn, stampSeconds } from './clock.js';
import type { EntityName, Region, WireObject, WireRecord } from './company.js';
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
  /** Values records have in common. */
  readonly shared = new SharedValues();
  counters = new Map<string, bigint>();
  /** Told of every change; persistence listens. */
  onEvent: (event: StateEvent) => void = () => undefined;
  /** Told of what happened to records, as webhooks tell it. */
  announce: (notice: WriteNotice) => void = () => undefined;
  readonly #definitions: ReadonlyMap<EntityName, EntityDefinition>;
  readonly #tables = new Map<EntityName, Table>();

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

  get<Stored = WireRecord>(entity: EntityName, id: string): Stored | undefined {
    return this.table(entity).get(id) as Stored | undefined;
  }

  /** Stores a record and posts it: the balances that follow from it move with it. */
  put(entity: EntityName, record: WireRecord): void {
    const before = this.table(entity).get(record.Id);
    this.table(entity).put(record);
    if (!before) this.announce({ entity, id: record.Id, operation: 'Create' });
    else if (before.SyncToken !== record.SyncToken) this.announce({ entity, id: record.Id, operation: 'Update' });
    this.onEvent({ t: 'put', realm: this.realmId, entity, record });
    restate(this, entity, record.Id, record);
  }

  remove(entity: EntityName, id: string): void {
    const at = this.clock.now();
    this.table(entity).remove(id);
    if (entity === 'Attachable') this.files.delete(id);
    this.deleted.push({ entity, id, at });
    this.announce({ entity, id, operation: 'Delete' });
    this.onEvent({ t: 'gone', realm: this.realmId, entity, id, at });
    restate(this, entity, id, undefined);
  }

  /** Stores an uploaded file. */
  putFile(id: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.files.set(id, bytes);
    this.onEvent({ t: 'file', realm: this.realmId, id, base64: Buffer.from(bytes).toString('base64') });
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
    this.counters.set(space, value);
    this.onEvent({ t: 'count', realm: this.realmId, space, value: value.toString() });
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
    this.onEvent({ t: 'reply', realm: this.realmId, key, reply });
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
