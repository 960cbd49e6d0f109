import { setTimeout as sleep } from 'node:timers/promises';
import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { World } from '../kernel/world.js';
import { readBatch, runBatch } from './batch.js';
import { type ApiCall, readCall } from './call.js';
import { changesSince } from './cdc.js';
import { runCall } from './entity-routes.js';
import { type Answer, type ServiceAnswer, answerText, contentTypeOf, refusalAnswer, success } from './envelope.js';
import { QuickBooksFault, fault, unsupported } from './fault.js';
import { type Format, sentFormat, wantedFormat } from './format.js';
import { type Trace, journalCall } from './journal-call.js';
import { priceClasses } from './price-class.js';
import { replayed, requireRequestId } from './request-id.js';
import { hasAnswer, ruleAnswer } from './rule-answer.js';
import { jsonOfXml } from './xml/read-request.js';

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

/** Answers a request under `/v3/company/{realmId}` as QuickBooks' gateway and services would, and writes it to the journal. */
export async function handleApi(world: World, request: Request, url: URL): Promise<Response> {
  const began = performance.now();
  const trace: Trace = { startedAt: world.virtualClock.now() };
  const tid = `1-${world.random.hex(8)}-${world.random.hex(24)}`;
  const bytes = new Uint8Array(await request.arrayBuffer());
  const call = readRequest(request, url, bytes);
  if (!call) return new Response('', { status: 404, headers: { intuit_tid: tid } });
  const bearer = bearerOf(request);
  const format = wantedFormat(request.headers.get('accept'), request.headers.get('content-type'));
  try {
    const answer = await answerCall(world, call, bytes, bearer, trace);
    const text = answerText(answer, format, trace.startedAt, zoneOf(world, call));
    journalCall(world, call, trace, { tid, began, status: answer.status, bearer, text });
    return respond(answer, format, text, tid, began);
  } catch (error) {
    if (error instanceof ConnectionDropped) journalCall(world, call, trace, { tid, began, status: 0, bearer });
    throw error;
  }
}

/** The call, an XML body already as the JSON it stands for; what is wrong with it is told once the caller is known. */
function readRequest(request: Request, url: URL, bytes: Uint8Array): ApiCall | undefined {
  const sent = new TextDecoder().decode(bytes);
  const call = readCall(request.method, url, sent);
  const isXml = call !== undefined && request.method === 'POST' && call.operation !== 'query' && sentFormat(request.headers.get('content-type')) === 'xml';
  if (!isXml) return call;
  try {
    return { ...readCall(request.method, url, jsonOfXml(sent, call.segments[0]?.toLowerCase() ?? ''))!, sent };
  } catch (error) {
    if (error instanceof QuickBooksFault) return { ...call, unreadable: error };
    throw error;
  }
}

function zoneOf(world: World, call: ApiCall): string {
  return world.find(call.realmId)?.zone ?? fallbackZone;
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
  const zone = zoneOf(world, call);
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
      if (call.unreadable) throw call.unreadable;
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
  return { status: reply.status, body: reply.body };
}

/** Runs the call; refusals become answers here, so that they can be replayed. */
function answerOnce(company: CompanyState, call: ApiCall, trace: Trace): ServiceAnswer {
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

function respond(answer: Answer, format: Format, text: string, tid: string, began: number): Response {
  const elapsed = Math.round(performance.now() - began);
  return new Response(text, {
    status: answer.status,
    headers: {
      'content-type': contentTypeOf(answer, format),
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
