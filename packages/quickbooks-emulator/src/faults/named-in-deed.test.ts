import { describe, expect, test } from 'vitest';
import { multicurrency } from '../companies/multicurrency.js';
import { connected, errorOf, invoiceOf } from '../testing/client.js';
import { faultHeader } from './read-fault.js';

describe('faults do what their names say', () => {
  test('require-2020: a sparse update is asked for what it may otherwise leave out, until the fault is taken away', async () => {
    const { call, emulator, post } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 10 }]));
    const note = (PrivateNote: string, SyncToken: string, more: object = {}) => ({ Id: '1', SyncToken, sparse: true, PrivateNote, ...more });
    expect(errorOf(await call('POST', 'invoice', note('a', '0'), { [faultHeader]: 'require-2020' }))).toMatchObject({ code: '2020', element: 'Line' });
    emulator.arm({ name: 'require-2020' });
    const { Line } = invoiceOf('1', [{ amount: 10 }]);
    expect(errorOf(await post('invoice', note('a', '0', { Line }))).element).toBe('CustomerRef');
    expect((await post('invoice', note('a', '0', { Line, CustomerRef: { value: '1' } }))).status).toBe(200);
    emulator.removeFaults();
    expect((await post('invoice', note('b', '1'))).status).toBe(200);
  });

  test('active-filter: Active = true leaves TAX and NON out, other filters do not', async () => {
    const { query } = connected();
    const ids = async (where: string) => ((await query(`select * from TaxCode ${where}`)).body.QueryResponse.TaxCode as { Id: string }[]).map(({ Id }) => Id).toSorted();
    expect(await ids('where Active = true')).toEqual(['2', '5']);
    expect(await ids('where Active in (true, false)')).toEqual(['2', '5', 'NON', 'TAX']);
    expect(await ids('')).toEqual(['2', '5', 'NON', 'TAX']);
  });

  test('inactive takes the customer of a document away and leaves the document', async () => {
    const { emulator, post, get } = connected();
    const { Id } = (await post('invoice', invoiceOf('3', [{ amount: 10 }]))).body.Invoice;
    emulator.arm({ name: 'inactive' });
    await post('invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' });
    expect((await get(`invoice/${Id}`)).status).toBe(200);
    expect((await get('customer/3')).body.Customer.Active).toBe(false);
  });

  test('tax-rounding leaves what is not taxed alone', async () => {
    const { emulator, post } = connected();
    emulator.arm({ name: 'tax-rounding' });
    expect((await post('invoice', invoiceOf('3', [{ amount: 45 }]))).body.Invoice).toMatchObject({ SyncToken: '0', TotalAmt: 45 });
  });

  test('name-collision waits for a create', async () => {
    const { emulator, post, query } = connected();
    emulator.arm({ name: 'name-collision-vendor' });
    await query('select Id from Customer');
    expect(errorOf(await post('customer', { DisplayName: 'New' })).code).toBe('6240');
  });

  test('silent-change changes what the entity has: a description, else a note', async () => {
    const { emulator, post } = connected();
    emulator.arm({ name: 'silent-change', times: 2 });
    expect((await post('invoice', { ...invoiceOf('1', [{ amount: 10 }]), PrivateNote: 'mine' })).body.Invoice.PrivateNote).toBe('Changed by QuickBooks');
    expect((await post('customer', { DisplayName: 'New' })).body.Customer.Notes).toBe('Changed by QuickBooks');
  });

  test('merge finds the customer of the stored document', async () => {
    const { emulator, get, post } = connected();
    await post('invoice', invoiceOf('3', [{ amount: 10 }]));
    emulator.arm({ name: 'merge' });
    await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' });
    expect((await get('customer/3')).body.Customer.Active).toBe(false);
  });
});

describe('what clients send and ask', () => {
  test('a packed body is read, one that only says so is refused', async () => {
    const { grant, emulator, get } = connected();
    const packed = new Uint8Array(await new Response(new Blob([JSON.stringify({ DisplayName: 'Packed' })]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
    const send = (body: Uint8Array<ArrayBuffer>) => emulator.fetch(new Request(`http://x/v3/company/${grant.realmId}/customer`, { method: 'POST', headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json', 'content-type': 'application/json', 'content-encoding': 'gzip' }, body }));
    const { Customer } = (await (await send(packed)).json()) as { Customer: { Id: string } };
    expect((await get(`customer/${Customer.Id}`)).body.Customer.DisplayName).toBe('Packed');
    expect((await send(packed.slice(0, 9))).status).toBe(400);
  });

  test('an exchange rate is the last one on or before the day, today without one', async () => {
    const { get } = connected({ companies: [multicurrency()] });
    const rate = async (day: string) => (await get(`exchangerate?sourcecurrencycode=EUR${day}`)).body.ExchangeRate?.AsOfDate;
    const known = await rate('');
    expect(known).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await rate('&asofdate=2026-03-30')).toBe('2026-03-01');
    expect((await get('exchangerate?sourcecurrencycode=EUR&asofdate=1999-01-01')).status).toBe(400);
  });

  test('a person makes a bundle on the screen, the API does not, and leaves its parts alone', async () => {
    const { emulator, grant, post } = connected();
    const bundle = { Name: 'Set', Type: 'Group', ItemGroupDetail: { ItemGroupLine: [{ ItemRef: { value: '1' }, Qty: 2 }] } };
    expect(errorOf(await post('item', bundle)).code).toBe('2120');
    const made = emulator.bookkeeper(grant.realmId).create('Item', bundle);
    expect(made).toMatchObject({ Type: 'Group', ItemGroupDetail: { ItemGroupLine: [{ ItemRef: { value: '1' }, Qty: 2 }] } });
    const renamed = (await post('item', { Id: made.Id, SyncToken: '0', Name: 'Kit', Type: 'Group', ItemGroupDetail: { ItemGroupLine: [] } })).body.Item;
    expect(renamed).toMatchObject({ Name: 'Kit', ItemGroupDetail: { ItemGroupLine: [{ Qty: 2 }] } });
  });
});
