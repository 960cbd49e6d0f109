import { setTimeout as sleep } from 'node:timers/promises';
import { damaged, sent, withUnknownFields } from '../faults/answer-effects.js';
import type { FaultThen } from '../faults/fault-rule.js';
import { FaultGrammarError } from '../faults/read-fault.js';
import { hasAnswer, ruleAnswer } from '../faults/rule-answer.js';
import { takeFault } from '../faults/take-fault.js';
import { changeWorldAfter, changeWorldBefore, silentlyChanged } from '../faults/world-effects.js';
import type { WireObject } from '../kernel/company.js';
import type { World } from '../kernel/world.js';
import { type ApiCall, readCall } from './call.js';
import { ConnectionDropped, never } from './connection-dropped.js';
import { type Answer, answerBody, contentTypeOf } from './envelope.js';
import { type Exchange, answerExchange } from './exchange.js';
import { QuickBooksFault } from './fault.js';
import { sentFormat, wantedFormat } from './format.js';
import { journalCall } from './journal-call.js';
import { readBytes } from './read-bytes.js';
import { hasUsed } from './request-id.js';
import { jsonOfXml } from './xml/read-request.js';

const fallbackZone = 'America/Los_Angeles';

/** Answers a request under `/v3/company/{realmId}` as QuickBooks' gateway and services would, and writes it to the journal. */
export async function handleApi(world: World, request: Request, url: URL): Promise<Response> {
  const began = performance.now();
  const tid = `1-${world.random.hex(8)}-${world.random.hex(24)}`;
  const startedAt = world.virtualClock.now();
  const bytes = await readBytes(request);
  if (!bytes) return new Response('<html><head><title>413 Request Entity Too Large</title></head></html>', { status: 413, headers: { 'content-type': 'text/html', intuit_tid: tid } });
  const call = readRequest(request, url, bytes);
  if (!call) return new Response('', { status: 404, headers: { intuit_tid: tid } });
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim();
  const format = wantedFormat(request.headers.get('accept'), call.operation === 'report' ? 'application/json' : request.headers.get('content-type'));
  const exchange: Exchange = { world, call, bytes, bearer, startedAt, zone: world.find(call.realmId)?.zone ?? fallbackZone, found: {} };
  try {
    const then = takeFault(world, request, targetOf(world, call)) ?? {};
    const answer = await answerWithFaults(exchange, then);
    const body = answerBody(answer, format, startedAt, exchange.zone);
    const headers = headersOf(answer, contentTypeOf(answer, format), tid, began, startedAt);
    const out = damaged({ status: answer.status, headers, body }, then);
    journalCall(exchange, { tid, began, status: out.status, ...(typeof body === 'string' ? { text: body } : {}) });
    return sent(out, then);
  } catch (error) {
    if (error instanceof FaultGrammarError) return Response.json({ error: error.message }, { status: 400 });
    if (error instanceof ConnectionDropped) journalCall(exchange, { tid, began, status: 0 });
    throw error;
  }
}

/** The call, an XML body already as the JSON it stands for; what is wrong with it is told once the caller is known. */
function readRequest(request: Request, url: URL, bytes: Uint8Array<ArrayBuffer>): ApiCall | undefined {
  const contentType = request.headers.get('content-type') ?? '';
  const sent = /^multipart\//i.test(contentType) ? '' : new TextDecoder().decode(bytes);
  const call = readCall(request.method, url, sent);
  if (!call) return undefined;
  const isXml = request.method === 'POST' && call.operation !== 'query' && sentFormat(contentType) === 'xml';
  if (!isXml) return { ...call, contentType };
  try {
    return { ...readCall(request.method, url, jsonOfXml(sent, call.segments[0]?.toLowerCase() ?? ''))!, contentType, sent };
  } catch (error) {
    if (error instanceof QuickBooksFault) return { ...call, contentType, unreadable: error };
    throw error;
  }
}

function targetOf(world: World, call: ApiCall) {
  return {
    realmId: call.realmId,
    entity: call.entity,
    operation: call.operation,
    text: `${call.method} ${call.path}?${[...call.params].map(([name, value]) => `${name}=${value}`).join('&')} ${call.body}`,
    isRepeat: () => hasUsed(world.find(call.realmId), call.params.get('requestid') ?? ''),
  };
}

/** The real answer, or what a fault makes of it. */
async function answerWithFaults(exchange: Exchange, then: FaultThen): Promise<Answer> {
  const { world, call } = exchange;
  if (then.delayMs) await sleep(then.delayMs, undefined, { ref: false });
  if (then.drop) throw new ConnectionDropped();
  if (then.swallow) await never();
  const company = world.find(call.realmId);
  if (company) changeWorldBefore(world, company, call, exchange.bearer, then);
  if (hasAnswer(then)) return ruleAnswer(then, exchange.startedAt, exchange.zone);
  const answer = await answerExchange({ ...exchange, call: silentlyChanged(call, then) }, then);
  const isStored = company !== undefined && answer.status === 200 && !(answer.body instanceof Uint8Array);
  const body = isStored ? changeWorldAfter(company, answer.body as WireObject | string, then) : answer.body;
  if (then.commitThenDelayMs) await sleep(then.commitThenDelayMs, undefined, { ref: false });
  if (then.commitThenDrop) throw new ConnectionDropped();
  const isShown = then.unknownFields && typeof body === 'object' && !(body instanceof Uint8Array);
  return { ...answer, body: isShown ? (withUnknownFields(body) as WireObject) : body };
}

function headersOf(answer: Answer, contentType: string, tid: string, began: number, startedAt: number): Record<string, string> {
  const elapsed = Math.round(performance.now() - began);
  return {
    'content-type': contentType,
    date: new Date(startedAt).toUTCString(),
    intuit_tid: tid,
    'qbo-version': '2031.114',
    'service-time': `total=${elapsed}, db=${Math.round(elapsed / 2)}`,
    expires: '0',
    'cache-control': 'max-age=0, no-cache, no-store, must-revalidate, private',
    'strict-transport-security': 'max-age=15552000',
    'x-spanid': tid.slice(-16),
    'x-amzn-trace-id': `Root=${tid}`,
    ...answer.headers,
  };
}
