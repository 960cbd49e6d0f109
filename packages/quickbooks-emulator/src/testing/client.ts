import { expect } from 'vitest';
import type { EmulatorOptions } from '../emulator.js';
import { createEmulator } from '../emulator.js';
import type { WireObject } from '../kernel/company.js';
import type { FaultRule } from '../faults/fault-rule.js';
import { nonconforming } from './conformance.js';
import { smallCompany } from './small-company.js';

/** A morning in Oakland the tests' clocks stand still at. */
export const testNow = Date.parse('2026-03-02T17:00:00Z');

/** An answer, read. `body` is any so that tests can walk into it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { status: number; headers: Headers; body: any };

/** An emulator with one connected company, and short ways to call it; every answer is held against the element tables. */
export function connected(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ clock: { now: () => testNow }, throttle: false, companies: [smallCompany()], ...options });
  const grant = emulator.mintGrant();
  const base = `http://emulator.test/v3/company/${grant.realmId}`;
  const call = async (method: string, path: string, body?: string | WireObject, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await emulator.fetch(
      new Request(`${base}/${path}`, {
        method,
        headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const answered = text.startsWith('{') ? JSON.parse(text) : text;
    if (response.status === 200) expect(nonconforming(answered)).toEqual([]);
    return { status: response.status, headers: response.headers, body: answered };
  };
  return {
    emulator,
    grant,
    call,
    get: (path: string) => call('GET', path),
    post: (path: string, body: string | WireObject) => call('POST', path, body),
    query: (statement: string) => call('GET', `query?query=${encodeURIComponent(statement)}`),
  };
}

/** The first error of a fault answer. */
export function errorOf(answer: Answer): { code: string; Detail: string; Message: string; element?: string } {
  return answer.body.Fault.Error[0];
}

/** A minimal invoice: hours at a rate. */
export function invoiceOf(customer: string, lines: { qty?: number; rate?: number; amount: number; tax?: string; item?: string }[]): WireObject {
  return {
    CustomerRef: { value: customer },
    Line: lines.map(({ qty, rate, amount, tax, item }) => ({
      Amount: amount,
      DetailType: 'SalesItemLineDetail',
      SalesItemLineDetail: {
        ItemRef: { value: item ?? '1' },
        ...(qty === undefined ? {} : { Qty: qty }),
        ...(rate === undefined ? {} : { UnitPrice: rate }),
        ...(tax === undefined ? {} : { TaxCodeRef: { value: tax } }),
      },
    })),
  };
}

/** A fault rule; `then` is the rule grammar's own word and nothing here is awaited. */
export function rule(when: FaultRule['when'], outcome: FaultRule['then'], times?: number): FaultRule {
  // oxlint-disable-next-line unicorn/no-thenable
  return { when, then: outcome, ...(times === undefined ? {} : { times }) };
}
