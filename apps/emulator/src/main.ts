import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { createEmulator, sandboxUs } from '@tieout/quickbooks-emulator';
import { explainFailure } from './failure.js';
import { type Flags, readFlags, usage } from './flags.js';

/** Starts the emulator with Intuit's sample company and keeps it until Ctrl-C or SIGTERM. */
async function main(args: string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags === 'help') {
    process.stdout.write(usage);
    return;
  }
  const emulator = createEmulator({ seed: randomUUID(), companies: [sandboxUs], ...flags.options });
  const { url } = await emulator.listen(flags.port, flags.host);
  printReady(url, flags);
  let isClosing = false;
  const close = () => {
    if (isClosing) return;
    isClosing = true;
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  // Started by another program of ours: when that one is gone, so are we.
  process.on('disconnect', close);
}

function printReady(url: string, { options }: Flags): void {
  const client = options.clients![0]!;
  process.stdout.write(
    [
      `QuickBooks emulator ready`,
      `  companies      ${url}/`,
      `  discovery      ${url}/.well-known/openid_sandbox_configuration`,
      `  API base       ${url}/v3/company/{realmId}`,
      `  control plane  ${url}/_emulator/state`,
      `  client id      ${client.clientId}`,
      `  client secret  ${client.clientSecret}`,
      '',
    ].join('\n'),
  );
}

function fail(error: unknown): never {
  process.stderr.write(`${explainFailure(error)}
`);
  process.exit(1);
}

// The young generation stays small: half the memory after a load of 10,000 customers, for a little speed (measured).
setFlagsFromString('--semi-space-growth-factor=1');
main(process.argv.slice(2)).catch(fail);
