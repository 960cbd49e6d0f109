import { createEmulator, defaultClient } from '@tieout/quickbooks-emulator';
import { describe, expect, test } from 'vitest';
import { explainFailure } from './failure.js';
import { readFlags } from './flags.js';

describe('the command line', () => {
  test('without flags: port 4010, this computer only, Intuit\'s limits on', () => {
    expect(readFlags([])).toEqual({
      port: 4010,
      host: '127.0.0.1',
      options: { clients: [defaultClient], throttle: true, latency: 'none' },
    });
  });

  test('every flag arrives', () => {
    const flags = readFlags(
      '--port 4711 --host 0.0.0.0 --data-dir /tmp/x --client-id a --client-secret b --redirect-uri http://localhost:4000/cb --redirect-uri http://localhost:4001/cb --public-url http://qb.test/ --latency --no-throttle'.split(' '),
    );
    expect(flags).toEqual({
      port: 4711,
      host: '0.0.0.0',
      options: {
        clients: [{ clientId: 'a', clientSecret: 'b', redirectUris: ['http://localhost:4000/cb', 'http://localhost:4001/cb'] }],
        throttle: false,
        latency: 'published',
        dataDir: '/tmp/x',
        publicUrl: 'http://qb.test',
      },
    });
    expect(readFlags(['--help'])).toBe('help');
  });

  test('a flag that makes no sense is named', () => {
    expect(() => readFlags(['--port', 'many'])).toThrow('--port must be a number from 0 to 65535, not "many".');
    expect(() => readFlags(['--prot', '4010'])).toThrow('--prot');
  });
});

test('a taken port is one sentence that says what to do', async () => {
  const first = await createEmulator().listen(0);
  const port = Number(new URL(first.url).port);
  const failure = await createEmulator().listen(port).catch((error: unknown) => error);
  expect(explainFailure(failure)).toBe(`Port ${port} is taken by another program. Stop it, or choose another with --port.`);
  await first.close();
});
