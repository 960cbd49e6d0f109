/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { EntityName, WireRecord, WireValue } from '../kernel/company.js';
import { amount, duration, printedDate, quantity, recordPath, ref, text } from './format.js';
import { invoiceStatus, type InvoiceStatus } from './invoice-status.js';

/** One column of an entity's list. `num`: right-aligned figures; `wide`: left out on a narrow screen. The first links to the record. */
export type Column = {
  label: string;
  num?: boolean;
  wide?: boolean;
  cell: (record: WireRecord, context: ListContext) => Child;
};

/** Class of a column's cells. */
export function cellClass({ num, wide: onlyWide }: Pick<Column, 'num' | 'wide'>): string | undefined {
  return [num ? 'num' : '', onlyWide ? 'wide' : ''].filter(Boolean).join(' ') || undefined;
}

/** `today`: calendar date in the company's time zone. */
export type ListContext = { realmId: string; today: string };

type EntityView = { plural: string; singular: string; columns: readonly Column[]; newestFirst?: boolean };

const member = (label: string, name: string): Column => ({ label, cell: (record) => text(record[name]) });
const figure = (label: string, name: string): Column => ({ label, num: true, cell: (record) => amount(record[name]) });
const nested = (label: string, name: string, inner: string): Column => ({
  label,
  cell: (record) => text((record[name] as Record<string, WireValue> | undefined)?.[inner]),
});
const reference = (label: string, name: string, entity: EntityName): Column => ({
  label,
  cell: (record, { realmId }) => <RefLink realmId={realmId} entity={entity} value={record[name]} />,
});
const wide = (column: Column): Column => ({ ...column, wide: true });
const state: Column = { label: 'State', wide: true, cell: (record) => (record['Active'] === false ? <span class="chip">Inactive</span> : 'Active') };

const number: Column = { label: 'Number', cell: (record) => text(record['DocNumber']) || 'No number' };
const total = figure('Total', 'TotalAmt');

/** A list of documents: id, date, then what tells one from another. */
function transactions(plural: string, singular: string, ...columns: Column[]): EntityView {
  return { plural, singular, newestFirst: true, columns: [member('Id', 'Id'), { label: 'Date', wide: true, cell: (record) => printedDate(record['TxnDate']) }, ...columns] };
}

/** How the lists of each entity look. */
export const entityViews: Record<EntityName, EntityView> = {
  CompanyInfo: { plural: 'Company info', singular: 'company info', columns: [member('Name', 'CompanyName'), member('Country', 'Country')] },
  Preferences: { plural: 'Preferences', singular: 'preferences', columns: [{ label: 'Name', cell: () => 'Preferences' }] },
  Account: {
    plural: 'Accounts',
    singular: 'account',
    columns: [member('Name', 'FullyQualifiedName'), member('Type', 'AccountType'), wide(member('Detail type', 'AccountSubType')), figure('Balance', 'CurrentBalance'), state],
  },
  Class: { plural: 'Classes', singular: 'class', columns: [member('Name', 'FullyQualifiedName'), state] },
  Term: {
    plural: 'Terms',
    singular: 'term',
    columns: [member('Name', 'Name'), { label: 'Due in days', num: true, cell: (record) => quantity(record['DueDays']) }, state],
  },
  Department: { plural: 'Locations', singular: 'location', columns: [member('Name', 'FullyQualifiedName'), state] },
  PaymentMethod: { plural: 'Payment methods', singular: 'payment method', columns: [member('Name', 'Name'), state] },
  CompanyCurrency: { plural: 'Currencies', singular: 'currency', columns: [member('Name', 'Name'), member('Code', 'Code'), state] },
  ExchangeRate: {
    plural: 'Exchange rates',
    singular: 'exchange rate',
    columns: [
      member('Currency', 'SourceCurrencyCode'),
      { label: 'From', cell: (record) => printedDate(record['AsOfDate']) },
      { label: 'Rate', num: true, cell: (record) => quantity(record['Rate']) },
    ],
  },
  TaxAgency: { plural: 'Tax agencies', singular: 'tax agency', columns: [member('Name', 'DisplayName')] },
  TaxRate: {
    plural: 'Tax rates',
    singular: 'tax rate',
    columns: [
      member('Name', 'Name'),
      { label: 'Percent', num: true, cell: (record) => quantity(record['RateValue']) },
      wide(reference('Agency', 'AgencyRef', 'TaxAgency')),
      state,
    ],
  },
  TaxCode: {
    plural: 'Tax codes',
    singular: 'tax code',
    columns: [
      member('Name', 'Name'),
      { label: 'Kind', cell: (record) => (record['TaxGroup'] === true ? 'Group of rates' : 'Line code') },
      { label: 'Taxable', wide: true, cell: (record) => (record['Taxable'] === true ? 'Yes' : 'No') },
      state,
    ],
  },
  Item: {
    plural: 'Products and services',
    singular: 'product or service',
    columns: [
      member('Name', 'FullyQualifiedName'),
      wide(member('Type', 'Type')),
      wide(reference('Income account', 'IncomeAccountRef', 'Account')),
      { label: 'Taxable', wide: true, cell: (record) => (record['Taxable'] === true ? 'Yes' : 'No') },
      figure('Price', 'UnitPrice'),
      state,
    ],
  },
  Customer: {
    plural: 'Customers',
    singular: 'customer',
    columns: [
      { label: 'Name', cell: (record) => <span class={record['Job'] === true ? 'indent' : undefined}>{text(record['DisplayName'])}</span> },
      wide(nested('E-mail', 'PrimaryEmailAddr', 'Address')),
      wide(nested('Phone', 'PrimaryPhone', 'FreeFormNumber')),
      figure('Open balance', 'BalanceWithJobs'),
      state,
    ],
  },
  Vendor: {
    plural: 'Vendors',
    singular: 'vendor',
    columns: [member('Name', 'DisplayName'), wide(nested('E-mail', 'PrimaryEmailAddr', 'Address')), wide(nested('Phone', 'PrimaryPhone', 'FreeFormNumber')), figure('We owe', 'Balance'), state],
  },
  Employee: {
    plural: 'Employees',
    singular: 'employee',
    columns: [member('Name', 'DisplayName'), wide(nested('E-mail', 'PrimaryEmailAddr', 'Address')), wide(nested('Phone', 'PrimaryPhone', 'FreeFormNumber')), state],
  },
  Invoice: {
    plural: 'Invoices',
    singular: 'invoice',
    newestFirst: true,
    columns: [
      { label: 'Number', cell: (record) => text(record['DocNumber']) || 'No number' },
      { label: 'Date', wide: true, cell: (record) => printedDate(record['TxnDate']) },
      reference('Customer', 'CustomerRef', 'Customer'),
      { label: 'Due', wide: true, cell: (record) => printedDate(record['DueDate']) },
      { label: 'Status', cell: (record, { today }) => <StatusChip status={invoiceStatus(record, today)} /> },
      wide(figure('Total', 'TotalAmt')),
      figure('Open', 'Balance'),
    ],
  },
  Estimate: transactions('Estimates', 'estimate', number, reference('Customer', 'CustomerRef', 'Customer'), wide(member('Status', 'TxnStatus')), total),
  SalesReceipt: transactions('Sales receipts', 'sales receipt', number, reference('Customer', 'CustomerRef', 'Customer'), total),
  CreditMemo: transactions('Credit memos', 'credit memo', number, reference('Customer', 'CustomerRef', 'Customer'), wide(total), figure('Open', 'Balance')),
  RefundReceipt: transactions('Refund receipts', 'refund receipt', number, reference('Customer', 'CustomerRef', 'Customer'), total),
  Payment: transactions('Payments', 'payment', member('Reference', 'PaymentRefNum'), reference('Customer', 'CustomerRef', 'Customer'), total, wide(figure('Unapplied', 'UnappliedAmt'))),
  Bill: transactions('Bills', 'bill', number, reference('Vendor', 'VendorRef', 'Vendor'), wide(total), figure('Open', 'Balance')),
  VendorCredit: transactions('Vendor credits', 'vendor credit', number, reference('Vendor', 'VendorRef', 'Vendor'), wide(total), figure('Open', 'Balance')),
  BillPayment: transactions('Bill payments', 'bill payment', number, reference('Vendor', 'VendorRef', 'Vendor'), wide(member('Paid by', 'PayType')), total),
  Purchase: transactions('Expenses', 'expense', number, reference('Paid from', 'AccountRef', 'Account'), wide(member('Kind', 'PaymentType')), total),
  ReimburseCharge: transactions(
    'Charges',
    'charge',
    reference('Customer', 'CustomerRef', 'Customer'),
    { label: 'State', wide: true, cell: (record) => (record['HasBeenInvoiced'] === true ? 'Invoiced' : <span class="chip">To be invoiced</span>) },
    figure('Amount', 'Amount'),
  ),
  Deposit: transactions('Deposits', 'deposit', reference('To', 'DepositToAccountRef', 'Account'), wide(member('Note', 'PrivateNote')), total),
  JournalEntry: transactions('Journal entries', 'journal entry', number, wide(member('Note', 'PrivateNote'))),
  Transfer: transactions('Transfers', 'transfer', reference('From', 'FromAccountRef', 'Account'), reference('To', 'ToAccountRef', 'Account'), figure('Amount', 'Amount')),
  Attachable: { plural: 'Attachments', singular: 'attachment', columns: [{ label: 'Name', cell: (record) => text(record['FileName'] ?? record['Note']) }, wide(member('Kind', 'Category'))] },
  TimeActivity: {
    plural: 'Time activities',
    singular: 'time activity',
    newestFirst: true,
    columns: [
      { label: 'Date', cell: (record) => printedDate(record['TxnDate']) },
      { label: 'Who', cell: (record) => ref(record['EmployeeRef'] ?? record['VendorRef'])?.name ?? '' },
      reference('Customer', 'CustomerRef', 'Customer'),
      wide(reference('Service', 'ItemRef', 'Item')),
      { label: 'Billing', cell: (record) => <BillableChip status={text(record['BillableStatus'])} /> },
      { label: 'Time', num: true, cell: (record) => duration(record) },
      wide(figure('Rate', 'HourlyRate')),
    ],
  },
};

export function RefLink({ realmId, entity, value }: { realmId: string; entity: EntityName; value: WireValue | undefined }) {
  const target = ref(value);
  if (target === undefined) return <></>;
  return <a href={recordPath(realmId, entity, target.value)}>{target.name ?? target.value}</a>;
}

const statusTones: Record<InvoiceStatus, string> = { Voided: '', Paid: 'good', 'Partially paid': 'info', Overdue: 'warn', Open: '' };

export function StatusChip({ status }: { status: InvoiceStatus }) {
  return <span class={`chip ${statusTones[status]}`}>{status}</span>;
}

export function BillableChip({ status }: { status: string }) {
  const labels: Record<string, readonly [label: string, tone: string]> = {
    Billable: ['Billable', 'info'],
    HasBeenBilled: ['Billed', 'good'],
    NotBillable: ['Not billable', ''],
  };
  const [label, tone] = labels[status] ?? [status, ''];
  return label === '' ? <></> : <span class={`chip ${tone}`}>{label}</span>;
}
