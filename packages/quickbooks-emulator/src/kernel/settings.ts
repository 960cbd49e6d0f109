import type { RefreshRotation } from '../oauth/grants.js';

/**
 * Ways to behave that can change while an emulator runs. Where Intuit's behaviour is not documented, or changed, the
 * default is what the reference assumes and the setting is the other answer.
 */
export type EmulatorSettings = {
  /** When refresh tokens change. */
  refreshRotation: RefreshRotation;
  /** A refresh token used again after its successor was issued: refused, or the whole connection ends as suspicious (Intuit, faq: "may"). */
  refreshReuse: 'refused' | 'ends-connection';
  /** Shape of webhook payloads: mandatory CloudEvents of 2026, or what came before. */
  webhookFormat: 'cloudevents' | 'legacy';
  /** Stands in every token minted from now on, so that a leak can be searched for; empty for none. */
  tokenMarker: string;
  /** CorePlus calls a company's app may make before metered calls are refused; Builder's are 500,000 a month. Null for no end. */
  corePlusQuota: number | null;
  /** What companies fill in and answer: as recorded in 2026, or in 2020 before lines named their accounts. */
  answersLike: '2026' | '2020';
  /** Text of fault 6240: as recorded for the list, or one of the other texts in the field. */
  duplicateNameText: 'recorded' | 'null' | 'customer' | 'anyone' | 'placeholder';
  /** A requestid used again with another request: fault 600, or the first answer. */
  reusedRequestId: 'fault' | 'replay';
  /** Whether a refusal is kept for its requestid as an answer is. */
  replayFaults: boolean;
  /** Order in which the items of a batch are run and answered; Intuit promises none. */
  batchOrder: 'asked' | 'reversed';
  /** Billing moves the token and time of time activities (release note 2022.8.31), or neither (the template). */
  touchTimeOnBilling: boolean;
  /** Change data answers TimeActivity (release note 2021.3.24), or refuses it (Intuit's page). */
  changeDataOfTime: boolean;
  /** ORDERBY Id is accepted (entity pages), or refused (Intuit's mail of November 2025). */
  orderById: boolean;
  /** Queries and change data show what was written this many milliseconds ago and no later. */
  readLagMs: number;
};

export const defaultSettings: EmulatorSettings = {
  refreshRotation: 'every-refresh',
  refreshReuse: 'refused',
  webhookFormat: 'cloudevents',
  tokenMarker: '',
  corePlusQuota: null,
  answersLike: '2026',
  duplicateNameText: 'recorded',
  reusedRequestId: 'fault',
  replayFaults: true,
  batchOrder: 'asked',
  touchTimeOnBilling: true,
  changeDataOfTime: false,
  orderById: true,
  readLagMs: 0,
};

const oneOf = (...values: readonly string[]) => (value: unknown) => values.includes(value as string);
const isFlag = (value: unknown) => typeof value === 'boolean';
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

const allowed: { [Name in keyof EmulatorSettings]: (value: unknown) => boolean } = {
  refreshRotation: oneOf('every-refresh', 'grace', 'daily', 'never'),
  refreshReuse: oneOf('refused', 'ends-connection'),
  webhookFormat: oneOf('cloudevents', 'legacy'),
  tokenMarker: (value) => typeof value === 'string' && /^[A-Za-z0-9_-]{0,40}$/.test(value),
  corePlusQuota: (value) => value === null || isCount(value),
  answersLike: oneOf('2026', '2020'),
  duplicateNameText: oneOf('recorded', 'null', 'customer', 'anyone', 'placeholder'),
  reusedRequestId: oneOf('fault', 'replay'),
  replayFaults: isFlag,
  batchOrder: oneOf('asked', 'reversed'),
  touchTimeOnBilling: isFlag,
  changeDataOfTime: isFlag,
  orderById: isFlag,
  readLagMs: isCount,
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
