import { createHash } from 'node:crypto';
import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from './fault.js';

/** What is kept and given again under a requestid. */
export type Reply = { status: number; body: WireObject };

/** Length of a requestid: 50, in a batch 36 (Intuit, field definitions); the code for a longer one is assumed. */
export function requireRequestId(requestId: string | undefined, longest: number): void {
  if (requestId !== undefined && requestId.length > longest) throw fault('2130', `Invalid Request Id Format : longer than ${longest} characters`);
}

/**
 * Runs a write once per requestid and company: a repeat gets the first answer again, faults included (assumed, setting
 * `replayFaults`), a different request under a used id is fault 600 (assumed, setting `reusedRequestId`). Kept for 24 hours (assumed).
 */
export function replayed(company: CompanyState, key: string, request: string, run: () => Reply): Reply & { isReplay: boolean } {
  const fingerprint = createHash('sha1').update(request).digest('base64');
  const kept = company.reply(key);
  if (kept) {
    if (kept.fingerprint !== fingerprint && company.settings.reusedRequestId === 'fault') throw fault('600', 'Duplicate Request ID : the request id was used for another request');
    return { status: kept.status, body: kept.body, isReplay: true };
  }
  const reply = run();
  if (isRefusal(reply) && !company.settings.replayFaults) return { ...reply, isReplay: false };
  company.keepReply(key, { ...reply, fingerprint, at: company.clock.now() });
  return { ...reply, isReplay: false };
}

/** Whole answers are refused by status, items of a batch by their body. */
function isRefusal({ status, body }: Reply): boolean {
  return status !== 200 || body.Fault !== undefined;
}

/** Whether a request of this company carried the requestid before; of a batch, with any of its items. */
export function hasUsed(company: CompanyState | undefined, requestId: string): boolean {
  if (requestId === '' || !company) return false;
  return company.reply(requestId) !== undefined || [...company.replies.keys()].some((key) => key.startsWith(`${requestId}/`));
}
