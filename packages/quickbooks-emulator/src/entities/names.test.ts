import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf } from '../testing/client.js';

describe('customers', () => {
  test('a display name alone is enough, and the rest is filled in', async () => {
    const { post } = connected();
    const { body } = await post('customer', { DisplayName: 'Doe5, Jane' });
    expect(body.Customer).toEqual({
      domain: 'QBO',
      sparse: false,
      Id: '7',
      SyncToken: '0',
      MetaData: { CreateTime: '2026-03-02T09:00:00-08:00', LastUpdatedTime: '2026-03-02T09:00:00-08:00' },
      FullyQualifiedName: 'Doe5, Jane',
      DisplayName: 'Doe5, Jane',
      PrintOnCheckName: 'Doe5, Jane',
      Active: true,
      DefaultTaxCodeRef: { value: '2' },
      Taxable: true,
      Job: false,
      BillWithParent: false,
      Balance: 0,
      BalanceWithJobs: 0,
      CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      PreferredDeliveryMethod: 'Print',
      IsProject: false,
    });
  });

  test('a sub-customer hangs under its parent and shares its name with nobody there', async () => {
    const { post } = connected();
    const job = { DisplayName: 'Annex', Job: true, ParentRef: { value: '1' } };
    expect((await post('customer', job)).body.Customer).toMatchObject({ Level: 1, FullyQualifiedName: 'Harbor Legal LLP:Annex', DisplayName: 'Annex', ParentRef: { value: '1' } });
    expect(errorOf(await post('customer', job)).code).toBe('6240');
    expect((await post('customer', { ...job, ParentRef: { value: '3' } })).status).toBe(200);
  });

  test('renaming a parent renames the path of its jobs', async () => {
    const { post, get } = connected();
    await post('customer', { Id: '1', SyncToken: '0', sparse: true, DisplayName: 'Harbor Law LLP' });
    expect((await get('customer/2')).body.Customer).toMatchObject({ FullyQualifiedName: 'Harbor Law LLP:12 Quay St', SyncToken: '0' });
  });

  test.each([
    ['a name another customer has', { DisplayName: 'harbor legal llp' }, '6240'],
    ['a name a vendor has', { DisplayName: 'Bright Paper' }, '6240'],
    ['a name an employee has', { DisplayName: 'Ana Petrov' }, '6240'],
    ['no name', { Notes: 'x' }, '6080'],
    ['a colon in the name', { DisplayName: 'a:b' }, '2040'],
    ['a line end in the name', { DisplayName: 'a\nb' }, '2040'],
    ['a character XML cannot carry in the name', { DisplayName: 'a\u0000b' }, '2040'],
    ['a name of 501 characters', { DisplayName: 'x'.repeat(501) }, '2050'],
    ['an e-mail without an at sign', { DisplayName: 'x', PrimaryEmailAddr: { Address: 'nobody' } }, '2210'],
    ['a job without a parent', { DisplayName: 'x', Job: true }, '6150'],
    ['a parent without a job', { DisplayName: 'x', ParentRef: { value: '1' } }, '6150'],
    ['an unknown parent', { DisplayName: 'x', Job: true, ParentRef: { value: '99' } }, '2500'],
    ['an inactive parent', { DisplayName: 'x', Job: true, ParentRef: { value: '4' } }, '700'],
    ['an unknown term', { DisplayName: 'x', SalesTermRef: { value: '99' } }, '2500'],
  ])('%s is refused', async (_what, body, code) => {
    const answer = await connected().post('customer', body as never);
    expect([answer.status, errorOf(answer).code]).toEqual([400, code]);
  });

  test('the sixth level is refused', async () => {
    const { post } = connected();
    let parent = '2';
    for (const level of [2, 3, 4]) {
      const made = await post('customer', { DisplayName: `Level ${level}`, Job: true, ParentRef: { value: parent } });
      expect(made.body.Customer.Level).toBe(level);
      parent = made.body.Customer.Id;
    }
    expect(errorOf(await post('customer', { DisplayName: 'Level 5', Job: true, ParentRef: { value: parent } })).code).toBe('6180');
  });

  test('deactivating frees the name, activating again takes it back', async () => {
    const { post, query } = connected();
    const off = (await post('customer', { Id: '3', SyncToken: '0', sparse: true, Active: false })).body.Customer;
    expect(off).toMatchObject({ Active: false, DisplayName: 'Okafor, Ada (deleted)', FullyQualifiedName: 'Okafor, Ada (deleted)', SyncToken: '1' });
    expect((await post('customer', { DisplayName: 'Okafor, Ada' })).status).toBe(200);
    expect(errorOf(await post('customer', { Id: '3', SyncToken: '1', sparse: true, Active: true })).code).toBe('6240');
    expect((await query("select * from Customer where DisplayName = 'Okafor, Ada'")).body.QueryResponse.Customer).toHaveLength(1);
  });

  test('a customer who owes money stays active', async () => {
    const { post } = connected();
    await post('invoice', invoiceOf('3', [{ amount: 10 }]));
    expect(errorOf(await post('customer', { Id: '3', SyncToken: '0', sparse: true, Active: false })).code).toBe('6220');
  });

  test('a query row has no DefaultTaxCodeRef and a ClientEntityId, a read the other way round', async () => {
    const { post, get, query } = connected();
    const { Id } = (await post('customer', { DisplayName: 'Both' })).body.Customer;
    expect((await get(`customer/${Id}`)).body.Customer).toHaveProperty('DefaultTaxCodeRef');
    const [row] = (await query(`select * from Customer where Id = '${Id}'`)).body.QueryResponse.Customer;
    expect(row).not.toHaveProperty('DefaultTaxCodeRef');
    expect(row.ClientEntityId).toBe('0');
  });

  test('an empty text clears a member, a member that is only read is ignored', async () => {
    const { post } = connected();
    await post('customer', { Id: '3', SyncToken: '0', sparse: true, Notes: 'x', Balance: 500, FullyQualifiedName: 'nonsense' });
    const cleared = (await post('customer', { Id: '3', SyncToken: '1', sparse: true, Notes: '' })).body.Customer;
    expect(cleared).not.toHaveProperty('Notes');
    expect(cleared).toMatchObject({ Balance: 0, FullyQualifiedName: 'Okafor, Ada' });
  });
});

describe('vendors and employees', () => {
  test('share one id counter with customers', async () => {
    const { post } = connected();
    expect((await post('vendor', { DisplayName: 'V' })).body.Vendor).toMatchObject({ Id: '7', BillRate: 0, CostRate: 0, Vendor1099: false, Balance: 0 });
    expect((await post('employee', { GivenName: 'Lee', FamilyName: 'Ito' })).body.Employee).toMatchObject({ Id: '8', DisplayName: 'Lee Ito', BillableTime: false });
    expect((await post('customer', { DisplayName: 'C' })).body.Customer.Id).toBe('9');
  });

  test('a full update with the name alone is accepted for a vendor', async () => {
    const { post } = connected();
    const { body } = await post('vendor', { Id: '5', SyncToken: '0', DisplayName: 'Brighter Paper' });
    expect(body.Vendor).toMatchObject({ DisplayName: 'Brighter Paper', PrintOnCheckName: 'Brighter Paper', SyncToken: '1' });
  });

  test('no sensitive number comes back in full', async () => {
    const { post } = connected();
    expect((await post('vendor', { DisplayName: 'V', TaxIdentifier: '12-3456789' })).body.Vendor.TaxIdentifier).toBe('XX-XXX6789');
    expect((await post('employee', { GivenName: 'L', SSN: '123-45-6789' })).body.Employee.SSN).toBe('XXX-XX-XXXX');
  });
});

test('an empty text within an object is none; an object of empty texts clears its member', async () => {
  const { post } = connected();
  const made = (await post('customer', { DisplayName: 'Blank Fields', BillAddr: { Line1: '1 Quay', Line2: '', City: '' }, PrimaryEmailAddr: { Address: 'a@b.example' } })).body.Customer;
  expect(made.BillAddr).toEqual({ Id: expect.any(String), Line1: '1 Quay' });
  const cleared = (await post('customer', { Id: made.Id, SyncToken: '0', sparse: true, PrimaryEmailAddr: { Address: '' } })).body.Customer;
  expect(cleared.PrimaryEmailAddr).toBeUndefined();
});
