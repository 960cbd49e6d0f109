import { get } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, defaultClient, type Emulator } from './emulator.js';
import { invoiceOf, rule } from './testing/client.js';
import { smallCompany } from './testing/small-company.js';
import { testCertificate } from './testing/tls-certificate.js';

let emulator: Emulator;
let url: string;

beforeAll(async () => {
  emulator = createEmulator({ companies: [smallCompany()], throttle: false });
  ({ url } = await emulator.listen(0));
});

afterAll(() => emulator.close());

const basic = `Basic ${Buffer.from(`${defaultClient.clientId}:${defaultClient.clientSecret}`).toString('base64')}`;

/** The whole way an app goes: discovery, consent, code, tokens. */
async function connect(): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const discovery = (await (await fetch(`${url}/.well-known/openid_sandbox_configuration`)).json()) as { authorization_endpoint: string; token_endpoint: string };
  expect(discovery.token_endpoint).toBe(`${url}/oauth2/v1/tokens/bearer`);
  const request = { client_id: defaultClient.clientId, response_type: 'code', scope: 'com.intuit.quickbooks.accounting', redirect_uri: 'http://localhost:1/cb', state: 's' };
  const page = await (await fetch(`${discovery.authorization_endpoint}?${new URLSearchParams(request)}`)).text();
  const realmId = /name="realmId" value="(\d+)"/.exec(page)![1]!;
  const decided = await fetch(discovery.authorization_endpoint, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...request, realmId, decision: 'connect' }) });
  const code = new URL(decided.headers.get('location')!).searchParams.get('code')!;
  const tokens = await fetch(discovery.token_endpoint, {
    method: 'POST',
    headers: { authorization: basic },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: request.redirect_uri }),
  });
  const { access_token: accessToken } = (await tokens.json()) as { access_token: string };
  return (path, init) => fetch(`${url}/v3/company/${realmId}/${path}`, { ...init, headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
}

test('an app connects, writes and reads over HTTP', async () => {
  const call = await connect();
  const made = await call('invoice?minorversion=75', { method: 'POST', body: JSON.stringify(invoiceOf('1', [{ amount: 450, qty: 3, rate: 150 }])) });
  expect(made.headers.get('content-type')).toBe('application/json;charset=utf-8');
  expect(made.headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  const { Invoice } = (await made.json()) as { Invoice: { Id: string; TotalAmt: number } };
  const read = await call(`invoice/${Invoice.Id}`);
  expect(await read.json()).toMatchObject({ Invoice: { TotalAmt: 450 } });
});

test('long answers travel compressed', async () => {
  const call = await connect();
  const answer = await call(`query?query=${encodeURIComponent('select * from Account')}`);
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(await answer.json()).toMatchObject({ QueryResponse: { maxResults: 7 } });
});

test('a dropped connection is a broken connection, before and after the write', async () => {
  const call = await connect();
  const customer = (name: string) => call('customer', { method: 'POST', body: JSON.stringify({ DisplayName: name }) });
  emulator.fault(rule({ match: 'Lost before' }, { drop: true }));
  emulator.fault(rule({ match: 'Lost after' }, { commitThenDrop: true }));
  await expect(customer('Lost before')).rejects.toThrow('fetch failed');
  await expect(customer('Lost after')).rejects.toThrow('fetch failed');
  const found = await call(`query?query=${encodeURIComponent("select * from Customer where DisplayName like 'Lost%'")}`);
  expect(await found.json()).toMatchObject({ QueryResponse: { Customer: [{ DisplayName: 'Lost after' }], maxResults: 1 } });
});

test('a connection ends in the middle of an answer: the head is there, the rest never comes', async () => {
  const call = await connect();
  emulator.arm({ name: 'half-close', when: { operation: 'read' } });
  const answer = await call('companyinfo/1');
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow('terminated');
});

test('a taken port rejects with the system\'s code', async () => {
  const port = Number(new URL(url).port);
  await expect(createEmulator().listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the inspector\'s pages and the control plane are there', async () => {
  expect((await fetch(`${url}/`)).headers.get('content-type')).toContain('text/html');
  expect(await (await fetch(`${url}/_emulator/state`)).json()).toMatchObject({ publicUrl: url });
});

test('HTTPS with a given certificate', async () => {
  const emulator = createEmulator({ companies: [smallCompany()], tls: testCertificate });
  const { url, close } = await emulator.listen(0);
  expect(url).toMatch(/^https:\/\/localhost:\d+$/);
  const status = await new Promise((resolve, reject) => {
    get(`${url}/.well-known/openid_configuration`, { ca: testCertificate.cert }, (answer) => resolve(answer.statusCode)).on('error', reject);
  });
  expect(status).toBe(200);
  await close();
});
