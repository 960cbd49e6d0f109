import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';

export type CustomField = { DefinitionId?: string; Name?: string; Type?: string; StringValue?: string };

type Setting = { Name?: string; StringValue?: string; BooleanValue?: boolean };

/** Custom fields of sales forms that are in use, by the digit their preference ends with (reference 8.2). */
export function customFieldDefinitions(company: CompanyState): Required<Pick<CustomField, 'DefinitionId' | 'Name' | 'Type'>>[] {
  const prefs = company.get<{ SalesFormsPrefs?: { CustomField?: { CustomField?: Setting[] }[] } }>('Preferences', '1');
  const all = (prefs?.SalesFormsPrefs?.CustomField ?? []).flatMap(({ CustomField }) => CustomField ?? []);
  const isUsed = (digit: string) => all.some(({ Name, BooleanValue }) => Name === `SalesFormsPrefs.UseSalesCustom${digit}` && BooleanValue === true);
  return all.flatMap(({ Name, StringValue }) => {
    const digit = /^SalesFormsPrefs\.SalesCustomName(\d)$/.exec(Name ?? '')?.[1];
    return digit === undefined || !StringValue || !isUsed(digit) ? [] : [{ DefinitionId: digit, Name: StringValue, Type: 'StringType' }];
  });
}

/**
 * Custom fields of a sales form come back with the name of their definition (recorded, AB); one the company does not have
 * is fault 3000 (Intuit, error-codes). None sent: an empty list (recorded, NG:create-invoice).
 */
export function settleCustomFields(company: CompanyState, sent: readonly CustomField[] | undefined): CustomField[] {
  if (sent === undefined || sent.length === 0) return [];
  const known = customFieldDefinitions(company);
  return sent.map(({ DefinitionId, StringValue }) => {
    const definition = known.find((one) => one.DefinitionId === DefinitionId);
    if (!definition) throw fault('3000', `Invalid Custom Field : DefinitionId ${DefinitionId ?? ''} is not defined in this company`, 'CustomField.DefinitionId');
    return { ...definition, ...(StringValue === undefined ? {} : { StringValue }) };
  });
}
