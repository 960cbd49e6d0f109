import type { Exchange } from './exchange.js';
import { priceClasses } from './price-class.js';

/** How it ended; `text` is the answer's body. */
export type Outcome = { tid: string; began: number; status: number; text?: string };

/** Writes a finished (or dropped) request to the journal, without tokens. */
export function journalCall({ world, call, bearer, startedAt, found }: Exchange, { tid, began, status, text }: Outcome): void {
  const code = text === undefined || status === 200 ? undefined : /"code":"([^"]+)"|code="([^"]+)"/.exec(text)?.slice(1).find(Boolean);
  const requestid = call.params.get('requestid') || undefined;
  const statement = call.operation === 'query' && call.method === 'GET' ? (call.params.get('query') ?? '') : (call.sent ?? call.body);
  world.requests.add({
    at: new Date(startedAt).toISOString(),
    realmId: call.realmId,
    method: call.method,
    path: call.path,
    status,
    metered: status === 200 && priceClasses(call).includes('corePlus'),
    intuitTid: tid,
    durationMs: Math.round(performance.now() - began),
    ...(call.entity === undefined ? {} : { entity: call.entity }),
    ...(call.operation === undefined ? {} : { operation: call.operation }),
    ...(call.id === undefined ? {} : { id: call.id }),
    ...(code === undefined ? {} : { faultCode: code }),
    ...(requestid === undefined ? {} : { requestid }),
    ...(found.isReplay ? { replayed: true } : {}),
    ...(found.items === undefined ? {} : { items: found.items }),
    ...(statement === '' ? {} : { requestBody: statement }),
    ...(text === undefined ? {} : { responseBody: bearer === undefined || status === 200 ? text : text.replaceAll(bearer, '[token]') }),
  });
}
