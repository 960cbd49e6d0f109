import { describe, expect, test } from 'vitest';
import { ukVat } from '../companies/uk-vat.js';
import { connected, errorOf, invoiceOf } from '../testing/client.js';

describe('a record that is not there', () => {
  const deletedText = 'Object Not Found : Another user has deleted this transaction.';
  const inactiveText = /^Object Not Found : Something you're trying to use has been made inactive\./;

  test('a deleted transaction is told as deleted, whoever asks: read, update, delete', async () => {
    const { get, post } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 10 }]));
    await post('invoice?operation=delete', { Id: '1', SyncToken: '0' });
    for (const answer of [await get('invoice/1'), await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' }), await post('invoice?operation=delete', { Id: '1', SyncToken: '0' })]) {
      expect([answer.status, errorOf(answer).code, errorOf(answer).Detail]).toEqual([400, '610', deletedText]);
    }
  });

  test('an id that never was, of a transaction or a list, keeps the recorded text', async () => {
    const { get } = connected();
    for (const path of ['invoice/999', 'customer/999', 'item/999']) expect(errorOf(await get(path))).toMatchObject({ code: '610', Detail: expect.stringMatching(inactiveText) });
  });

  test('the fault "deleted" tells of a transaction somebody deleted first', async () => {
    const { emulator, post } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 10 }]));
    emulator.arm({ name: 'deleted' });
    expect(errorOf(await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' })).Detail).toBe(deletedText);
  });
});

describe('operations', () => {
  test('an operation nobody knows is refused, and nothing is written', async () => {
    const { get, post } = connected();
    expect(errorOf(await post('customer?operation=zzz', { Id: '3', SyncToken: '0', DisplayName: 'Okafor' }))).toMatchObject({ code: '500', Detail: 'Operation zzz is not supported.' });
    expect(errorOf(await post('customer?operation=zzz&include=void', { Id: '3', SyncToken: '0' })).code).toBe('500');
    expect((await get('customer/3')).body.Customer).toMatchObject({ SyncToken: '0', DisplayName: 'Okafor, Ada' });
  });

  test('an attachable is deleted by its id alone; a token that is sent still counts', async () => {
    const { post } = connected();
    const { Id } = (await post('attachable', { Note: 'n' })).body.Attachable;
    expect(errorOf(await post('attachable?operation=delete', { Id, SyncToken: '7' })).code).toBe('5010');
    expect((await post('attachable?operation=delete', { Id })).body.Attachable).toMatchObject({ status: 'Deleted', Id });
    expect(errorOf(await post('attachable', { Id: (await post('attachable', { Note: 'm' })).body.Attachable.Id, Note: 'x' })).code).toBe('2020');
  });
});

describe('codes of their own', () => {
  const stocked = async () => {
    const client = connected();
    const account = async (AccountType: string, AccountSubType: string) => (await client.post('account', { Name: AccountSubType, AccountType, AccountSubType })).body.Account.Id as string;
    const refs = { IncomeAccountRef: { value: '1' }, AssetAccountRef: { value: await account('Other Current Asset', 'Inventory') }, ExpenseAccountRef: { value: await account('Cost of Goods Sold', 'SuppliesMaterialsCogs') } };
    return { ...client, item: { Name: 'Pump', Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 5, InvStartDate: '2026-01-01', ...refs } };
  };

  test('a tax rate without TaxApplicableOn is 2270', async () => {
    const { post, query } = connected();
    const detail = { TaxRateName: 'QAr', RateValue: '8', TaxAgencyId: '1' };
    expect(errorOf(await post('taxservice/taxcode', { TaxCode: 'QA', TaxRateDetails: [detail] })).code).toBe('2270');
    expect(errorOf(await post('taxservice/taxcode', { TaxCode: 'QA', TaxRateDetails: [{ TaxRateId: '3' }] })).code).toBe('2270');
    expect((await query("select count(*) from TaxCode where Name = 'QA'")).body.QueryResponse.totalCount).toBe(0);
  });

  test('a journal entry that does not balance is 2300', async () => {
    const { post } = connected();
    const line = (PostingType: string, Amount: number, account: string) => ({ Amount, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: { value: account } } });
    expect(errorOf(await post('journalentry', { Line: [line('Debit', 5, '35'), line('Credit', 6, '1')] }))).toMatchObject({ code: '2300', Detail: 'Amount on debits not equal to credits' });
  });

  test('an opening balance of an account without its day is 6060', async () => {
    const { post } = connected();
    expect(errorOf(await post('account', { Name: 'Till', AccountType: 'Bank', OpeningBalance: 5 })).code).toBe('6060');
  });

  test('a line of stock says how many: 6520', async () => {
    const { post, item } = await stocked();
    const ItemRef = { value: (await post('item', item)).body.Item.Id as string };
    const sale = (detail: object) => post('invoice', { CustomerRef: { value: '1' }, TxnDate: '2026-02-01', Line: [{ Amount: 10, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef, ...detail } }] } as never);
    expect(errorOf(await sale({})).code).toBe('6520');
    expect((await sale({ Qty: 2, UnitPrice: 5 })).status).toBe(200);
  });

  test('the number of an account has 7 characters, 20 in Canada and Australia', async () => {
    const us = connected();
    expect(errorOf(await us.post('account', { Name: 'A', AccountType: 'Bank', AcctNum: '12345678' }))).toMatchObject({ code: '2050', Detail: expect.stringContaining('Max:7 supported. Supplied length:8') });
    expect((await us.post('account', { Name: 'A', AccountType: 'Bank', AcctNum: '1234567' })).status).toBe(200);
    const uk = connected({ companies: [ukVat()] });
    expect(errorOf(await uk.post('account', { Name: 'A', AccountType: 'Bank', AcctNum: '12345678' })).code).toBe('2050');
  });

  test('stock that is counted is never taken off the count again, and is counted from the start', async () => {
    const { get, post, item } = await stocked();
    const { QtyOnHand: _uncounted, ...uncounted } = item;
    expect(errorOf(await post('item', uncounted))).toMatchObject({ code: '2020', element: 'QtyOnHand' });
    const { Id } = (await post('item', item)).body.Item;
    const refused = await post('item', { Id, SyncToken: '0', sparse: true, TrackQtyOnHand: false });
    expect(errorOf(refused).code).toBe('6000');
    expect((await get(`item/${Id}`)).body.Item.TrackQtyOnHand).toBe(true);
  });
});

describe('what a create answers', () => {
  test('an account has a time of creation only, a read has both', async () => {
    const { get, post } = connected();
    const made = (await post('account', { Name: 'Till', AccountType: 'Bank' })).body.Account;
    expect(Object.keys(made.MetaData)).toEqual(['CreateTime']);
    expect(Object.keys((await get(`account/${made.Id}`)).body.Account.MetaData)).toEqual(['CreateTime', 'LastUpdatedTime']);
  });

  test('a vendor has a pseudonym, its own and for good', async () => {
    const { post } = connected();
    const one = (await post('vendor', { DisplayName: 'One' })).body.Vendor;
    const other = (await post('vendor', { DisplayName: 'Other' })).body.Vendor;
    expect(one.V4IDPseudonym).toMatch(/^[0-9a-f]{38}$/);
    expect(other.V4IDPseudonym).not.toBe(one.V4IDPseudonym);
    const renamed = (await post('vendor', { Id: one.Id, SyncToken: '0', DisplayName: 'Renamed' })).body.Vendor;
    expect(renamed.V4IDPseudonym).toBe(one.V4IDPseudonym);
  });
});
