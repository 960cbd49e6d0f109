import { isDeepStrictEqual } from 'node:util';
import type { Change, EntityDefinition } from '../entities/define-entity.js';
import type { WireObject, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { refuseLapsedSubscription } from '../rules/subscription.js';
import { rebookSettlers } from '../ledger/rebook.js';
import { refuseTooManyLines } from '../rules/line-count.js';
import { settleReferences } from '../rules/references.js';
import { type QuickBooksFault, deletedMeanwhile, fault, missing, notFound, unsupported } from './fault.js';
import { readBody } from './read-body.js';

/** How a write was asked for, beside its body. */
export type WriteOptions = { include?: ReadonlySet<string>; byPerson?: boolean };

const noIncludes: ReadonlySet<string> = new Set();

/** Creates a record: all rules, server defaults, effects on neighbours. Answers the stored record. */
export function createRecord(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions = {}): WireRecord {
  return company.attempt(() => create(company, definition, body, options));
}

function create(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions): WireRecord {
  if (!definition.operations.includes('create')) throw unsupported('Create');
  if (!options.byPerson) refuseLapsedSubscription(company);
  const sent = readBody(definition, body);
  const known = definition.identify?.(sent, company);
  if (known !== undefined) return update(company, definition, { ...(body as WireObject), Id: known, SyncToken: company.table(definition.name).get(known)!.SyncToken!, sparse: true }, options);
  delete sent.Id;
  delete sent.SyncToken;
  const draft = withoutBlanks(copyOf(sent));
  const change: Change = { company, sent: withoutNulls(sent), isFull: true, include: options.include ?? noIncludes, byPerson: options.byPerson ?? false };
  refuseTooManyLines(definition, draft);
  settleReferences(definition, draft, company);
  definition.settle(draft, change);
  const stamp = company.stamp();
  const record = company.shared.copy(arrange(definition, {
    ...draft,
    Id: company.nextId(definition.idSpace),
    SyncToken: '0',
    MetaData: { CreateTime: stamp, ...modifier(company, definition), LastUpdatedTime: stamp },
  }));
  company.put(definition.name, record);
  definition.affect?.({ company, after: record, sent: change.sent });
  return company.get(definition.name, record.Id)!;
}

/**
 * Full or sparse update. Full: writable members that were not sent fall to null or their create-time default
 * (recorded, MQ:update/sales_receipt). Sparse: sent members replace, arrays as a whole. An update that changes
 * nothing moves neither SyncToken nor LastUpdatedTime (recorded, MQ:deactivate).
 */
export function updateRecord(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions = {}): WireRecord {
  return company.attempt(() => update(company, definition, body, options));
}

function update(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions): WireRecord {
  if (!definition.operations.includes('update')) throw unsupported('Update');
  if (!options.byPerson) refuseLapsedSubscription(company);
  const sent = readBody(definition, body);
  const isFull = (body as WireObject).sparse !== true && (body as WireObject).sparse !== 'true';
  const before = requireCurrent(company, definition, sent, options);
  const kept = isFull ? readOnlyMembers(definition, before) : before;
  const draft = withoutBlanks({ ...copyOf(kept), ...copyOf(sent) });
  const change: Change = { company, before, sent: withoutNulls(sent), isFull, include: options.include ?? noIncludes, byPerson: options.byPerson ?? false };
  refuseTooManyLines(definition, draft);
  settleReferences(definition, draft, company, before);
  definition.settle(draft, change);
  return storeChange(company, definition, before, draft, change.sent);
}

/** Voids a document: amounts to zero, lines kept, note "Voided" (recorded, MQ:void/invoice). */
export function voidRecord(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions = {}): WireRecord {
  return company.attempt(() => voidDocument(company, definition, body, options));
}

function voidDocument(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions): WireRecord {
  if (!definition.operations.includes('void')) throw unsupported('Void');
  if (!options.byPerson) refuseLapsedSubscription(company);
  const sent = readBody(definition, body);
  const before = requireCurrent(company, definition, sent, options);
  const draft = copyOf(before);
  definition.voidRecord!(draft, { company, before, sent, isFull: false, include: noIncludes, byPerson: options.byPerson ?? false });
  const voided = storeChange(company, definition, before, draft);
  if (voided !== before) company.announce({ entity: definition.name, id: before.Id, operation: 'Void' });
  return voided;
}

/** Deletes a document and leaves a stub for change data capture. Answers the stub (recorded, MQ:delete). */
export function deleteRecord(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions = {}): WireObject {
  return company.attempt(() => remove(company, definition, body, options));
}

function remove(company: CompanyState, definition: EntityDefinition, body: unknown, options: WriteOptions): WireObject {
  if (!definition.operations.includes('delete')) throw unsupported('Delete');
  if (!options.byPerson) refuseLapsedSubscription(company);
  const sent = readBody(definition, body);
  const before = requireCurrent(company, definition, sent, { ...options, needsToken: !definition.deletedById });
  definition.guardDelete?.(before, { company, before, sent, isFull: false, include: noIncludes, byPerson: options.byPerson ?? false });
  company.remove(definition.name, before.Id);
  definition.affect?.({ company, before });
  return { domain: 'QBO', status: 'Deleted', Id: before.Id };
}

/** Reads one record; Id syntax first (2030, recorded), then existence (610). */
export function readRecord(company: CompanyState, definition: EntityDefinition, id: string): WireRecord {
  if (!definition.operations.includes('read')) throw unsupported('Read');
  const record = company.table(definition.name).get(id);
  if (record) return record;
  throw noRecord(company, definition, id);
}

/** A transaction that was deleted is told so; an id that never was has the recorded text of lists (that both are told apart is assumed). */
function noRecord(company: CompanyState, definition: EntityDefinition, id: string): QuickBooksFault {
  requireNumericId(id);
  const isDeleted = definition.kind === 'document' && company.deleted.some((stub) => stub.entity === definition.name && stub.id === id);
  return isDeleted ? deletedMeanwhile() : notFound();
}

function requireNumericId(id: string): void {
  if (!/^\d+$/.test(id)) throw fault('2030', `Id should be a valid number. Supplied value:${id}`, 'Id');
}

function requireCurrent(company: CompanyState, definition: EntityDefinition, sent: WireObject, options: WriteOptions & { needsToken?: boolean }): WireRecord {
  const id = sent.Id;
  if (typeof id !== 'string' || id === '') throw missing('Id');
  const before = company.table(definition.name).get(id);
  if (!before) throw noRecord(company, definition, id);
  if (options.byPerson || (options.needsToken === false && sent.SyncToken === undefined)) return before;
  if (typeof sent.SyncToken !== 'string' || sent.SyncToken === '') throw missing('SyncToken');
  if (sent.SyncToken !== before.SyncToken) throw staleObject(company);
  return before;
}

function staleObject(company: CompanyState) {
  const user = company.header.userName;
  return fault(
    '5010',
    `Stale Object Error : You and ${user} were working on this at the same time. ${user} finished before you did, so your work was not saved.`,
    '',
  );
}

function storeChange(company: CompanyState, definition: EntityDefinition, before: WireRecord, draft: WireObject, sent?: Partial<WireObject>): WireRecord {
  const same = { Id: before.Id, SyncToken: before.SyncToken!, MetaData: before.MetaData! };
  const unchanged = arrange(definition, { ...draft, ...same });
  if (isDeepStrictEqual(unchanged, arrange(definition, before))) return before;
  const meta = before.MetaData as { [member: string]: string };
  const record: WireRecord = company.shared.copy({
    ...unchanged,
    SyncToken: String(Number(before.SyncToken) + 1),
    MetaData: { ...meta, ...modifier(company, definition), LastUpdatedTime: company.stamp() },
  });
  company.put(definition.name, record);
  definition.affect?.({ company, before, after: record, ...(sent ? { sent } : {}) });
  if (before.ExchangeRate !== record.ExchangeRate) rebookSettlers(company, definition.name, record.Id);
  return company.get(definition.name, record.Id)!;
}

function modifier(company: CompanyState, definition: EntityDefinition): WireObject {
  return definition.namesModifier ? { LastModifiedByRef: { value: company.userId } } : {};
}

/** Members in the order of the element table, absent ones left out. */
function arrange(definition: EntityDefinition, draft: WireObject): WireRecord {
  const record: WireObject = { domain: 'QBO', sparse: false };
  for (const name of Object.keys(definition.elements)) {
    const value = draft[name];
    if (value !== undefined && value !== null && name !== 'domain' && name !== 'sparse') record[name] = value;
  }
  return record as WireRecord;
}

function readOnlyMembers(definition: EntityDefinition, record: WireRecord): WireObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => definition.elements[name]?.readOnly)) as WireObject;
}

/** An empty text or null clears a member (Intuit, customer page; null assumed). */
function withoutBlanks(draft: WireObject): WireObject {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null && value !== '')) as WireObject;
}

function withoutNulls(sent: WireObject): WireObject {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null)) as WireObject;
}

function copyOf<T>(value: T): T {
  return structuredClone(value);
}
