import type { EntityName } from '../kernel/company.js';
import { findDefinition } from '../entities/registry.js';
import type { QuickBooksFault } from './fault.js';

/** What a request asks for, read from its method, path and query string; nothing is checked yet. */
export type ApiCall = {
  method: string;
  realmId: string;
  /** URL segments behind the realm. */
  segments: string[];
  path: string;
  params: URLSearchParams;
  /** JSON, or the statement of a query. */
  body: string;
  /** The body as it was sent, where that was XML. */
  sent?: string;
  contentType?: string;
  /** Why the body could not be read. */
  unreadable?: QuickBooksFault;
  /** Entity name, or the endpoint's (`query`, `batch`, `cdc`, `reports`). */
  entity: EntityName | 'query' | 'batch' | 'cdc' | 'reports' | undefined;
  operation: 'create' | 'update' | 'delete' | 'void' | 'read' | 'query' | 'cdc' | 'batch' | 'pdf' | 'send' | 'upload' | 'download' | 'taxservice' | 'report' | undefined;
  id?: string;
};

const apiPath = /^\/v3\/company\/([^/]+)(?:\/(.*))?$/;

/** Reads a request under `/v3/company/{realmId}`; undefined when the path is another. */
export function readCall(method: string, url: URL, body: string): ApiCall | undefined {
  const match = apiPath.exec(url.pathname);
  if (!match) return undefined;
  const segments = (match[2] ?? '').split('/').filter((part) => part !== '').map(decoded);
  const call: ApiCall = { method, realmId: decoded(match[1]!), segments, path: url.pathname, params: url.searchParams, body, entity: undefined, operation: undefined };
  const first = segments[0]?.toLowerCase();
  if (first === 'query') return { ...call, entity: queriedEntity(call), operation: first };
  if (first === 'upload') return { ...call, entity: 'Attachable', operation: first };
  if (first === 'download') return { ...call, entity: 'Attachable', operation: first, ...(segments[1] === undefined ? {} : { id: segments[1] }) };
  if (first === 'taxservice') return { ...call, entity: 'TaxCode', operation: first };
  if (first === 'reports') return { ...call, entity: first, operation: 'report' };
  if (first === 'batch' || first === 'cdc') return { ...call, entity: first, operation: first };
  const definition = first === undefined ? undefined : findDefinition(first);
  if (!definition) return call;
  call.entity = definition.name;
  const wanted = segments[2]?.toLowerCase();
  if (wanted === 'pdf' || wanted === 'send') return { ...call, operation: wanted, id: segments[1]! };
  if (method === 'GET') {
    const id = segments[1];
    return { ...call, operation: 'read', ...(id === undefined ? {} : { id }) };
  }
  return { ...call, operation: writeOperation(url.searchParams, body), ...bodyId(body) };
}

/** A part of a path as it was meant; one that cannot be decoded as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The entity a statement asks for, as journal and fault rules name it. */
function queriedEntity({ method, params, body }: ApiCall): EntityName | 'query' {
  const statement = method === 'POST' ? body : (params.get('query') ?? '');
  const name = /\bfrom\s+(\w+)/i.exec(statement)?.[1];
  return (name === undefined ? undefined : findDefinition(name)?.name) ?? 'query';
}

/** `operation=delete|void|update|create`; `operation=update&include=void` voids (Intuit SDKs); without it the body's Id decides; any other is none. */
function writeOperation(params: URLSearchParams, body: string): 'create' | 'update' | 'delete' | 'void' | undefined {
  const operation = params.get('operation')?.toLowerCase() || undefined;
  if (operation !== undefined && !['create', 'update', 'delete', 'void'].includes(operation)) return undefined;
  if (operation === 'delete' || operation === 'void') return operation;
  if (includesOf(params).has('void')) return 'void';
  if (operation === 'create' || operation === 'update') return operation;
  return bodyId(body).id === undefined ? 'create' : 'update';
}

/** Values of `include`, split at commas. */
export function includesOf(params: URLSearchParams): Set<string> {
  return new Set(params.getAll('include').flatMap((value) => value.split(',')).map((value) => value.trim().toLowerCase()));
}

function bodyId(body: string): { id?: string } {
  try {
    const id = (JSON.parse(body) as { Id?: unknown }).Id;
    return typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {};
  } catch {
    return {};
  }
}
