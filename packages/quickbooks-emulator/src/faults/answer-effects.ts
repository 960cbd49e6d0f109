import { setTimeout as sleep } from 'node:timers/promises';
import type { WireObject, WireValue } from '../kernel/company.js';
import { ConnectionDropped } from '../protocol/connection-dropped.js';
import type { FaultThen } from './fault-rule.js';

/** An answer on its way out. */
export type Outgoing = { status: number; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> };

/** Adds a member nobody knows to every object that has an Id. */
export function withUnknownFields(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withUnknownFields(member)])) as WireObject;
  return 'SyncToken' in inner ? { ...inner, BrandNewField: { value: 'from a later version' } } : inner;
}

/** Damages an answer as networks and gateways do. */
export function damaged(answer: Outgoing, then: FaultThen): Outgoing {
  let { status, body } = answer;
  const headers = { ...answer.headers };
  if (then.redirectTo !== undefined) {
    status = 302;
    headers.location = then.redirectTo;
    body = '';
  }
  if (then.contentType !== undefined) headers['content-type'] = then.contentType;
  if (then.truncate) body = body.slice(0, Math.floor(body.length / 2));
  if (then.mojibake && typeof body === 'string') body = Buffer.from(body, 'utf8').toString('latin1');
  if (then.badGzip) headers['content-encoding'] = 'gzip';
  return { status, headers, body };
}

const headLeavesMs = 20;

/** The answer on its way; of one that breaks off, half arrives before the connection ends. */
export function sent({ status, headers, body }: Outgoing, { breakOff }: FaultThen): Response {
  if (!breakOff) return new Response(body, { status, headers });
  const whole = Buffer.from(body as Uint8Array);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const broken = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(half),
    // Not before the head and the half have left: a server that hears of it sooner answers with an error of its own.
    pull: (stream) => sleep(headLeavesMs).then(() => stream.error(new ConnectionDropped())),
  });
  // What is sent as it is cannot be packed on its way.
  return new Response(broken, { status, headers: { ...headers, 'content-encoding': 'identity' } });
}
