/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { EntityName, WireObject, WireValue } from '../kernel/company.js';
import type { EmulatorState } from '../kernel/state.js';
import { addressLines, amount, moment, printedDate, quantity, recordPath, recordTitle, ref } from './format.js';

/** What a value is looked at from: the company, and the entity whose `ParentRef` it may be. */
export type FieldContext = { state: EmulatorState; realmId: string; entity: EntityName };

/** Entity a reference member points at. */
const targets: Record<string, EntityName> = {
  CustomerRef: 'Customer', EmployeeRef: 'Employee', VendorRef: 'Vendor', ItemRef: 'Item', ClassRef: 'Class',
  SalesTermRef: 'Term', TermRef: 'Term', DefaultTerms: 'Term', DefaultTimeItem: 'Item', TaxCodeRef: 'TaxCode', TxnTaxCodeRef: 'TaxCode', DefaultTaxCodeRef: 'TaxCode',
  TaxGroupCodeRef: 'TaxCode', TaxRateRef: 'TaxRate', AgencyRef: 'TaxAgency', ItemAccountRef: 'Account', IncomeAccountRef: 'Account',
  ExpenseAccountRef: 'Account', AssetAccountRef: 'Account', DiscountAccountRef: 'Account', MarkUpIncomeAccountRef: 'Account', DepositToAccountRef: 'Account', APAccountRef: 'Account', AccountRef: 'Account', FromAccountRef: 'Account', ToAccountRef: 'Account', BankAccountRef: 'Account', CCAccountRef: 'Account',
  PaymentMethodRef: 'PaymentMethod', DepartmentRef: 'Department',
};
const moneyMembers = /^(Balance|BalanceWithJobs|CurrentBalance|CurrentBalanceWithSubAccounts|UnitPrice|PurchaseCost|HourlyRate|CostRate|BillRate|Amount|TotalAmt|HomeTotalAmt|HomeBalance|UnappliedAmt|RemainingCredit|TotalTax|NetAmountTaxable)$/;

/** One member's value as a reader wants it: yes and no, amounts, dates, links to what it refers to, addresses as lines. */
export function FieldValue({ name, value, context }: { name: string; value: WireValue; context: FieldContext }) {
  return <>{shown(name, value, context)}</>;
}

function shown(name: string, value: WireValue, context: FieldContext): Child {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return moneyMembers.test(name) ? amount(value) : quantity(value);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? moment(value) : /^\d{4}-\d\d-\d\d$/.test(value) ? printedDate(value) : value;
  const reference = ref(value);
  if (reference !== undefined) {
    const target = name === 'ParentRef' ? context.entity : targets[name];
    const found = target === undefined ? undefined : context.state.record(context.realmId, target, reference.value);
    if (target === undefined || found === undefined) return reference.name ?? reference.value;
    return <a href={recordPath(context.realmId, target, reference.value)}>{reference.name ?? recordTitle(target, found)}</a>;
  }
  if (isAddress(value)) return addressLines(value).flatMap((line, index) => (index === 0 ? [line] : [<br />, line]));
  return isSingle(value) ? String(Object.values(value)[0]) : <span class="mono">{JSON.stringify(value)}</span>;
}

/** A member with members of its own, which gets a heading instead of a line. */
export function isGroup(value: WireValue): value is WireObject | WireValue[] {
  return typeof value === 'object' && value !== null && !(ref(value) !== undefined || isAddress(value) || isSingle(value));
}

export function isEmpty(value: WireValue): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isEmpty);
}

function isAddress(value: WireValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['Line1'] === 'string';
}

/** `{ Address }`, `{ FreeFormNumber }`, `{ URI }`: one text in a wrapper. */
function isSingle(value: WireValue): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1 && typeof Object.values(value)[0] === 'string';
}
