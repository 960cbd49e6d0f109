import type { CompanyScenario } from '../kernel/company.js';
import { blankUs } from './blank-us.js';
import { canada } from './canada.js';
import { multicurrency } from './multicurrency.js';
import { sandboxUs } from './sandbox-us.js';
import { tenThousand } from './ten-thousand.js';
import { ukVat } from './uk-vat.js';

/** Companies to start from, by the name a grant, a flag or a config file asks for. */
export const namedScenarios: { readonly [name: string]: () => CompanyScenario } = {
  'sandbox-us': () => sandboxUs,
  'uk-vat': ukVat,
  canada,
  multicurrency,
  empty: () => blankUs('Empty Company', '9341450000000048'),
  '10000-customers': tenThousand,
};

/** What makes the company of a name. Throws a sentence that lists the names there are. */
export function scenarioMaker(name: string): () => CompanyScenario {
  const make = Object.hasOwn(namedScenarios, name) ? namedScenarios[name] : undefined;
  if (!make) throw new Error(`There is no scenario ${name}; there are ${Object.keys(namedScenarios).join(', ')}.`);
  return make;
}
