import { setTimeout as sleep } from 'node:timers/promises';
import { type Outgoing, damaged, sent } from '../faults/answer-effects.js';
import type { FaultTarget } from '../faults/fault-rules.js';
import { takeFault } from '../faults/take-fault.js';
import type { World } from '../kernel/world.js';
import { ConnectionDropped, never } from '../protocol/connection-dropped.js';
import { htmlAnswer } from '../protocol/envelope.js';

export type OAuthAnswer = { status: number; body: unknown; contentType?: string };

/** Faults apply to the sign-in too: `invalid_grant` and other OAuth errors by code, statuses, pages, delays, dropped and damaged answers. */
export async function withFaults(world: World, request: Request, target: FaultTarget, run: () => OAuthAnswer, write: (answer: OAuthAnswer) => Outgoing): Promise<Response> {
  const then = takeFault(world, request, target) ?? {};
  if (then.delayMs) await sleep(then.delayMs, undefined, { ref: false });
  if (then.drop) throw new ConnectionDropped();
  if (then.swallow) await never();
  if (then.html) return sent(write(htmlAnswer(then.status ?? 503)), then);
  if (then.fault || then.status) return sent(write({ status: then.status ?? 400, body: then.fault ? { error: then.fault.code } : undefined }), then);
  const answer = run();
  if (then.commitThenDelayMs) await sleep(then.commitThenDelayMs, undefined, { ref: false });
  if (then.commitThenDrop) throw new ConnectionDropped();
  return sent(damaged(write(answer), then), then);
}
