import { ApiClient, AuthProvider, AuthScopes, Environment, InvoiceStatus, TokenType } from 'quickbooks-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { served, threeHours } from './served.js';

const server = served();
let auth: AuthProvider;
let client: ApiClient;

/** The package knows Intuit's hosts only; here their names lead to the emulator, as /etc/hosts would. */
beforeEach(async () => {
  const plain = globalThis.fetch;
  vi.stubGlobal('fetch', (target: string | URL | Request, init?: RequestInit) => {
    const { href, hostname, pathname, search } = new URL(target instanceof Request ? target.url : target);
    return plain(hostname.endsWith('.intuit.com') ? `${server.url}${pathname}${search}` : href, init);
  });
  const { clientId, clientSecret, accessToken, refreshToken, realmId } = server.grant;
  auth = new AuthProvider(clientId, clientSecret, 'http://localhost/callback', [AuthScopes.Accounting]);
  const hour = new Date(Date.now() + 3_600_000);
  await auth.setToken({ tokenType: TokenType.Bearer, accessToken, refreshToken, realmId, accessTokenExpiryDate: hour, refreshTokenExpiryDate: hour });
  client = new ApiClient(auth, Environment.Sandbox);
});
afterEach(() => vi.unstubAllGlobals());

const invoice = async () => {
  const { accessToken, realmId } = server.grant;
  const answer = await fetch(`${server.url}/v3/company/${realmId}/invoice`, { method: 'POST', headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(threeHours()) });
  return ((await answer.json()) as { Invoice: { Id: string } }).Invoice.Id;
};

test('quickbooks-api: lists, pages, records by id and by status, the company and its preferences', async () => {
  const ids = [await invoice(), await invoice(), await invoice()];
  const page = await client.invoices.getAllInvoices({ searchOptions: { maxResults: 2, page: 1, orderBy: { field: 'Id', direction: 'DESC' } } });
  expect(page).toMatchObject({ hasNextPage: true, results: [{ Id: ids[2] }, { Id: ids[1] }] });
  expect((await client.invoices.getAllInvoices({ searchOptions: { maxResults: 2, page: 2 } })).hasNextPage).toBe(false);
  expect((await client.invoices.getAllInvoices({ status: InvoiceStatus.Paid })).results).toEqual([]);
  expect(await client.invoices.getInvoiceById(ids[0]!)).toMatchObject({ Id: ids[0], TotalAmt: 450 });
  expect((await client.customers.getAllCustomers()).results.length).toBeGreaterThan(2);
  expect((await client.accounts.getUpdatedAccounts(new Date(0))).results.length).toBeGreaterThan(3);
  expect(await client.companyInfo.getCompanyInfo()).toMatchObject({ domain: 'QBO' });
  expect(await client.invoices.getInvoiceById('999999')).toBeUndefined();
});

test('quickbooks-api: refresh, and a revoked grant', async () => {
  const fresh = await auth.refresh();
  expect(fresh.accessToken).not.toBe('');
  expect((await client.invoices.getAllInvoices()).results.length).toBeGreaterThan(0);
  expect(await auth.revoke()).toBe(true);
});
