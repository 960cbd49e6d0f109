import type { EntityDefinition } from '../entities/define-entity.js';
import { findDefinition } from '../entities/registry.js';
import type { WireObject, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type ApiCall, includesOf } from './call.js';
import { isPrintable } from './documents/printable.js';
import { sendDocument } from './documents/send.js';
import { fault, unsupported } from './fault.js';
import { createRecord, deleteRecord, readRecord, updateRecord, voidRecord } from './operations.js';
import { runQuery } from './query/run.js';

/** Answers every call but batch and change data capture: the members of the success envelope. */
export function runCall(company: CompanyState, call: ApiCall): WireObject {
  if (call.operation === 'query') return { QueryResponse: runQuery(company, statementOf(call)).response };
  const definition = call.segments[0] === undefined ? undefined : findDefinition(call.segments[0]);
  if (definition && call.operation === 'send') return { [definition.name]: send(company, definition, call) };
  if (!definition || call.segments.length > 2) throw unsupported(call.segments.join('/') || call.method);
  if (call.method === 'GET') return { [definition.name]: readOne(company, definition, call) };
  if (call.method !== 'POST') throw unsupported(call.method);
  if (call.segments.length > 1) throw unsupported(call.segments.join('/'));
  return { [definition.name]: write(company, definition, call) };
}

/** CompanyInfo is read by realm, Preferences without an id (Intuit, entity pages). */
function readOne(company: CompanyState, definition: EntityDefinition, call: ApiCall): WireObject {
  const found = definition.findRead ?? definition.identify;
  if (found) return readRecord(company, definition, found(membersOf(definition, call.params), company) ?? '0');
  if (definition.kind === 'single') return inFull(definition, readRecord(company, definition, '1'));
  if (call.id === undefined) throw unsupported('Read');
  return inFull(definition, readRecord(company, definition, call.id));
}

/** The record with what reads and updates answer beside it. */
export function inFull(definition: EntityDefinition, record: WireRecord): WireObject {
  return definition.inRead?.(record) ?? record;
}

/** The record as its create answers it. */
export function inCreate(definition: EntityDefinition, record: WireRecord): WireObject {
  return definition.inCreate?.(record) ?? record;
}

/** Query parameters named as members, whatever their case: `?sourcecurrencycode=EUR&asofdate=2026-03-02`. */
function membersOf(definition: EntityDefinition, params: URLSearchParams): WireObject {
  const given = new Map([...params].map(([name, value]) => [name.toLowerCase(), value]));
  const names = Object.keys(definition.elements).filter((name) => given.has(name.toLowerCase()));
  return Object.fromEntries(names.map((name) => [name, given.get(name.toLowerCase())!]));
}

function send(company: CompanyState, definition: EntityDefinition, call: ApiCall): WireObject {
  if (call.method !== 'POST' || !isPrintable(definition.name) || call.segments.length > 3) throw unsupported('send');
  return sendDocument(company, definition, call.id!, call.params.get('sendTo'));
}

function write(company: CompanyState, definition: EntityDefinition, call: ApiCall): WireObject {
  const body = parseJson(call.body);
  const options = { include: includesOf(call.params) };
  switch (call.operation) {
    case 'delete':
      return deleteRecord(company, definition, body, options);
    case 'void':
      return voidRecord(company, definition, body, options);
    case 'update':
      return inFull(definition, updateRecord(company, definition, body, options));
    case 'create':
      return inCreate(definition, createRecord(company, definition, body, options));
    default:
      throw unsupported(call.params.get('operation') ?? call.method);
  }
}

/** The statement stands in the query string, or is the body of a POST (Intuit, data-queries). */
function statementOf(call: ApiCall): string {
  const statement = call.method === 'POST' ? call.body : call.params.get('query');
  if (!statement) throw fault('4000', 'QueryParserError: Encountered "<EOF>" at line 0, column 0.\nWas expecting:\n    "select" ...\n    ');
  return statement;
}

const deepestBody = 64;

/** Bodies that are no JSON, or nested beyond any document, are refused as unreadable properties (code assumed). */
export function parseJson(body: string): unknown {
  if (depthOf(body) > deepestBody) throw unreadable('Objects nested too deeply');
  try {
    return JSON.parse(body);
  } catch {
    throw unreadable('Unexpected character or end of input');
  }
}

function unreadable(reason: string) {
  return fault('2010', `Property Name:${reason}\n specified is unsupported or invalid`);
}

/** How deep brackets are nested, strings left out. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText && code === 92) at += 1;
    else if (code === 34) isText = !isText;
    else if (!isText && (code === 123 || code === 91)) deepest = Math.max(deepest, (depth += 1));
    else if (!isText && (code === 125 || code === 93)) depth -= 1;
  }
  return deepest;
}
