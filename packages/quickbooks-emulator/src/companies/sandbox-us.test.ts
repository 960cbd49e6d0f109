import { Big } from 'big.js';
import { expect, test } from 'vitest';
import type { EntityName, WireRecord } from '../kernel/company.js';
import { VirtualClock } from '../kernel/clock.js';
import { seedCompany } from '../kernel/seed-company.js';
import { expectSoundBooks } from '../testing/books.js';
import { sandboxUs } from './sandbox-us.js';

/** id/number: total, open; from the invoice list of the sample company (recorded 2023 and 2026). */
const invoiceFacts = `
  9/1001: 108 0, 10/1002: 175 0, 12/1004: 2369.52 0, 13/1005: 54 4, 14/1006: 86.4 0, 16/1007: 750 450, 27/1009: 103.55 0,
  34/1010: 375 375, 39/1012: 274.5 274.5, 42/1013: 81 0, 49/1015: 954.75 954.75, 60/1016: 75 75, 63/1017: 80 0,
  64/1018: 80 80, 65/1019: 80 80, 67/1021: 459 239, 68/1022: 81 81, 69/1023: 70 70, 70/1024: 156 156, 71/1025: 205 0,
  75/1027: 85 85, 92/1028: 81 81, 93/1029: 460.4 0, 95/1030: 226.75 0, 96/1031: 387 0, 99/1032: 414.72 414.72,
  103/1033: 629.1 629.1, 106/1034: 78.6 78.6, 119/1035: 314.28 314.28, 129/1036: 477.5 477.5, 130/1037: 362.07 362.07`;

const of = (entity: EntityName): WireRecord[] => sandboxUs.records[entity] ?? [];
const one = (entity: EntityName, id: string): WireRecord => of(entity).find(({ Id }) => Id === id) as WireRecord;

test('the 31 invoices carry the numbers, totals and open amounts of the sample company', () => {
  const seeded = of('Invoice').map(({ Id, DocNumber, TotalAmt, Balance }) => `${Id}/${DocNumber}: ${TotalAmt} ${Balance}`);
  expect(seeded).toEqual(invoiceFacts.split(',').map((fact) => fact.trim()));
});

test('receivables agree three ways: invoices, customers and the A/R account', () => {
  const sum = (records: WireRecord[], member: string) => records.reduce((total, record) => total.plus(record[member] as number), new Big(0)).toFixed(2);
  expect(sum(of('Invoice'), 'Balance')).toBe('5281.52');
  expect(sum(of('Customer'), 'Balance')).toBe('5281.52');
  expect(one('Account', '84')['CurrentBalance']).toBe(5281.52);
  expect(sum(of('Vendor'), 'Balance')).toBe(new Big(one('Account', '33')['CurrentBalance'] as number).neg().toFixed(2));
});

test('a parent shows what its jobs owe beside its own balance', () => {
  expect(one('Customer', '7')).toMatchObject({ Balance: 0, BalanceWithJobs: 562.5, Job: false });
  expect(one('Customer', '8')).toMatchObject({
    Balance: 477.5,
    ParentRef: { value: '7' },
    Job: true,
    Level: 1,
    DisplayName: '0969 Ocean View Road',
    FullyQualifiedName: 'Freeman Sporting Goods:0969 Ocean View Road',
  });
  expect(one('Customer', '22')).toMatchObject({ Balance: 0, BalanceWithJobs: 274.5 });
});

test('sub-accounts add up and carry their path as the name references use', () => {
  expect(one('Account', '37')).toMatchObject({ CurrentBalance: 0, CurrentBalanceWithSubAccounts: 13495 });
  expect(one('Item', '7')['IncomeAccountRef']).toEqual({ value: '52', name: 'Landscaping Services:Labor:Installation' });
});

test('tax at two rates is rounded per rate, as the Tucson invoice was recorded', () => {
  expect(one('Invoice', '93')['TxnTaxDetail']).toMatchObject({ TotalTax: 38.4, TaxLine: [{ Amount: 29.96 }, { Amount: 8.44 }] });
});

test('ids are unique per id space and every reference finds its record', () => {
  const spaces = [['Customer', 'Vendor', 'Employee'],
    ['Estimate', 'Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt', 'Payment', 'Bill', 'BillPayment', 'Purchase', 'Deposit', 'JournalEntry'],
    ['TimeActivity'], ['Item'], ['Account'], ['Term'], ['TaxCode'], ['TaxRate'], ['TaxAgency']] as const;
  for (const space of spaces) {
    const ids = space.flatMap((entity) => of(entity).map(({ Id }) => Id));
    expect(new Set(ids).size).toBe(ids.length);
  }
  const targets: Record<string, EntityName> = { CustomerRef: 'Customer', EmployeeRef: 'Employee', ItemRef: 'Item', ItemAccountRef: 'Account', IncomeAccountRef: 'Account', ExpenseAccountRef: 'Account', AssetAccountRef: 'Account', SalesTermRef: 'Term', VendorRef: 'Vendor', AccountRef: 'Account', DepositToAccountRef: 'Account', BankAccountRef: 'Account', CCAccountRef: 'Account', PaymentMethodRef: 'PaymentMethod', APAccountRef: 'Account', TermRef: 'Term', TaxCodeRef: 'TaxCode', TxnTaxCodeRef: 'TaxCode', TaxRateRef: 'TaxRate', AgencyRef: 'TaxAgency' };
  const dangling: string[] = [];
  const visit = (value: unknown, where: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [member, inner] of Object.entries(value)) {
      const target = targets[member];
      if (target !== undefined && one(target, (inner as { value: string }).value) === undefined) dangling.push(`${where} ${member}`);
      visit(inner, where);
    }
  };
  for (const [entity, records] of Object.entries(sandboxUs.records)) for (const record of records) visit(record, `${entity} ${record.Id}`);
  expect(dangling).toEqual([]);
});

test('no address in the sample data can reach a real mailbox or site', () => {
  // The namespace of Intuit's schema is a name, not an address.
  const text = JSON.stringify(sandboxUs).replaceAll('{http://schema.intuit.com/finance/v3}', '');
  const hosts = [...text.matchAll(/@([a-z0-9.-]+)|https?:\/\/([a-z0-9.-]+)/gi)].map((match) => match[1] ?? match[2]);
  expect(hosts.length).toBeGreaterThan(30);
  expect(hosts.filter((host) => !host?.endsWith('.example'))).toEqual([]);
});

test('links stand on both sides: every document a link names is there, and names it back where QuickBooks shows that', () => {
  const missing: string[] = [];
  for (const entity of ['Invoice', 'Bill', 'Payment', 'SalesReceipt', 'Estimate'] as const) {
    for (const record of of(entity)) {
      for (const { TxnId, TxnType } of (record['LinkedTxn'] ?? []) as { TxnId: string; TxnType: string }[]) {
        if (TxnType === 'StatementCharge') continue;
        const other = one((TxnType === 'BillPaymentCheck' ? 'BillPayment' : TxnType) as EntityName, TxnId);
        const isNamedBack = TxnType === 'TimeActivity' || (entity === 'Bill' && TxnType === 'ReimburseCharge' && other !== undefined) || JSON.stringify(other?.['LinkedTxn'] ?? other?.['Line'] ?? []).includes(`"TxnId":"${record.Id}"`) || JSON.stringify(other?.['Line'] ?? []).includes(`"TxnId":"${record.Id}"`);
        if (!isNamedBack) missing.push(`${entity} ${record.Id} -> ${TxnType} ${TxnId}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

test('every balance is the sum of documents: nothing but the first count of stock is opened', () => {
  const company = seedCompany(sandboxUs, '9341450000000012', new VirtualClock());
  const opened = [...company.journal.entries.keys()].filter((key) => key.startsWith('Opening/'));
  expect(opened).toEqual(['5', '11', '16', '17'].map((id) => `Opening/Item/${id}`));
  expectSoundBooks(company, { unexplained: 7500 });
});
