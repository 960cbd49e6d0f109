import { describe, expect, test } from 'vitest';
import { sandboxUs } from '../companies/sandbox-us.js';
import { connected, errorOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

describe('items', () => {
  test('a service needs a name and an income account', async () => {
    const { post } = connected();
    expect((await post('item', { Name: 'Design', Type: 'Service', IncomeAccountRef: { value: '1' } })).body.Item).toMatchObject({
      Id: '10',
      FullyQualifiedName: 'Design',
      Active: true,
      Taxable: false,
      UnitPrice: 0,
      PurchaseCost: 0,
      TrackQtyOnHand: false,
      DeferredRevenue: false,
      IncomeAccountRef: { value: '1', name: 'Services' },
    });
    expect(errorOf(await post('item', { Type: 'Service', IncomeAccountRef: { value: '1' } }))).toMatchObject({ code: '2020', element: 'Name' });
    expect(errorOf(await post('item', { Name: 'X', Type: 'Service', IncomeAccountRef: { value: '35' } })).code).toBe('6430');
    expect(errorOf(await post('item', { Name: 'X', Type: 'Service', IncomeAccountRef: { value: '583' } })).Detail).toBe('Invalid Reference Id : Accounts element id 583 not found');
    expect(errorOf(await post('item', { Name: 'advisory', Type: 'Service', IncomeAccountRef: { value: '1' } })).code).toBe('6240');
  });

  test('a category holds items, has no price, cannot be sold and is deleted only when empty', async () => {
    const { post } = connected();
    const category = (await post('item', { Name: 'Tax', Type: 'Category' })).body.Item;
    expect(category).not.toHaveProperty('UnitPrice');
    const item = (await post('item', { Name: 'Return', Type: 'Service', IncomeAccountRef: { value: '1' }, SubItem: true, ParentRef: { value: category.Id } })).body.Item;
    expect(item).toMatchObject({ FullyQualifiedName: 'Tax:Return', Level: 1, ParentRef: { value: category.Id, name: 'Tax' } });
    const sale = { CustomerRef: { value: '1' }, Line: [{ Amount: 1, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: category.Id } } }] };
    expect(errorOf(await post('invoice', sale))).toMatchObject({ code: '2500', Detail: expect.stringContaining('Categories cannot be used') });
    expect(errorOf(await post('item?operation=delete', { Id: category.Id, SyncToken: '0' })).code).toBe('800');
    expect(errorOf(await post('item', { Id: category.Id, SyncToken: '0', sparse: true, Active: false })).code).toBe('6000');
    await post('item', { Id: item.Id, SyncToken: '0', sparse: true, SubItem: false, ParentRef: null });
    expect((await post('item?operation=delete', { Id: category.Id, SyncToken: '0' })).body.Item).toEqual({ domain: 'QBO', status: 'Deleted', Id: category.Id });
  });
});

describe('accounts, classes, terms', () => {
  test('an account gets its kind from its type and its id from 1150040000 on', async () => {
    const { post } = connected();
    expect((await post('account', { Name: 'Trust', AccountType: 'Bank' })).body.Account).toMatchObject({
      Id: '1150040000',
      Classification: 'Asset',
      AccountSubType: 'CashOnHand',
      SubAccount: false,
      CurrentBalance: 0,
    });
    expect(errorOf(await post('account', { Name: 'Nothing' })).code).toBe('6010');
    expect((await post('account', { Name: 'Inner', AccountType: 'Bank', ParentRef: { value: '1150040000' } })).body.Account.FullyQualifiedName).toBe('Trust:Inner');
  });

  test('classes exist where class tracking is on, with ids of 19 digits', async () => {
    const made = (await connected().post('class', { Name: 'Litigation' })).body.Class;
    expect(made).toMatchObject({ SubClass: false, FullyQualifiedName: 'Litigation', Active: true });
    expect(made.Id).toMatch(/^\d{19}$/);
    const without = connected({ companies: [smallCompany({ AccountingInfoPrefs: {} })] });
    expect(errorOf(await without.post('class', { Name: 'Litigation' })).code).toBe('5030');
  });

  test('a term is either days or a day of the month', async () => {
    const { post } = connected();
    expect((await post('term', { Name: 'Net 7', DueDays: '7' })).body.Term).toMatchObject({ Type: 'STANDARD', DueDays: 7, Active: true });
    const monthly = (await post('term', { Name: 'The 15th', DayOfMonthDue: 15, DueNextMonthDays: 5 })).body.Term;
    expect(monthly.Type).toBe('DATE_DRIVEN');
    const line = { Amount: 1, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } };
    const due = async (date: string) => (await post('invoice', { CustomerRef: { value: '1' }, SalesTermRef: { value: monthly.Id }, TxnDate: date, Line: [line] })).body.Invoice.DueDate;
    expect([await due('2026-03-01'), await due('2026-03-12'), await due('2026-12-20')]).toEqual(['2026-03-15', '2026-04-15', '2027-01-15']);
    expect(errorOf(await post('term', { Name: 'Neither' })).code).toBe('2020');
  });
});

describe('what can only be read', () => {
  test('tax codes and rates are not written through their own addresses', async () => {
    const { post, get } = connected();
    expect(errorOf(await post('taxcode', { Name: 'X' }))).toMatchObject({ code: '500', Detail: 'Operation Create is not supported.' });
    expect((await get('taxcode/TAX')).body.TaxCode.Name).toBe('TAX');
    expect((await get('taxrate/3')).body.TaxRate.RateValue).toBe(8);
  });

  test('company information and preferences are one row each', async () => {
    const { get, post, grant } = connected();
    expect((await get(`companyinfo/${grant.realmId}`)).body.CompanyInfo).toMatchObject({ Id: '1', CompanyName: 'Quay Street Partners', Country: 'US' });
    expect((await get('preferences')).body.Preferences.SalesFormsPrefs.CustomTxnNumbers).toBe(false);
    const switched = await post('preferences', { Id: '1', SyncToken: '0', SalesFormsPrefs: { CustomTxnNumbers: true }, AccountingInfoPrefs: { BookCloseDate: '2026-01-31' } });
    expect(switched.body.Preferences).toMatchObject({ SyncToken: '1', SalesFormsPrefs: { CustomTxnNumbers: true }, CurrencyPrefs: { HomeCurrency: { value: 'USD' } } });
    expect(switched.body.Preferences.AccountingInfoPrefs).toEqual({});
    const renamed = await post('companyinfo', { Id: '1', SyncToken: '0', sparse: true, CompanyName: 'Quay Partners', Country: 'GB' });
    expect(renamed.body.CompanyInfo).toMatchObject({ CompanyName: 'Quay Partners', Country: 'US', SyncToken: '1' });
  });

  test('ids and paths that make no sense', async () => {
    const { get, call } = connected();
    expect(errorOf(await get('customer/1.5'))).toMatchObject({ code: '2030', Detail: 'Id should be a valid number. Supplied value:1.5', element: 'Id' });
    expect(errorOf(await get('customer/999')).code).toBe('610');
    expect(errorOf(await get('nonsense/1')).code).toBe('500');
    expect(errorOf(await call('DELETE', 'customer/1')).code).toBe('500');
    expect(errorOf(await call('POST', 'customer', '{"DisplayName":')).code).toBe('2010');
  });
});

test('the company is as old as its start date, and its addresses name their country by three letters, without coordinates', async () => {
  const { get, query } = connected({ companies: [sandboxUs] });
  const company = (await get('companyinfo/9341450000000012')).body.CompanyInfo;
  expect(company).toMatchObject({ CompanyStartDate: '2026-03-31', MetaData: { CreateTime: '2026-03-31T05:00:00-07:00' }, Country: 'US', CompanyAddr: { Country: 'USA' }, LegalAddr: { Country: 'USA' } });
  expect((await query('select * from CompanyInfo')).body.QueryResponse.CompanyInfo[0].CompanyAddr.Country).toBe('USA');
});

test('what no company here has is queried and asked for in change data without a fault, and never written', async () => {
  const { get, post, query } = connected();
  expect((await query("select * from PurchaseOrder where TxnDate > '2026-01-01'")).body.QueryResponse).toEqual({});
  expect((await query('select count(*) from Budget')).body.QueryResponse).toEqual({ totalCount: 0 });
  expect((await get('cdc?entities=PurchaseOrder,Customer&changedSince=2026-03-01')).body.CDCResponse[0].QueryResponse[0]).toEqual({});
  expect(errorOf(await get('cdc?entities=JournalCode&changedSince=2026-03-01')).code).toBe('500');
  expect(errorOf(await post('purchaseorder', { VendorRef: { value: '5' } })).code).toBe('500');
});
