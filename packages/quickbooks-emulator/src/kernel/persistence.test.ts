import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmulator } from '../emulator.js';
import { connected, invoiceOf } from '../testing/client.js';
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
