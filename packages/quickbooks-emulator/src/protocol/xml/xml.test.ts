import { describe, expect, test } from 'vitest';
import { connected, invoiceOf } from '../../testing/client.js';
import { nonconforming } from '../../testing/conformance.js';
import { type XmlNode, parseXml } from './parse-xml.js';

function xmlClient() {
  const client = connected();
  const send = async (method: string, path: string, body?: string) => {
    const headers = { accept: 'application/xml', 'content-type': 'application/xml' };
    const answer = await client.call(method, path, body, headers);
    return { ...answer, root: parseXml(answer.body as string) };
  };
  return { ...client, send };
}

const child = (node: XmlNode, ...names: string[]): XmlNode => names.reduce((at, name) => at.children.find((inner) => inner.name === name)!, node);

describe('XML both ways (Intuit, rest-api-features)', () => {
  test('a customer is created, read, updated and answered in the order of the schema', async () => {
    const { send } = xmlClient();
    const made = await send(
      'POST',
      'customer',
      `<?xml version="1.0"?><Customer xmlns="http://schema.intuit.com/finance/v3" domain="QBO" sparse="false"><DisplayName>Søren &amp; Söhne</DisplayName><PrimaryEmailAddr><Address>a@b.example</Address></PrimaryEmailAddr><SalesTermRef name="x">3</SalesTermRef></Customer>`,
    );
    expect(made.headers.get('content-type')).toBe('application/xml;charset=utf-8');
    expect(made.body).toMatch(/^<\?xml version="1.0" encoding="UTF-8" standalone="yes"\?><IntuitResponse xmlns="http:\/\/schema.intuit.com\/finance\/v3" time="2026-03-02T09:00:00.000-08:00"><Customer domain="QBO" sparse="false"><Id>7<\/Id><SyncToken>0<\/SyncToken><MetaData>/);
    expect(child(made.root, 'Customer', 'DisplayName').text).toBe('Søren & Söhne');
    expect(child(made.root, 'Customer', 'SalesTermRef')).toMatchObject({ text: '3' });
    const renamed = await send('POST', 'customer', '<Customer sparse="true"><Id>7</Id><SyncToken>0</SyncToken><CompanyName>Søhne</CompanyName><Active>true</Active></Customer>');
    expect(child(renamed.root, 'Customer', 'SyncToken').text).toBe('1');
    expect(child((await send('GET', 'customer/7')).root, 'Customer', 'CompanyName').text).toBe('Søhne');
    const cleared = await send('POST', 'customer', '<Customer sparse="true"><Id>7</Id><SyncToken>1</SyncToken><CompanyName/></Customer>');
    expect(child(cleared.root, 'Customer').children.map(({ name }) => name)).not.toContain('CompanyName');
  });

  test('money has two decimals, zero and rates none; references carry their name (recorded, RR:invoice)', async () => {
    const { send } = xmlClient();
    const body = `<Invoice><Line><Amount>450</Amount><DetailType>SalesItemLineDetail</DetailType><SalesItemLineDetail><ItemRef>1</ItemRef><UnitPrice>150</UnitPrice><Qty>3</Qty></SalesItemLineDetail></Line><CustomerRef>1</CustomerRef><CustomerMemo>Thank you</CustomerMemo></Invoice>`;
    const { body: text } = await send('POST', 'invoice', body);
    expect(text).toContain('<TotalAmt>450.00</TotalAmt>');
    expect(text).toContain('<TotalTax>0</TotalTax>');
    expect(text).toContain('<UnitPrice>150</UnitPrice><Qty>3</Qty>');
    expect(text).toContain('<CustomerRef name="Harbor Legal LLP">1</CustomerRef><CustomerMemo>Thank you</CustomerMemo>');
    expect(text).toContain('<DetailType>SubTotalLineDetail</DetailType><SubTotalLineDetail/>');
  });

  test('query answers, counts and empty answers', async () => {
    const { send } = xmlClient();
    const ask = async (statement: string) => child((await send('GET', `query?query=${encodeURIComponent(statement)}`)).root, 'QueryResponse');
    const terms = await ask('select * from Term');
    expect(terms.attributes).toEqual({ startPosition: '1', maxResults: '2' });
    expect(terms.children.map(({ name }) => name)).toEqual(['Term', 'Term']);
    expect((await ask('select count(*) from Term')).attributes).toEqual({ totalCount: '2' });
    expect(await ask("select * from Term where Name = 'x'")).toMatchObject({ attributes: {}, children: [] });
    const { root } = await send('POST', 'query', 'select * from Term');
    expect(child(root, 'QueryResponse').children).toHaveLength(2);
  });

  test('deletes, changes since and batches (recorded, RR:invoice_delete_success_response, batch_response)', async () => {
    const { send, post } = xmlClient();
    await post('invoice', invoiceOf('1', [{ amount: 5 }]));
    const gone = await send('POST', 'invoice?operation=delete', '<Invoice><Id>1</Id><SyncToken>0</SyncToken></Invoice>');
    expect(child(gone.root, 'Invoice')).toMatchObject({ attributes: { domain: 'QBO', status: 'Deleted' }, children: [{ name: 'Id', text: '1' }] });
    const cdc = await send('GET', 'cdc?entities=Invoice,Term&changedSince=2026-03-01');
    expect(cdc.root.children[0]!.children.map(({ name, children }) => [name, children[0]?.attributes.status])).toEqual([
      ['QueryResponse', 'Deleted'],
      ['QueryResponse', undefined],
    ]);
    const batch = await send(
      'POST',
      'batch',
      `<IntuitBatchRequest xmlns="http://schema.intuit.com/finance/v3"><BatchItemRequest bId="a" operation="create"><Customer><DisplayName>New</DisplayName></Customer></BatchItemRequest><BatchItemRequest bId="b"><Query>select * from Term</Query></BatchItemRequest><BatchItemRequest bId="c" operation="create"><Customer><DisplayName>Bright Paper</DisplayName></Customer></BatchItemRequest></IntuitBatchRequest>`,
    );
    expect(batch.root.children.map(({ attributes, children }) => [attributes.bId, children[0]!.name])).toEqual([
      ['a', 'Customer'],
      ['b', 'QueryResponse'],
      ['c', 'Fault'],
    ]);
  });

  test('faults carry code and element as attributes; those of the gateway look like any other', async () => {
    const { send } = xmlClient();
    const refused = await send('POST', 'customer', '<Customer><DisplayName>Bright Paper</DisplayName></Customer>');
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/xml']);
    expect(child(refused.root, 'Fault')).toMatchObject({ attributes: { type: 'ValidationFault' }, children: [{ name: 'Error', attributes: { code: '6240', element: '' } }] });
    const foreign = await send('GET', '../1/customer/1');
    expect(foreign.body).toContain('<Fault type="SERVICE"><Error code="3100"><Message>message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403</Message></Error></Fault>');
  });

  test('money below a cent is rounded on its way in, so that both formats say the same', async () => {
    const { post, send } = xmlClient();
    const { body } = await post('invoice', { CustomerRef: { value: '1' }, Line: [{ Amount: 10, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } }], DiscountAmt: -1e-10 });
    expect(body.Invoice.DiscountAmt).toBe(0);
    const read = await send('GET', `invoice/${body.Invoice.Id}`);
    expect(child(read.root, 'Invoice', 'DiscountAmt').text).toBe('0');
  });

  test.each([
    ['not well formed', '<Customer><DisplayName>x</Customer>'],
    ['nothing at all', ''],
    ['another entity', '<Vendor><DisplayName>x</DisplayName></Vendor>'],
    ['an unknown element', '<Customer><Nickname>x</Nickname></Customer>'],
    ['an element given twice', '<Customer><DisplayName>x</DisplayName><DisplayName>y</DisplayName></Customer>'],
    ['declared entities', '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><Customer><DisplayName>&c;</DisplayName></Customer>'],
    ['entities nobody declared', '<Customer><DisplayName>&c;</DisplayName></Customer>'],
    ['a thousand levels', `<Customer>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</Customer>`],
  ])('%s is refused with 2010 and nothing is stored', async (_what, body) => {
    const { send, emulator, grant } = xmlClient();
    const answer = await send('POST', 'customer', body);
    expect(child(answer.root, 'Fault', 'Error').attributes.code).toBe('2010');
    expect(emulator.state.records(grant.realmId, 'Customer')).toHaveLength(4);
  });

  test('the answer comes in the first format Accept names, else in that of the body, else in XML', async () => {
    const { call } = connected();
    const typeOf = async (accept: string, contentType?: string) =>
      (await call(contentType ? 'POST' : 'GET', contentType ? 'customer' : 'term/3', contentType ? '{}' : undefined, { accept, ...(contentType ? { 'content-type': contentType } : {}) })).headers.get('content-type');
    expect(await typeOf('application/json, application/xml')).toMatch('json');
    expect(await typeOf('text/xml')).toMatch('xml');
    expect(await typeOf('*/*')).toMatch('xml');
    expect(await typeOf('*/*', 'application/json')).toMatch('json');
  });

  test('the journal keeps the XML that was sent', async () => {
    const { send, emulator } = xmlClient();
    await send('POST', 'customer', '<Customer><DisplayName>New</DisplayName></Customer>');
    expect(emulator.journal[0]).toMatchObject({ operation: 'create', requestBody: '<Customer><DisplayName>New</DisplayName></Customer>', status: 200 });
  });
});

test('answers that do not fit the element table are told apart', () => {
  expect(nonconforming({ Term: { Id: '1', Name: 'x', DueDays: 3 } })).toEqual([]);
  expect(nonconforming({ QueryResponse: { Term: [{ Id: 1, Nickname: 'x', DueDays: '3', CustomField: {} }] } })).toEqual([
    'Term.Id is no id: 1',
    'Term.Nickname is not in the element table',
    'Term.DueDays is no int: "3"',
    'Term.CustomField is not a list',
    expect.stringContaining('Term is not in the order of its table'),
  ]);
});
