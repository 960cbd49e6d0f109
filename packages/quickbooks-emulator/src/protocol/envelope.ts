import { stampMillis } from '../kernel/clock.js';
import { moneyNames } from '../kernel/money.js';
import type { WireObject } from '../kernel/company.js';
import { gatewayCodes } from './fault-catalogue.js';
import type { QuickBooksFault } from './fault.js';
import type { Format } from './format.js';
import { responseXml } from './xml/envelope-xml.js';

/**
 * An answer before it becomes HTTP: an object travels as JSON or XML, as the caller asked; a text or file as it is, with
 * its own content type. `writeXml` where its XML is no `IntuitResponse`.
 */
export type Answer = { status: number; body: WireObject | string | Uint8Array<ArrayBuffer>; contentType?: string; headers?: Record<string, string>; writeXml?: () => string };

/** An answer of QuickBooks itself, which can travel either way and be kept for a repeat. */
export type ServiceAnswer = Answer & { body: WireObject };

/** The body as it travels. */
export function answerBody({ body, writeXml }: Answer, format: Format, startedAt: number, zone: string): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (format === 'xml' && writeXml) return writeXml();
  return format === 'json' ? jsonOf(body) : responseXml(body, stampMillis(startedAt, zone));
}

const unpaddedMoney = new RegExp(`("(?:\\w*${moneyNames})":-?\\d+)(?:\\.(\\d))?(?=[,}\\]])`, 'g');

/** JSON as QuickBooks prints it: money with two decimals, zero and everything else as it is (recorded, MQ). Quotes within texts are escaped, so only members match. */
function jsonOf(body: WireObject): string {
  return JSON.stringify(body).replace(unpaddedMoney, (whole, digits: string, tenth: string | undefined) => (whole.endsWith(':0') ? whole : `${digits}.${tenth ?? '0'}0`));
}

/** Faults come without a charset (recorded, MQ). */
export function contentTypeOf(answer: Answer, format: Format): string {
  return answer.contentType ?? `application/${format}${answer.status === 200 ? ';charset=utf-8' : ''}`;
}

/** Success: one member named after the entity (or QueryResponse, CDCResponse, ...) and the moment processing started. */
export function success(members: WireObject, startedAt: number, zone: string): ServiceAnswer {
  return { status: 200, body: { ...members, time: stampMillis(startedAt, zone) } };
}

/** The `Fault` member, also used inside batch answers (recorded, MQ:batch). */
export function faultMember(refusal: QuickBooksFault): WireObject {
  return {
    Error: refusal.entries.map(({ message, detail, code, element }) => ({
      Message: message,
      Detail: detail,
      code,
      ...(element === undefined ? {} : { element }),
    })),
    type: refusal.type,
  };
}

/** A refusal in the envelope of whoever refuses: QuickBooks itself or the gateway before it (reference 12.1). */
export function refusalAnswer(refusal: QuickBooksFault, startedAt: number, zone: string): ServiceAnswer {
  if (gatewayCodes.has(refusal.code)) return gatewayAnswer(refusal, startedAt);
  return { status: refusal.status, body: { Fault: faultMember(refusal), time: stampMillis(startedAt, zone) } };
}

/** Lower-case members, `time` in milliseconds (recorded, MQ:error/401; the JSON form of 429 is assumed to be the same). */
function gatewayAnswer(refusal: QuickBooksFault, startedAt: number): ServiceAnswer {
  const first = refusal.entries[0]!;
  return {
    status: refusal.status,
    ...(refusal.code === '3200' ? { headers: { 'www-authenticate': 'Bearer realm="Intuit", error="invalid_token"' } } : {}),
    body: {
      warnings: null,
      intuitObject: null,
      fault: {
        error: [{ message: first.message, detail: first.detail === '' ? null : first.detail, code: first.code, element: null }],
        type: refusal.type,
      },
      report: null,
      queryResponse: null,
      batchItemResponse: [],
      attachableResponse: [],
      syncErrorResponse: null,
      requestId: null,
      time: startedAt,
      status: null,
      cdcresponse: [],
    },
  };
}

/** A fault as XML whatever was asked: throttle faults of 2016 and 2017 came so to JSON clients (recorded). */
export function xmlRefusal(refusal: QuickBooksFault, startedAt: number, zone: string): Answer {
  const answer = refusalAnswer(refusal, startedAt, zone);
  return { ...answer, body: responseXml(answer.body, stampMillis(startedAt, zone)), contentType: 'application/xml' };
}

/** What a proxy in front of QuickBooks answers when nobody is behind it (recorded: 503 pages). */
export function htmlAnswer(status: number): Answer {
  const title = status === 503 ? '503 Service Temporarily Unavailable' : `${status} Bad Gateway`;
  return { status, body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`, contentType: 'text/html' };
}
