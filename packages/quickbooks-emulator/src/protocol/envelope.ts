import { stampMillis } from '../kernel/clock.js';
import type { WireObject } from '../kernel/company.js';
import { gatewayCodes } from './fault-catalogue.js';
import type { QuickBooksFault } from './fault.js';

/** An answer before it becomes HTTP. */
export type Answer = { status: number; body: unknown; contentType: string; headers?: Record<string, string> };

const jsonType = 'application/json;charset=utf-8';

/** Success: one member named after the entity (or QueryResponse, CDCResponse, ...) and the moment processing started. */
export function success(members: WireObject, startedAt: number, zone: string): Answer {
  return { status: 200, body: { ...members, time: stampMillis(startedAt, zone) }, contentType: jsonType };
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
export function refusalAnswer(refusal: QuickBooksFault, startedAt: number, zone: string): Answer {
  if (gatewayCodes.has(refusal.code)) return gatewayAnswer(refusal, startedAt);
  return { status: refusal.status, body: { Fault: faultMember(refusal), time: stampMillis(startedAt, zone) }, contentType: 'application/json' };
}

/** Lower-case members, `time` in milliseconds (recorded, MQ:error/401; the JSON form of 429 is assumed to be the same). */
function gatewayAnswer(refusal: QuickBooksFault, startedAt: number): Answer {
  const first = refusal.entries[0]!;
  return {
    status: refusal.status,
    contentType: 'application/json',
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

/** The XML twin of a fault, which comes even to JSON clients (recorded: throttle faults of 2016 and 2017). */
export function xmlRefusal(refusal: QuickBooksFault, startedAt: number, zone: string): Answer {
  const errors = refusal.entries
    .map(({ code, element, message, detail }) => {
      const at = element === undefined ? '' : ` element="${escapeXml(element)}"`;
      return `<Error code="${code}"${at}><Message>${escapeXml(message)}</Message><Detail>${escapeXml(detail)}</Detail></Error>`;
    })
    .join('');
  const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${stampMillis(startedAt, zone)}"><Fault type="${refusal.type}">${errors}</Fault></IntuitResponse>`;
  return { status: refusal.status, body, contentType: 'application/xml' };
}

/** What a proxy in front of QuickBooks answers when nobody is behind it (recorded: 503 pages). */
export function htmlAnswer(status: number): Answer {
  const title = status === 503 ? '503 Service Temporarily Unavailable' : `${status} Bad Gateway`;
  return { status, body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`, contentType: 'text/html' };
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[char]!);
}
