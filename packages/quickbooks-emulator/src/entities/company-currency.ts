import { any, flag, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { currencyName, rulesOf } from '../rules/preferences.js';
import { type Change, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';

const currencies = new Set(Intl.supportedValuesOf('currency'));

type StoredCurrency = { Id?: string; Code?: string; Name?: string; Active?: boolean };

/** CompanyCurrency: a foreign currency the company uses; needs several currencies switched on (Intuit, companycurrency page). */
export const companyCurrency = defineEntity<StoredCurrency>({
  name: 'CompanyCurrency',
  kind: 'list',
  idSpace: 'CompanyCurrency',
  operations: ['create', 'update', 'read', 'query'],
  elements: { ...intuitEntity, Code: text(3), Name: text(), Active: flag(), CompanyCurrencyEx: any(), ...intuitAttributes },
  queryable: ['Code', 'Name', 'Active'],
  inChangeData: true,
  compare: inOrderOf('Code'),
  keyOf: (record) => record.Code,
  settle(draft: StoredCurrency, { company, before }: Change<StoredCurrency>) {
    if (!rulesOf(company).multiCurrency) throw fault('5030', 'Feature Not Supported Error : multicurrency is not enabled', '');
    draft.Code ??= before?.Code;
    if (!draft.Code) throw missing('Code');
    // Codes of ISO 4217 (XSD CurrencyCode); the fault for others is assumed.
    if (!currencies.has(draft.Code)) throw fault('2170', `Invalid Enumeration : ${draft.Code}`, 'Code');
    draft.Name ??= before?.Name ?? currencyName(draft.Code);
    draft.Active ??= true;
    const twin = company.table('CompanyCurrency').idsByKey(draft.Code).find((id) => id !== before?.Id);
    // The name 6240 for a second record of the same currency is assumed.
    if (twin !== undefined) throw fault('6240', `The name supplied already exists. : ${draft.Code}`, 'Code');
  },
});
