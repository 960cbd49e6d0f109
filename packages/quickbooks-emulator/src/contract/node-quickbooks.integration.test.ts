import QuickBooks from 'node-quickbooks';
import { beforeEach, expect, test } from 'vitest';
import { served, threeHours } from './served.js';

type Invoice = { Id: string; SyncToken: string; TotalAmt: number; PrivateNote?: string; DocNumber: string; EmailStatus: string };

const server = served();
let client: InstanceType<typeof QuickBooks>;

/** The base address is a static member. */
beforeEach(() => {
  const { clientId, clientSecret, accessToken, refreshToken, realmId } = server.grant;
  QuickBooks.V3_ENDPOINT_BASE_URL = `${server.url}/v3/company/`;
  client = new QuickBooks(clientId, clientSecret, accessToken, false, realmId, true, false, null, '2.0', refreshToken);
});

/** One call of the client, its callback as a promise. */
const call = <Answer>(method: string, ...args: unknown[]): Promise<Answer> =>
  new Promise((resolve, reject) => {
    client[method]!(...args, (error: unknown, answer: unknown) => (error ? reject(error as Error) : resolve(answer as Answer)));
  });

test('node-quickbooks: create, read, update, query, count, void, delete', async () => {
  const made = await call<Invoice>('createInvoice', threeHours());
  expect(made).toMatchObject({ TotalAmt: 450, SyncToken: '0' });
  expect(await call<Invoice>('getInvoice', made.Id)).toMatchObject({ DocNumber: made.DocNumber });
  const changed = await call<Invoice>('updateInvoice', { Id: made.Id, SyncToken: '0', sparse: true, PrivateNote: 'seen' });
  expect(changed).toMatchObject({ PrivateNote: 'seen', SyncToken: '1', TotalAmt: 450 });
  const found = await call<{ QueryResponse: { Invoice: Invoice[] } }>('findInvoices', [{ field: 'DocNumber', value: made.DocNumber, operator: '=' }, { field: 'limit', value: 5 }]);
  expect(found.QueryResponse.Invoice.map(({ Id }) => Id)).toEqual([made.Id]);
  expect((await call<{ QueryResponse: { totalCount: number } }>('findInvoices', { count: true })).QueryResponse.totalCount).toBe(1);
  expect((await call<{ Invoice: Invoice }>('voidInvoice', made.Id)).Invoice).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided - seen' });
  expect(await call('deleteInvoice', made.Id)).toMatchObject({ Invoice: { status: 'Deleted' } });
});

test('node-quickbooks: names with apostrophes, all pages, refusals', async () => {
  await call('createCustomer', { DisplayName: "O'Hara & Sons" });
  const found = await call<{ QueryResponse: { Customer: { DisplayName: string }[] } }>('findCustomers', { DisplayName: "O'Hara & Sons" });
  expect(found.QueryResponse.Customer[0]!.DisplayName).toBe("O'Hara & Sons");
  const all = await call<{ QueryResponse: { Customer: unknown[] } }>('findCustomers', { fetchAll: true, limit: 2 });
  expect(all.QueryResponse.Customer).toHaveLength(4);
  await expect(call('createCustomer', { DisplayName: "O'Hara & Sons" })).rejects.toMatchObject({ response: { data: { Fault: { Error: [{ code: '6240' }] } } } });
});

test('node-quickbooks: batch, change data, PDF, mail, upload, download link', async () => {
  const batch = await call<{ BatchItemResponse: { bId: string }[] }>('batch', [
    { bId: 'a', operation: 'create', Customer: { DisplayName: 'In a batch' } },
    { bId: 'b', Query: 'select * from Term' },
  ]);
  expect(batch.BatchItemResponse).toMatchObject([{ bId: 'a', Customer: { DisplayName: 'In a batch' } }, { bId: 'b', QueryResponse: { maxResults: 2 } }]);
  const invoice = await call<Invoice>('createInvoice', threeHours());
  const changes = await call<{ CDCResponse: { QueryResponse: { Invoice?: Invoice[] }[] }[] }>('changeDataCapture', ['Customer', 'Invoice'], new Date(Date.now() - 60_000));
  expect(changes.CDCResponse[0]!.QueryResponse[1]!.Invoice!.map(({ Id }) => Id)).toContain(invoice.Id);
  expect((await call<Buffer>('getInvoicePdf', invoice.Id)).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await call<Invoice>('sendInvoicePdf', invoice.Id, 'ap@harborlegal.example')).toMatchObject({ EmailStatus: 'EmailSent' });
  const file = await call<{ Id: string; FileName: string; AttachableRef: unknown[] }>('upload', 'note.txt', 'text/plain', Buffer.from('hello'), 'Invoice', invoice.Id);
  expect(file).toMatchObject({ FileName: 'note.txt', AttachableRef: [{ EntityRef: { type: 'Invoice', value: invoice.Id } }] });
});

test('node-quickbooks: company, preferences and what the minor version is', async () => {
  expect(await call('getCompanyInfo', server.grant.realmId)).toMatchObject({ CompanyName: 'Quay Street Partners' });
  expect(await call('getPreferences')).toMatchObject({ domain: 'QBO' });
});
