import type { EmulatorSettings } from '../kernel/settings.js';
import type { FaultRule, FaultWhen } from './fault-rule.js';
import { dataFaults } from './named-data-faults.js';
import { transportFaults } from './named-transport-faults.js';

/**
 * A fault of the field, by name. With neither rules nor settings it is what this emulator does anyway, and `about` says
 * how to see it.
 */
export type NamedFault = {
  name: string;
  about: string;
  rules?: readonly FaultRule[];
  settings?: Partial<EmulatorSettings>;
};

/** Every named fault: what client programs were reported to stumble over, in issue trackers and Intuit's own pages. */
export const namedFaults: readonly NamedFault[] = [...transportFaults, ...dataFaults];

export function findNamedFault(name: string): NamedFault | undefined {
  return namedFaults.find((fault) => fault.name === name.toLowerCase());
}

/** The rules of a named fault, narrowed to the requests meant and fired as often as said. */
export function namedRules(named: NamedFault, when: FaultWhen, often: { times?: number }): FaultRule[] {
  return (named.rules ?? []).map((rule) => ({ ...rule, ...often, when: { ...rule.when, ...when } }));
}
