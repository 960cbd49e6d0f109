import { type FaultRule, type FaultThen, type FaultWhen, faultOperations } from './fault-rule.js';
import { findNamedFault, type NamedFault, namedRules } from './named-faults.js';

/** A fault that is none: said in a sentence to whoever asked for it. */
export class FaultGrammarError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FaultGrammarError';
  }
}

/** What was asked for: rules, and the named fault they come from. */
export type FaultRequest = { named?: NamedFault; rules: FaultRule[] };

/** Header that makes one request go wrong: a name, a `then` or a whole rule, the same words as on the control plane. */
export const faultHeader = 'x-emulator-fault';

/** Reads the header's value. Throws FaultGrammarError. */
export function readFaultHeader(value: string): FaultRequest {
  return forOneRequest(value.trim().startsWith('{') ? readHeaderObject(value) : readFault({ name: value.trim() }));
}

function readHeaderObject(value: string): FaultRequest {
  let read: unknown;
  try {
    read = JSON.parse(value);
  } catch {
    throw new FaultGrammarError(`${faultHeader} is neither a name nor JSON.`);
  }
  return readFault(isObject(read) && !('then' in read) && !('name' in read) ? { when: {}, ['then']: read } : read);
}

/** A way for the whole emulator to behave cannot hold for one request. */
function forOneRequest(asked: FaultRequest): FaultRequest {
  const name = asked.named?.settings && asked.named.name;
  if (name) throw new FaultGrammarError(`${name} is a way the whole emulator behaves, not one request: POST /_emulator/faults {"name":"${name}"} begins it, DELETE /_emulator/faults ends it.`);
  return asked;
}

/** Reads `{ name, when?, times? }` or `{ when, then, times? }`. Throws FaultGrammarError that says which word is wrong. */
export function readFault(value: unknown): FaultRequest {
  if (!isObject(value)) throw new FaultGrammarError('A fault is an object with "when" and "then", or with "name".');
  const { name, when, times } = value;
  checkWords(value, ['name', 'when', 'then', 'times'], 'A fault');
  if (times !== undefined && !(Number.isInteger(times) && (times as number) >= 0)) throw new FaultGrammarError('"times" is a whole number; 0 is for ever.');
  const often = times === undefined ? {} : { times: times as number };
  if (name !== undefined) {
    const named = typeof name === 'string' ? findNamedFault(name) : undefined;
    if (!named) throw new FaultGrammarError(`There is no fault named ${String(name)}. GET /_emulator/faults/names lists them.`);
    if (named.settings && (when !== undefined || times !== undefined)) throw new FaultGrammarError(`${named.name} is a way the whole emulator behaves: it takes neither "when" nor "times".`);
    return { named, rules: namedRules(named, when === undefined ? {} : readWhen(when), often) };
  }
  if (when === undefined || value['then'] === undefined) throw new FaultGrammarError('A fault rule has "when" and "then".');
  return { rules: [{ when: readWhen(when), ['then']: readThen(value['then']), ...often }] };
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const flag: Check = (value) => typeof value === 'boolean';
const count: Check = (value) => Number.isInteger(value) && (value as number) > 0;
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const oneOf = (...words: readonly string[]): Check => (value) => words.includes(value as string);
const positions: Check = (value) => value === undefined || (Array.isArray(value) && value.every(count));
const texts = (...names: string[]): Check => (value) => isObject(value) && names.every((name) => text(value[name]));

const whenWords: Record<keyof FaultWhen, Check> = {
  realmId: text,
  entity: text,
  operation: oneOf(...faultOperations),
  match: text,
  nth: count,
  isRepeat: flag,
};

const thenWords: Record<keyof FaultThen, Check> = {
  status: (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599,
  fault: texts('code'),
  xml: flag,
  html: flag,
  delayMs: number,
  drop: flag,
  swallow: flag,
  commitThenDrop: flag,
  commitThenDelayMs: number,
  breakOff: flag,
  truncate: flag,
  contentType: text,
  redirectTo: text,
  badGzip: flag,
  mojibake: flag,
  unknownFields: flag,
  partialBatch: (value) => isObject(value) && positions(value.fail) && positions(value.omit),
  ignoreRequestId: flag,
  requireMembers: flag,
  staleToken: flag,
  deleteTarget: flag,
  deactivate: flag,
  voidTarget: flag,
  mergeCustomer: (value) => value === true || texts('loserId', 'winnerId')(value),
  nameTakenBy: oneOf('Customer', 'Vendor', 'Employee'),
  silentChange: isObject,
  taxOffCents: number,
  forget: flag,
  touchAfter: flag,
  poison: flag,
  throttleSeconds: number,
  quota: flag,
  subscriptionExpired: flag,
  booksClosed: flag,
  preferences: isObject,
  companyInfo: isObject,
  expireToken: flag,
  revoke: flag,
  advanceMs: number,
  switchCompany: text,
  scope: text,
  webhook: oneOf('drop', 'duplicate', 'late', 'shuffle', 'wrong-signature'),
};

function readWhen(value: unknown): FaultWhen {
  return checked(value, whenWords, '"when"') as FaultWhen;
}

function readThen(value: unknown): FaultThen {
  return checked(value, thenWords, '"then"') as FaultThen;
}

function checked(value: unknown, words: Record<string, Check>, place: string): object {
  if (!isObject(value)) throw new FaultGrammarError(`${place} is an object.`);
  checkWords(value, Object.keys(words), place);
  const wrong = Object.entries(value).find(([word, given]) => !words[word]!(given));
  if (wrong) throw new FaultGrammarError(`${place} has no meaning for ${wrong[0]}: ${JSON.stringify(wrong[1])}.`);
  return value;
}

function checkWords(value: object, words: readonly string[], place: string): void {
  const unknown = Object.keys(value).find((word) => !words.includes(word));
  if (unknown !== undefined) throw new FaultGrammarError(`${place} knows no "${unknown}"; it knows ${words.join(', ')}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
