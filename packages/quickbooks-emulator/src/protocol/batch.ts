import { findDefinition } from '../entities/registry.js';
import type { FaultThen } from '../faults/fault-rule.js';
import type { WireObject, WireValue } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { changesSince } from './cdc.js';
import { inCreate, inFull, parseJson } from './entity-routes.js';
import { faultMember } from './envelope.js';
import { QuickBooksFault, fault, missing, unsupported } from './fault.js';
import { createRecord, deleteRecord, updateRecord, voidRecord } from './operations.js';
import { runQuery } from './query/run.js';
import { replayed, requireRequestId } from './request-id.js';

type BatchItem = WireObject & { bId?: string; operation?: string; optionsData?: string; Query?: string; CDCQuery?: { Entities?: string; ChangedSince?: string } };

/** Intuit, batch page and limits page. */
const mostItems = 30;
const mostObjects = 1000;
const itemMembers = new Set(['bId', 'operation', 'optionsData', 'Query', 'CDCQuery']);

/** Reads the items of a batch body; more than 30 is fault 1040 for the whole request. */
export function readBatch(body: string): BatchItem[] {
  const items = (parseJson(body) as { BatchItemRequest?: unknown } | null)?.BatchItemRequest;
  if (!Array.isArray(items)) throw missing('BatchItemRequest');
  if (items.length > mostItems) throw fault('1040', `Batch size exceeds allowed limit. Max:${mostItems} supported. Supplied:${items.length}`);
  return items.map(readItem);
}

/** The words around an item are texts, whatever was sent for them. */
function readItem(item: unknown): BatchItem {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw fault('2010', 'Property Name:Can not deserialize BatchItemRequest\n specified is unsupported or invalid');
  const read = { ...item } as BatchItem;
  for (const word of ['bId', 'operation', 'optionsData'] as const) if (read[word] !== undefined) read[word] = String(read[word]);
  return read;
}

/**
 * Runs a batch: each item by itself, a refused one leaves the others alone, the answers in the order of the items
 * (recorded, MQ:batch; Intuit promises none, setting `batchOrder`). With a requestid every item is replayed by (requestid, bId) (Intuit, field definitions).
 */
export function runBatch(company: CompanyState, items: BatchItem[], requestId: string | undefined, damage: FaultThen['partialBatch'] = {}): WireObject {
  requireRequestId(requestId, 36);
  const room = { objects: mostObjects };
  const numbered = items.map((item, index) => ({ item, place: index + 1 }));
  if (company.settings.batchOrder === 'reversed') numbered.reverse();
  const answers = numbered.map(({ item, place }) => ({ place, answer: damage.fail?.includes(place) ? refusedItem(item, damage.code) : answerItem(company, item, requestId, room) }));
  return { BatchItemResponse: damage.empty ? [] : answers.filter(({ place }) => !damage.omit?.includes(place)).map(({ answer }) => answer) };
}

/** An item a fault rule refuses. */
function refusedItem(item: BatchItem, code = '6000'): WireObject {
  const refusal = fault(code, 'Business Validation Error: An unexpected error occurred while accessing or saving your data.', '');
  return { Fault: faultMember(refusal), ...(item.bId === undefined ? {} : { bId: item.bId }) };
}

function answerItem(company: CompanyState, item: BatchItem, requestId: string | undefined, room: { objects: number }): WireObject {
  const bId = item.bId;
  const named: WireObject = bId === undefined ? {} : { bId };
  if (requestId === undefined) return { ...settleItem(company, item, room), ...named };
  if (bId !== undefined && bId.length > 10) return { Fault: faultMember(fault('2130', `Invalid Request Id Format : bId ${bId} is longer than 10 characters`)), ...named };
  const { body } = replayed(company, `${requestId}/${bId}`, JSON.stringify(item), () => ({ status: 200, body: settleItem(company, item, room) }));
  return { ...(body as WireObject), ...named };
}

function settleItem(company: CompanyState, item: BatchItem, room: { objects: number }): WireObject {
  try {
    return runItem(company, item, room);
  } catch (error) {
    if (error instanceof QuickBooksFault) return { Fault: faultMember(error) };
    throw error;
  }
}

function runItem(company: CompanyState, item: BatchItem, room: { objects: number }): WireObject {
  if (item.Query !== undefined) {
    const answer = runQuery(company, String(item.Query));
    room.objects -= answer.rows;
    // At most 1,000 objects in one answer (Intuit, batch page); what happens beyond is assumed.
    if (room.objects < 0) throw fault('10100', `Result Set Big : a batch answers at most ${mostObjects} objects`);
    return { QueryResponse: answer.response };
  }
  if (item.CDCQuery !== undefined) {
    return { CDCResponse: changesSince(company, String(item.CDCQuery?.Entities ?? ''), String(item.CDCQuery?.ChangedSince ?? '')) as WireValue };
  }
  const member = Object.keys(item).find((name) => !itemMembers.has(name));
  const definition = member === undefined ? undefined : findDefinition(member);
  if (!definition || member === undefined) throw unsupported(item.operation ?? 'batch');
  const body = item[member];
  const isVoid = item.operation?.toLowerCase() === 'void' || item.optionsData?.toLowerCase() === 'void';
  if (isVoid) return { [definition.name]: voidRecord(company, definition, body) };
  switch (item.operation?.toLowerCase()) {
    case 'create':
      return { [definition.name]: inCreate(definition, createRecord(company, definition, body, { include: optionsOf(item) })) };
    case 'update':
      return { [definition.name]: inFull(definition, updateRecord(company, definition, body, { include: optionsOf(item) })) };
    case 'delete':
      return { [definition.name]: deleteRecord(company, definition, body) };
    default:
      throw unsupported(item.operation ?? 'batch');
  }
}

function optionsOf(item: BatchItem): Set<string> {
  return new Set((item.optionsData ?? '').split(',').map((option) => option.trim().toLowerCase()));
}
