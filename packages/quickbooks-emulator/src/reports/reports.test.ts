import { expect, test } from 'vitest';
import { sandboxUs } from '../companies/sandbox-us.js';
import { multicurrency } from '../companies/multicurrency.js';
import { type Answer, connected, errorOf, invoiceOf } from '../testing/client.js';

const sandbox = () => connected({ companies: [sandboxUs], clock: { now: () => Date.parse('2026-05-20T17:00:00Z') } });
const cells = (row: { ColData: { value: string }[] }) => row.ColData.map(({ value }) => value);
const totalOf = ({ body }: Answer) => cells(body.Rows.Row.find((row: { group?: string }) => row.group === 'GrandTotal').Summary);
const section = ({ body }: Answer, name: string) => body.Rows.Row.find((row: Answer['body']) => row.Header?.ColData[0].value === name);

test('open items by customer add up to the receivables account, each customer to its balance', async () => {
  const { get, emulator, grant } = sandbox();
  const answer = await get('reports/CustomerBalanceDetail');
  expect(answer.status).toBe(200);
  expect(answer.body.Header).toMatchObject({ ReportName: 'CustomerBalanceDetail', EndPeriod: '2026-05-20', Currency: 'USD', Option: [{ Name: 'report_date' }, { Name: 'NoReportData', Value: 'false' }] });
  expect(answer.body.time).toBeUndefined();
  expect(totalOf(answer)[5]).toBe('5281.52');
  for (const customer of emulator.state.records(grant.realmId, 'Customer')) {
    const row = section(answer, customer.DisplayName as string);
    expect(row ? cells(row.Summary)[5] : '0.00').toBe((customer.Balance as number).toFixed(2));
  }
  const amy = section(answer, "Amy's Bird Sanctuary");
  expect(amy.Rows.Row.map(cells)).toEqual([['2026-03-17', 'Invoice', '1021', '2026-04-16', '459.00', '239.00', '239.00']]);
});

test('a report of an earlier day shows what was open then', async () => {
  const { get } = sandbox();
  const before = await get('reports/CustomerBalanceDetail?report_date=2026-03-20&customer=1');
  // Invoice 1025 was written in February and paid in March: 105.00 by cash, 100.00 by a credit memo of the 22nd.
  expect(section(before, "Amy's Bird Sanctuary").Rows.Row.map(cells)).toEqual([
    ['2026-02-19', 'Invoice', '1025', '2026-03-21', '205.00', '100.00', '100.00'],
    ['2026-03-17', 'Invoice', '1021', '2026-04-16', '459.00', '459.00', '559.00'],
  ]);
});

test('open items by age: the same total, a section for each age', async () => {
  const { get } = sandbox();
  const aged = await get('reports/AgedReceivableDetail?report_date=2026-05-20');
  expect(totalOf(aged).at(-1)).toBe('5281.52');
  expect(aged.body.Rows.Row.slice(0, -1).map((row: Answer['body']) => row.Header.ColData[0].value)).toEqual(['61 - 90 days past due', '31 - 60 days past due', '1 - 30 days past due']);
  const early = await get('reports/AgedReceivableDetail?report_date=2026-04-10');
  expect(section(early, 'Current').Rows.Row.map((row: { ColData: { value: string }[] }) => cells(row)[2])).toContain('1037');
});

test('profit and loss follows from the documents: net income of the sample company, by account tree', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/ProfitAndLoss?start_date=2025-01-01&end_date=2026-12-31');
  const lines = body.Rows.Row.map((row: Answer['body']) => [row.group, row.Summary.ColData[1].value]);
  // Assets less liabilities less opening equity of the recorded balances: -7695.04 + 9337.50.
  expect(lines.at(-1)).toEqual(['NetIncome', '1642.46']);
  expect(lines.map(([group]: [string]) => group)).toEqual(['Income', 'COGS', 'GrossProfit', 'Expenses', 'NetOperatingIncome', 'OtherExpenses', 'NetOtherIncome', 'NetIncome']);
  const landscaping = body.Rows.Row[0].Rows.Row.find((row: Answer['body']) => row.Header?.ColData[0].value === 'Landscaping Services');
  expect(landscaping.Summary.ColData[0].value).toBe('Total Landscaping Services');
});

test('the list of transactions names the account, the counterpart and whether it posts', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/TransactionList?start_date=2026-03-27&end_date=2026-03-27');
  expect(body.Rows.Row.map(cells)).toEqual([
    ['2026-03-27', 'Invoice', '1004', 'Yes', 'Cool Cars', '', 'Accounts Receivable (A/R)', '-Split-', '2369.52'],
    ['2026-03-27', 'Estimate', '1001', 'No', 'Geeta Kalapatapu', '', '', '', '582.50'],
    ['2026-03-27', 'Invoice', '1013', 'Yes', 'Travis Waldron', '', 'Accounts Receivable (A/R)', '-Split-', '81.00'],
    ['2026-03-27', 'Expense', '1', 'Yes', 'Hicks Hardware', '', 'Mastercard', 'Job Expenses:Job Materials:Decks and Patios', '88.09'],
  ]);
});

test('foreign receivables are reported in home currency', async () => {
  const { get } = connected({ companies: [multicurrency()], clock: { now: () => Date.parse('2026-05-20T17:00:00Z') } });
  // 300.00 EUR at 1.08, 720.00 GBP at 1.27, 360.00 USD.
  expect(totalOf(await get('reports/CustomerBalanceDetail'))[5]).toBe('1598.40');
});

test('an empty company has no rows; a bad name, date or span is refused', async () => {
  const { get, post } = connected();
  const empty = await get('reports/CustomerBalanceDetail');
  expect(empty.body).toMatchObject({ Rows: {}, Header: { Option: [{}, { Name: 'NoReportData', Value: 'true' }] } });
  await post('invoice', invoiceOf('1', [{ amount: 10 }]));
  expect(totalOf(await get('reports/customerbalancedetail'))[5]).toBe('10.00');
  expect(errorOf(await get('reports/Nonsense')).code).toBe('5020');
  expect(errorOf(await get('reports/ProfitAndLoss?start_date=2026-02-30')).code).toBe('2060');
  expect(errorOf(await get('reports/ProfitAndLoss?date_macro=Some%20Day')).code).toBe('2170');
});

type Figures = Record<string, string>;
/** Names and figures of all rows of a profit and loss report. */
const figuresOf = (rows: Answer['body'][]): Figures =>
  Object.assign({}, ...rows.map((row) => (row.type === 'Data' ? { [row.ColData[0].value]: row.ColData[1].value } : { ...figuresOf(row.Rows?.Row ?? []), [row.Summary.ColData[0].value]: row.Summary.ColData[1].value })));

test('on cash basis sales and costs count as far and when they are paid, and money that settles nothing as unapplied', async () => {
  const { get, post } = connected();
  const profit = async (start: string, end: string, method = 'Cash') => figuresOf((await get(`reports/ProfitAndLoss?start_date=${start}&end_date=${end}&accounting_method=${method}`)).body.Rows.Row ?? []);
  const dated = (body: object, TxnDate: string) => ({ ...body, TxnDate }) as Record<string, string>;
  await post('invoice', dated(invoiceOf('1', [{ amount: 100, tax: 'TAX' }, { amount: 50 }]), '2026-01-10'));
  const total = (await get('invoice/1')).body.Invoice.TotalAmt as number;
  const pay = (amount: number, applied: number, day: string) => post('payment', dated({ CustomerRef: { value: '1' }, TotalAmt: amount, Line: [{ Amount: applied, LinkedTxn: [{ TxnId: '1', TxnType: 'Invoice' }] }] }, day));
  expect(await profit('2026-01-01', '2026-01-31')).toEqual({});
  expect((await profit('2026-01-01', '2026-01-31', 'Accrual'))['Net Income']).toBe('150.00');
  // Paid early in part, then the rest and 20.00 too much.
  await pay(total / 2, total / 2, '2026-01-05');
  await pay(total / 2 + 20, total / 2, '2026-02-05');
  const unapplied = 'Unapplied Cash Payment Income';
  expect(await profit('2026-01-05', '2026-01-09')).toMatchObject({ [unapplied]: (total / 2).toFixed(2), 'Net Income': (total / 2).toFixed(2) });
  expect(await profit('2026-01-01', '2026-01-31')).toMatchObject({ 'Total Income': '75.00', 'Net Income': '75.00' });
  expect(await profit('2026-02-01', '2026-02-28')).toMatchObject({ 'Total Income': '95.00', [unapplied]: '20.00' });
  expect((await profit('2026-01-01', '2026-02-28'))['Net Income']).toBe('170.00');
});

test('once everything is paid, both bases come to the same, account by account', async () => {
  const { get, post, emulator, grant } = sandbox();
  const of = async (method: string) => figuresOf((await get(`reports/ProfitAndLoss?start_date=2020-01-01&end_date=2026-12-31&accounting_method=${method}`)).body.Rows.Row);
  const [accrual, cash] = [await of('Accrual'), await of('Cash')];
  expect(cash['Net Income']).not.toBe(accrual['Net Income']);
  const open = (entity: 'Invoice' | 'Bill') => emulator.state.records(grant.realmId, entity).filter(({ Balance }) => Balance !== 0);
  for (const { Id, CustomerRef, Balance } of open('Invoice')) {
    expect((await post('payment', { CustomerRef: CustomerRef!, TotalAmt: Balance!, Line: [{ Amount: Balance!, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }] })).status).toBe(200);
  }
  for (const { Id, VendorRef, Balance } of open('Bill')) {
    const line = { Amount: Balance!, LinkedTxn: [{ TxnId: Id, TxnType: 'Bill' }] };
    expect((await post('billpayment', { VendorRef: VendorRef!, TotalAmt: Balance!, PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } }, Line: [line] })).status).toBe(200);
  }
  expect(await of('Cash')).toEqual(accrual);
  expect((await get('reports/ProfitAndLoss?accounting_method=cash')).body.Header).toMatchObject({ ReportBasis: 'Cash', SummarizeColumnsBy: 'Total', Option: [{ Name: 'AccountingStandard', Value: 'GAAP' }, {}] });
  expect(errorOf(await get('reports/ProfitAndLoss?accounting_method=Tax')).code).toBe('2170');
});

test('columns, filters and spans as the report pages name them', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/CustomerBalanceDetail?customer=1&columns=subt_amount,tx_date&start_duedate=2026-04-01&end_duedate=2026-04-30');
  expect(body.Header.Customer).toBe('1');
  expect(body.Columns.Column).toEqual([
    { ColTitle: 'Date', ColType: 'Date', MetaData: [{ Name: 'ColKey', Value: 'tx_date' }] },
    { ColTitle: 'Amount', ColType: 'Money', MetaData: [{ Name: 'ColKey', Value: 'subt_amount' }] },
  ]);
  expect(body.Rows.Row.map((row: Answer['body']) => [row.Header, row.Rows?.Row.map(cells), cells(row.Summary)])).toEqual([
    [{ ColData: [{ value: "Amy's Bird Sanctuary", id: '1' }, { value: '' }] }, [['2026-03-17', '459.00']], ["Total for Amy's Bird Sanctuary", '459.00']],
    [undefined, undefined, ['TOTAL', '459.00']],
  ]);
  // A Wednesday, 20 May 2026.
  const spans = ['This Week', 'Last Week', 'Next 4 Weeks', 'Yesterday', 'This Fiscal Quarter', 'Last Calendar Quarter-to-date', 'Last Month-to-date', 'Next Fiscal Year'];
  const periods = await Promise.all(spans.map(async (macro) => (await get(`reports/TransactionList?date_macro=${encodeURIComponent(macro)}`)).body.Header));
  expect(periods.map(({ StartPeriod, EndPeriod }) => `${StartPeriod} ${EndPeriod}`)).toEqual([
    '2026-05-17 2026-05-23', '2026-05-10 2026-05-16', '2026-05-24 2026-06-20', '2026-05-19 2026-05-19',
    '2026-04-01 2026-06-30', '2026-01-01 2026-02-19', '2026-04-01 2026-04-20', '2027-01-01 2027-12-31',
  ]);
});
