import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { About } from '../ledger/journal.js';
import type { Moved } from './cash-basis.js';

/** What figures can be about beside accounts and days. */
export type Dimension = keyof About;

type DimensionWords = { entity: EntityName; params: readonly string[]; heading: string; columns: string };

/**
 * By dimension: its list, its filter in the request, the filter in the heading (XSD ReportHeader) and the word that makes columns of it
 * (XSD SummarizeColumnsByEnum). Intuit's report pages call the filter of classes `class`; its server took `klass` too (QuickBooks-V3-PHP-SDK#158).
 */
export const dimensions = {
  customer: { entity: 'Customer', params: ['customer'], heading: 'Customer', columns: 'Customers' },
  vendor: { entity: 'Vendor', params: ['vendor'], heading: 'Vendor', columns: 'Vendors' },
  employee: { entity: 'Employee', params: ['employee'], heading: 'Employee', columns: 'Employees' },
  item: { entity: 'Item', params: ['item'], heading: 'Item', columns: 'ProductsAndServices' },
  class: { entity: 'Class', params: ['class', 'klass'], heading: 'Class', columns: 'Classes' },
  department: { entity: 'Department', params: ['department'], heading: 'Department', columns: 'Departments' },
} as const satisfies Record<Dimension, DimensionWords>;

const names = Object.keys(dimensions) as Dimension[];

type Document = WireRecord & { CustomerRef?: WireRef; VendorRef?: WireRef; EntityRef?: WireRef & { type?: string }; ClassRef?: WireRef; DepartmentRef?: WireRef };

/**
 * Id of what a movement is about; undefined when nothing says. The line speaks first, then its document: a bill's line can be for a
 * customer, the bill itself is a vendor's (Intuit, entity pages: line details and headers).
 */
export function aboutOf(company: CompanyState, { source, about }: Pick<Moved, 'source' | 'about'>, dimension: Dimension): string | undefined {
  if (about?.[dimension] !== undefined) return about[dimension];
  const [entity, id] = source.split('/') as [EntityName, string];
  if (entity === 'JournalEntry' || dimension === 'item') return undefined;
  const document = company.definition(entity) && company.get<Document>(entity, id);
  if (!document) return undefined;
  const { heading } = dimensions[dimension];
  const own = document[`${heading}Ref` as keyof Document] as WireRef | undefined;
  return own?.value ?? (document.EntityRef?.type === heading ? document.EntityRef.value : undefined);
}

/** Filters of the request by dimension: ids with commas (Intuit, report pages). */
function wantedBy(params: URLSearchParams): { dimension: Dimension; value: string }[] {
  return names.flatMap((dimension) => {
    const value = dimensions[dimension].params.map((name) => params.get(name)).find((given) => given !== null && given !== '');
    return value ? [{ dimension, value }] : [];
  });
}

/** Movements that are about what the request asks for; a customer's jobs only where they are named themselves (assumed). */
export function filtered(company: CompanyState, movements: Iterable<Moved>, params: URLSearchParams): Moved[] {
  const filters = wantedBy(params).map(({ dimension, value }) => ({ dimension, ids: new Set(value.split(',')) }));
  if (filters.length === 0) return [...movements];
  return [...movements].filter((moved) => filters.every(({ dimension, ids }) => ids.has(aboutOf(company, moved, dimension) ?? '')));
}

/** Whether whole documents, by their keys, are of the customers, vendors, employees and departments asked for (Intuit, transactionlist page). */
export function documentFilter(company: CompanyState, params: URLSearchParams): (source: string) => boolean {
  const filters = wantedBy(params).filter(({ dimension }) => dimension !== 'item' && dimension !== 'class');
  return (source) => filters.every(({ dimension, value }) => value.split(',').includes(aboutOf(company, { source }, dimension) ?? ''));
}

/** The filters as the heading repeats them (XSD ReportHeader). */
export function filterHeadings(params: URLSearchParams): { [heading: string]: string } {
  return Object.fromEntries(wantedBy(params).map(({ dimension, value }) => [dimensions[dimension].heading, value]));
}

/** The dimension a word of `summarize_column_by` names. */
export function dimensionOf(word: string): Dimension | undefined {
  return names.find((dimension) => dimensions[dimension].columns.toLowerCase() === word.toLowerCase());
}

/** Name of a record of a dimension's list, with those above it. */
export function titleIn(company: CompanyState, dimension: Dimension, id: string): string {
  const record = company.get<{ FullyQualifiedName?: string; DisplayName?: string; Name?: string }>(dimensions[dimension].entity, id);
  return record?.FullyQualifiedName ?? record?.DisplayName ?? record?.Name ?? id;
}
