import type { CompanyScenario } from '../kernel/company.js';
import { blankUs } from './blank-us.js';
import { sandboxUs } from './sandbox-us.js';

/** Companies to start from, by the name a grant, a flag or a config file asks for. */
export const namedScenarios: { readonly [name: string]: () => CompanyScenario } = {
  'sandbox-us': () => sandboxUs,
  empty: () => blankUs('Empty Company'),
};

/** Throws a sentence that lists the names there are. */
export function scenarioByName(name: string): CompanyScenario {
  const make = Object.hasOwn(namedScenarios, name) ? namedScenarios[name] : undefined;
  if (!make) throw new Error(`There is no scenario ${name}; there are ${Object.keys(namedScenarios).join(', ')}.`);
  return make();
}
