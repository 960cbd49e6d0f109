import type { World } from '../kernel/world.js';
import { type ServiceAnswer, refusalAnswer } from '../protocol/envelope.js';
import { throttled } from '../protocol/fault.js';
import type { Grant } from './grants.js';

/**
 * The answer to a refresh or userinfo request beyond the 800 calls a minute that all Intuit endpoints take together of one
 * app in one company (Intuit, limits-and-throttles); undefined when it is let in. That it looks like the API's is assumed.
 */
export function refusedForNow(world: World, grant: Grant | undefined): ServiceAnswer | undefined {
  if (!grant) return undefined;
  const admission = { realmId: grant.realmId, clientId: grant.clientId, kind: 'account' as const };
  if (!world.throttle.admit(admission)) return refusalAnswer(throttled(), world.virtualClock.now(), 'UTC');
  world.throttle.release(admission);
  return undefined;
}
