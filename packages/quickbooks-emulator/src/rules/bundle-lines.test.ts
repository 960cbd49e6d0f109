import { expect, test } from 'vitest';
import type { CompanyScenario, WireObject } from '../kernel/company.js';
import { connected, errorOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

/** The small company with a bundle of an advisory hour and two others, and stock to sell. */
function withBundle(): CompanyScenario {
  const company = smallCompany();
  company.records.Item!.push({
    Id: '20',
    Name: 'Year-end package',
    FullyQualifiedName: 'Year-end package',
    Type: 'Group',
    UnitPrice: 0,
    PrintGroupedItems: true,
    ItemGroupDetail: { ItemGroupLine: [{ ItemRef: { value: '1', name: 'Advisory', type: 'Service' }, Qty: 1 }, { ItemRef: { value: '2', name: 'Hours', type: 'Service' }, Qty: 2 }] },
  });
  return company;
}

const bundleLine = (Line?: WireObject[], Quantity = 1): WireObject => ({ DetailType: 'GroupLineDetail', Description: 'Package', GroupLineDetail: { GroupItemRef: { value: '20' }, Quantity, ...(Line ? { Line } : {}) } });
const sold = (item: string, Amount: number, tax = 'NON'): WireObject => ({ Amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item }, TaxCodeRef: { value: tax } } });
const open = () => connected({ companies: [withBundle()] });

test('a bundle has no amount of its own, its lines count on and are summed, taxed and discounted (recorded, RR:invoice_with_bundle_line_item)', async () => {
  const { post } = open();
  const discount = { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 20 } };
  const { body } = await post('invoice', {
    CustomerRef: { value: '1' },
    Line: [bundleLine([sold('1', 7.96, 'TAX'), sold('2', 2.65)], 3), sold('1', 10), discount],
    TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } },
  });
  const [bundle, single, subtotal, off] = body.Invoice.Line;
  expect(bundle).toMatchObject({
    Id: '1',
    LineNum: 1,
    Amount: 0,
    DetailType: 'GroupLineDetail',
    GroupLineDetail: { GroupItemRef: { value: '20', name: 'Year-end package' }, Quantity: 3, Line: [{ Id: '2', LineNum: 2, Amount: 7.96, SalesItemLineDetail: { ItemAccountRef: { value: '1' } } }, { Id: '3', LineNum: 3, Amount: 2.65 }] },
  });
  expect([single.Id, single.LineNum, subtotal.Amount, off.Amount]).toEqual(['4', 4, 20.61, 4.12]);
  expect(body.Invoice).toMatchObject({ TotalAmt: 17.13, TxnTaxDetail: { TotalTax: 0.64, TaxLine: [{ TaxLineDetail: { NetAmountTaxable: 7.96 } }] } });
});

test('sent without lines it takes its parts at their prices, as often as said', async () => {
  const { post, get } = open();
  const { Invoice } = (await post('invoice', { CustomerRef: { value: '1' }, Line: [bundleLine(undefined, 2)] })).body;
  expect(Invoice.Line[0].GroupLineDetail.Line).toMatchObject([
    { Amount: 300, SalesItemLineDetail: { ItemRef: { value: '1', name: 'Advisory' }, Qty: 2, UnitPrice: 150 } },
    { Amount: 0, SalesItemLineDetail: { Qty: 4, UnitPrice: 0 } },
  ]);
  expect(Invoice.TotalAmt).toBe(300);
  const earned = (await get('reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-12-31')).body.Rows.Row[0];
  expect(earned.Rows.Row.map(({ ColData }: { ColData: { value: string }[] }) => ColData.map(({ value }) => value))).toEqual([['Services', '300.00']]);
});

test('its lines keep their ids when they come back, in XML too', async () => {
  const { post, call } = open();
  const { Invoice } = (await post('invoice', { CustomerRef: { value: '1' }, Line: [bundleLine([sold('1', 5), sold('2', 6)])] })).body;
  const xml = (await call('GET', `invoice/${Invoice.Id}`, undefined, { accept: 'application/xml' })).body as string;
  expect(xml).toContain('<GroupLineDetail><GroupItemRef name="Year-end package">20</GroupItemRef><Quantity>1</Quantity><Line><Id>2</Id><LineNum>2</LineNum>');
  const entity = /<Invoice .*<\/Invoice>/s.exec(xml)![0].replace('sparse="false"', 'sparse="true"').replace('<Description>Package</Description>', '<Description>Parcel</Description>');
  expect((await call('POST', 'invoice', entity.replace('<Invoice ', '<Invoice xmlns="http://schema.intuit.com/finance/v3" '), { accept: 'application/json', 'content-type': 'application/xml' })).body.Invoice).toMatchObject({
    SyncToken: '1',
    Line: [{ Id: '1', Description: 'Parcel', GroupLineDetail: { Line: [{ Id: '2' }, { Id: '3' }] } }, { Amount: 11 }],
  });
});

test('voided, what was sold within it is nothing either', async () => {
  const { post } = open();
  const { Invoice } = (await post('invoice', { CustomerRef: { value: '1' }, Line: [bundleLine(undefined, 2)] })).body;
  const { body } = await post('invoice?operation=void', { Id: Invoice.Id, SyncToken: '0' });
  expect(body.Invoice.Line[0].GroupLineDetail.Line).toMatchObject([{ Amount: 0, SalesItemLineDetail: { Qty: 0 } }, { Amount: 0 }]);
});

test.each([
  ['a bundle on a line of its own kind only', sold('20', 5), '2500'],
  ['a line of a bundle that is none', { DetailType: 'GroupLineDetail', GroupLineDetail: { GroupItemRef: { value: '1' } } }, '2500'],
  ['a bundle nobody named', { DetailType: 'GroupLineDetail', GroupLineDetail: {} }, '2020'],
])('%s', async (_what, line, code) => {
  expect(errorOf(await open().post('invoice', { CustomerRef: { value: '1' }, Line: [line as WireObject] })).code).toBe(code);
});

test('it cannot be made over the API, but renamed', async () => {
  const { post } = open();
  expect(errorOf(await post('item', { Name: 'Another', Type: 'Group' })).code).toBe('2120');
  expect((await post('item', { Id: '20', SyncToken: '0', sparse: true, Name: 'Annual package' })).body.Item).toMatchObject({ Name: 'Annual package', Type: 'Group', ItemGroupDetail: { ItemGroupLine: [{ ItemRef: { value: '1', type: 'Service' } }, {}] } });
});
