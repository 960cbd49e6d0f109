import { describe, expect, test } from 'vitest';
import { ConnectionDropped } from '../protocol/connection-dropped.js';
import { type Answer, connected, errorOf, invoiceOf, rule } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';
import { namedFaults } from './named-faults.js';
import { FaultGrammarError, faultHeader } from './read-fault.js';

const hours = () => invoiceOf('1', [{ amount: 100 }]);
const codeOf = (answer: Answer) => (answer.status === 200 && !answer.body.Fault ? 'ok' : errorOf(answer).code);

describe('the fault grammar', () => {
  test('a request goes wrong by its own header: by name, by what is to happen, or by a whole rule', async () => {
    const { call, get, emulator } = connected();
    const ask = (fault: string) => call('GET', 'term/3', undefined, { [faultHeader]: fault });
    expect((await ask('html-503')).status).toBe(503);
    expect(errorOf(await ask('{"fault":{"code":"6000","detail":"no"}}')).Detail).toBe('no');
    expect((await ask(JSON.stringify(rule({ entity: 'Invoice' }, { status: 503 })))).status).toBe(200);
    await expect(ask('{"drop":true}')).rejects.toThrow(ConnectionDropped);
    expect((await get('term/3')).status).toBe(200);
    expect(await ask('no-such-fault')).toMatchObject({ status: 400, body: { error: 'There is no fault named no-such-fault. GET /_emulator/faults/names lists them.' } });
    expect((await ask('{"statsu":503}')).body.error).toMatch(/^"then" knows no "statsu"; it knows status, fault,/);
    expect(emulator.state.faults()).toEqual([]);
  });

  test.each([
    [{ when: {} }, 'A fault rule has "when" and "then".'],
    [{ when: { nth: 0 }, ['then']: {} }, '"when" has no meaning for nth: 0.'],
    [{ when: { operation: 'fly' }, ['then']: {} }, '"when" has no meaning for operation: "fly".'],
    [{ when: {}, ['then']: { status: 99 } }, '"then" has no meaning for status: 99.'],
    [{ when: {}, ['then']: {}, times: -1 }, '"times" is a whole number; 0 is for ever.'],
    [{ name: 'x' }, 'There is no fault named x. GET /_emulator/faults/names lists them.'],
  ])('%j is refused in a sentence', (request, sentence) => {
    const { emulator } = connected();
    expect(() => emulator.arm(request as never)).toThrow(new FaultGrammarError(sentence));
  });

  test.each(namedFaults.filter(({ settings }) => !settings).map(({ name }) => name))('%s can be armed by name', async (name) => {
    const { emulator } = connected();
    const answer = await emulator.fetch(new Request('http://x/_emulator/faults', { method: 'POST', body: JSON.stringify({ name, when: { match: 'nothing has this' }, times: 2 }) }));
    expect(answer.status).toBe(201);
    expect(emulator.state.faults().every((armed) => armed.name === name && armed.times === 2 && armed.when.match === 'nothing has this')).toBe(true);
  });
});

describe('answers that break on the way', () => {
  const damaged = async (name: string) => {
    const { emulator, grant } = connected();
    emulator.arm({ name });
    return emulator.fetch(new Request(`http://x/v3/company/${grant.realmId}/customer/3`, { headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json' } }));
  };

  test('half an answer is no JSON', async () => {
    await expect((await damaged('truncated')).json()).rejects.toThrow(SyntaxError);
  });

  test('a connection that ends in the middle of an answer', async () => {
    const answer = await damaged('half-close');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow(ConnectionDropped);
  });

  test('a request that is swallowed is never answered, and nothing of it is stored', async () => {
    const { emulator, post } = connected();
    emulator.arm({ name: 'black-hole' });
    const answer = post('customer', { DisplayName: 'Swallowed' }).then(() => 'answered');
    expect(await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 50, 'silence'))])).toBe('silence');
    expect((await post('customer', { DisplayName: 'Swallowed' })).status).toBe(200);
  });

  test('a redirect, a wrong content type, gzip that is none, a member nobody knows', async () => {
    expect((await damaged('redirect')).headers.get('location')).toBe('http://elsewhere.invalid/');
    expect((await damaged('wrong-content-type')).headers.get('content-type')).toBe('text/plain');
    expect((await damaged('gzip-damage')).headers.get('content-encoding')).toBe('gzip');
    expect(await (await damaged('unknown-fields')).json()).toMatchObject({ Customer: { BrandNewField: { value: expect.any(String) } } });
  });

  test('letters beyond ASCII arrive damaged, what is stored is not', async () => {
    const { call, get, post } = connected();
    const { Id } = (await post('customer', { DisplayName: 'Søren' })).body.Customer;
    expect((await call('GET', `customer/${Id}`, undefined, { [faultHeader]: 'mojibake' })).body.Customer.DisplayName).toBe('SÃ¸ren');
    expect((await get(`customer/${Id}`)).body.Customer.DisplayName).toBe('Søren');
  });
});

describe('a world that changed meanwhile', () => {
  test.each([
    ['stale-token', '5010'],
    ['deleted', '610'],
    ['void', '5010'],
  ])('somebody else was there first: %s', async (name, code) => {
    const { emulator, post } = connected();
    await post('invoice', hours());
    emulator.arm({ name });
    expect(codeOf(await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' }))).toBe(code);
  });

  test('a document voided first has no amount left', async () => {
    const { emulator, post, get } = connected();
    await post('invoice', hours());
    emulator.arm({ name: 'void' });
    await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'x' });
    expect((await get('invoice/1')).body.Invoice).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
  });

  test('the customer of a new invoice was made inactive, or merged into another', async () => {
    const { emulator, post, get } = connected();
    emulator.arm({ name: 'merge', when: { operation: 'create' } });
    await post('invoice', hours());
    expect((await get('customer/1')).body.Customer).toMatchObject({ Active: false, DisplayName: 'Harbor Legal LLP (deleted)' });
    emulator.arm({ name: 'inactive' });
    expect(codeOf(await post('invoice', invoiceOf('3', [{ amount: 1 }])))).toBe('610');
  });

  test.each(['customer', 'vendor', 'employee'])('a %s takes the name first', async (kind) => {
    const { emulator, post } = connected();
    emulator.arm({ name: `name-collision-${kind}` });
    expect(codeOf(await post('customer', { DisplayName: 'Wanted Name' }))).toBe('6240');
  });

  test('books close, the subscription ends, settings change', async () => {
    const { emulator, post, get } = connected();
    emulator.arm({ name: 'dup-docnum' });
    emulator.arm({ name: 'company-tz' });
    emulator.arm({ name: 'books-closed' });
    emulator.arm({ name: 'sub-expired' });
    for (let call = 0; call < 2; call += 1) await get('preferences');
    expect((await get('companyinfo/1')).headers.get('content-type')).toMatch('json');
    expect(codeOf(await post('customer', { DisplayName: 'New' }))).toBe('6190');
    const { AccountingInfoPrefs, SalesFormsPrefs } = (await get('preferences')).body.Preferences;
    expect([AccountingInfoPrefs.BookCloseDate, SalesFormsPrefs.CustomTxnNumbers]).toEqual(['2026-03-03', true]);
  });

  test('what was stored is not what was sent', async () => {
    const { emulator, post } = connected();
    emulator.fault(rule({ operation: 'create' }, { silentChange: { CompanyName: 'Other Ltd' } }));
    expect((await post('customer', { DisplayName: 'New', CompanyName: 'Mine Ltd' })).body.Customer.CompanyName).toBe('Other Ltd');
  });

  test('tax comes out a cent higher, and stays so', async () => {
    const { emulator, post, get } = connected();
    emulator.arm({ name: 'tax-rounding' });
    const body = { ...invoiceOf('1', [{ amount: 100, tax: 'TAX' }]), TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } };
    expect((await post('invoice', body)).body.Invoice).toMatchObject({ TotalAmt: 108.01, TxnTaxDetail: { TotalTax: 8.01 } });
    expect((await get('invoice/1')).body.Invoice.Balance).toBe(108.01);
  });

  test('a repeat replays an object that is gone; or runs again; or a batch refuses to be repeated', async () => {
    const { emulator, grant, post, get } = connected();
    emulator.arm({ name: 'requestid-replays-deleted' });
    await expect(post('invoice?requestid=a', hours())).rejects.toThrow(ConnectionDropped);
    expect((await post('invoice?requestid=a', hours())).body.Invoice.Id).toBe('1');
    expect((await get('invoice/1')).status).toBe(400);
    const [armed] = emulator.arm({ name: 'requestid-ignored' });
    for (let call = 0; call < 2; call += 1) await post('invoice?requestid=b', hours());
    expect(emulator.state.records(grant.realmId, 'Invoice')).toHaveLength(2);
    emulator.removeFaults(armed!.id);
    const batch = { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] };
    emulator.arm({ name: 'batch-6000' });
    expect((await post('batch?requestid=c', batch)).status).toBe(200);
    expect(codeOf(await post('batch?requestid=c', batch))).toBe('6000');
  });

  test('a row moves to another page between two pages; a stored address breaks queries', async () => {
    const { emulator, post, query } = connected();
    for (let made = 0; made < 3; made += 1) {
      emulator.advance(1000);
      await post('invoice', hours());
    }
    emulator.advance(1000);
    const page = async (from: number) => (await query(`select * from Invoice orderby MetaData.LastUpdatedTime startposition ${from} maxresults 1`)).body.QueryResponse.Invoice[0].Id;
    emulator.arm({ name: 'mutate-while-paging' });
    expect([await page(1), await page(2), await page(3)]).toEqual(['1', '3', '1']);
    emulator.arm({ name: 'poison-record' });
    expect(codeOf(await query('select * from Invoice'))).toBe('4002');
  });
});

describe('batches in part', () => {
  const batch = (...names: string[]) => ({ BatchItemRequest: names.map((name) => ({ bId: name, operation: 'create', Customer: { DisplayName: name } })) });

  test.each([
    ['batch-partial', ['a', 'c'], ['a', 'b', 'c'], 2],
    ['batch-omits', ['a', 'c'], ['a', 'c'], 3],
    ['batch-empty', [], [], 3],
  ])('%s', async (name, done, answered, stored) => {
    const { emulator, grant, post } = connected();
    emulator.arm({ name });
    const items = (await post('batch', batch('a', 'b', 'c'))).body.BatchItemResponse as { bId: string; Fault?: unknown }[];
    expect(items.filter(({ Fault }) => !Fault).map(({ bId }) => bId)).toEqual(done);
    expect(items.map(({ bId }) => bId)).toEqual(answered);
    expect(emulator.state.records(grant.realmId, 'Customer')).toHaveLength(4 + stored);
  });
});

describe('tokens, limits, plan', () => {
  test('the token expires with the request, then the person disconnects', async () => {
    const { emulator, get, grant } = connected();
    emulator.arm({ name: 'expire-mid-run' });
    expect((await get('term/3')).status).toBe(401);
    const next = emulator.mintGrant();
    expect(next.refreshToken).not.toBe(grant.refreshToken);
    emulator.arm({ name: 'revoked' });
    expect((await get('term/3')).status).toBe(401);
    expect(emulator.state.companies()[0]!.connected).toBe(false);
  });

  test('every call waits for a minute of the virtual clock', async () => {
    const { emulator, get } = connected();
    emulator.arm({ name: 'throttle' });
    expect((await get('term/3')).status).toBe(429);
    emulator.advance(59_999);
    expect((await get('term/3')).status).toBe(429);
    emulator.advance(1);
    expect((await get('term/3')).status).toBe(200);
  });

  test('metered calls end with the plan, writes go on', async () => {
    const { emulator, get, post } = connected({ settings: { corePlusQuota: 2 } });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await get('term/3')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await post('customer', { DisplayName: 'Free' })).status).toBe(200);
    emulator.configure({ corePlusQuota: null });
    expect((await get('term/3')).status).toBe(200);
  });

  test('settings change over the control plane, and nonsense is named', async () => {
    const { emulator } = connected();
    const patch = async (body: object) => (await emulator.fetch(new Request('http://x/_emulator/settings', { method: 'PATCH', body: JSON.stringify(body) }))).json();
    expect(await patch({ refreshRotation: 'never' })).toMatchObject({ refreshRotation: 'never', webhookFormat: 'cloudevents' });
    expect(await patch({ refreshRotation: 'often' })).toEqual({ error: 'The setting refreshRotation cannot be "often".' });
    emulator.arm({ name: 'canary-tokens' });
    expect(emulator.mintGrant()).toMatchObject({ accessToken: expect.stringContaining('CANARY'), refreshToken: expect.stringContaining('CANARY') });
    emulator.reset();
    expect(emulator.state.settings.refreshRotation).toBe('every-refresh');
  });

  test('the person chooses another company, or grants nothing, on the consent page', async () => {
    const { emulator } = connected();
    const other = emulator.createCompany({ ...smallCompany(), realmId: '42', name: 'Second' });
    const consent = async () => {
      const form = { client_id: 'ABlocalQuickBooksEmulatorClient0000000000000000001', redirect_uri: 'http://app.test/cb', response_type: 'code', state: 's', scope: 'openid', realmId: '9130350000000017', decision: 'connect' };
      const answer = await emulator.fetch(new Request('http://x/connect/oauth2', { method: 'POST', body: new URLSearchParams(form) }));
      return new URL(answer.headers.get('location')!).searchParams.get('realmId');
    };
    emulator.arm({ name: 'switch-realm' });
    expect([await consent(), await consent()]).toEqual([other, '9130350000000017']);
  });
});
