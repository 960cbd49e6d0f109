import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator, type MintedGrant, sandboxUs } from '../index.js';

let emulator: Emulator;
let grant: MintedGrant;
let company: string;

beforeEach(() => {
  emulator = createEmulator({ companies: [sandboxUs], clock: { now: () => Date.parse('2026-04-20T17:00:00Z') } });
  grant = emulator.mintGrant();
  company = `/companies/${grant.realmId}`;
});

/** A page with its markup taken away, so that tests read what a person reads. */
async function page(path: string): Promise<{ status: number; html: string; text: string }> {
  const answer = await emulator.fetch(new Request(`http://localhost:4010${path}`));
  const html = await answer.text();
  const text = html
    .replace(/<(script|style|title)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
  return { status: answer.status, html, text };
}

function call(method: string, path: string, body?: object): Promise<Response> {
  return emulator.fetch(
    new Request(`http://localhost:4010/v3/company/${grant.realmId}/${path}`, {
      method,
      headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

const invoiceBody = (item: string) => ({
  CustomerRef: { value: '24' },
  PrivateNote: "Quay's note",
  Line: [{ Amount: 120.5, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item }, Qty: 1 } }],
});

test('every page says that nothing reaches Intuit, and loads nothing from elsewhere', async () => {
  await call('GET', 'customer/7');
  const parts = ['/requests', '/customer', '/customer/7', '/invoice/93', '/invoice/none'].map((part) => `${company}${part}`);
  for (const path of ['/', '/requests', '/requests/1', '/webhooks', '/webhooks/9', '/metering', '/faults', company, ...parts]) {
    const { html, text } = await page(path);
    const foreign = html.match(/(?:src|href|action)="(?!\/|#|data:,)[^"]*"/g) ?? [];
    expect({ path, foreign, isMarked: text.includes('QuickBooks emulator: nothing here reaches Intuit') }).toEqual({ path, foreign: [], isMarked: true });
  }
});

test('the first page lists the companies and whether they are connected', async () => {
  const { status, text } = await page('/');
  expect(status).toBe(200);
  expect(text).toContain("Craig's Design and Landscaping Services 9341450000000012, US edition Connected Customers 29 Invoices 31");
});

test('a company shows what it is owed and what its calls would have cost', async () => {
  await call('GET', 'customer/7');
  await call('POST', 'invoice', invoiceBody('5'));
  const { text } = await page(company);
  expect(text).toContain('Receivables $5,402.02 21 of 32 invoices open');
  expect(text).toMatch(/Free calls 1 .*Metered calls 1 /);
});

test('an invoice stands as it would be printed, with tax by rate and what is still due', async () => {
  const { status, text } = await page(`${company}/invoice/93`);
  expect(status).toBe(200);
  expect(text).toContain('Bill to Peter Dukes Dukes Basketball Camp 25 Court St. Tucson, AZ 85719');
  expect(text).toContain('AZ State tax 7.1% of 422.00 29.96 Tucson City 2% of 422.00 8.44 Total 460.40 Paid −460.40 Balance due $0.00');
  expect(text).toContain('Concrete for fountain installation 5 15.00 T 75.00');
  expect((await page(`${company}/invoice/49`)).text).toContain('Subtotal 1,005.00 Discount 5% −50.25 Total 954.75 Balance due $954.75');
  expect((await page(`${company}/invoice/42`)).text).toContain('charges QuickBooks counts and does not return');
});

test('the status of an invoice follows from amounts, due date and the day in the company', async () => {
  const chip = async (id: string) => /<span class="chip [a-z]*">([^<]+)<\/span>/.exec((await page(`${company}/invoice/${id}`)).html)?.[1];
  expect([await chip('93'), await chip('13'), await chip('67'), await chip('130')]).toEqual(['Paid', 'Partially paid', 'Overdue', 'Open']);
});

test('a customer shows its balance, jobs, invoices and time; a time activity what bills it', async () => {
  const parent = await page(`${company}/customer/7`);
  expect(parent.text).toContain('Freeman Sporting Goods $562.50');
  expect(parent.text).toMatch(/Jobs .*0969 Ocean View Road .*477\.50 .*55 Twin Lane .*85\.00/);
  const job = await page(`${company}/customer/9`);
  expect(job.text).toMatch(/Invoices .*1005 03\/30\/2026 .*Partially paid 54\.00 4\.00/);
  const time = await page(`${company}/timeactivity/4`);
  expect(time.text).toContain('Emily Platt, 2 h 00 min Billed');
  expect(time.text).toContain('Billed by Invoice 1034 of 04/07/2026.');
});

test.each([
  ['Customer', '21', 'Rondonuwu Fruit and Vegi'],
  ['vendor', '31', 'Brosnahan Insurance Agency'],
  ['employee', '54', 'John Johnson'],
  ['item', '5', 'Rock Fountain'],
  ['account', '52', 'Landscaping Services:Labor:Installation'],
  ['term', '3', 'Net 30'],
  ['taxcode', '3', 'Tucson City'],
  ['taxrate', '1', '7.1'],
  ['taxagency', '2', 'Board of Equalization'],
  ['companyinfo', '1', '123 Sierra Way'],
  ['preferences', '1', 'Custom transaction numbers No'],
])('the deep link of a %s opens its page', async (entity, id, shown) => {
  const { status, text } = await page(`${company}/${entity}/${id}`);
  expect(status).toBe(200);
  expect(text).toContain(shown);
});

test('lists find by name, number and id', async () => {
  expect((await page(`${company}/customer?q=twin`)).text).toMatch(/55 Twin Lane .*1 of 29/);
  expect((await page(`${company}/invoice?q=1029`)).text).toContain('1 of 31');
  expect((await page(`${company}/customer?q=nobody`)).text).toContain('None of 29 fits "nobody"');
  expect((await page(`${company}/class`)).text).toContain('Classes of this company appear here as soon as there are any.');
});

test('what does not exist answers 404 and says what to do', async () => {
  const record = await page(`${company}/customer/9999`);
  expect(record.status).toBe(404);
  expect(record.text).toContain('No customer 9999');
  expect(record.html).toContain(`href="${company}/customer"`);
  const kind = await page(`${company}/dragon/1`);
  expect([kind.status, kind.text.includes('keeps no "dragon"')]).toEqual([404, true]);
  const other = await page('/companies/1');
  expect([other.status, other.html.includes('href="/"')]).toEqual([404, true]);
  expect((await page('/requests/77')).status).toBe(404);
});

test('a deleted record names the request that deleted it', async () => {
  const created = (await (await call('POST', 'invoice', invoiceBody('5'))).json()) as { Invoice: { Id: string; SyncToken: string } };
  const { Id, SyncToken } = created.Invoice;
  await call('POST', 'invoice?operation=delete', { Id, SyncToken });
  const { status, html } = await page(`${company}/invoice/${Id}`);
  expect(status).toBe(404);
  expect(html).toContain('<a href="/requests/2">request 2</a> deleted it');
});

test('every request is listed with its answer, cost and record, and filtered by record and answer', async () => {
  await call('POST', 'invoice', invoiceBody('5'));
  await call('POST', 'invoice', invoiceBody('999'));
  await call('GET', 'customer/7');
  const all = await page(`${company}/requests`);
  expect(all.text).toMatch(/3 17:00:00 Read Customer 7 7 200 Metered .*2 17:00:00 Create Invoice 400, fault 2500 Not counted .*1 17:00:00 Create Invoice 145 145 200 Free/);
  expect((await page(`${company}/requests?entity=Invoice`)).text).toContain('2 of 3 requests');
  expect((await page(`${company}/requests?answer=refused`)).text).toContain('1 of 3 requests');
  expect((await page(`${company}/requests?entity=Customer&answer=refused`)).text).toContain('No request fits this filter');
  expect((await page(`${company}/invoice/145`)).text).toMatch(/Requests about this record .*Create Invoice 145/);
});

test('a request can be copied as a curl command that a shell takes, without the token', async () => {
  await call('POST', 'invoice', invoiceBody('5'));
  const { text, html } = await page('/requests/1');
  expect(text).toContain(`curl -X POST 'http://localhost:4010/v3/company/${grant.realmId}/invoice'`);
  expect(text).toContain(String.raw`"PrivateNote":"Quay'\''s note"`);
  expect(text).toContain('"Authorization: Bearer $ACCESS_TOKEN"');
  expect(html).not.toContain(grant.accessToken);
  await call('GET', `query?query=${encodeURIComponent("select * from Customer where Id = '7'")}`);
  expect((await page('/requests/2')).text).toContain(String.raw`--data-urlencode 'query=select * from Customer where Id = '\''7'\'''`);
});

test('armed faults and the moved clock can be read', async () => {
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is the rule's consequence, never awaited
  emulator.fault({ when: { entity: 'Invoice', operation: 'create', nth: 2 }, then: { commitThenDrop: true } });
  emulator.advance(90_000);
  const { text } = await page('/faults');
  expect(text).toContain('Emulator time 2026-04-20 17:01:30');
  expect(text).toContain('+00:01:30');
  expect(text).toContain('Number 2 of every create of Invoice stores, then drops the connection 0 0 1');
});

test('markup in names stays text', async () => {
  await call('POST', 'customer', { DisplayName: '<script>alert(1)</script> & Co' });
  const { html } = await page(`${company}/customer?q=alert`);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co');
  expect(html).not.toContain('<script>alert');
});

test('looking is neither metered nor listed', async () => {
  await page(`${company}/customer/7`);
  expect(emulator.journal).toEqual([]);
  expect(emulator.meters(grant.realmId)).toEqual({ core: 0, corePlus: 0, batches: 0, throttled: 0 });
});

test('webhooks show where notifications go, what became of each, and the body as it was signed', async () => {
  emulator.subscribe({ url: 'http://app.test/hook', verifierToken: 'v', deliver: async () => new Response(null, { status: 500 }) });
  await call('POST', 'invoice', invoiceBody('6'));
  await emulator.webhooksSettled();
  expect((await page('/webhooks')).text).toMatch(/http:\/\/app\.test\/hook webhook-1 0 .* 2026-04-20 17:00:00 Invoice created 1 Tried again later/);
  const { text } = await page('/webhooks/1');
  expect(text).toContain('POST http://app.test/hook');
  expect(text).toContain('500');
  expect(text).toContain('The next attempt is due at 2026-04-20 17:00:10 UTC');
  expect(text).toMatch(/intuit-signature \S+=/);
  expect(text).toContain('"type": "qbo.invoice.created.v1"');
  expect(text).toContain('/_emulator/webhooks/deliveries/1/redeliver');
});

test('metering adds up what the calls would have cost', async () => {
  for (let made = 0; made < 3; made += 1) await call('GET', 'customer/7');
  await call('POST', 'invoice', invoiceBody('6'));
  emulator.configure({ corePlusQuota: 500_000 });
  const { text } = await page('/metering');
  expect(text).toContain('Metered calls 3 of 500,000 of the plan');
  expect(text).toMatch(/Read Customer 3/);
});

test('a batch is called by what it holds, not twice by its name', async () => {
  await call('POST', 'batch', { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] });
  expect((await page('/requests')).text).toMatch(/Batch of 1 /);
});

test('faults say in words what they do', async () => {
  emulator.arm({ name: 'commit-then-reset', when: { entity: 'Invoice' } });
  emulator.fault({ when: { operation: 'update', nth: 2 }, ['then']: { staleToken: true, delayMs: 5 } });
  const { text } = await page('/faults');
  expect(text).toContain('commit-then-reset Every create of Invoice stores, then drops the connection');
  expect(text).toContain('Number 2 of every update waits 5 ms, somebody saves the record first');
});

test('documents are read as a bookkeeper reads them: what a payment settles, what a bill is for, both sides of an entry', async () => {
  const payment = await page(`${company}/payment/61`);
  expect(payment.text).toContain('Lines About Amount Invoice 1004 694.00');
  expect(payment.html).toContain(`href="${company}/invoice/12"`);
  expect((await page(`${company}/bill/25`)).text).toContain('Linked to Bill payment 1');
  const bill = await page(`${company}/bill/126`);
  expect(bill.text).toContain('About Description Qty Rate Amount Pump Fountain Pump 8 × 10 Fountain Pump 8 10 80.00');
  const { JournalEntry } = (await (await call('POST', 'journalentry', { Line: ['Debit', 'Credit'].map((PostingType, at) => ({ Amount: 5, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: { value: at === 0 ? '7' : '35' } } })) })).json()) as { JournalEntry: { Id: string } };
  expect((await page(`${company}/journalentry/${JournalEntry.Id}`)).text).toContain('About Debit Credit Advertising 5.00 Checking 5.00');
  for (const path of ['payment/61', 'bill/25', 'deposit/102', 'billpayment/117', 'purchase/130']) expect((await page(`${company}/${path}`)).html.replace(/<details>.*?<\/details>/gs, '')).not.toMatch(/\{(&quot;|")/);
});

test.each([
  ['estimate', '100', 'Estimate no.'],
  ['salesreceipt', '11', 'Sales receipt no. 1003'],
  ['creditmemo', '73', 'Applied −100.00 Credit left $0.00'],
])('%s is shown as it is printed', async (entity, id, words) => {
  expect((await page(`${company}/${entity}/${id}`)).text).toContain(words);
});

test('a person disconnects the app: its tokens are dead, and the browser goes to its Disconnect URL with the company', async () => {
  const { text } = await page(company);
  expect(text).toContain('Refresh token good until 07/30/2026 Consent ends 04/19/2031');
  const press = (headers: Record<string, string> = {}) => emulator.fetch(new Request(`http://localhost:4010${company}/disconnect`, { method: 'POST', headers, redirect: 'manual' }));
  expect((await press({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await call('GET', 'customer/7')).status).toBe(200);
  expect((await press({ 'sec-fetch-site': 'same-origin' })).headers.get('location')).toBe(company);
  expect((await call('GET', 'customer/7')).status).toBe(401);
  expect((await page(company)).text).toContain('No app is connected.');

  const client = { clientId: 'hub', clientSecret: 'secret', name: 'Hub', disconnectUrl: 'http://localhost:4000/gone?from=quickbooks' };
  emulator = createEmulator({ companies: [sandboxUs], clients: [client] });
  emulator.mintGrant();
  const shown = await emulator.fetch(new Request(`http://localhost:4010${company}`));
  expect(shown.headers.get('content-security-policy')).toContain("form-action 'self' http://localhost:4000;");
  expect((await press()).headers.get('location')).toBe(`http://localhost:4000/gone?from=quickbooks&realmId=${grant.realmId}`);
});

test('an invoice whose address does not name the customer is printed below the name; a bundle with what is in it', async () => {
  const person = emulator.bookkeeper(grant.realmId);
  const bundle = person.create('Item', { Name: 'Fountain set', FullyQualifiedName: 'Fountain set', Type: 'Group', Active: true, ItemGroupDetail: { ItemGroupLine: [{ ItemRef: { value: '4', name: 'Design', type: 'Service' }, Qty: 2 }] } }, { verbatim: true });
  const { Id } = person.create('Invoice', { CustomerRef: { value: '24' }, Line: [{ DetailType: 'GroupLineDetail', GroupLineDetail: { GroupItemRef: { value: bundle.Id }, Quantity: 1 } }] });
  const { text } = await page(`${company}/invoice/${Id}`);
  expect(text).toContain('Bill to Sonnenschein Family Store ');
  expect(text).toMatch(/Fountain set .*Design 2 × 75\.00/);
});

test('a browser finds an icon on every page and at the address it asks for by itself', async () => {
  const icon = await emulator.fetch(new Request('http://localhost:4010/inspector/icon.svg'));
  expect(icon.headers.get('content-type')).toContain('image/svg+xml');
  expect(await icon.text()).toMatch(/^<svg /);
  expect((await page('/')).html).toContain('href="/inspector/icon.svg"');
  const asked = await emulator.fetch(new Request('http://localhost:4010/favicon.ico'));
  expect([asked.status, asked.headers.get('location')]).toEqual([302, '/inspector/icon.svg']);
});
