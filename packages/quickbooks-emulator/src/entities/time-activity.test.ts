import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf } from '../testing/client.js';

const hours = { NameOf: 'Employee', EmployeeRef: { value: '6' }, Hours: 2, Minutes: 20 };
const billable = { ...hours, BillableStatus: 'Billable', HourlyRate: 200, CustomerRef: { value: '1' }, ItemRef: { value: '1' } };

describe('time activities', () => {
  test('hours of an employee are answered with the server\'s defaults', async () => {
    const { body } = await connected().post('timeactivity', { ...hours, TxnDate: '2026-02-27', CustomerRef: { value: '1' } });
    expect(body.TimeActivity).toEqual({
      domain: 'QBO',
      sparse: false,
      Id: '1',
      SyncToken: '0',
      MetaData: { CreateTime: '2026-03-02T09:00:00-08:00', LastUpdatedTime: '2026-03-02T09:00:00-08:00' },
      TxnDate: '2026-02-27',
      NameOf: 'Employee',
      EmployeeRef: { value: '6', name: 'Ana Petrov' },
      CustomerRef: { value: '1', name: 'Harbor Legal LLP' },
      ItemRef: { value: '2', name: 'Hours' },
      BillableStatus: 'NotBillable',
      Taxable: false,
      HourlyRate: 0,
      CostRate: 0,
      Hours: 2,
      Minutes: 20,
      Seconds: 0,
    });
  });

  test.each([
    ['no name', { Hours: 1 }, '2020'],
    ['a name of another kind', { ...hours, NameOf: 'Customer' }, '6300'],
    ['both an employee and a vendor', { ...hours, VendorRef: { value: '5' } }, '6290'],
    ['a vendor called an employee', { NameOf: 'Employee', VendorRef: { value: '5' }, Hours: 1 }, '6290'],
    ['an unknown employee', { ...hours, EmployeeRef: { value: '77' } }, '2500'],
    ['no time', { NameOf: 'Employee', EmployeeRef: { value: '6' } }, '6350'],
    ['zero time', { ...hours, Hours: 0, Minutes: 0 }, '6340'],
    ['sixty minutes', { ...hours, Minutes: 60 }, '6380'],
    ['hours and a clock', { ...hours, StartTime: '09:00:00', EndTime: '10:00:00' }, '6390'],
    ['an end before the start', { NameOf: 'Employee', EmployeeRef: { value: '6' }, StartTime: '10:00:00', EndTime: '09:00:00' }, '6370'],
    ['billable without a customer', { ...billable, CustomerRef: null }, '6310'],
    ['billable without a rate', { ...billable, HourlyRate: null }, '6330'],
    ['a status of its own', { ...billable, BillableStatus: 'HasBeenBilled' }, '2170'],
    ['part of a minute', { ...hours, Minutes: 20.5 }, '2080'],
  ])('%s is refused', async (_what, body, code) => {
    const answer = await connected().post('timeactivity', body as never);
    expect([answer.status, errorOf(answer).code]).toEqual([400, code]);
  });

  test('start and end are answered as date-times on the day of the activity', async () => {
    const { body } = await connected().post('timeactivity', { NameOf: 'Vendor', VendorRef: { value: '5' }, TxnDate: '2026-02-27', StartTime: '08:00:00-08:00', EndTime: '2015-01-01T17:00:00-08:00' });
    expect(body.TimeActivity).toMatchObject({ StartTime: '2026-02-27T08:00:00-08:00', EndTime: '2026-02-27T17:00:00-08:00' });
    expect(body.TimeActivity).not.toHaveProperty('Hours');
  });

  test('an invoice bills time once; voiding it gives the time back', async () => {
    const { post, get } = connected();
    const time = (await post('timeactivity', billable)).body.TimeActivity;
    expect(time.TimeChargeId).toBe(1);
    const bill = (customer: string) => {
      const invoice = invoiceOf(customer, [{ amount: 466.67 }]);
      const [line] = invoice.Line as { LinkedTxn?: object[] }[];
      line!.LinkedTxn = [{ TxnId: time.Id, TxnType: 'TimeActivity' }];
      return invoice;
    };
    expect(errorOf(await post('invoice', bill('3')))).toMatchObject({ code: '6000', Detail: expect.stringContaining('already been invoiced') });
    const invoice = (await post('invoice', bill('1'))).body.Invoice;
    expect(invoice.LinkedTxn).toEqual([{ TxnId: time.Id, TxnType: 'TimeActivity' }]);
    const billed = (await get(`timeactivity/${time.Id}`)).body.TimeActivity;
    expect(billed.BillableStatus).toBe('HasBeenBilled');
    expect(errorOf(await post('invoice', bill('1'))).code).toBe('6000');
    expect(errorOf(await post('timeactivity?operation=delete', { Id: time.Id, SyncToken: billed.SyncToken })).code).toBe('6000');
    await post('invoice?operation=void', { Id: invoice.Id, SyncToken: '0' });
    expect((await get(`timeactivity/${time.Id}`)).body.TimeActivity.BillableStatus).toBe('Billable');
  });

  test('a customer with unbilled time stays active', async () => {
    const { post } = connected();
    await post('timeactivity', { ...billable, CustomerRef: { value: '3' } });
    expect(errorOf(await post('customer', { Id: '3', SyncToken: '0', sparse: true, Active: false })).code).toBe('6280');
  });

  test('the id of a vendor or customer as an employee files the time as "Other", without a word (minimul/qbo_api#16)', async () => {
    const { post, get } = connected();
    const filed = (await post('timeactivity', { ...hours, EmployeeRef: { value: '5' } })).body.TimeActivity;
    expect(filed).toMatchObject({ NameOf: 'Other', OtherNameRef: { value: '5', name: 'Bright Paper' } });
    expect(filed.EmployeeRef).toBeUndefined();
    expect((await post('timeactivity', { ...(await get(`timeactivity/${filed.Id}`)).body.TimeActivity, Description: 'again' })).body.TimeActivity).toMatchObject({ NameOf: 'Other', Description: 'again' });
  });
});
