import type { ActiveFaultRule, FaultThen } from './fault-rule.js';

/** The requests a rule is for, in words. */
export function describeCondition({ when, settings }: Pick<ActiveFaultRule, 'when' | 'settings'>): string {
  if (settings) return 'The whole emulator';
  const parts = [
    when.nth === undefined ? 'Every' : `Number ${when.nth} of every`,
    when.isRepeat ? 'repeated' : '',
    when.operation ?? 'request',
    when.entity === undefined ? '' : `of ${when.entity}`,
    when.realmId === undefined ? '' : `in company ${when.realmId}`,
    when.match === undefined ? '' : `that contains "${when.match}"`,
  ];
  return parts.filter(Boolean).join(' ');
}

type Wording = { [Word in keyof FaultThen]-?: (value: NonNullable<FaultThen[Word]>) => string };

const wording: Wording = {
  delayMs: (ms) => `waits ${ms} ms`,
  drop: () => 'drops the connection, nothing stored',
  swallow: () => 'never answers, nothing stored',
  requireMembers: () => 'asks for members a sparse update may leave out',
  staleToken: () => 'somebody saves the record first',
  deleteTarget: () => 'somebody deletes the record first',
  deactivate: () => 'somebody makes the list record or the customer inactive first',
  voidTarget: () => 'somebody voids the document first',
  mergeCustomer: (which) => (which === true ? 'the customer is merged into another first' : `customer ${which.loserId} is merged into ${which.winnerId} first`),
  nameTakenBy: (entity) => `a ${entity.toLowerCase()} takes the name first`,
  throttleSeconds: (seconds) => `throttles the company for ${seconds} s`,
  quota: () => 'the metered calls of the plan are used up',
  subscriptionExpired: () => 'the subscription ends',
  booksClosed: () => 'the books are closed up to today',
  preferences: () => 'settings of the company change',
  companyInfo: () => 'the company itself changes',
  expireToken: () => 'the access token expires',
  revoke: () => 'the person disconnects the app',
  advanceMs: (ms) => `the clock jumps ${ms / 1000} s`,
  poison: () => 'a stored e-mail address breaks queries',
  switchCompany: (company) => (company === 'another' ? 'another company is chosen' : `company ${company} is chosen`),
  scope: (scope) => `only "${scope}" is granted`,
  status: (status) => `answers ${status}`,
  fault: ({ code }) => `answers fault ${code}`,
  html: () => 'as a web page',
  xml: () => 'as XML',
  partialBatch: (batch) => (batch.empty ? 'answers the batch empty' : [batch.fail ? `refuses items ${batch.fail.join(', ')}` : '', batch.omit ? `leaves items ${batch.omit.join(', ')} out` : ''].filter(Boolean).join(' and ')),
  ignoreRequestId: () => 'runs repeats again',
  silentChange: (members) => `stores another ${Object.keys(members).join(', ')}`,
  taxOffCents: (cents) => `tax comes out ${cents} ¢ off`,
  forget: () => 'deletes the record after the answer',
  touchAfter: () => 'moves the first row after the answer',
  commitThenDelayMs: (ms) => `stores, then waits ${ms} ms`,
  commitThenDrop: () => 'stores, then drops the connection',
  breakOff: () => 'ends the connection in the middle of the answer',
  truncate: () => 'cuts the answer in half',
  contentType: (type) => `says the answer is ${type}`,
  redirectTo: (address) => `leads to ${address}`,
  badGzip: () => 'says the answer is gzip',
  mojibake: () => 'damages letters beyond ASCII',
  unknownFields: () => 'adds a member nobody knows',
  webhook: (what) => `the notification: ${what.replace('-', ' ')}`,
};

/** What a rule does, in words, in the order it happens. */
export function describeOutcome({ then, settings }: Pick<ActiveFaultRule, 'then' | 'settings'>): string {
  if (settings) return Object.entries(settings).map(([name, value]) => `sets ${name} to ${value}`).join(', ');
  const words = Object.keys(wording) as (keyof FaultThen)[];
  const parts = words.flatMap((word) => {
    const value = then[word];
    return value === undefined || value === false ? [] : [(wording[word] as (value: unknown) => string)(value)];
  });
  return parts.length === 0 ? 'answers as usual' : parts.join(', ');
}
