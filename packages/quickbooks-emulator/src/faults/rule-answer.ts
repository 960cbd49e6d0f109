import { type Answer, htmlAnswer, refusalAnswer, xmlRefusal } from '../protocol/envelope.js';
import { QuickBooksFault, entry } from '../protocol/fault.js';
import type { FaultThen } from './fault-rule.js';

/** Whether a fault rule answers by itself, instead of delaying or dropping the real answer. */
export function hasAnswer(rule: FaultThen): boolean {
  return rule.status !== undefined || rule.fault !== undefined || rule.html === true || rule.xml === true;
}

/** What a bare status stands for. */
const codeOfStatus: Record<number, string> = { 401: '3200', 403: '3100', 429: '3001', 500: '10000' };

/** The answer a fault rule asks for: its code's own text unless it brings one; bare 5xx are a proxy's page. */
export function ruleAnswer(rule: FaultThen, startedAt: number, zone: string): Answer {
  const code = rule.fault?.code ?? codeOfStatus[rule.status ?? 500];
  if (rule.html || code === undefined) return htmlAnswer(rule.status ?? 503);
  const made = entry(code, rule.fault?.detail ?? defaultDetail(code), rule.fault?.element);
  if (rule.fault?.message !== undefined) made.message = rule.fault.message;
  const refusal = new QuickBooksFault([made]);
  const answer = rule.xml ? xmlRefusal(refusal, startedAt, zone) : refusalAnswer(refusal, startedAt, zone);
  return rule.status === undefined ? answer : { ...answer, status: rule.status };
}

function defaultDetail(code: string): string {
  if (code === '3001') return 'The request limit was reached.  Try again later';
  if (code === '3200') return 'Token expired: AB01';
  if (code === '6190') return "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks Online Plus because your trial or subscription period ended.";
  if (code === '5010') return 'Stale Object Error : You and Dana Reed were working on this at the same time. Dana Reed finished before you did, so your work was not saved.';
  if (code === '10000') return 'System Failure Error: An unexpected error occurred while accessing or saving your data.';
  return '';
}
