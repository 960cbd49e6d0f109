import { expect, test } from 'vitest';
import type { WireObject } from './company.js';
import { connected, errorOf, invoiceOf } from '../testing/client.js';
import type { EmulatorSettings } from './settings.js';
import { readSettings } from './settings.js';
import { sandboxUs } from '../companies/sandbox-us.js';

const under = (settings: Partial<EmulatorSettings>) => connected({ settings });
const hours = (more: WireObject = {}): WireObject => ({ NameOf: 'Employee', EmployeeRef: { value: '6' }, CustomerRef: { value: '1' }, BillableStatus: 'Billable', HourlyRate: 150, Hours: 2, ...more });

test('every setting can be set to each of its values, and nothing else', () => {
  expect(readSettings({ answersLike: '2020', batchOrder: 'reversed', readLagMs: 5 })).toEqual({ answersLike: '2020', batchOrder: 'reversed', readLagMs: 5 });
  for (const wrong of [{ answersLike: '2021' }, { readLagMs: -1 }, { replayFaults: 'no' }, { orderById: 1 }]) expect(() => readSettings(wrong)).toThrow('cannot be');
});

test('a requestid used for another request is answered with the first answer, where set', async () => {
  const { post } = under({ reusedRequestId: 'replay' });
  const first = await post('customer?requestid=a', { DisplayName: 'First' });
  expect((await post('customer?requestid=a', { DisplayName: 'Second' })).body).toEqual(first.body);
});

test('a refusal is tried again, where refusals are not kept', async () => {
  const { post } = under({ replayFaults: false });
  const create = () => post('customer?requestid=a', { DisplayName: 'Okafor, Ada' });
  expect(errorOf(await create()).code).toBe('6240');
  await post('customer', { Id: '3', SyncToken: '0', sparse: true, DisplayName: 'Okafor, A.' });
  expect((await create()).status).toBe(200);
});

test('items of a batch are done from the last to the first', async () => {
  const { post } = under({ batchOrder: 'reversed' });
  const items = ['a', 'b'].map((bId) => ({ bId, operation: 'create', Customer: { DisplayName: 'Same' } }));
  const { body } = await post('batch', { BatchItemRequest: items });
  expect(body.BatchItemResponse.map((item: WireObject) => [item.bId, item.Fault === undefined])).toEqual([['b', true], ['a', false]]);
});

test.each([
  [true, '1'],
  [false, '0'],
])('billing moves the token and time of time activities: %s', async (touchTimeOnBilling, token) => {
  const { post, get, emulator } = under({ touchTimeOnBilling });
  const { TimeActivity } = (await post('timeactivity', hours())).body;
  emulator.advance(5_000);
  await post('invoice', { CustomerRef: { value: '1' }, Line: [{ ...(invoiceOf('1', [{ amount: 300 }]).Line as WireObject[])[0]!, LinkedTxn: [{ TxnId: TimeActivity.Id, TxnType: 'TimeActivity' }] }] });
  const billed = (await get(`timeactivity/${TimeActivity.Id}`)).body.TimeActivity;
  expect(billed).toMatchObject({ BillableStatus: 'HasBeenBilled', SyncToken: token });
  expect(billed.MetaData.LastUpdatedTime !== TimeActivity.MetaData.LastUpdatedTime).toBe(touchTimeOnBilling);
});

test('change data tells of time activities, deleted ones too', async () => {
  const { post, get } = under({ changeDataOfTime: true });
  const { TimeActivity } = (await post('timeactivity', hours())).body;
  const changed = async () => (await get('cdc?entities=TimeActivity&changedSince=2026-03-01')).body.CDCResponse[0].QueryResponse[0].TimeActivity;
  expect(await changed()).toMatchObject([{ Id: TimeActivity.Id, Hours: 2 }]);
  await post('timeactivity?operation=delete', { Id: TimeActivity.Id, SyncToken: '0' });
  expect(await changed()).toMatchObject([{ Id: TimeActivity.Id, status: 'Deleted' }]);
});

test('ordering by Id is refused, where set', async () => {
  expect(errorOf(await under({ orderById: false }).query('select * from Customer ORDERBY Id')).code).toBe('4001');
  expect((await under({}).query('select * from Customer ORDERBY Id')).status).toBe(200);
});

test.each([
  ['recorded', 'Another customer, vendor or employee is already using this \nname. Please use a different name.'],
  ['null', 'null'],
  ['customer', 'Another customer is already using this name.  Please use a different name.'],
  ['anyone', 'Another customer, vendor or employee is already using this name. Please use a different name.'],
  ['placeholder', 'Another $$customer$$ is already using this name. Please use a different name.'],
] as const)('a name in use is told as "%s"', async (duplicateNameText, text) => {
  expect(errorOf(await under({ duplicateNameText }).post('customer', { DisplayName: 'Okafor, Ada' })).Detail).toBe(`The name supplied already exists. : ${text}`);
});

test('queries and change data are behind, reads are not', async () => {
  const { post, get, query, emulator } = under({ readLagMs: 2_000 });
  await post('customer', { Id: '3', SyncToken: '0', sparse: true, DisplayName: 'Okafor, A.' });
  const { Customer } = (await post('customer', { DisplayName: 'New' })).body;
  const names = async () => (await query('select * from Customer')).body.QueryResponse.Customer.map((row: { DisplayName: string }) => row.DisplayName);
  const changes = async () => (await get('cdc?entities=Customer&changedSince=2026-03-02T09:00:00-08:00')).body.CDCResponse[0].QueryResponse[0].Customer?.length ?? 0;
  expect(await names()).toEqual(['Harbor Legal LLP', '12 Quay St', 'Okafor, Ada']);
  const before = await changes();
  expect((await get(`customer/${Customer.Id}`)).status).toBe(200);
  emulator.advance(2_001);
  expect(await names()).toEqual(['Harbor Legal LLP', '12 Quay St', 'New', 'Okafor, A.']);
  expect(await changes()).toBe(before + 1);
});

test('companies answer as in 2020: without newer members, with the definitions of custom fields, online payment off', async () => {
  const { post, get } = connected({ companies: [sandboxUs], settings: { answersLike: '2020' } });
  const { Invoice } = (await post('invoice', invoiceOf('1', [{ amount: 10, item: '2' }]))).body;
  expect(Invoice).toMatchObject({ AllowOnlineACHPayment: false, AllowOnlineCreditCardPayment: false, CustomField: [{ DefinitionId: '1', Name: 'Crew #', Type: 'StringType' }] });
  expect(JSON.stringify(Invoice)).not.toMatch(/ItemAccountRef|CustomExtensions|FreeFormAddress|LastModifiedByRef/);
  expect(Object.keys((await get('customer/1')).body.Customer)).not.toContain('IsProject');
});

test('custom fields come back with their names, unknown ones are refused', async () => {
  const { post } = connected({ companies: [sandboxUs] });
  const withField = (DefinitionId: string) => post('invoice', { ...invoiceOf('1', [{ amount: 10, item: '2' }]), CustomField: [{ DefinitionId, Type: 'StringType', StringValue: 'B-7' }] });
  expect((await withField('1')).body.Invoice.CustomField).toEqual([{ DefinitionId: '1', Name: 'Crew #', Type: 'StringType', StringValue: 'B-7' }]);
  expect(errorOf(await withField('9')).code).toBe('3000');
});
