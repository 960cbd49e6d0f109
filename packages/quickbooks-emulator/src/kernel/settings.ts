import type { RefreshRotation } from '../oauth/grants.js';

/** Ways to behave that can change while an emulator runs. */
export type EmulatorSettings = {
  /** When refresh tokens change. */
  refreshRotation: RefreshRotation;
  /** Shape of webhook payloads: mandatory CloudEvents of 2026, or what came before. */
  webhookFormat: 'cloudevents' | 'legacy';
  /** Stands in every token minted from now on, so that a leak can be searched for; empty for none. */
  tokenMarker: string;
  /** CorePlus calls a company's app may make before metered calls are refused; Builder's are 500,000 a month. Null for no end. */
  corePlusQuota: number | null;
};

export const defaultSettings: EmulatorSettings = { refreshRotation: 'every-refresh', webhookFormat: 'cloudevents', tokenMarker: '', corePlusQuota: null };

const allowed: { [Name in keyof EmulatorSettings]: (value: unknown) => boolean } = {
  refreshRotation: (value) => ['every-refresh', 'daily', 'never'].includes(value as string),
  webhookFormat: (value) => ['cloudevents', 'legacy'].includes(value as string),
  tokenMarker: (value) => typeof value === 'string' && /^[A-Za-z0-9_-]{0,40}$/.test(value),
  corePlusQuota: (value) => value === null || (Number.isInteger(value) && (value as number) >= 0),
};

/** Checks settings from outside. Throws a sentence that names the one that makes no sense. */
export function readSettings(value: object): Partial<EmulatorSettings> {
  for (const [name, given] of Object.entries(value)) {
    const fits = allowed[name as keyof EmulatorSettings];
    if (!fits) throw new Error(`There is no setting ${name}; there are ${Object.keys(allowed).join(', ')}.`);
    if (!fits(given)) throw new Error(`The setting ${name} cannot be ${JSON.stringify(given)}.`);
  }
  return value;
}
