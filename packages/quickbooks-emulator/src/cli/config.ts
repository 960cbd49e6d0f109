import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scenarioMaker } from '../companies/named-scenarios.js';
import { type EmulatorOptions, defaultClient } from '../emulator.js';
import { type EmulatorSettings, readSettings } from '../kernel/settings.js';

/** The config file, JSON; the command line says the same in flags and wins. Paths are relative to the working directory. */
export type EmulatorConfig = {
  port?: number;
  host?: string;
  /** Names of the companies to start with. */
  scenarios?: string[];
  dataDir?: string;
  client?: { clientId?: string; clientSecret?: string; name?: string; redirectUris?: string[]; disconnectUrl?: string };
  publicUrl?: string;
  webhooks?: { url: string; verifierToken?: string }[];
  /** Faults to arm: names, or rules in the grammar of the control plane. */
  faults?: (string | object)[];
  /** Files of certificate and key, PEM. */
  tls?: { cert: string; key: string };
  seed?: string;
  latency?: 'none' | 'published';
  throttle?: boolean;
  settings?: Partial<EmulatorSettings>;
};

/** Everything that starts an emulator. */
export type Start = { port: number; host: string; options: EmulatorOptions; faults: (string | object)[] };

const usualFile = 'quickbooks-emulator.json';
const words: Record<keyof EmulatorConfig, string> = {
  port: 'number', host: 'string', scenarios: 'array', dataDir: 'string', client: 'object', publicUrl: 'string', webhooks: 'array', faults: 'array', tls: 'object', seed: 'string', latency: 'string', throttle: 'boolean', settings: 'object',
};

/** Reads a config file, the usual one when none is named. Throws a sentence that names file and word. */
export function readConfig(file: string | undefined): EmulatorConfig {
  if (file === undefined && !existsSync(usualFile)) return {};
  const path = resolve(file ?? usualFile);
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`The config file ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  for (const [word, value] of Object.entries(config as object)) {
    const wanted = words[word as keyof EmulatorConfig];
    if (wanted === undefined) throw new Error(`The config file ${path} knows no "${word}"; it knows ${Object.keys(words).join(', ')}.`);
    const given = Array.isArray(value) ? 'array' : typeof value;
    if (given !== wanted) throw new Error(`"${word}" in ${path} must be of type ${wanted}, not ${given}.`);
  }
  return config as EmulatorConfig;
}

/** What to start, from both: absent words have their usual values. Throws a sentence for a scenario or setting there is none of. */
export function startOf(config: EmulatorConfig): Start {
  const { client, tls, webhooks, settings } = config;
  return {
    port: config.port ?? 4010,
    host: config.host ?? '127.0.0.1',
    faults: config.faults ?? [],
    options: {
      companies: (config.scenarios ?? ['sandbox-us']).map(scenarioMaker),
      clients: [{ ...defaultClient, ...client }],
      throttle: config.throttle ?? true,
      latency: config.latency ?? 'none',
      ...(config.dataDir === undefined ? {} : { dataDir: resolve(config.dataDir) }),
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl.replace(/\/+$/, '') }),
      ...(config.seed === undefined ? {} : { seed: config.seed }),
      ...(webhooks === undefined ? {} : { webhooks: webhooks.map(({ url, verifierToken = 'local-verifier-token' }) => ({ url, verifierToken })) }),
      ...(tls === undefined ? {} : { tls: { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') } }),
      ...(settings === undefined ? {} : { settings: readSettings(settings) }),
    },
  };
}
