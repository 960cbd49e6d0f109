import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type EmulatorOptions, defaultClient } from '@tieout/quickbooks-emulator';

/** What the command line asks for. */
export type Flags = { port: number; host: string; options: EmulatorOptions };

/** Printed by `--help`. */
export const usage = `A local QuickBooks Online for development and tests.

  --port 4010              port to listen on
  --host 127.0.0.1         address to listen on
  --data-dir FOLDER        keep companies and connections over restarts
  --client-id ID           client id an app connects with
  --client-secret SECRET   its secret
  --redirect-uri URI       allowed redirect address; repeat for several; any when absent
  --public-url URL         base of the addresses in the discovery document
  --latency                answer as slowly as the real service
  --no-throttle            no 429 at Intuit's limits
`;

/** Reads the command line. Throws a sentence a person can act on. */
export function readFlags(args: string[]): Flags | 'help' {
  const { values } = parseArgs({
    args,
    strict: true,
    allowPositionals: false,
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      'data-dir': { type: 'string' },
      'client-id': { type: 'string' },
      'client-secret': { type: 'string' },
      'redirect-uri': { type: 'string', multiple: true },
      'public-url': { type: 'string' },
      latency: { type: 'boolean', default: false },
      'no-throttle': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port must be a number from 0 to 65535, not "${values.port}".`);
  const client = {
    clientId: values['client-id'] ?? defaultClient.clientId,
    clientSecret: values['client-secret'] ?? defaultClient.clientSecret,
    ...(values['redirect-uri'] ? { redirectUris: values['redirect-uri'] } : {}),
  };
  return {
    port,
    host: values.host,
    options: {
      clients: [client],
      throttle: !values['no-throttle'],
      latency: values.latency ? 'published' : 'none',
      ...(values['data-dir'] === undefined ? {} : { dataDir: resolve(values['data-dir']) }),
      ...(values['public-url'] === undefined ? {} : { publicUrl: values['public-url'].replace(/\/+$/, '') }),
    },
  };
}
