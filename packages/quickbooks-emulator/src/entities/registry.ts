import type { EntityName } from '../kernel/company.js';
import { account } from './account.js';
import { classEntity } from './class.js';
import { companyInfo } from './company-info.js';
import { customer } from './customer.js';
import type { EntityDefinition } from './define-entity.js';
import { employee } from './employee.js';
import { invoice } from './invoice.js';
import { item } from './item.js';
import { preferences } from './preferences.js';
import { taxAgency, taxCode, taxRate } from './tax.js';
import { term } from './term.js';
import { timeActivity } from './time-activity.js';
import { vendor } from './vendor.js';

/** All entities, in the order in which a company's records depend on each other. */
export const definitions: ReadonlyMap<EntityName, EntityDefinition> = new Map(
  [companyInfo, preferences, account, classEntity, term, taxAgency, taxRate, taxCode, item, customer, vendor, employee, invoice, timeActivity].map(
    (definition) => [definition.name, definition],
  ),
);

const byResource = new Map([...definitions.values()].map((definition) => [definition.name.toLowerCase(), definition]));

/** Finds an entity by its URL segment or query name, without regard to case (Intuit, data-queries). */
export function findDefinition(name: string): EntityDefinition | undefined {
  return byResource.get(name.toLowerCase());
}
