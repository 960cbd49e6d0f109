import type { World } from '../kernel/world.js';
import type { FaultThen } from './fault-rule.js';
import { type FaultTarget, fits } from './fault-rules.js';
import { faultHeader, readFaultHeader } from './read-fault.js';

/**
 * What is to happen to a request: what its own header asks for, else what the first fitting rule says.
 * @throws FaultGrammarError when the header cannot be read
 */
export function takeFault(world: World, request: Request, target: FaultTarget): FaultThen | undefined {
  const header = request.headers.get(faultHeader);
  if (header === null) return world.faultRules.take(target);
  const { rules } = readFaultHeader(header);
  return rules.find((rule) => fits(rule.when, target))?.then;
}
