import type { EntityDefinition } from '../entities/define-entity.js';
import { definitions } from '../entities/registry.js';
import type { EntityName, WireObject, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { createRecord, deleteRecord, updateRecord, voidRecord } from '../protocol/operations.js';
import { mergeCustomers } from './merge-customers.js';

/** Stores members as given, read-only ones too, past every rule: for states no screen and no call can make. */
export type EditOptions = { verbatim?: boolean };

/**
 * What a person does in the QuickBooks screens: the same rules and effects as over the API, but no tokens, no limits,
 * no metering, no journal, and closed books may be written.
 */
export class Bookkeeper {
  readonly #company: CompanyState;

  constructor(company: CompanyState) {
    this.#company = company;
  }

  create(entity: EntityName, members: WireObject, options: EditOptions = {}): WireRecord {
    if (options.verbatim) return this.#store(entity, { ...members, Id: String(members.Id ?? this.#company.nextId(define(entity).idSpace)) });
    return createRecord(this.#company, define(entity), members, { byPerson: true });
  }

  /** Changes the given members only. */
  change(entity: EntityName, id: string, members: WireObject, options: EditOptions = {}): WireRecord {
    if (options.verbatim) return this.#store(entity, { ...this.#require(entity, id), ...members, Id: id });
    return updateRecord(this.#company, define(entity), { ...members, Id: id, sparse: true }, { byPerson: true });
  }

  /** Deletes a document or category; makes any other record inactive. */
  remove(entity: EntityName, id: string): void {
    const record = this.#require(entity, id);
    const isDeleted = define(entity).kind === 'document' || record.Type === 'Category';
    if (isDeleted) deleteRecord(this.#company, define(entity), { Id: id }, { byPerson: true });
    else this.change(entity, id, { Active: false });
  }

  void(entity: EntityName, id: string): WireRecord {
    return voidRecord(this.#company, define(entity), { Id: id }, { byPerson: true });
  }

  /** Changes settings; nested groups are merged, `null` takes a setting away. */
  setPreferences(changes: WireObject): WireRecord {
    return this.#store('Preferences', { ...merged(this.#require('Preferences', '1'), changes), Id: '1' });
  }

  /** Merges a customer into another: the loser's documents move, the loser becomes inactive. */
  mergeCustomers(loserId: string, winnerId: string): void {
    this.#company.attempt(() => mergeCustomers(this.#company, loserId, winnerId));
  }

  #require(entity: EntityName, id: string): WireRecord {
    const record = this.#company.get<WireRecord>(entity, id);
    if (!record) throw new Error(`There is no ${entity} with id ${id}.`);
    return record;
  }

  #store(entity: EntityName, record: WireRecord): WireRecord {
    const before = this.#company.get<WireRecord>(entity, record.Id);
    const stamp = this.#company.stamp();
    const created = (before?.MetaData as { CreateTime?: string } | undefined)?.CreateTime ?? stamp;
    const stored: WireRecord = {
      domain: 'QBO',
      sparse: false,
      ...withoutNulls(record),
      Id: record.Id,
      SyncToken: before ? String(Number(before.SyncToken) + 1) : '0',
      MetaData: { CreateTime: created, LastUpdatedTime: stamp },
    };
    this.#company.attempt(() => this.#company.put(entity, stored));
    return stored;
  }
}

function define(entity: EntityName): EntityDefinition {
  return definitions.get(entity)!;
}

function withoutNulls(record: WireObject): WireObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)) as WireObject;
}

function merged(stored: WireObject, changes: WireObject): WireObject {
  const result: WireObject = { ...stored };
  for (const [name, value] of Object.entries(changes)) {
    const old = result[name];
    const isGroup = (part: unknown): part is WireObject => typeof part === 'object' && part !== null && !Array.isArray(part);
    if (value === null) delete result[name];
    else result[name] = isGroup(old) && isGroup(value) ? merged(old, value) : value;
  }
  return result;
}
