import { setTimeout as sleep } from 'node:timers/promises';
import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { FaultRule, Meters } from '../kernel/state.js';
import type { World } from '../kernel/world.js';
import { readBatch, runBatch } from './batch.js';
import { type ApiCall, readCall } from './call.js';
import { changesSince } from './cdc.js';
import { runCall } from './entity-routes.js';
import { type Answer, htmlAnswer, refusalAnswer, success, xmlRefusal } from './envelope.js';
import { QuickBooksFault, entry, fault, unsupported } from './fault.js';
import { replayed, requireRequestId } from './request-id.js';

/** The connection ends without an answer. In process the caller's fetch rejects, over HTTP the socket closes. */
export class ConnectionDropped extends Error {
  constructor() {
    super('The connection was dropped by a fault rule.');
    this.name = 'ConnectionDropped';
  }
}

const fallbackZone = 'America/Los_Angeles';
/** Measured shape of ux-api-perf.md 4.1: milliseconds per call and per batch item. */
const publishedLatency = { call: 300, batchItem: 120 } as const;

/** What handling a request found out, for journal and meters. */
type Trace = { startedAt: number; items?: number; isReplay?: boolean };

/** Answers a request under `/v3/company/{realmId}` as QuickBooks' gateway and services would, and writes it to the journal. */
export async function handleApi(world: World, request: Request, url: URL): Promise<Response> {
  const began = performance.now();
  const trace: Trace = { startedAt: world.virtualClock.now() };
  const tid = `1-${world.random.hex(8)}-${world.random.hex(24)}`;
  const bytes = new Uint8Array(await request.arrayBuffer());
  const call = readCall(request.method, url, new TextDecoder().decode(bytes));
  if (!call) return new Response('', { status: 404, headers: { intuit_tid: tid } });
  const bearer = bearerOf(request);
  try {
    const answer = await answerCall(world, call, bytes, bearer, trace);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    journal(world, call, trace, { tid, began, status: answer.status, bearer, text });
    return respond(answer, text, tid, began);
  } catch (error) {
    if (error instanceof ConnectionDropped) journal(world, call, trace, { tid, began, status: 0, bearer });
    throw error;
  }
}

async function answerCall(world: World, call: ApiCall, bytes: Uint8Array, bearer: string | undefined, trace: Trace): Promise<Answer> {
  const rule = world.faultRules.take({
    realmId: call.realmId,
    entity: call.entity,
    operation: call.operation,
    text: `${call.method} ${call.path}?${decodeURIComponent(call.params.toString().replaceAll('+', ' '))} ${call.body}`,
  });
  if (rule?.delayMs) await sleep(rule.delayMs);
  if (rule?.drop) throw new ConnectionDropped();
  const zone = world.find(call.realmId)?.zone ?? fallbackZone;
  if (rule && hasAnswer(rule)) return ruleAnswer(rule, trace.startedAt, zone);
  const answer = await admitted(world, call, bytes, bearer, trace, zone);
  if (rule?.commitThenDrop) throw new ConnectionDropped();
  return answer;
}

async function admitted(world: World, call: ApiCall, bytes: Uint8Array, bearer: string | undefined, trace: Trace, zone: string): Promise<Answer> {
  try {
    const company = authorize(world, call, bearer);
    const isBatch = call.operation === 'batch';
    if (!world.throttle.admit(company.realmId, isBatch)) {
      world.meterBook.count(company.realmId, ['throttled']);
      throw fault('3001', 'The request limit was reached.  Try again later');
    }
    try {
      requireUtf8(bytes);
      const answer = await execute(world, company, call, trace);
      world.meterBook.count(company.realmId, answer.status === 200 ? priceClasses(call) : []);
      return answer;
    } finally {
      world.throttle.release(company.realmId);
    }
  } catch (error) {
    if (error instanceof QuickBooksFault) return refusalAnswer(error, trace.startedAt, zone);
    throw error;
  }
}

/** Bearer first (401, code 3200), then whether it belongs to this company (403, code 3100). The 401 echoes the token (recorded). */
function authorize(world: World, call: ApiCall, bearer: string | undefined): CompanyState {
  if (!bearer || bearer.length < 10) throw fault('3200', 'Malformed bearer token: too short or too long');
  const grant = world.grants.findByAccess(bearer);
  if (!grant) throw fault('3200', `Token expired: ${bearer}`);
  const company = world.find(call.realmId);
  const mayUse = grant.scope.split(' ').includes('com.intuit.quickbooks.accounting');
  if (!company || grant.realmId !== call.realmId || !mayUse) throw fault('3100', '');
  return company;
}

async function execute(world: World, company: CompanyState, call: ApiCall, trace: Trace): Promise<Answer> {
  const items = call.operation === 'batch' ? readBatch(call.body) : undefined;
  if (items) trace.items = items.length;
  if (world.latency === 'published') await sleep(publishedLatency.call + publishedLatency.batchItem * (items?.length ?? 0));
  const requestId = call.params.get('requestid') || undefined;
  if (items) return success(runBatch(company, items, requestId), trace.startedAt, company.zone);
  requireRequestId(requestId, 50);
  const run = () => answerOnce(company, call, trace);
  const isWrite = call.method === 'POST' && call.operation !== 'query';
  if (requestId === undefined || !isWrite) return run();
  const reply = replayed(company, requestId, wordingOf(call), run);
  if (reply.isReplay) trace.isReplay = true;
  return { status: reply.status, body: reply.body, contentType: reply.status === 200 ? 'application/json;charset=utf-8' : 'application/json' };
}

/** Runs the call; refusals become answers here, so that they can be replayed. */
function answerOnce(company: CompanyState, call: ApiCall, trace: Trace): Answer {
  try {
    return success(runEndpoint(company, call), trace.startedAt, company.zone);
  } catch (error) {
    if (error instanceof QuickBooksFault) return refusalAnswer(error, trace.startedAt, company.zone);
    throw error;
  }
}

function runEndpoint(company: CompanyState, call: ApiCall): WireObject {
  if (call.operation !== 'cdc') return runCall(company, call);
  if (call.method !== 'GET') throw unsupported('cdc');
  return { CDCResponse: changesSince(company, call.params.get('entities') ?? '', call.params.get('changedSince') ?? '') };
}

/** Reads, queries, change data and, assumed, batches are CorePlus; writes are Core (reference, section 14). */
function priceClasses(call: ApiCall): (keyof Meters)[] {
  if (call.operation === 'batch') return ['corePlus', 'batches'];
  return call.method === 'GET' || call.operation === 'query' ? ['corePlus'] : ['core'];
}

/** Everything that makes two requests the same one. */
function wordingOf(call: ApiCall): string {
  const params = new URLSearchParams(call.params);
  params.delete('requestid');
  params.sort();
  return `${call.method} ${call.path}?${params} ${call.body}`;
}

/** Bytes that are no UTF-8: recorded text (Intuit, common-errors). */
function requireUtf8(bytes: Uint8Array): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault('500', 'Operation MalformedByteSequenceException: Invalid byte 1 of 1-byte UTF-8 sequence is not supported.');
  }
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim();
}

function hasAnswer(rule: FaultRule['then']): boolean {
  return rule.status !== undefined || rule.fault !== undefined || rule.html === true || rule.xml === true;
}

const codeOfStatus: Record<number, string> = { 401: '3200', 403: '3100', 429: '3001', 500: '10000' };

/** The answer a fault rule asks for: its code's own text unless it brings one; bare 5xx are a proxy's page. */
function ruleAnswer(rule: FaultRule['then'], startedAt: number, zone: string): Answer {
  const code = rule.fault?.code ?? codeOfStatus[rule.status ?? 500];
  if (rule.html || code === undefined) return htmlAnswer(rule.status ?? 503);
  const made = entry(code, rule.fault?.detail ?? defaultDetail(code), rule.fault?.element);
  if (rule.fault?.message !== undefined) made.message = rule.fault.message;
  const refusal = new QuickBooksFault([made]);
  const answer = rule.xml ? xmlRefusal(refusal, startedAt, zone) : refusalAnswer(refusal, startedAt, zone);
  return rule.status === undefined ? answer : { ...answer, status: rule.status };
}

function defaultDetail(code: string): string {
  if (code === '3001') return 'The request limit was reached.  Try again later';
  if (code === '3200') return 'Token expired: AB01';
  if (code === '10000') return 'System Failure Error: An unexpected error occurred while accessing or saving your data.';
  return '';
}

function respond(answer: Answer, text: string, tid: string, began: number): Response {
  const elapsed = Math.round(performance.now() - began);
  return new Response(text, {
    status: answer.status,
    headers: {
      'content-type': answer.contentType,
      intuit_tid: tid,
      'qbo-version': '2031.114',
      'service-time': `total=${elapsed}, db=${Math.round(elapsed / 2)}`,
      expires: '0',
      'cache-control': 'max-age=0, no-cache, no-store, must-revalidate, private',
      'strict-transport-security': 'max-age=15552000',
      ...answer.headers,
    },
  });
}

type Outcome = { tid: string; began: number; status: number; bearer: string | undefined; text?: string };

function journal(world: World, call: ApiCall, trace: Trace, outcome: Outcome): void {
  const { text, bearer } = outcome;
  const code = text === undefined || outcome.status === 200 ? undefined : /"code":"([^"]+)"|code="([^"]+)"/.exec(text)?.slice(1).find(Boolean);
  const requestid = call.params.get('requestid') || undefined;
  const statement = call.operation === 'query' && call.method === 'GET' ? (call.params.get('query') ?? '') : call.body;
  world.requests.add({
    at: new Date(trace.startedAt).toISOString(),
    realmId: call.realmId,
    method: call.method,
    path: call.path,
    status: outcome.status,
    metered: outcome.status === 200 && priceClasses(call).includes('corePlus'),
    intuitTid: outcome.tid,
    durationMs: Math.round(performance.now() - outcome.began),
    ...(call.entity === undefined ? {} : { entity: call.entity }),
    ...(call.operation === undefined ? {} : { operation: call.operation }),
    ...(call.id === undefined ? {} : { id: call.id }),
    ...(code === undefined ? {} : { faultCode: code }),
    ...(requestid === undefined ? {} : { requestid }),
    ...(trace.isReplay ? { replayed: true } : {}),
    ...(trace.items === undefined ? {} : { items: trace.items }),
    ...(statement === '' ? {} : { requestBody: statement }),
    ...(text === undefined ? {} : { responseBody: bearer === undefined || outcome.status === 200 ? text : text.replaceAll(bearer, '[token]') }),
  });
}
