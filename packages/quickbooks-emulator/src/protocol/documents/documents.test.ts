import { describe, expect, test } from 'vitest';
import type { WireObject } from '../../kernel/company.js';
import { connected, errorOf, invoiceOf } from '../../testing/client.js';

describe('PDF (Intuit, entity pages)', () => {
  test('an invoice prints as a PDF that holds its number, the same every time', async () => {
    const { call, get, post } = connected();
    await post('invoice', { ...invoiceOf('1', [{ amount: 450, qty: 3, rate: 150 }]), DocNumber: 'A-7' });
    const print = () => call('GET', 'invoice/1/pdf', undefined, { accept: 'application/pdf' });
    const { status, headers, body } = await print();
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(body).toMatch(/^%PDF-1\.3/);
    expect(body).toMatch(/%%EOF\s*$/);
    expect(body).toContain('(Invoice A-7)');
    expect((await print()).body).toBe(body);
    expect((await get('invoice/99/pdf')).status).toBe(400);
    expect(errorOf(await get('customer/1/pdf')).code).toBe('500');
  });

  test('a hundred lines take several pages', async () => {
    const { call, post } = connected();
    await post('invoice', invoiceOf('1', Array.from({ length: 100 }, (_none, at) => ({ amount: at + 1 }))));
    const { body } = await call('GET', 'invoice/1/pdf', undefined, { accept: 'application/pdf' });
    expect(Number(/\/Type \/Pages\n\/Count (\d+)/.exec(body)?.[1])).toBeGreaterThan(1);
  });
});

describe('send (recorded, NG invoice 106: the token stays, the time moves)', () => {
  test('to the address said, or the one it carries; nobody to send to is refused', async () => {
    const { emulator, call, post, get } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 5 }]));
    const send = (query = '') => call('POST', `invoice/1/send${query}`, '', { 'content-type': 'application/octet-stream' });
    expect(errorOf(await send()).code).toBe('6420');
    emulator.advance(60_000);
    const sent = (await send('?sendTo=ap%40harborlegal.example')).body.Invoice;
    expect(sent).toMatchObject({
      SyncToken: '0',
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'ap@harborlegal.example' },
      DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: '2026-03-02T09:01:00-08:00' },
      MetaData: { LastUpdatedTime: '2026-03-02T09:01:00-08:00' },
    });
    expect((await send()).status).toBe(200);
    expect(errorOf(await send('?sendTo=nobody')).code).toBe('2210');
    expect((await get('invoice/1')).body.Invoice.EmailStatus).toBe('EmailSent');
  });

  test('a mail is told as such, not as an update', async () => {
    const told: string[] = [];
    const deliver = async (request: Request) => {
      told.push(...((await request.json()) as { type: string }[]).map(({ type }) => type));
      return new Response();
    };
    const { emulator, call, post } = connected({ webhooks: [{ url: 'http://x/hook', verifierToken: 'v', deliver }] });
    await post('invoice', invoiceOf('1', [{ amount: 5 }]));
    await call('POST', 'invoice/1/send?sendTo=a%40b.example', '', { 'content-type': 'application/octet-stream' });
    await emulator.webhooksSettled();
    expect(told).toEqual(['qbo.invoice.created.v1', 'qbo.invoice.emailed.v1']);
  });
});

describe('attachments (recorded, MQ:attachment)', () => {
  const part = (name: string, content: string, type: string, file?: string) =>
    `--Xq7\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
  const upload = (client: ReturnType<typeof connected>, ...parts: string[]) =>
    client.call('POST', 'upload?requestid=u1', `${parts.join('')}--Xq7--\r\n`, { 'content-type': 'multipart/form-data; boundary=Xq7' });
  const metadata = (link: object, name = 'hours.pdf') => JSON.stringify({ AttachableRef: [{ EntityRef: link, IncludeOnSend: false }], FileName: name, ContentType: 'application/pdf' });

  test('a file is stored, linked, found by its link, and had from an address that lives a quarter of an hour', async () => {
    const client = connected();
    const { emulator, get, query, post } = client;
    await post('invoice', invoiceOf('1', [{ amount: 5 }]));
    const answer = await upload(
      client,
      part('file_metadata_01', metadata({ type: 'Invoice', value: '1' }), 'application/json', 'm.json'),
      part('file_content_01', '%PDF-bytes', 'application/pdf', 'hours.pdf'),
    );
    const { Attachable } = answer.body.AttachableResponse[0];
    expect(Attachable).toMatchObject({ FileName: 'hours.pdf', Size: 10, ContentType: 'application/pdf', SyncToken: '0', FileAccessUri: expect.stringMatching(/\/download\/\d{19}$/) });
    expect((await query("select * from Attachable where AttachableRef.EntityRef.Type='invoice' and AttachableRef.EntityRef.value='1'")).body.QueryResponse.Attachable).toHaveLength(1);
    const link = await get(`download/${Attachable.Id}`);
    expect(link.headers.get('content-type')).toBe('text/plain');
    const file = await emulator.fetch(new Request(link.body));
    expect([file.headers.get('content-type'), await file.text()]).toEqual(['application/pdf', '%PDF-bytes']);
    emulator.advance(900_000);
    expect((await emulator.fetch(new Request(Attachable.TempDownloadUri))).status).toBe(403);
    const again = (await get(`attachable/${Attachable.Id}`)).body.Attachable;
    expect((await emulator.fetch(new Request(again.TempDownloadUri))).status).toBe(200);
    expect((await emulator.fetch(new Request(again.TempDownloadUri.replace('signature=', 'signature=x')))).status).toBe(403);
    await post('attachable?operation=delete', { Id: Attachable.Id, SyncToken: '0' });
    expect((await emulator.fetch(new Request(again.TempDownloadUri))).status).toBe(404);
  });

  test('a bad link is a fault inside an answer of status 200, the other file is stored', async () => {
    const client = connected();
    const answer = await upload(
      client,
      part('file_metadata_01', metadata({ type: 'Invoice', value: '75' }), 'application/json'),
      part('file_content_01', 'x', 'application/pdf', 'a.pdf'),
      part('file_metadata_02', metadata({ type: 'Customer', value: '1' }, 'b.exe'), 'application/json'),
      part('file_content_02', 'x', 'application/pdf', 'b.exe'),
      part('file_metadata_03', metadata({ type: 'Customer', value: '1' }, 'c.txt'), 'application/json'),
      part('file_content_03', 'x', 'text/plain', 'c.txt'),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.AttachableResponse.map((item: { Fault?: { Error: { code: string; Detail: string }[] } }) => item.Fault?.Error[0]!.code ?? 'stored')).toEqual(['6000', '6041', 'stored']);
    expect(answer.body.AttachableResponse[0].Fault.Error[0].Detail).toBe('Business Validation Error: The entity Invoice 75 that you are trying to link does not exist.');
    expect((await upload(client, part('other', 'x', 'text/plain', 'a.txt'))).body.Fault.Error[0].code).toBe('6040');
    expect((await client.call('POST', 'upload', 'no parts at all', { 'content-type': 'multipart/form-data; boundary=Xq7' })).body.Fault.Error[0].code).toBe('2010');
  });

  test('a body of line feeds, without file name, in Base64, as python-quickbooks sends it', async () => {
    const { call, get, emulator } = connected();
    const lines = ['', '--PythonMultipartPost', 'Content-Disposition: form-data; name="file_metadata_01"', 'Content-Type: application/json', '', metadata({ type: 'Customer', value: '1' }, 'ä.txt'), '', '--PythonMultipartPost', 'Content-Disposition: form-data; name="file_content_01"', 'Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', Buffer.from('héllo').toString('base64'), '', '--PythonMultipartPost--', ''];
    const { body } = await call('POST', 'upload', lines.join('\n'), { 'content-type': 'multipart/form-data; boundary=PythonMultipartPost' });
    const { Id, FileName, Size } = body.AttachableResponse[0].Attachable;
    expect([FileName, Size]).toEqual(['ä.txt', 6]);
    expect(await (await emulator.fetch(new Request((await get(`download/${Id}`)).body))).text()).toBe('héllo');
  });

  test('a repeated upload is stored once; files come back from a snapshot', async () => {
    const client = connected();
    const parts = [part('file_metadata_01', metadata({ type: 'Customer', value: '1' }), 'application/json'), part('file_content_01', 'bytes', 'application/pdf', 'a.pdf')];
    const first = (await upload(client, ...parts)).body.AttachableResponse[0].Attachable;
    expect((await upload(client, ...parts)).body.AttachableResponse[0].Attachable.Id).toBe(first.Id);
    expect(client.emulator.state.records(client.grant.realmId, 'Attachable')).toHaveLength(1);
    client.emulator.restore(structuredClone(client.emulator.snapshot()));
    const { TempDownloadUri } = (await client.get(`attachable/${first.Id}`)).body.Attachable;
    expect(await (await client.emulator.fetch(new Request(TempDownloadUri))).text()).toBe('bytes');
  });
});

describe('taxservice (Intuit, taxservice page)', () => {
  const quay: WireObject = { TaxCode: 'Quay VAT', TaxRateDetails: [{ TaxRateName: 'Quay 8', RateValue: '8', TaxAgencyId: '1', TaxApplicableOn: 'Sales' }, { TaxRateId: '4', TaxApplicableOn: 'Sales' }] };

  test('makes a code with new and existing rates; the answer has no envelope', async () => {
    const { post, get } = connected();
    const { body } = await post('taxservice/taxcode', quay);
    expect(body).toEqual({
      TaxCode: 'Quay VAT',
      TaxCodeId: '6',
      TaxRateDetails: [
        { TaxRateName: 'Quay 8', TaxRateId: '5', RateValue: 8, TaxAgencyId: '1', TaxApplicableOn: 'Sales' },
        { TaxRateName: 'District', TaxRateId: '4', RateValue: 1.25, TaxAgencyId: '1', TaxApplicableOn: 'Sales' },
      ],
    });
    expect((await get('taxcode/6')).body.TaxCode).toMatchObject({ Name: 'Quay VAT', SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: '5' } }, { TaxRateRef: { value: '4' } }] } });
  });

  test('in XML too', async () => {
    const { call } = connected();
    const body = '<TaxService><TaxCode>Quay VAT</TaxCode><TaxRateDetails><TaxRateId>4</TaxRateId><TaxApplicableOn>Sales</TaxApplicableOn></TaxRateDetails></TaxService>';
    const answer = await call('POST', 'taxservice/taxcode', body, { accept: 'application/xml', 'content-type': 'application/xml' });
    expect(answer.body).toContain('<TaxService><TaxCode>Quay VAT</TaxCode><TaxCodeId>6</TaxCodeId><TaxRateDetails><TaxRateName>District</TaxRateName>');
  });

  test.each([
    ['a rate name in use', { ...quay, TaxRateDetails: [{ TaxRateName: 'california', RateValue: 8, TaxAgencyId: '1', TaxApplicableOn: 'Sales' }] }, '6240'],
    ['a code name in use', { ...quay, TaxCode: 'City' }, '6240'],
    ['an unknown agency', { ...quay, TaxRateDetails: [{ TaxRateName: 'x', RateValue: 8, TaxAgencyId: '9', TaxApplicableOn: 'Sales' }] }, '2500'],
    ['an unknown rate', { ...quay, TaxRateDetails: [{ TaxRateId: '9', TaxApplicableOn: 'Sales' }] }, '2500'],
    ['more than all', { ...quay, TaxRateDetails: [{ TaxRateName: 'x', RateValue: 101, TaxAgencyId: '1' }] }, '2240'],
    ['no rates', { TaxCode: 'x' }, '2020'],
    ['an unknown member', { ...quay, Nickname: 'x' }, '2010'],
  ])('%s is refused and nothing is stored', async (_what, body, code) => {
    const { post, emulator, grant } = connected();
    expect(errorOf(await post('taxservice/taxcode', body)).code).toBe(code);
    expect([emulator.state.records(grant.realmId, 'TaxCode').length, emulator.state.records(grant.realmId, 'TaxRate').length]).toEqual([4, 2]);
  });
});
