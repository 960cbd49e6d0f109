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
