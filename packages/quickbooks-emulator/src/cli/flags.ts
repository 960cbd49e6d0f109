import { parseArgs } from 'node:util';
import type { EmulatorConfig } from './config.js';

/** What the command line asks for: settings in the words of the config file, and where that file is. */
export type Flags = { configFile: string | undefined; config: EmulatorConfig };

/** Printed by `--help`. */
export const usage = `A local QuickBooks Online for development and tests.

  --port 4010              port to listen on
  --host 127.0.0.1         address to listen on
  --config FILE            settings as JSON; quickbooks-emulator.json here when there is one
  --scenario NAME          company to start with; repeat for several (sandbox-us)
  --data-dir FOLDER        keep companies and connections over restarts
  --client-id ID           client id an app connects with
  --client-secret SECRET   its secret
  --client-name NAME       its name, as the consent page shows it
  --redirect-uri URI       allowed redirect address; repeat for several; any when absent
  --disconnect-url URL     where the browser goes when a person disconnects the app
  --public-url URL         base of the addresses in the discovery document
  --webhook URL            post webhook notifications to this address; repeat for several
  --verifier-token TOKEN   key the notifications are signed with
  --fault NAME             arm a fault by name; repeat for several
  --tls-cert FILE          serve HTTPS with this certificate (or EMULATOR_TLS_CERT)
  --tls-key FILE           and its key (or EMULATOR_TLS_KEY)
  --seed TEXT              draw the same ids and tokens every time
  --latency                answer as slowly as the real service
  --no-throttle            no 429 at Intuit's limits
`;

/** Reads the command line. Throws a sentence a person can act on. */
export function readFlags(args: string[], env: NodeJS.ProcessEnv = {}): Flags | 'help' {
  const { values } = parseArgs({
    args,
    strict: true,
    allowPositionals: false,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      config: { type: 'string' },
      scenario: { type: 'string', multiple: true },
      'data-dir': { type: 'string' },
      'client-id': { type: 'string' },
      'client-secret': { type: 'string' },
      'client-name': { type: 'string' },
      'redirect-uri': { type: 'string', multiple: true },
      'disconnect-url': { type: 'string' },
      'public-url': { type: 'string' },
      webhook: { type: 'string', multiple: true },
      'verifier-token': { type: 'string' },
      fault: { type: 'string', multiple: true },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      seed: { type: 'string' },
      latency: { type: 'boolean' },
      'no-throttle': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  const tls = { cert: values['tls-cert'] ?? env.EMULATOR_TLS_CERT, key: values['tls-key'] ?? env.EMULATOR_TLS_KEY };
  if ((tls.cert === undefined) !== (tls.key === undefined)) throw new Error('HTTPS needs both --tls-cert and --tls-key.');
  const client = withoutAbsent({ clientId: values['client-id'], clientSecret: values['client-secret'], name: values['client-name'], redirectUris: values['redirect-uri'], disconnectUrl: values['disconnect-url'] });
  return {
    configFile: values.config,
    config: withoutAbsent({
      port: values.port === undefined ? undefined : portOf(values.port),
      host: values.host,
      scenarios: values.scenario,
      dataDir: values['data-dir'],
      client: Object.keys(client).length === 0 ? undefined : client,
      publicUrl: values['public-url'],
      webhooks: values.webhook?.map((url) => withoutAbsent({ url, verifierToken: values['verifier-token'] })),
      faults: values.fault,
      tls: tls.cert === undefined ? undefined : tls,
      seed: values.seed,
      latency: values.latency ? 'published' : undefined,
      throttle: values['no-throttle'] ? false : undefined,
    }) as EmulatorConfig,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port must be a number from 0 to 65535, not "${text}".`);
  return port;
}

function withoutAbsent<T extends object>(object: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
