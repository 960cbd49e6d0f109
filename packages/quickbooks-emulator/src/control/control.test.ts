import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf, rule } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

function controlled() {
  const client = connected();
  const control = async (method: string, path: string, body?: object) => {
    const answer = await client.emulator.fetch(
      new Request(`http://x/_emulator/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { ...client, control, inCompany: `companies/${client.grant.realmId}` };
}

describe('the control plane', () => {
  test('makes companies and grants, and says what there is', async () => {
    const { control } = controlled();
    const made = await control('POST', 'companies', { ...smallCompany(), realmId: '77', name: 'Second' });
    expect(made).toEqual({ status: 201, body: { realmId: '77' } });
    expect((await control('POST', 'companies', { ...smallCompany(), realmId: '77' })).status).toBe(400);
    expect((await control('POST', 'grants', { realmId: '77' })).body).toMatchObject({ realmId: '77', accessToken: expect.stringMatching(/^eyJ/) });
    const { body } = await control('GET', 'state');
    expect(body.companies).toMatchObject([{ name: 'Quay Street Partners' }, { realmId: '77', connected: true, records: { Customer: 4, Invoice: 0 } }]);
  });

  test('one call mints what a client needs, for a new company of a named scenario', async () => {
    const { control, emulator } = controlled();
    expect((await control('GET', 'scenarios')).body).toContain('sandbox-us');
    const { body } = await control('POST', 'grants', { scenario: 'sandbox-us' });
    expect(Object.keys(body)).toEqual(['clientId', 'clientSecret', 'realmId', 'accessToken', 'refreshToken']);
    expect(emulator.state.records(body.realmId, 'Customer')).toHaveLength(29);
    expect((await control('POST', 'grants', { scenario: 'sandbox-us' })).body.realmId).not.toBe(body.realmId);
    expect((await control('POST', 'companies', { scenario: 'empty', name: 'Mine', realmId: '5' })).body).toEqual({ realmId: '5' });
    expect(await control('POST', 'grants', { scenario: 'mars' })).toMatchObject({ status: 400, body: { error: expect.stringContaining('There is no scenario mars; there are sandbox-us') } });
  });

  test('a person\'s changes follow the rules, move tokens, and cost nothing', async () => {
    const { control, inCompany, emulator, grant, get } = controlled();
    expect((await control('PATCH', `${inCompany}/records/customer/3`, { DisplayName: 'Okafor, Adaeze' })).body).toMatchObject({ SyncToken: '1' });
    expect((await control('POST', `${inCompany}/records/Customer`, { DisplayName: 'okafor, adaeze' })).body).toMatchObject({ code: '6240' });
    expect((await control('DELETE', `${inCompany}/records/Customer/3`)).status).toBe(204);
    expect(emulator.journal).toEqual([]);
    expect(emulator.meters(grant.realmId).core).toBe(0);
    expect((await get('customer/3')).body.Customer).toMatchObject({ Active: false, DisplayName: 'Okafor, Adaeze (deleted)' });
  });

  test('a person may write in closed books and may store what no rule allows', async () => {
    const { control, inCompany, post, get } = controlled();
    await control('PATCH', `${inCompany}/preferences`, { AccountingInfoPrefs: { BookCloseDate: '2026-12-31' } });
    expect((await get('preferences')).body.Preferences.AccountingInfoPrefs).toEqual({ ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: true, BookCloseDate: '2026-12-31' });
    expect(errorOf(await post('invoice', invoiceOf('1', [{ amount: 1 }]))).code).toBe('6200');
    expect((await control('POST', `${inCompany}/records/Invoice`, invoiceOf('1', [{ amount: 7 }]))).status).toBe(201);
    expect((await control('PATCH', `${inCompany}/records/Invoice/1?verbatim=true`, { Balance: 2 })).body).toMatchObject({ Balance: 2, TotalAmt: 7, SyncToken: '1' });
    expect((await control('POST', `${inCompany}/records/Invoice/1/void`)).body).toMatchObject({ TotalAmt: 0 });
    expect((await control('DELETE', `${inCompany}/records/Invoice/1`)).status).toBe(204);
  });

  test('merging moves documents, time and jobs, and leaves the loser inactive and empty', async () => {
    const { control, inCompany, post, get } = controlled();
    await post('invoice', invoiceOf('1', [{ amount: 100 }]));
    await post('invoice', invoiceOf('2', [{ amount: 40 }]));
    await post('invoice', invoiceOf('3', [{ amount: 5 }]));
    await post('payment', { CustomerRef: { value: '1' }, TotalAmt: 30, Line: [{ Amount: 20, LinkedTxn: [{ TxnId: '1', TxnType: 'Invoice' }] }] });
    expect((await control('POST', `${inCompany}/merge-customers`, { loserId: '1', winnerId: '3' })).status).toBe(204);
    expect((await get('customer/3')).body.Customer).toMatchObject({ Balance: 75, BalanceWithJobs: 115 });
    expect((await get('payment/4')).body.Payment).toMatchObject({ CustomerRef: { value: '3', name: 'Okafor, Ada' }, UnappliedAmt: 10 });
    expect((await get('customer/1')).body.Customer).toMatchObject({ Active: false, Balance: 0, BalanceWithJobs: 0, DisplayName: 'Harbor Legal LLP (deleted)', SyncToken: '1' });
    expect((await get('customer/2')).body.Customer).toMatchObject({ ParentRef: { value: '3' }, FullyQualifiedName: 'Okafor, Ada:12 Quay St', Balance: 40 });
    expect((await get('invoice/1')).body.Invoice).toMatchObject({ CustomerRef: { value: '3', name: 'Okafor, Ada' }, SyncToken: '1' });
    expect((await control('POST', `${inCompany}/merge-customers`, { loserId: '1', winnerId: '1' })).status).toBe(400);
  });

  test('revoking, clock, faults, meters and journal', async () => {
    const { control, inCompany, get } = controlled();
    expect((await control('POST', 'clock', { advanceMs: 1000 })).body.offsetMs).toBe(1000);
    expect((await control('POST', 'clock', {})).status).toBe(400);
    const made = await control('POST', 'faults', rule({ operation: 'read' }, { status: 503 }));
    expect((await control('GET', 'faults')).body).toHaveLength(1);
    expect((await control('DELETE', `faults/${made.body.id}`)).status).toBe(204);
    expect((await control('DELETE', `faults/${made.body.id}`)).status).toBe(404);
    await get('preferences');
    expect((await control('GET', 'journal?limit=1')).body).toMatchObject([{ operation: 'read', status: 200 }]);
    expect(Object.values((await control('GET', 'meters')).body)).toEqual([{ core: 0, corePlus: 1, batches: 0, throttled: 0 }]);
    expect((await control('POST', `${inCompany}/revoke`)).status).toBe(204);
    expect((await get('preferences')).status).toBe(401);
  });

  test('snapshot, restore and reset', async () => {
    const { control, emulator, grant, post, get } = controlled();
    await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    await control('POST', 'snapshot', { name: 'one' });
    await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' });
    await control('POST', 'restore', { name: 'one' });
    expect(emulator.state.records(grant.realmId, 'Invoice')).toMatchObject([{ Id: '1', SyncToken: '0' }]);
    expect((await post('invoice', invoiceOf('1', [{ amount: 1 }]))).body.Invoice).toMatchObject({ Id: '2', DocNumber: '1002' });
    expect((await control('POST', 'restore', { name: 'two' })).status).toBe(404);
    await control('POST', 'reset');
    expect(emulator.state.records(grant.realmId, 'Invoice')).toEqual([]);
    expect((await get('preferences')).status).toBe(401);
    expect(emulator.journal).toHaveLength(1);
  });

  test('what makes no sense is refused in a sentence', async () => {
    const { control, inCompany } = controlled();
    expect(await control('GET', 'companies/1/records/Customer')).toEqual({ status: 404, body: { error: 'There is no company with realm id 1.' } });
    expect((await control('GET', `${inCompany}/records/Nonsense`)).status).toBe(404);
    expect((await control('PATCH', `${inCompany}/records/Customer/99`, {})).status).toBe(400);
  });
});
