import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf } from '../testing/client.js';

const batch = (...items: object[]) => ({ BatchItemRequest: items }) as never;

describe('a batch', () => {
  test('answers each item by its bId, refused ones beside done ones, always with 200', async () => {
    const { post, query } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 10 }]));
    const { status, body } = await post(
      'batch',
      batch(
        { bId: 'c1', operation: 'create', Customer: { DisplayName: 'New One' } },
        { bId: 'c2', operation: 'create', Customer: { DisplayName: 'Harbor Legal LLP' } },
        { bId: 'u1', operation: 'update', Customer: { Id: '3', SyncToken: '7', sparse: true, Notes: 'x' } },
        { bId: 'q1', Query: "select * from Item where Type = 'Service' MAXRESULTS 1000" },
        { bId: 'd1', operation: 'delete', Invoice: { Id: '1', SyncToken: '0' } },
        { bId: 'x1', operation: 'explode', Customer: { Id: '1' } },
      ),
    );
    expect(status).toBe(200);
    const [created, duplicate, stale, rows, deleted, unknown] = body.BatchItemResponse;
    expect(created).toMatchObject({ bId: 'c1', Customer: { DisplayName: 'New One', SyncToken: '0' } });
    expect(duplicate).toMatchObject({ bId: 'c2', Fault: { type: 'ValidationFault', Error: [{ code: '6240' }] } });
    expect(stale).toMatchObject({ bId: 'u1', Fault: { Error: [{ code: '5010' }] } });
    expect(rows.QueryResponse).toMatchObject({ startPosition: 1, maxResults: 2 });
    expect(deleted).toEqual({ bId: 'd1', Invoice: { domain: 'QBO', status: 'Deleted', Id: '1' } });
    expect(unknown).toMatchObject({ bId: 'x1', Fault: { Error: [{ code: '500' }] } });
    expect((await query("select count(*) from Customer where DisplayName = 'New One'")).body.QueryResponse.totalCount).toBe(1);
  });

  test('voids with optionsData', async () => {
    const { post } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 10 }]));
    const { body } = await post('batch', batch({ bId: '1', operation: 'update', optionsData: 'void', Invoice: { Id: '1', SyncToken: '0', sparse: true } }));
    expect(body.BatchItemResponse[0].Invoice).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
  });

  test('takes thirty items, not thirty-one', async () => {
    const { post } = connected();
    const items = Array.from({ length: 31 }, (_, index) => ({ bId: String(index), operation: 'create', Customer: { DisplayName: `C${index}` } }));
    expect(errorOf(await post('batch', batch(...items))).code).toBe('1040');
    expect((await post('batch', batch(...items.slice(0, 30)))).body.BatchItemResponse).toHaveLength(30);
  });

  test('repeated with its requestid, no item is done twice, and new bIds are new requests', async () => {
    const { post, query } = connected();
    const one = { bId: 'a', operation: 'create', Invoice: invoiceOf('1', [{ amount: 1 }]) };
    const first = await post('batch?requestid=r-1', batch(one, { bId: 'b', operation: 'create', Customer: { DisplayName: 'Harbor Legal LLP' } }));
    const again = await post('batch?requestid=r-1', batch(one, { bId: 'b', operation: 'create', Customer: { DisplayName: 'Harbor Legal LLP' } }));
    expect(again.body.BatchItemResponse).toEqual(first.body.BatchItemResponse);
    await post('batch?requestid=r-1', batch({ ...one, bId: 'c' }));
    expect((await query('select count(*) from Invoice')).body.QueryResponse.totalCount).toBe(2);
    expect(errorOf(await post(`batch?requestid=${'r'.repeat(37)}`, batch(one))).code).toBe('2130');
  });
});

describe('a requestid', () => {
  test('answers the first answer again, to the byte, without doing it twice', async () => {
    const { emulator, post, query } = connected();
    const first = await post('invoice?requestid=abc', invoiceOf('1', [{ amount: 5 }]));
    await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'since then' });
    emulator.advance(3_000_000);
    const again = await post('invoice?requestid=abc', invoiceOf('1', [{ amount: 5 }]));
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('intuit_tid')).not.toBe(first.headers.get('intuit_tid'));
    expect((await query('select count(*) from Invoice')).body.QueryResponse.totalCount).toBe(1);
    expect(emulator.journal.filter((entry) => entry.replayed)).toHaveLength(1);
  });

  test('replays a refusal too', async () => {
    const { post, emulator, grant } = connected();
    const refused = await post('customer?requestid=dup', { DisplayName: 'Harbor Legal LLP' });
    emulator.bookkeeper(grant.realmId).change('Customer', '1', { DisplayName: 'Someone Else' });
    expect((await post('customer?requestid=dup', { DisplayName: 'Harbor Legal LLP' })).body).toEqual(refused.body);
  });

  test('used for something else is refused with 600', async () => {
    const { post } = connected();
    await post('invoice?requestid=abc', invoiceOf('1', [{ amount: 5 }]));
    expect(errorOf(await post('invoice?requestid=abc', invoiceOf('1', [{ amount: 6 }]))).code).toBe('600');
    expect(errorOf(await post('customer?requestid=abc', { DisplayName: 'X' })).code).toBe('600');
  });

  test('is forgotten after a day, and may not be longer than fifty characters', async () => {
    const { emulator, grant, post, query } = connected();
    await post('invoice?requestid=abc', invoiceOf('1', [{ amount: 5 }]));
    emulator.advance(86_400_001);
    const fresh = emulator.mintGrant({ realmId: grant.realmId });
    await emulator.fetch(
      new Request(`http://x/v3/company/${grant.realmId}/invoice?requestid=abc`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fresh.accessToken}`, accept: 'application/json' },
        body: JSON.stringify(invoiceOf('1', [{ amount: 5 }])),
      }),
    );
    expect(emulator.state.records(grant.realmId, 'Invoice')).toHaveLength(2);
    expect((await query('select count(*) from Invoice')).status).toBe(401);
    expect(errorOf(await connected().post(`invoice?requestid=${'x'.repeat(51)}`, invoiceOf('1', [{ amount: 5 }]))).code).toBe('2130');
  });
});

test('a batch carries change data queries (XSD CDCQuery)', async () => {
  const { post } = connected();
  await post('invoice', invoiceOf('1', [{ amount: 10 }]));
  const { body } = await post('batch', batch({ bId: 'a', CDCQuery: { Entities: 'Invoice', ChangedSince: '2026-03-01' } }));
  expect(body.BatchItemResponse).toMatchObject([{ bId: 'a', CDCResponse: [{ QueryResponse: [{ Invoice: [{ Id: '1' }] }] }] }]);
});
