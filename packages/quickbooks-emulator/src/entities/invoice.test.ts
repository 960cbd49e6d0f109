import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

describe('creating an invoice', () => {
  test('fills in what QuickBooks fills in', async () => {
    const { post } = connected();
    const { status, body } = await post('invoice', invoiceOf('1', [{ amount: 450, qty: 3, rate: 150 }]));
    expect(status).toBe(200);
    expect(body.time).toBe('2026-03-02T09:00:00.000-08:00');
    expect(body.Invoice).toMatchObject({
      Id: '1',
      SyncToken: '0',
      domain: 'QBO',
      sparse: false,
      DocNumber: '1001',
      TxnDate: '2026-03-02',
      DueDate: '2026-04-01',
      CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      CustomerRef: { value: '1', name: 'Harbor Legal LLP' },
      LinkedTxn: [],
      CustomField: [],
      BillAddr: { Id: '2', Line1: '9 Pier' },
      TxnTaxDetail: { TotalTax: 0 },
      TotalAmt: 450,
      Balance: 450,
      PrintStatus: 'NeedToPrint',
      EmailStatus: 'NotSet',
      ApplyTaxAfterDiscount: false,
      AllowOnlineACHPayment: true,
      MetaData: { CreateTime: '2026-03-02T09:00:00-08:00', LastUpdatedTime: '2026-03-02T09:00:00-08:00' },
    });
    expect(body.Invoice.SalesTermRef).toBeUndefined();
    expect(body.Invoice.Line).toEqual([
      {
        Id: '1',
        LineNum: 1,
        Amount: 450,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: {
          ItemRef: { value: '1', name: 'Advisory' },
          Qty: 3,
          UnitPrice: 150,
          ItemAccountRef: { value: '1', name: 'Services' },
          TaxCodeRef: { value: 'NON' },
        },
        CustomExtensions: [],
      },
      { Amount: 450, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ]);
  });

  test('numbers run on, and stay empty where the company numbers by hand', async () => {
    const byServer = connected();
    await byServer.post('invoice', invoiceOf('1', [{ amount: 1 }]));
    expect((await byServer.post('invoice', invoiceOf('1', [{ amount: 1 }]))).body.Invoice.DocNumber).toBe('1002');
    const byHand = connected({ companies: [smallCompany({ SalesFormsPrefs: { CustomTxnNumbers: true } })] });
    expect((await byHand.post('invoice', invoiceOf('1', [{ amount: 1 }]))).body.Invoice.DocNumber).toBeUndefined();
  });

  test('a number in use is refused where the company numbers by hand, unless allowed', async () => {
    const { post } = connected({ companies: [smallCompany({ SalesFormsPrefs: { CustomTxnNumbers: true } })] });
    await post('invoice', { ...invoiceOf('1', [{ amount: 1 }]), DocNumber: 'A-7' });
    const again = await post('invoice', { ...invoiceOf('1', [{ amount: 1 }]), DocNumber: 'A-7' });
    expect(again.status).toBe(400);
    expect(errorOf(again)).toMatchObject({ code: '6140', Detail: expect.stringContaining('DocNumber=A-7 is assigned to TxnType=Invoice with TxnId=1') });
    expect((await post('invoice?include=allowduplicatedocnum', { ...invoiceOf('1', [{ amount: 1 }]), DocNumber: 'A-7' })).status).toBe(200);
  });

  test.each([
    ['no lines', { CustomerRef: { value: '1' } }, '2020'],
    ['no customer', { Line: [] }, '2020'],
    ['an unknown item', invoiceOf('1', [{ amount: 1, item: '777' }]), '2500'],
    ['an inactive item', invoiceOf('1', [{ amount: 1, item: '9' }]), '610'],
    ['an unknown customer', invoiceOf('777', [{ amount: 1 }]), '2500'],
    ['an inactive customer', invoiceOf('4', [{ amount: 1 }]), '610'],
    ['an amount that is not quantity times rate', invoiceOf('1', [{ amount: 166.67, qty: 0.83, rate: 200 }]), '6070'],
    ['a tax code that is not TAX or NON', invoiceOf('1', [{ amount: 1, tax: '2' }]), '6100'],
    ['a number of 22 characters', { ...invoiceOf('1', [{ amount: 1 }]), DocNumber: 'x'.repeat(22) }, '2050'],
    ['an unknown member', { ...invoiceOf('1', [{ amount: 1 }]), Totals: 3 }, '2010'],
    ['mail without an address', { ...invoiceOf('1', [{ amount: 1 }]), EmailStatus: 'NeedToSend' }, '6420'],
  ])('%s is refused', async (_what, body, code) => {
    const { post, query } = connected();
    const answer = await post('invoice', body as never);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe(code);
    expect((await query('select count(*) from Invoice')).body.QueryResponse.totalCount).toBe(0);
  });
});

describe('sales tax', () => {
  test('a manual group taxes the TAX lines, each rate rounded half up', async () => {
    const { post } = connected();
    const body = { ...invoiceOf('1', [{ amount: 325.75, tax: 'TAX' }, { amount: 100 }]), TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } };
    const { Invoice } = (await post('invoice', body)).body;
    expect(Invoice.TxnTaxDetail).toEqual({
      TxnTaxCodeRef: { value: '2' },
      TotalTax: 26.06,
      TaxLine: [{ Amount: 26.06, DetailType: 'TaxLineDetail', TaxLineDetail: { TaxRateRef: { value: '3' }, PercentBased: true, TaxPercent: 8, NetAmountTaxable: 325.75 } }],
    });
    expect(Invoice.TotalAmt).toBe(451.81);
  });

  test('manual tax without a group taxes nothing; automated tax takes the company\'s', async () => {
    const lines = invoiceOf('1', [{ amount: 100, tax: 'TAX' }]);
    expect((await connected().post('invoice', lines)).body.Invoice.TotalAmt).toBe(100);
    const automated = connected({ companies: [smallCompany({ TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true, TaxGroupCodeRef: { value: '5' } } })] });
    expect((await automated.post('invoice', lines)).body.Invoice).toMatchObject({ TotalAmt: 109.25, TxnTaxDetail: { TotalTax: 9.25 } });
  });

  test('a discount comes before or after the tax, as the invoice says', async () => {
    const { post } = connected();
    const discounted = (after: boolean) => {
      const body = invoiceOf('1', [{ amount: 200, tax: 'TAX' }]);
      const discount = { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } };
      return { ...body, Line: [...(body.Line as []), discount], ApplyTaxAfterDiscount: after, TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } };
    };
    expect((await post('invoice', discounted(false))).body.Invoice).toMatchObject({ TotalAmt: 196, TxnTaxDetail: { TotalTax: 16 } });
    const after = (await post('invoice', discounted(true))).body.Invoice;
    expect(after).toMatchObject({ TotalAmt: 194.4, TxnTaxDetail: { TotalTax: 14.4 } });
    expect(after.Line.map((line: { DetailType: string }) => line.DetailType)).toEqual(['SalesItemLineDetail', 'SubTotalLineDetail', 'DiscountLineDetail']);
  });
});

describe('what an invoice moves', () => {
  test('the customer, its parents and the receivables account, without their tokens', async () => {
    const { emulator, post, get } = connected();
    emulator.advance(5_000);
    await post('invoice', invoiceOf('2', [{ amount: 100 }]));
    const job = (await get('customer/2')).body.Customer;
    const parent = (await get('customer/1')).body.Customer;
    expect(job).toMatchObject({ Balance: 100, BalanceWithJobs: 100, SyncToken: '0', MetaData: { LastUpdatedTime: '2026-03-02T09:00:05-08:00' } });
    expect(parent).toMatchObject({ Balance: 0, BalanceWithJobs: 100, SyncToken: '0', MetaData: { LastUpdatedTime: '2026-03-02T09:00:05-08:00' } });
    expect((await get('account/84')).body.Account).toMatchObject({ CurrentBalance: 100, SyncToken: '0' });
  });

  test('void takes the amounts back and keeps the lines', async () => {
    const { post, get } = connected();
    await post('invoice', { ...invoiceOf('3', [{ amount: 450, qty: 3, rate: 150 }]), PrivateNote: 'our ref' });
    const { Invoice } = (await post('invoice?operation=void', { Id: '1', SyncToken: '0' })).body;
    expect(Invoice).toMatchObject({ TotalAmt: 0, Balance: 0, SyncToken: '1', DocNumber: '1001', LinkedTxn: [] });
    expect(Invoice.PrivateNote).toMatch(/^Voided/);
    expect(Invoice.Line[0]).toMatchObject({ Amount: 0, SalesItemLineDetail: { Qty: 0 } });
    expect((await get('customer/3')).body.Customer.Balance).toBe(0);
  });

  test('delete answers a stub and the invoice is gone', async () => {
    const { post, get } = connected();
    await post('invoice', invoiceOf('3', [{ amount: 10 }]));
    const gone = await post('invoice?operation=delete', { Id: '1', SyncToken: '0' });
    expect(gone.body.Invoice).toEqual({ domain: 'QBO', status: 'Deleted', Id: '1' });
    expect(errorOf(await get('invoice/1')).code).toBe('610');
    expect((await get('customer/3')).body.Customer.Balance).toBe(0);
  });
});

describe('updating an invoice', () => {
  test('sparse keeps what was not sent, full lets it fall to its default', async () => {
    const { post } = connected();
    await post('invoice', { ...invoiceOf('1', [{ amount: 100 }]), TxnDate: '2026-01-10', PrivateNote: 'first' });
    const sparse = (await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'second' })).body.Invoice;
    expect(sparse).toMatchObject({ SyncToken: '1', TxnDate: '2026-01-10', DueDate: '2026-02-09', TotalAmt: 100, PrivateNote: 'second', sparse: false });
    const full = (await post('invoice', { Id: '1', SyncToken: '1', ...invoiceOf('1', [{ amount: 120 }]) })).body.Invoice;
    expect(full).toMatchObject({ SyncToken: '2', TxnDate: '2026-03-02', TotalAmt: 120, Balance: 120, DocNumber: '1001' });
    expect(full.PrivateNote).toBeUndefined();
  });

  test('a line with its id stays that line, one without gets the next id', async () => {
    const { post } = connected();
    const made = (await post('invoice', invoiceOf('1', [{ amount: 1 }, { amount: 2 }]))).body.Invoice;
    const [, second] = made.Line;
    const updated = (await post('invoice', { Id: '1', SyncToken: '0', sparse: true, Line: [second, ...(invoiceOf('1', [{ amount: 3 }]).Line as [])] })).body.Invoice;
    expect(updated.Line.slice(0, 2).map((line: { Id: string; LineNum: number }) => [line.Id, line.LineNum])).toEqual([['2', 1], ['3', 2]]);
  });

  test('an update that changes nothing moves neither token nor time', async () => {
    const { emulator, post } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    emulator.advance(60_000);
    const { Invoice } = (await post('invoice', { Id: '1', SyncToken: '0', sparse: true, DocNumber: '1001' })).body;
    expect(Invoice).toMatchObject({ SyncToken: '0', MetaData: { LastUpdatedTime: '2026-03-02T09:00:00-08:00' } });
  });

  test('an old token is refused with the name of whoever was faster', async () => {
    const { post } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'a' });
    const stale = await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'b' });
    expect(errorOf(stale)).toMatchObject({ code: '5010', Message: 'Stale Object Error', Detail: expect.stringContaining('You and Dana Reed were working on this') });
  });

  test('nothing dated on or before the closing date is written', async () => {
    const { post } = connected({ companies: [smallCompany({ AccountingInfoPrefs: { BookCloseDate: '2026-01-31' } })] });
    expect(errorOf(await post('invoice', { ...invoiceOf('1', [{ amount: 1 }]), TxnDate: '2026-01-31' })).code).toBe('6200');
    expect((await post('invoice', { ...invoiceOf('1', [{ amount: 1 }]), TxnDate: '2026-02-01' })).status).toBe(200);
  });
});

test('money travels with two decimals in JSON too, zero, rates and quantities as they are (recorded, MQ:create/invoice)', async () => {
  const { emulator, grant, post } = connected();
  await post('invoice', { ...invoiceOf('1', [{ amount: 337.5, qty: 4.5, rate: 75 }]), PrivateNote: 'not "Amount":5, nor \\"Balance":7}', Deposit: 0.05 });
  const answer = await emulator.fetch(new Request(`http://x/v3/company/${grant.realmId}/invoice/1`, { headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json' } }));
  const text = await answer.text();
  expect(text).toMatch(/"Amount":337\.50,.*"Qty":4\.5,"UnitPrice":75,/);
  expect(text).toMatch(/"TotalTax":0[,}]/);
  expect(text).toMatch(/"TotalAmt":337\.50,.*"Balance":337\.45/);
  expect(text).toContain('"Deposit":0.05');
  expect(JSON.parse(text).Invoice.PrivateNote).toBe('not "Amount":5, nor \\"Balance":7}');
});

test("the customer's page of an invoice stands in reads and updates, not in creates and queries (recorded, NG:get-invoice)", async () => {
  const { post, get, query } = connected();
  const made = (await post('invoice', invoiceOf('1', [{ amount: 5 }]))).body.Invoice;
  const read = (await get('invoice/1?include=invoiceLink')).body.Invoice;
  const changed = (await post('invoice', { ...read, PrivateNote: 'seen', sparse: true })).body.Invoice;
  expect(read.InvoiceLink).toMatch(/^https:\/\/developer\.intuit\.com\/comingSoonview\/scs-v1-[0-9a-f]{48}$/);
  expect([made.InvoiceLink, changed.InvoiceLink, (await query('select * from Invoice')).body.QueryResponse.Invoice[0].InvoiceLink]).toEqual([undefined, read.InvoiceLink, undefined]);
  const off = { Id: '1', SyncToken: '1', sparse: true, AllowOnlineCreditCardPayment: false, AllowOnlineACHPayment: false };
  expect((await post('invoice', off)).body.Invoice.InvoiceLink).toBeUndefined();
});

test('AutoDocNumber and AUTO_GENERATE take the next number where numbers are given by hand (XSD)', async () => {
  const { post } = connected({ companies: [smallCompany({ SalesFormsPrefs: { CustomTxnNumbers: true } })] });
  const numberOf = async (extra: object) => (await post('invoice', { ...invoiceOf('1', [{ amount: 5 }]), ...extra })).body.Invoice.DocNumber;
  expect([await numberOf({}), await numberOf({ AutoDocNumber: true }), await numberOf({ DocNumber: 'AUTO_GENERATE' })]).toEqual([undefined, '1001', '1002']);
});

test('shipping and gratuity are sold without being items, each to an account of its own', async () => {
  const { post, get } = connected();
  const special = (Amount: number, value: string) => ({ Amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value } } });
  const { Invoice } = (await post('invoice', { ...invoiceOf('1', [{ amount: 10 }]), Line: [special(5, 'SHIPPING_ITEM_ID'), special(2, 'GRATUITY_ITEM_ID')] })).body;
  expect(Invoice).toMatchObject({ TotalAmt: 7, Line: [{ SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' }, ItemAccountRef: { name: 'Shipping Income' } } }, { SalesItemLineDetail: { ItemAccountRef: { name: 'Gratuities' } } }, {}] });
  expect(JSON.stringify((await get('reports/ProfitAndLoss?start_date=2026-03-01&end_date=2026-03-31')).body.Rows)).toContain('"Shipping Income","id"');
});
