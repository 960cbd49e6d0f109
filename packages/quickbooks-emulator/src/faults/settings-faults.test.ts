import { describe, expect, test } from 'vitest';
import { connected } from '../testing/client.js';
import { namedFaults } from './named-faults.js';
import { faultHeader } from './read-fault.js';

const settingFaults = namedFaults.filter(({ settings }) => settings !== undefined).map(({ name }) => name);

function controlled() {
  const client = connected();
  const control = async (method: string, path: string, body?: object) => {
    const answer = await client.emulator.fetch(new Request(`http://x/_emulator/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { ...client, control };
}

describe('a named fault that is a way for the emulator to behave', () => {
  test.each(settingFaults)('%s by header is refused with what to do instead', async (name) => {
    const { call, emulator } = connected();
    const { status, body } = await call('GET', 'term/3', undefined, { [faultHeader]: name });
    expect(status).toBe(400);
    expect(body.error).toBe(`${name} is a way the whole emulator behaves, not one request: POST /_emulator/faults {"name":"${name}"} begins it, DELETE /_emulator/faults ends it.`);
    const token = await emulator.fetch(new Request('http://x/oauth2/v1/tokens/bearer', { method: 'POST', headers: { [faultHeader]: name }, body: 'grant_type=refresh_token' }));
    expect([token.status, await token.json()]).toEqual([400, body]);
  });

  test.each(settingFaults)('%s takes neither "when" nor "times"', async (name) => {
    const { control, emulator } = controlled();
    const before = { ...emulator.state.settings };
    for (const word of [{ when: { realmId: '1' } }, { times: 1 }]) {
      expect(await control('POST', 'faults', { name, ...word })).toEqual({ status: 400, body: { error: `${name} is a way the whole emulator behaves: it takes neither "when" nor "times".` } });
    }
    expect(emulator.state.settings).toEqual(before);
  });

  test('is listed while it lasts, and its end brings back what was set before', async () => {
    const { control, emulator } = controlled();
    emulator.configure({ readLagMs: 7 });
    const armed = await control('POST', 'faults', { name: 'read-lag' });
    await control('POST', 'faults', { name: 'batch-reversed' });
    expect((await control('GET', 'faults')).body).toMatchObject([{ name: 'read-lag', settings: { readLagMs: 2000 } }, { name: 'batch-reversed' }]);
    expect(emulator.state.settings).toMatchObject({ readLagMs: 2000, batchOrder: 'reversed' });
    expect((await control('DELETE', `faults/${armed.body.rules[0].id}`)).status).toBe(204);
    expect(emulator.state.settings).toMatchObject({ readLagMs: 7, batchOrder: 'reversed' });
    expect((await control('DELETE', 'faults')).status).toBe(204);
    expect(emulator.state.settings).toMatchObject({ readLagMs: 7, batchOrder: 'asked' });
    expect((await control('GET', 'faults')).body).toEqual([]);
  });

  test('the one armed last holds, and a setting made by hand ends it', async () => {
    const { control, emulator } = controlled();
    await control('POST', 'faults', { name: 'rotate-never' });
    const [grace] = emulator.arm({ name: 'rotate-grace' });
    expect(emulator.state.settings.refreshRotation).toBe('grace');
    emulator.removeFaults(grace!.id);
    expect(emulator.state.settings.refreshRotation).toBe('never');
    await control('PATCH', 'settings', { refreshRotation: 'daily' });
    expect([emulator.state.settings.refreshRotation, emulator.state.faults()]).toEqual(['daily', []]);
  });
});
