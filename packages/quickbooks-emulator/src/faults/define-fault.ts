import type { EmulatorSettings } from '../kernel/settings.js';
import type { FaultRule, FaultThen, FaultWhen } from './fault-rule.js';
import type { NamedFault } from './named-faults.js';

/** A named fault of one rule. */
export function arms(name: string, about: string, when: FaultWhen, outcome: FaultThen, times?: number): NamedFault {
  const rule: FaultRule = { when, ['then']: outcome, ...(times === undefined ? {} : { times }) };
  return { name, about, rules: [rule] };
}

/** A named fault that is a way for the emulator to behave. */
export function sets(name: string, about: string, settings: Partial<EmulatorSettings>): NamedFault {
  return { name, about, settings };
}

/** A named fault that needs no arming. */
export function always(name: string, about: string): NamedFault {
  return { name, about };
}
