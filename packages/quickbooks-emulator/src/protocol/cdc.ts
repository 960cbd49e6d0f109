import { type EntityDefinition, lastUpdated } from '../entities/define-entity.js';
import { findDefinition } from '../entities/registry.js';
import { hasNoRows } from '../entities/without-rows.js';
import { parseMoment, stampSeconds } from '../kernel/clock.js';
import type { WireObject, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault, missing, unsupported } from './fault.js';

const lookBackMs = 30 * 86_400_000;
const mostObjects = 1000;

/**
 * Change data: per asked entity, in the order asked, full objects changed at or after `changedSince` by time ascending,
 * then stubs of deleted ones; `{}` where nothing changed; at most 1,000 objects over all, without paging or a sign of
 * more (Intuit, changedatacapture pages; recorded, MQ:cdc). Older than 30 days is refused (QuickBooksSharp#19).
 */
export function changesSince(company: CompanyState, entities: string, changedSince: string): WireObject[] {
  if (entities.trim() === '') throw missing('entities');
  if (changedSince.trim() === '') throw missing('changedSince');
  const since = parseMoment(changedSince, company.zone);
  if (since === undefined) throw fault('2060', `Invalid Date : ${changedSince}`, 'changedSince');
  if (company.clock.now() - since > lookBackMs) {
    throw fault('500', `Operation cdc with changedSince date ${changedSince} which is older than fixed days is not supported.`);
  }
  const definitions = entities.split(',').map((name) => (hasNoRows(name.trim()) && name.trim() !== 'JournalCode' ? undefined : requireSupported(company, name.trim())));
  let room = mostObjects;
  const slots = definitions.map((definition) => {
    if (!definition) return {};
    const rows = changedRows(company, definition, since).slice(0, room);
    room -= rows.length;
    if (rows.length === 0) return {};
    return {
      [definition.name]: rows,
      startPosition: 1,
      maxResults: rows.length,
      ...(definition.countsInAnswers ? { totalCount: rows.length } : {}),
    };
  });
  return [{ QueryResponse: slots }];
}

function requireSupported(company: CompanyState, name: string): EntityDefinition {
  const definition = findDefinition(name);
  const isTime = definition?.name === 'TimeActivity' && company.settings.changeDataOfTime;
  if (!definition || !(definition.inChangeData || isTime)) throw unsupported(`cdc for ${name}`);
  return definition;
}

function changedRows(company: CompanyState, definition: EntityDefinition, since: number): WireObject[] {
  // Times are whole seconds: a change in the second of `since` counts.
  const from = Math.floor(since / 1000) * 1000;
  const changed: WireRecord[] = [];
  const rows = company.laggingRows(definition.name) ?? company.table(definition.name).rows;
  for (const record of rows.values()) if (lastUpdated(record) >= from) changed.push(record);
  changed.sort((a, b) => lastUpdated(a) - lastUpdated(b));
  const gone = company.deleted.filter((stub) => stub.entity === definition.name && stub.at >= from && stub.at <= company.clock.now() - company.settings.readLagMs);
  return [
    ...changed.map((record) => (definition.inQuery?.(record) ?? record) as WireObject),
    ...gone.map((stub) => ({ domain: 'QBO', status: 'Deleted', Id: stub.id, MetaData: { LastUpdatedTime: stampSeconds(stub.at, company.zone) } })),
  ];
}
