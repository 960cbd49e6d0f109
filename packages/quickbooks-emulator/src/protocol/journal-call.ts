import type { World } from '../kernel/world.js';
import type { ApiCall } from './call.js';
import { priceClasses } from './price-class.js';

/** What handling a request found out, for journal and meters. */
export type Trace = { startedAt: number; items?: number; isReplay?: boolean };

/** How it ended; `text` is the answer's body, `bearer` the token that must not be kept. */
export type Outcome = { tid: string; began: number; status: number; bearer: string | undefined; text?: string };

/** Writes a finished (or dropped) request to the journal, without tokens. */
export function journalCall(world: World, call: ApiCall, trace: Trace, outcome: Outcome): void {
  const { text, bearer } = outcome;
  const code = text === undefined || outcome.status === 200 ? undefined : /"code":"([^"]+)"|code="([^"]+)"/.exec(text)?.slice(1).find(Boolean);
  const requestid = call.params.get('requestid') || undefined;
  const statement = call.operation === 'query' && call.method === 'GET' ? (call.params.get('query') ?? '') : (call.sent ?? call.body);
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
