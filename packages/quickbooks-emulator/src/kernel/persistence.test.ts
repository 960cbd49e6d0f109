import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmulator } from '../emulator.js';
import { connected, invoiceOf, testNow } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

const folder = () => mkdtempSync(join(tmpdir(), 'emulator-'));
const reopen = (dataDir: string) => createEmulator({ dataDir, companies: [smallCompany()], throttle: false });

/** Everything an emulator holds, without what differs by being opened again. */
const held = (emulator: ReturnType<typeof reopen>) => {
  const { companies, grants, clockOffsetMs } = emulator.snapshot();
  return JSON.parse(JSON.stringify({ companies, grants, clockOffsetMs }));
};

async function worked(dataDir: string) {
  const client = connected({ dataDir });
  await client.post('invoice?requestid=kept', invoiceOf('1', [{ amount: 12.5 }]));
  await client.post('invoice', invoiceOf('3', [{ amount: 1 }]));
  await client.post('invoice?operation=delete', { Id: '2', SyncToken: '0' });
  client.emulator.createCompany({ ...smallCompany(), realmId: '42', name: 'Second' });
  client.emulator.advance(5_000);
  return client;
}

test('everything is there again after a clean end', async () => {
  const dataDir = folder();
  const { emulator } = await worked(dataDir);
  const before = held(emulator);
  await emulator.close();
  expect(held(reopen(dataDir))).toEqual(before);
});

test('a folder a living process uses is refused in a sentence; one that a dead process left is taken over', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'process.pid'), String(process.ppid));
  expect(() => reopen(dataDir)).toThrow(`The data folder ${dataDir} cannot be used: process ${process.ppid} uses it.`);
  writeFileSync(join(dataDir, 'process.pid'), '2147483646');
  await reopen(dataDir).close();
});

test('everything is there again after a crash, a half-written line apart', async () => {
  const dataDir = folder();
  const { emulator } = await worked(dataDir);
  appendFileSync(join(dataDir, 'changes.jsonl'), '{"t":"put","realm":"9130350000000017","ent');
  expect(held(reopen(dataDir))).toEqual(held(emulator));
});

test('an answer lost before the restart is still replayed after it', async () => {
  const dataDir = folder();
  const { grant } = await worked(dataDir);
  const again = createEmulator({ dataDir, clock: { now: () => Date.parse('2026-03-02T17:00:00Z') }, throttle: false });
  const answer = await again.fetch(
    new Request(`http://x/v3/company/${grant.realmId}/invoice?requestid=kept`, {
      method: 'POST',
      headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json' },
      body: JSON.stringify(invoiceOf('1', [{ amount: 12.5 }])),
    }),
  );
  expect(await answer.json()).toMatchObject({ Invoice: { Id: '1', TotalAmt: 12.5 } });
  expect(again.state.records(grant.realmId, 'Invoice')).toHaveLength(1);
});

test('tokens drawn after a restart are new ones', async () => {
  const dataDir = folder();
  const first = reopen(dataDir);
  const token = first.mintGrant().accessToken;
  await first.close();
  expect(reopen(dataDir).mintGrant().accessToken).not.toBe(token);
});

test('the state file is replaced as a whole and the log emptied', async () => {
  const dataDir = folder();
  const { emulator } = await worked(dataDir);
  expect(readFileSync(join(dataDir, 'changes.jsonl'), 'utf8')).not.toBe('');
  await emulator.close();
  expect(readFileSync(join(dataDir, 'changes.jsonl'), 'utf8')).toBe('');
  expect(() => JSON.parse(readFileSync(join(dataDir, 'state.json'), 'utf8'))).not.toThrow();
});

test('a folder that cannot be used is named', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(() => reopen(file)).toThrow(`The data folder ${file} cannot be used`);
});

test.each(['a clean end', 'a crash'])('webhooks go on after %s: endpoints, log, what waits for an endpoint that failed, what was not acknowledged', async (end) => {
  const dataDir = folder();
  const url = 'http://127.0.0.1:1/hook';
  const { emulator, post } = connected({ dataDir, webhooks: [{ url, verifierToken: 'v', deliver: () => Promise.resolve(new Response(null, { status: 500 })) }] });
  emulator.subscribe({ url: 'http://127.0.0.1:1/gone', verifierToken: 'w' });
  emulator.unsubscribe(emulator.state.endpoints()[1]!.id);
  await post('customer', { DisplayName: 'First' });
  await emulator.webhooksSettled();
  await post('customer', { DisplayName: 'Second' });
  const before = structuredClone({ deliveries: emulator.state.deliveries(), endpoints: emulator.state.endpoints() });
  expect(before.endpoints).toEqual([{ id: 'webhook-1', url, waiting: 1 }]);
  expect(before.deliveries).toMatchObject([{ state: 'retrying', attempts: [{ status: 500 }], nextAt: expect.any(String) }]);
  if (end === 'a clean end') await emulator.close();

  const told: string[] = [];
  const deliver = async (request: Request) => {
    told.push(...((await request.json()) as { intuitentityid: string }[]).map(({ intuitentityid }) => intuitentityid));
    return new Response();
  };
  const again = createEmulator({ dataDir, clock: { now: () => testNow + 10_000 }, webhooks: [{ url, verifierToken: 'v', deliver }] });
  expect({ deliveries: again.state.deliveries(), endpoints: again.state.endpoints() }).toEqual(before);
  await again.webhooksSettled();
  expect(told).toEqual(['7', '8']);
  expect(again.state.deliveries().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  expect(again.subscribe({ url: 'http://127.0.0.1:1/other', verifierToken: 'w' })).toBe('webhook-3');
});
