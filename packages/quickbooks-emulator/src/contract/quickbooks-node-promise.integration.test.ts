import { Quickbooks } from 'quickbooks-node-promise';
import { beforeEach, expect, test } from 'vitest';
import { served, threeHours } from './served.js';

const server = served();
let client: Quickbooks;

beforeEach(() => {
  const { clientId, clientSecret, realmId } = server.grant;
  const { accessToken, refreshToken } = server.emulator.mintGrant();
  Quickbooks.V3_ENDPOINT_BASE_URL = `${server.url}/v3/company/`;
  Quickbooks.TOKEN_URL = `${server.url}/oauth2/v1/tokens/bearer`;
  Quickbooks.REVOKE_URL = `${server.url}/v2/oauth2/tokens/revoke`;
  Quickbooks.USER_INFO_URL = `${server.url}/v1/openid_connect/userinfo`;
  client = new Quickbooks({ appKey: clientId, appSecret: clientSecret, useProduction: false, minorversion: 75, accessToken, refreshToken }, realmId);
});

test('quickbooks-node-promise: create, read, update, query, count, void, delete', async () => {
  const { Invoice: made } = await client.createInvoice(threeHours() as never);
  expect(made).toMatchObject({ TotalAmt: 450, SyncToken: '0' });
  const { Invoice: changed } = await client.updateInvoice({ Id: made.Id!, SyncToken: '0', sparse: true, PrivateNote: 'seen' } as never);
  expect(changed).toMatchObject({ PrivateNote: 'seen', SyncToken: '1' });
  expect((await client.findInvoices([{ field: 'DocNumber', value: made.DocNumber! }])).QueryResponse.Invoice).toHaveLength(1);
  expect((await client.countInvoices()).QueryResponse.totalCount).toBe(1);
  // Given an id alone this client sends the answer of its own read back, envelope and all: an unknown member.
  await expect(client.voidInvoice(made.Id!)).rejects.toThrow('ValidationFault');
  expect((await client.voidInvoice({ Id: made.Id!, SyncToken: '1' })).Invoice).toMatchObject({ TotalAmt: 0 });
  expect((await client.deleteInvoice({ Id: made.Id!, SyncToken: '2' })).Invoice).toMatchObject({ status: 'Deleted' });
});

test('quickbooks-node-promise: batch, change data, PDF', async () => {
  const batch = (await client.batch([{ bId: 'a', operation: 'create', Customer: { DisplayName: 'In a batch' } }])) as { BatchItemResponse: unknown[] };
  expect(batch.BatchItemResponse).toMatchObject([{ bId: 'a', Customer: { DisplayName: 'In a batch' } }]);
  const { Invoice: made } = await client.createInvoice(threeHours() as never);
  const changes = await client.changeDataCapture(['Invoice'] as never, new Date(Date.now() - 60_000));
  expect(JSON.stringify(changes)).toContain(`"Id":"${made.Id}"`);
  expect((await client.getInvoicePdf(made.Id!)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('quickbooks-node-promise: refreshes its tokens and reads who signed in', async () => {
  const before = server.emulator.journal.length;
  const { access_token: accessToken } = await client.refreshAccessToken();
  expect(accessToken).toMatch(/^eyJ/);
  expect(await client.getUserInfo()).toMatchObject({ email: 'dana.reed@example.com', givenName: 'Dana' });
  expect(server.emulator.journal[before]).toMatchObject({ operation: 'token', status: 200 });
});
