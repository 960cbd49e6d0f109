import type { CompanyState } from '../kernel/company-state.js';
import type { Party } from '../ledger/journal.js';
import type { OpenItem } from './open-items.js';
import { dateParam } from './period.js';

/** What reports say of a side: the filter's name in the request and in the heading, the column of the name. */
export const sideWords = {
  Customer: { param: 'customer', heading: 'Customer', nameKey: 'cust_name', column: 'Customer' },
  Vendor: { param: 'vendor', heading: 'Vendor', nameKey: 'vend_name', column: 'Vendor' },
} as const satisfies Record<Party['kind'], object>;

/** `customer` or `vendor` takes one id or several with commas; `start_duedate` and `end_duedate` the days money is due (Intuit, report pages). */
export function wantedOf(kind: Party['kind'], params: URLSearchParams, items: OpenItem[]): OpenItem[] {
  const wanted = params.get(sideWords[kind].param)?.split(',');
  const from = dateParam(params, 'start_duedate') ?? '';
  const until = dateParam(params, 'end_duedate') ?? '9999-12-31';
  return items.filter(({ party, due }) => (!wanted || wanted.includes(party)) && due >= from && due <= until);
}

/** Only filters of the request are told (Intuit, report pages). */
export function filtersOf(kind: Party['kind'], params: URLSearchParams): { [heading: string]: string } {
  const value = params.get(sideWords[kind].param);
  return value === null ? {} : { [sideWords[kind].heading]: value };
}

/** Display name of a customer or vendor. */
export function nameOf(company: CompanyState, kind: Party['kind'], id: string): string {
  return (company.get(kind, id)?.DisplayName as string | undefined) ?? '';
}

/** Name with those of its parents: "Freeman Sporting Goods:0969 Ocean View Road"; vendors have none. */
export function pathOf(company: CompanyState, kind: Party['kind'], id: string): string {
  return (company.get(kind, id)?.FullyQualifiedName as string | undefined) ?? nameOf(company, kind, id);
}

/** Days an item is past due at the end of a day; below one when it is not. */
export function daysPastDue({ due }: OpenItem, day: string): number {
  return (Date.parse(day) - Date.parse(due)) / 86_400_000;
}
