import { expect, test } from 'vitest';
import { blankUs } from './blank-us.js';

test('starts without people or documents, and with all an invoice needs', () => {
  const { records, name, realmId } = blankUs('Larkin & Boyd LLP', '9341450000000777');
  expect([name, realmId]).toEqual(['Larkin & Boyd LLP', '9341450000000777']);
  for (const entity of ['Customer', 'Vendor', 'Employee', 'Invoice', 'TimeActivity', 'Class'] as const) expect(records[entity]).toEqual([]);
  expect(records.Account?.map(({ AccountType }) => AccountType)).toEqual(
    expect.arrayContaining(['Income', 'Accounts Receivable', 'Other Current Asset', 'Bank', 'Expense', 'Accounts Payable']),
  );
  expect(records.Item?.map(({ Name }) => Name)).toEqual(['Services', 'Hours']);
  expect(records.Term).toHaveLength(4);
  expect(records.TaxCode?.map(({ Id }) => Id)).toEqual(['TAX', 'NON', 'CustomSalesTax', '2']);
  expect(records.TaxAgency).toHaveLength(1);
});

test('two companies share no record, so adding to one leaves the other empty', () => {
  const first = blankUs('First');
  first.records.Customer?.push({ Id: '1', DisplayName: 'Quay' });
  expect(blankUs('Second').records.Customer).toEqual([]);
});

test('preferences say what was chosen', () => {
  const { preferences } = blankUs('Larkin & Boyd LLP', undefined, {
    customTxnNumbers: true,
    classTracking: 'line',
    bookCloseDate: '2025-12-31',
    timeTracking: false,
    salesTax: false,
  });
  expect(preferences).toMatchObject({
    SalesFormsPrefs: { CustomTxnNumbers: true },
    AccountingInfoPrefs: { ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: true, BookCloseDate: '2025-12-31' },
    TimeTrackingPrefs: { UseServices: false, BillCustomers: false },
    TaxPrefs: { UsingSalesTax: false },
    CurrencyPrefs: { MultiCurrencyEnabled: false },
  });
  expect(blankUs('x').preferences['AccountingInfoPrefs']).not.toHaveProperty('BookCloseDate');
});
