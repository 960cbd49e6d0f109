import type { EntityName, WireObject, WireRecord, WireRef, WireValue } from '../kernel/company.js';
import { entityNames } from '../kernel/company.js';

/** Amount with two decimals and grouping, no currency sign: columns say which money they hold. */
export function amount(value: WireValue | undefined): string {
  return typeof value === 'number' ? amounts.format(value) : '';
}

/** Amount with its currency, for totals that stand alone. */
export function money(value: WireValue | undefined, currency = 'USD'): string {
  return typeof value === 'number' ? new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(value) : '';
}

const amounts = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Quantities and rates keep the decimals they have. */
export function quantity(value: WireValue | undefined): string {
  return typeof value === 'number' ? new Intl.NumberFormat('en-US', { maximumFractionDigits: 7 }).format(value) : '';
}

/** `2026-04-08` as `04/08/2026`, the way a US company's QuickBooks prints it. */
export function printedDate(value: WireValue | undefined): string {
  const match = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)/.exec(value) : null;
  return match ? `${match[2]}/${match[3]}/${match[1]}` : text(value);
}

/** Moment as `2026-04-08 13:16:17`, in the offset it carries. */
export function moment(value: WireValue | undefined): string {
  const match = typeof value === 'string' ? /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(value) : null;
  return match ? `${match[1]} ${match[2]}` : text(value);
}

/** Hours and minutes of a time activity: `4 h 45 min`. */
export function duration(record: WireObject): string {
  const hours = number(record['Hours']);
  const minutes = number(record['Minutes']);
  return record['Hours'] === undefined ? `${clockTime(record['StartTime'])} to ${clockTime(record['EndTime'])}` : `${hours} h ${String(minutes).padStart(2, '0')} min`;
}

function clockTime(value: WireValue | undefined): string {
  return /T?(\d\d:\d\d)/.exec(text(value))?.[1] ?? text(value);
}

export function text(value: WireValue | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

export function number(value: WireValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** The reference a member holds, or nothing when it holds none. */
export function ref(value: WireValue | undefined): WireRef | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value['value'] !== 'string') return undefined;
  return { value: value['value'], ...(typeof value['name'] === 'string' ? { name: value['name'] } : {}) };
}

export function object(value: WireValue | undefined): WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function list(value: WireValue | undefined): WireObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** Lines of a document; a bundle as a line without an amount, then what is in it. */
export function linesWithParts(lines: WireValue | undefined): WireObject[] {
  return list(lines).flatMap((line) => {
    if (line['DetailType'] !== 'GroupLineDetail') return [line];
    const { GroupItemRef, Quantity, Line } = object(line['GroupLineDetail']);
    return [{ ...line, Amount: null, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: GroupItemRef ?? null, Qty: Quantity ?? null } }, ...list(Line)];
  });
}

/** Lines of an address as they are printed, free form or in parts; a country only where it is a foreign one. */
export function addressLines(value: WireValue | undefined): string[] {
  const address = object(value);
  const place = [text(address['City']), [text(address['CountrySubDivisionCode']), text(address['PostalCode'])].filter(Boolean).join(' ')];
  return ['Line1', 'Line2', 'Line3', 'Line4', 'Line5']
    .map((line) => text(address[line]))
    .concat(place.filter(Boolean).join(', '), /^USA?$/.test(text(address['Country'])) ? '' : text(address['Country']))
    .filter((line) => line !== '');
}

/** What QuickBooks' screens call documents whose wire names read differently. */
const documentNames: Partial<Record<EntityName, string>> = {
  SalesReceipt: 'Sales receipt', CreditMemo: 'Credit memo', RefundReceipt: 'Refund receipt', VendorCredit: 'Vendor credit', BillPayment: 'Bill payment', Purchase: 'Expense', JournalEntry: 'Journal entry', ReimburseCharge: 'Charge',
};

/** A few words that name a record: "Invoice 1037", "Emily Platt, 4 h 45 min", "Freeman Sporting Goods:55 Twin Lane". */
export function recordTitle(entity: EntityName, record: WireRecord): string {
  if (entity === 'Invoice') return record['DocNumber'] === undefined ? 'Invoice without a number' : `Invoice ${text(record['DocNumber'])}`;
  if (entity === 'TimeActivity') return `${ref(record['EmployeeRef'] ?? record['VendorRef'])?.name ?? 'Time'}, ${duration(record)}`;
  if (entity === 'Preferences') return 'Preferences';
  if (record['TxnDate'] !== undefined) return `${documentNames[entity] ?? entity} ${text(record['DocNumber']) || record.Id}`;
  const named = record['FullyQualifiedName'] ?? record['DisplayName'] ?? record['CompanyName'] ?? record['Name'];
  return text(named) || `${entity} ${record.Id}`;
}

/** `TimeActivity` for the address part `timeactivity`. */
export function entityBySlug(slug: string): EntityName | undefined {
  return entityNames.find((name) => name.toLowerCase() === slug.toLowerCase());
}

export function recordPath(realmId: string, entity: EntityName, id?: string): string {
  const base = `/companies/${encodeURIComponent(realmId)}/${entity.toLowerCase()}`;
  return id === undefined ? base : `${base}/${encodeURIComponent(id)}`;
}
