import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf } from '../testing/client.js';

const since = (moment: string) => `changedSince=${encodeURIComponent(moment)}`;
const start = '2026-03-02T09:00:01-08:00';

describe('change data', () => {
  test('has one slot per asked entity, full objects, then stubs of the deleted', async () => {
    const { emulator, post, get } = connected();
    emulator.advance(10_000);
    await post('invoice', invoiceOf('3', [{ amount: 10 }]));
    await post('invoice', invoiceOf('3', [{ amount: 20 }]));
    emulator.advance(1_000);
    await post('invoice?operation=delete', { Id: '1', SyncToken: '0' });
    const { body } = await get(`cdc?entities=invoice,Vendor,Customer&${since(start)}`);
    const [invoices, vendors, customers] = body.CDCResponse[0].QueryResponse;
    expect(invoices).toMatchObject({ startPosition: 1, maxResults: 2, totalCount: 2 });
    expect(invoices.Invoice[0]).toMatchObject({ Id: '2', TotalAmt: 20 });
    expect(invoices.Invoice[1]).toEqual({ domain: 'QBO', status: 'Deleted', Id: '1', MetaData: { LastUpdatedTime: '2026-03-02T09:00:11-08:00' } });
    expect(vendors).toEqual({});
    expect(customers.Customer).toMatchObject([{ Id: '3', SyncToken: '0', Balance: 20 }]);
  });

  test('tells of what became inactive', async () => {
    const { emulator, post, get } = connected();
    emulator.advance(10_000);
    await post('customer', { Id: '3', SyncToken: '0', sparse: true, Active: false });
    const { body } = await get(`cdc?entities=Customer&${since(start)}`);
    expect(body.CDCResponse[0].QueryResponse[0].Customer).toMatchObject([{ Id: '3', Active: false, DisplayName: 'Okafor, Ada (deleted)' }]);
  });

  test('answers at most a thousand objects over all kinds, without a sign of more', async () => {
    const { emulator, grant, get } = connected();
    emulator.advance(10_000);
    const person = emulator.bookkeeper(grant.realmId);
    for (let made = 0; made < 1_005; made += 1) person.create('Customer', { DisplayName: `Client ${made}` });
    person.create('Vendor', { DisplayName: 'Last' });
    const { body } = await get(`cdc?entities=Customer,Vendor&${since(start)}`);
    expect(body.CDCResponse[0].QueryResponse[0].Customer).toHaveLength(1_000);
    expect(body.CDCResponse[0].QueryResponse[1]).toEqual({});
  });

  test.each([
    ['time activities', `cdc?entities=TimeActivity&${since(start)}`, '500'],
    ['tax codes', `cdc?entities=Customer,TaxCode&${since(start)}`, '500'],
    ['more than thirty days', `cdc?entities=Customer&${since('2026-01-30')}`, '500'],
    ['no moment', 'cdc?entities=Customer', '2020'],
    ['no entities', `cdc?${since(start)}`, '2020'],
    ['a moment that is none', `cdc?entities=Customer&${since('yesterday')}`, '2060'],
  ])('%s is refused', async (_what, path, code) => {
    const answer = await connected().get(path);
    expect([answer.status, errorOf(answer).code]).toEqual([400, code]);
  });
});
