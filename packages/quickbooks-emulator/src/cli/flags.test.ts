import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEmulator, defaultClient } from '../emulator.js';
import { testCertificate } from '../testing/tls-certificate.js';
import { readConfig, startOf } from './config.js';
import { explainFailure } from './failure.js';
import { type Flags, readFlags } from './flags.js';

const folder = mkdtempSync(join(tmpdir(), 'quickbooks-emulator-'));
const fileOf = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const started = (...args: string[]) => {
  const { configFile, config } = readFlags(args) as Flags;
  return startOf({ ...readConfig(configFile), ...config });
};

describe('the command line', () => {
  test("without flags: port 4010, this computer only, the sample company, Intuit's limits on", () => {
    expect(started()).toMatchObject({ port: 4010, host: '127.0.0.1', faults: [], options: { clients: [defaultClient], throttle: true, latency: 'none' } });
    expect(started().options.companies!.map((given) => (typeof given === 'function' ? given() : given).name)).toEqual(["Craig's Design and Landscaping Services"]);
  });

  test('every flag arrives', () => {
    const cert = fileOf('cert.pem', testCertificate.cert);
    const key = fileOf('key.pem', testCertificate.key);
    const { port, host, faults, options } = started(
      ...'--port 4711 --host 0.0.0.0 --data-dir /tmp/x --client-id a --client-secret b --client-name Hub --redirect-uri http://localhost:4000/cb --redirect-uri http://localhost:4001/cb --disconnect-url http://localhost:4000/gone --public-url http://qb.test/ --latency --no-throttle --scenario empty --webhook http://app.test/hook --verifier-token v --fault html-503 --seed s'.split(' '),
      '--tls-cert', cert, '--tls-key', key,
    );
    expect([port, host, faults]).toEqual([4711, '0.0.0.0', ['html-503']]);
    expect({ ...options, companies: options.companies!.length }).toEqual({
      companies: 1,
      clients: [{ clientId: 'a', clientSecret: 'b', name: 'Hub', redirectUris: ['http://localhost:4000/cb', 'http://localhost:4001/cb'], disconnectUrl: 'http://localhost:4000/gone' }],
      throttle: false,
      latency: 'published',
      dataDir: '/tmp/x',
      publicUrl: 'http://qb.test',
      seed: 's',
      webhooks: [{ url: 'http://app.test/hook', verifierToken: 'v' }],
      tls: testCertificate,
    });
    expect(readFlags(['--help'])).toBe('help');
  });

  test('a config file says the same, flags win', () => {
    const file = fileOf('config.json', JSON.stringify({ port: 4020, scenarios: ['empty', 'sandbox-us'], settings: { refreshRotation: 'daily' }, faults: ['throttle', { when: {}, ['then']: { status: 503 } }] }));
    expect(started('--config', file, '--port', '4021')).toMatchObject({ port: 4021, faults: ['throttle', { when: {} }], options: { settings: { refreshRotation: 'daily' } } });
    expect(started('--config', file).options.companies).toHaveLength(2);
  });

  test.each([
    [['--port', 'many'], '--port must be a number from 0 to 65535, not "many".'],
    [['--prot', '4010'], '--prot'],
    [['--scenario', 'mars'], 'There is no scenario mars'],
    [['--tls-cert', 'x'], 'HTTPS needs both --tls-cert and --tls-key.'],
    [['--config', fileOf('bad.json', '{')], 'cannot be read'],
    [['--config', fileOf('word.json', '{"prot":1}')], 'knows no "prot"; it knows port,'],
    [['--config', fileOf('type.json', '{"port":"1"}')], '"port" in'],
    [['--config', fileOf('setting.json', '{"settings":{"refreshRotation":"often"}}')], 'The setting refreshRotation cannot be "often".'],
  ])('%j that makes no sense is named', (args, sentence) => {
    expect(() => started(...args)).toThrow(sentence);
  });
});

test('a taken port is one sentence that says what to do', async () => {
  const first = await createEmulator().listen(0);
  const port = Number(new URL(first.url).port);
  const failure = await createEmulator().listen(port).catch((error: unknown) => error);
  expect(explainFailure(failure)).toBe(`Port ${port} is taken by another program. Stop it, or choose another with --port.`);
  await first.close();
});
