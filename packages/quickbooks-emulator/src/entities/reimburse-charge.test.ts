import { expect, test } from 'vitest';
import type { WireObject } from '../kernel/company.js';
import { connected, errorOf, invoiceOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

/** The small company with an expense account. */
function open() {
  const company = smallCompany();
  company.records.Account!.push({ Id: '60', Name: 'Materials', FullyQualifiedName: 'Materials', AccountType: 'Expense', Classification: 'Expense' });
  return connected({ companies: [company] });
}

const costs = (Amount: number, more: WireObject = {}): WireObject => ({ Amount, Description: 'Lumber', DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '60' }, CustomerRef: { value: '1' }, BillableStatus: 'Billable', ...more } });
const billOf = (...Line: WireObject[]): WireObject => ({ VendorRef: { value: '5' }, Line });
const carrying = (id: string, amount = 80): WireObject => ({ CustomerRef: { value: '1' }, Line: [{ ...(invoiceOf('1', [{ amount }]).Line as WireObject[])[0]!, LinkedTxn: [{ TxnId: id, TxnType: 'ReimburseCharge' }] }] });

test('a billable line makes a charge in the id space of transactions, an ordinary line none', async () => {
  const { post, get, query } = open();
  const { Bill } = (await post('bill', billOf(costs(80), costs(5, { BillableStatus: 'NotBillable' })))).body;
  expect(Bill).toMatchObject({ Id: '1', LinkedTxn: [{ TxnId: '2', TxnType: 'ReimburseCharge' }], Line: [{ LinkedTxn: [{ TxnId: '2', TxnType: 'ReimburseCharge' }] }, { LinkedTxn: [] }] });
  const { ReimburseCharge } = (await query("select * from ReimburseCharge where CustomerRef = '1'")).body.QueryResponse;
  expect(ReimburseCharge).toMatchObject([{ Id: '2', HasBeenInvoiced: false, Amount: 80, TxnDate: '2026-03-02', Line: [{ Amount: 80, DetailType: 'ReimburseLineDetail' }] }]);
  expect(ReimburseCharge[0].LinkedTxn).toBeUndefined();
  expect((await get('reimbursecharge/2')).body.ReimburseCharge.CustomerRef).toEqual({ value: '1', name: 'Harbor Legal LLP' });
  expect((await post('invoice', invoiceOf('1', [{ amount: 1 }]))).body.Invoice.Id).toBe('3');
});

test('carried to an invoice, the line is billed without a new token for the bill, and the charge names the invoice; voiding gives it back', async () => {
  const { post, get } = open();
  await post('bill', billOf(costs(80)));
  const { Invoice } = (await post('invoice', carrying('2'))).body;
  expect(Invoice).toMatchObject({ LinkedTxn: [{ TxnId: '2', TxnType: 'ReimburseCharge' }], TotalAmt: 80 });
  const billed = (await get('bill/1')).body.Bill;
  expect(billed).toMatchObject({ SyncToken: '0', Line: [{ AccountBasedExpenseLineDetail: { BillableStatus: 'HasBeenBilled' } }] });
  const invoiced = [{ TxnId: Invoice.Id, TxnType: 'Invoice' }];
  expect((await get('reimbursecharge/2')).body.ReimburseCharge).toMatchObject({ HasBeenInvoiced: true, LinkedTxn: invoiced, Line: [{ LinkedTxn: invoiced }] });
  await post('invoice?operation=void', { Id: Invoice.Id, SyncToken: '0' });
  expect((await get('bill/1')).body.Bill.Line[0].AccountBasedExpenseLineDetail.BillableStatus).toBe('Billable');
  expect((await get('reimbursecharge/2')).body.ReimburseCharge.HasBeenInvoiced).toBe(false);
});

test('a charge is invoiced once, and to its own customer', async () => {
  const { post } = open();
  await post('bill', billOf(costs(80)));
  expect(errorOf(await post('invoice', { ...carrying('2'), CustomerRef: { value: '3' } })).code).toBe('6000');
  await post('invoice', carrying('2'));
  expect(errorOf(await post('invoice', carrying('2'))).Detail).toContain('has already been invoiced');
  expect(errorOf(await post('invoice', carrying('99'))).code).toBe('6000');
});

test('a billed line is neither changed nor deleted, an unbilled one takes its charge along', async () => {
  const { post, get } = open();
  const { Bill } = (await post('bill', billOf(costs(80)))).body;
  const dearer = (await post('bill', { ...Bill, sparse: true, Line: [{ ...Bill.Line[0], Amount: 90 }] })).body.Bill;
  expect(dearer.Line[0].LinkedTxn).toEqual([{ TxnId: '2', TxnType: 'ReimburseCharge' }]);
  expect((await get('reimbursecharge/2')).body.ReimburseCharge).toMatchObject({ SyncToken: '1', Amount: 90 });
  await post('invoice', carrying('2', 90));
  const billed = (await get('bill/1')).body.Bill;
  expect((await post('bill', { ...billed, sparse: true, PrivateNote: 'kept' })).body.Bill.Line[0].AccountBasedExpenseLineDetail.BillableStatus).toBe('HasBeenBilled');
  expect(errorOf(await post('bill', { ...billed, SyncToken: '2', sparse: true, Line: [{ ...billed.Line[0], Amount: 1 }] })).code).toBe('6000');
  expect(errorOf(await post('bill?operation=delete', { Id: '1', SyncToken: '2' })).code).toBe('6400');
});

test('the charge goes with its line, and with the purchase', async () => {
  const { post, get, query } = open();
  const { Bill } = (await post('bill', billOf(costs(80), costs(20)))).body;
  const [first] = Bill.Line;
  const changed = (await post('bill', { ...Bill, sparse: true, Line: [{ ...first, AccountBasedExpenseLineDetail: { ...first.AccountBasedExpenseLineDetail, BillableStatus: 'NotBillable' } }] })).body.Bill;
  expect(changed.LinkedTxn).toBeUndefined();
  expect((await query('select count(*) from ReimburseCharge')).body.QueryResponse.totalCount).toBe(0);
  const { Purchase } = (await post('purchase', { PaymentType: 'Cash', AccountRef: { value: '35' }, Line: [costs(40)] })).body;
  const id = Purchase.Line[0].LinkedTxn[0].TxnId;
  expect((await get(`reimbursecharge/${id}`)).body.ReimburseCharge.Amount).toBe(40);
  await post('purchase?operation=delete', { Id: Purchase.Id, SyncToken: Purchase.SyncToken });
  expect(errorOf(await get(`reimbursecharge/${id}`)).code).toBe('610');
});

test('a markup by percent is a line of its own; nobody else writes charges, says a line is billed, or closes a customer who has some', async () => {
  const { post, query } = open();
  await post('bill', billOf(costs(80, { MarkupInfo: { PercentBased: true, Percent: 12.5 } })));
  expect((await query('select * from ReimburseCharge')).body.QueryResponse.ReimburseCharge[0]).toMatchObject({ Amount: 90, Line: [{ Amount: 80 }, { LineNum: 2, Amount: 10 }] });
  expect(errorOf(await post('reimbursecharge', { Amount: 1 })).code).toBe('500');
  expect(errorOf(await post('bill', billOf(costs(1, { BillableStatus: 'HasBeenBilled' })))).code).toBe('2170');
  await post('bill', billOf(costs(7, { CustomerRef: { value: '3' } })));
  expect(errorOf(await post('customer', { Id: '3', SyncToken: '0', sparse: true, Active: false })).code).toBe('6280');
});
