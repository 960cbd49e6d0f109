import type { WireRef } from '../kernel/company.js';
import type { About } from './journal.js';

type Detail = { ItemRef?: WireRef; ClassRef?: WireRef; DepartmentRef?: WireRef; CustomerRef?: WireRef; Entity?: { type?: string; value?: string; Type?: string; EntityRef?: WireRef } };

const parties: Record<string, 'customer' | 'vendor' | 'employee'> = { Customer: 'customer', Vendor: 'vendor', Employee: 'employee' };

/** What the detail of a document's line says it is about; undefined when it names nothing. */
export function aboutLine(detail: Detail | undefined): About | undefined {
  if (!detail) return undefined;
  const about: About = {};
  if (detail.ItemRef) about.item = detail.ItemRef.value;
  if (detail.ClassRef) about.class = detail.ClassRef.value;
  if (detail.DepartmentRef) about.department = detail.DepartmentRef.value;
  if (detail.CustomerRef) about.customer = detail.CustomerRef.value;
  const party = parties[detail.Entity?.Type ?? detail.Entity?.type ?? ''];
  const partyId = detail.Entity?.EntityRef?.value ?? detail.Entity?.value;
  if (party && partyId !== undefined) about[party] = partyId;
  return Object.keys(about).length === 0 ? undefined : about;
}
