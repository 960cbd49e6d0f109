import { describe, expect, test } from 'vitest';
import { ConnectionDropped } from './connection-dropped.js';
import { connected, errorOf, invoiceOf, rule } from '../testing/client.js';

describe('limits', () => {
  test('the eleventh call of a second is told to wait, in the gateway\'s envelope', async () => {
    const { emulator, get, grant } = connected({ throttle: true });
    const statuses = [];
    for (let call = 0; call < 11; call += 1) statuses.push((await get('preferences')).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    const refused = await get('preferences');
    expect(refused.body.fault).toEqual({
      error: [{ message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429', detail: 'The request limit was reached.  Try again later', code: '3001', element: null }],
      type: 'SERVICE',
    });
    expect(refused.headers.has('retry-after')).toBe(false);
    emulator.advance(999);
    expect((await get('preferences')).status).toBe(429);
    emulator.advance(1);
    expect((await get('preferences')).status).toBe(200);
    expect(emulator.meters(grant.realmId)).toEqual({ core: 0, corePlus: 11, batches: 0, throttled: 3 });
  });

  test('five hundred calls a rolling minute', async () => {
    const { emulator, get } = connected({ throttle: true });
    for (let call = 0; call < 500; call += 1) {
      if (call % 10 === 0) emulator.advance(1_000);
      expect((await get('preferences')).status).toBe(200);
    }
    emulator.advance(1_000);
    expect((await get('preferences')).status).toBe(429);
    emulator.advance(10_000);
    expect((await get('preferences')).status).toBe(200);
  });

  test('forty batches a rolling minute, while single calls go on', async () => {
    const { emulator, get, post } = connected({ throttle: true });
    const one = { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] };
    for (let call = 0; call < 40; call += 1) {
      emulator.advance(150);
      expect((await post('batch', one)).status).toBe(200);
    }
    emulator.advance(1_000);
    expect((await post('batch', one)).status).toBe(429);
    expect((await get('preferences')).status).toBe(200);
  });

  test('a hundred and twenty batches a minute and ten calls a second: the first of the company, the second of each app', async () => {
    const clients = ['a', 'b', 'c', 'd'].map((clientId) => ({ clientId, clientSecret: 's' }));
    const { emulator } = connected({ throttle: true, clients });
    const grants = clients.map(({ clientId }) => emulator.mintGrant({ clientId }));
    const call = async ({ realmId, accessToken }: (typeof grants)[number], path: string, body?: object) => {
      const init = { headers: { authorization: `Bearer ${accessToken}` }, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) };
      return (await emulator.fetch(new Request(`http://x/v3/company/${realmId}/${path}`, init))).status;
    };
    const one = { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] };
    for (let round = 0; round < 40; round += 1) {
      emulator.advance(200);
      for (const grant of grants.slice(0, 3)) expect(await call(grant, 'batch', one)).toBe(200);
    }
    expect(await call(grants[3]!, 'batch', one)).toBe(429);
    for (const grant of grants.slice(2)) for (let count = 0; count < 5; count += 1) expect(await call(grant, 'preferences')).toBe(200);
  });

  test('two hundred reports a minute, forty mails a day', async () => {
    const { emulator, get, post } = connected({ throttle: true });
    for (let call = 0; call < 200; call += 1) {
      emulator.advance(150);
      expect((await get('reports/ProfitAndLoss')).status).toBe(200);
    }
    emulator.advance(1_000);
    expect((await get('reports/ProfitAndLoss')).status).toBe(429);
    await post('invoice', invoiceOf('1', [{ amount: 5 }]));
    const send = () => post('invoice/1/send?sendTo=a%40b.example', '');
    for (let call = 0; call < 40; call += 1) {
      emulator.advance(60_000);
      expect((await send()).status).toBe(200);
    }
    emulator.advance(60_000);
    expect((await send()).status).toBe(429);
    expect((await get('preferences')).status).toBe(200);
  });

  test('eight hundred calls a minute to all endpoints together: userinfo and tokens count too, and do not count as calls', async () => {
    const { emulator, get, grant } = connected({ throttle: true });
    const ask = async () => (await emulator.fetch(new Request('http://x/v1/openid_connect/userinfo', { headers: { authorization: `Bearer ${grant.accessToken}` } }))).status;
    for (let call = 0; call < 798; call += 1) expect(await ask()).toBe(200);
    expect((await get('preferences')).status).toBe(200);
    expect(await ask()).toBe(200);
    expect([await ask(), (await get('preferences')).status]).toEqual([429, 429]);
    const refresh = new Request('http://x/oauth2/v1/tokens/bearer', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${grant.clientId}:${grant.clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: grant.refreshToken }),
    });
    const refused = await emulator.fetch(refresh);
    expect([refused.status, await refused.json()]).toMatchObject([429, { fault: { error: [{ code: '3001' }] } }]);
  });

  test('at most ten at once', async () => {
    const { emulator, get } = connected({ throttle: true });
    emulator.fault(rule({ operation: 'read' }, { delayMs: 1 }, 0));
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => get('preferences')))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});

test.each([
  ['750 lines with tax', 750, 'TAX', 200],
  ['751 lines with tax', 751, 'TAX', 400],
  ['751 lines without', 751, 'NON', 200],
  ['10,001 lines', 10_001, 'NON', 400],
])('an invoice of %s', async (_what, count, tax, status) => {
  const { post } = connected();
  const answer = await post('invoice', invoiceOf('1', Array.from({ length: count }, () => ({ amount: 1, tax }))));
  expect(answer.status).toBe(status);
});

describe('what a call costs', () => {
  test('reads, queries, change data and batches are metered, writes and refusals are not', async () => {
    const { emulator, grant, get, post, query } = connected();
    await get('customer/1');
    await query('select * from Customer');
    await get('cdc?entities=Customer&changedSince=2026-03-01');
    await post('batch', { BatchItemRequest: [{ bId: '1', operation: 'create', Customer: { DisplayName: 'A' } }] });
    await post('customer', { DisplayName: 'B' });
    await post('customer', { DisplayName: 'B' });
    await get('customer/999');
    expect(emulator.meters(grant.realmId)).toEqual({ core: 1, corePlus: 4, batches: 1, throttled: 0 });
    expect(emulator.journal.map(({ operation, metered }) => [operation, metered])).toEqual([
      ['read', true],
      ['query', true],
      ['cdc', true],
      ['batch', true],
      ['create', false],
      ['create', false],
      ['read', false],
    ]);
  });

  test('the journal says what was asked and answered', async () => {
    const { emulator, grant, post } = connected();
    const answer = await post('customer?requestid=r1', { DisplayName: 'Harbor Legal LLP' });
    expect(emulator.journal[0]).toMatchObject({
      seq: 1,
      realmId: grant.realmId,
      method: 'POST',
      path: `/v3/company/${grant.realmId}/customer`,
      entity: 'Customer',
      operation: 'create',
      status: 400,
      faultCode: '6240',
      requestid: 'r1',
      intuitTid: answer.headers.get('intuit_tid'),
      requestBody: '{"DisplayName":"Harbor Legal LLP"}',
    });
    expect(JSON.stringify(emulator.journal)).not.toContain(grant.accessToken);
  });
});

describe('faults on order', () => {
  test('an answer lost before the write leaves nothing behind', async () => {
    const { emulator, grant, post } = connected();
    emulator.fault(rule({ entity: 'Invoice', operation: 'create' }, { drop: true }));
    await expect(post('invoice', invoiceOf('1', [{ amount: 1 }]))).rejects.toThrow(ConnectionDropped);
    expect(emulator.state.records(grant.realmId, 'Invoice')).toHaveLength(0);
    expect((await post('invoice', invoiceOf('1', [{ amount: 1 }]))).status).toBe(200);
    expect(emulator.journal.map(({ status }) => status)).toEqual([0, 200]);
  });

  test('an answer lost after the write is found again by its requestid', async () => {
    const { emulator, grant, post } = connected();
    emulator.fault(rule({ entity: 'Invoice', operation: 'create' }, { commitThenDrop: true }));
    await expect(post('invoice?requestid=r', invoiceOf('1', [{ amount: 1 }]))).rejects.toThrow(ConnectionDropped);
    expect((await post('invoice?requestid=r', invoiceOf('1', [{ amount: 1 }]))).body.Invoice.Id).toBe('1');
    expect(emulator.state.records(grant.realmId, 'Invoice')).toHaveLength(1);
  });

  test('the nth matching request only, as often as said', async () => {
    const { emulator, post } = connected();
    emulator.fault(rule({ operation: 'create', match: 'special', nth: 2 }, { fault: { code: '6000', detail: 'Business Validation Error: not today' } }));
    await post('customer', { DisplayName: 'ordinary' });
    expect((await post('customer', { DisplayName: 'special 1' })).status).toBe(200);
    expect(errorOf(await post('customer', { DisplayName: 'special 2' })).Detail).toContain('not today');
    expect((await post('customer', { DisplayName: 'special 3' })).status).toBe(200);
    const forEver = emulator.fault(rule({ operation: 'create' }, { status: 503 }, 0));
    for (let call = 0; call < 3; call += 1) expect((await post('customer', { DisplayName: `x${call}` })).status).toBe(503);
    emulator.removeFaults(forEver.id);
    expect((await post('customer', { DisplayName: 'done' })).status).toBe(200);
  });

  test.each([
    ['a proxy page', { status: 503 }, 503, 'text/html', '503 Service Temporarily Unavailable'],
    ['an internal failure', { status: 500 }, 500, 'application/json', '"code":"10000"'],
    ['a throttle answer', { status: 429 }, 429, 'application/json', '"code":"3001"'],
    ['a throttle answer as XML', { status: 429, xml: true }, 429, 'application/xml', '<Fault type="SERVICE"><Error code="3001">'],
    ['an expired token', { status: 401 }, 401, 'application/json', 'errorCode=003200'],
    ['a stale token', { fault: { code: '5010' } }, 400, 'application/json', 'Stale Object Error'],
  ])('%s', async (_what, then, status, type, text) => {
    const { emulator, grant } = connected();
    emulator.fault(rule({}, then));
    const answer = await emulator.fetch(new Request(`http://x/v3/company/${grant.realmId}/preferences`, { headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json' } }));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
    expect(await answer.text()).toContain(text);
  });

  test('the token endpoint fails on order too', async () => {
    const { emulator, grant } = connected();
    const refresh = () =>
      emulator.fetch(
        new Request('http://x/oauth2/v1/tokens/bearer', {
          method: 'POST',
          headers: { authorization: `Basic ${Buffer.from(`${grant.clientId}:${grant.clientSecret}`).toString('base64')}` },
          body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: grant.refreshToken }),
        }),
      );
    emulator.fault(rule({ operation: 'token' }, { fault: { code: 'invalid_grant' } }));
    const refused = await refresh();
    expect([refused.status, await refused.json()]).toEqual([400, { error: 'invalid_grant' }]);
    emulator.fault(rule({ operation: 'token' }, { commitThenDrop: true }));
    await expect(refresh()).rejects.toThrow(ConnectionDropped);
    expect((await refresh()).status).toBe(400);
  });

  test('answers of the sign-in break on their way as others do', async () => {
    const { emulator } = connected();
    const broken = async (name: string, operation: 'token' | 'discovery') => {
      emulator.arm({ name, when: { operation } });
      const { clientId, clientSecret, refreshToken } = emulator.mintGrant();
      const init = { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` }, body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }) };
      return emulator.fetch(operation === 'token' ? new Request('http://x/oauth2/v1/tokens/bearer', init) : new Request('http://x/.well-known/openid_configuration'));
    };
    for (const operation of ['token', 'discovery'] as const) {
      await expect((await broken('truncated', operation)).json()).rejects.toThrow(SyntaxError);
      await expect((await broken('half-close', operation)).text()).rejects.toThrow(ConnectionDropped);
      expect((await broken('wrong-content-type', operation)).headers.get('content-type')).toBe('text/plain');
      expect(await broken('redirect', operation)).toMatchObject({ status: 302 });
    }
  });
});

test('with the published latency a call takes 300 ms and each batch item 120 ms more', async () => {
  const { emulator, get, post } = connected({ latency: 'published' });
  await get('preferences');
  await post('batch', { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] });
  const [single, batch] = emulator.journal.map(({ durationMs }) => durationMs);
  expect(single).toBeGreaterThanOrEqual(299);
  expect(batch! - single!).toBeGreaterThan(60);
});
