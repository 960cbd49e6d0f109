import { expect, test } from 'vitest';
import { multicurrency } from '../companies/multicurrency.js';
import { sandboxUs } from '../companies/sandbox-us.js';
import { type Answer, connected, errorOf, invoiceOf } from '../testing/client.js';

const sandbox = () => connected({ companies: [sandboxUs], clock: { now: () => Date.parse('2026-05-20T17:00:00Z') } });
const cells = (row: { ColData: { value: string }[] }) => row.ColData.map(({ value }) => value);

/** Every figure of a report by the path of its groups or headings. */
const figures = (rows: Answer['body'][], path: string[] = []): Record<string, string[]> =>
  Object.assign({}, ...rows.map((row) => {
    const name = row.group ?? row.Header?.ColData[0].value ?? row.ColData?.[0].value;
    const sum = row.ColData ?? row.Summary?.ColData;
    return { [[...path, name].join('/')]: sum.slice(1).map(({ value }: { value: string }) => value), ...figures(row.Rows?.Row ?? [], [...path, name]) };
  }));

test('the balance sheet of the sample company is the recorded one, section by section', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/BalanceSheet');
  expect(body.Header).toMatchObject({ ReportName: 'BalanceSheet', DateMacro: 'this calendar year-to-date', ReportBasis: 'Accrual', StartPeriod: '2026-01-01', EndPeriod: '2026-05-20', SummarizeColumnsBy: 'Total' });
  const sheet = figures(body.Rows.Row);
  const [assets, liabilities, equity] = ['TotalAssets', 'TotalLiabilitiesAndEquity/Liabilities', 'TotalLiabilitiesAndEquity/Equity'];
  expect(sheet).toMatchObject({
    [assets]: ['23436.29'],
    [`${assets}/CurrentAssets/BankAccounts/Checking`]: ['1201.00'],
    [`${assets}/CurrentAssets/BankAccounts`]: ['2001.00'],
    [`${assets}/CurrentAssets/AR`]: ['5281.52'],
    [`${assets}/CurrentAssets/OtherCurrentAssets/Undeposited Funds`]: ['2062.52'],
    [`${assets}/CurrentAssets`]: ['9941.29'],
    [`${assets}/FixedAssets/Truck/Original Cost`]: ['13495.00'],
    [`${liabilities}/CurrentLiabilities/AP`]: ['1602.67'],
    [`${liabilities}/CurrentLiabilities/CreditCards/Mastercard`]: ['157.72'],
    [`${liabilities}/CurrentLiabilities/OtherCurrentLiabilities/Arizona Dept. of Revenue Payable`]: ['0.00'],
    [`${liabilities}/CurrentLiabilities`]: ['6131.33'],
    [`${liabilities}/LongTermLiabilities`]: ['25000.00'],
    [liabilities]: ['31131.33'],
    [`${equity}/Opening Balance Equity`]: ['-9337.50'],
    [equity]: ['-7695.04'],
    TotalLiabilitiesAndEquity: ['23436.29'],
  });
  const owners = body.Rows.Row[1].Rows.Row[1].Rows.Row;
  expect(owners.at(-1)).toMatchObject({ type: 'Data', group: 'NetIncome', ColData: [{ value: 'Net Income' }, {}] });
});

test('what earlier years earned is Retained Earnings; both sides of every month are equal', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/BalanceSheet?start_date=2025-11-15&end_date=2026-05-20&summarize_column_by=Month');
  expect(body.Columns.Column.slice(1).map(({ ColTitle }: { ColTitle: string }) => ColTitle)).toEqual(['Nov 15 - 30, 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026', 'May 1 - 20, 2026']);
  expect(body.Columns.Column[2].MetaData).toEqual([{ Name: 'StartDate', Value: '2025-12-01' }, { Name: 'EndDate', Value: '2025-12-31' }, { Name: 'ColKey', Value: 'Dec 2025' }]);
  const sheet = figures(body.Rows.Row);
  expect(sheet.TotalAssets).toEqual(sheet.TotalLiabilitiesAndEquity);
  const next = figures((await get('reports/BalanceSheet?start_date=2027-01-01&end_date=2027-01-31')).body.Rows.Row);
  const equity = 'TotalLiabilitiesAndEquity/Equity';
  expect(next).toMatchObject({ [`${equity}/Retained Earnings`]: ['1642.46'], [equity]: ['-7695.04'] });
  expect(next[`${equity}/NetIncome`]).toBeUndefined();
});

test('profit and loss by month: the parts add up to the total, which is that of one column', async () => {
  const { get } = sandbox();
  const span = 'start_date=2026-01-01&end_date=2026-05-20';
  const whole = figures((await get(`reports/ProfitAndLoss?${span}`)).body.Rows.Row);
  const { body } = await get(`reports/ProfitAndLoss?${span}&summarize_column_by=Month`);
  expect(body.Header.SummarizeColumnsBy).toBe('Month');
  const parts = figures(body.Rows.Row);
  expect(Object.keys(parts)).toEqual(Object.keys(whole));
  for (const [name, amounts] of Object.entries(parts)) {
    const sum = amounts.slice(0, -1).reduce((total, amount) => total + Math.round(Number(amount) * 100), 0);
    expect({ name, sum: (sum / 100).toFixed(2), total: amounts.at(-1) }).toEqual({ name, sum: whole[name]![0], total: whole[name]![0] });
  }
  const titles = async (by: string, from: string, until: string) =>
    (await get(`reports/ProfitAndLoss?start_date=${from}&end_date=${until}&summarize_column_by=${by}`)).body.Columns.Column.slice(1).map(({ ColTitle }: { ColTitle: string }) => ColTitle);
  expect(await titles('Quarter', '2026-01-01', '2026-05-20')).toEqual(['Jan - Mar, 2026', 'Apr 1 - May 20, 2026', 'Total']);
  expect(await titles('Year', '2025-01-01', '2026-12-31')).toEqual(['Jan - Dec 2025', 'Jan - Dec 2026', 'Total']);
  expect(await titles('Week', '2026-05-13', '2026-05-20')).toEqual(['May 13 - 16, 2026', 'May 17 - 20, 2026', 'Total']);
  expect(await titles('Days', '2026-05-19', '2026-05-20')).toEqual(['May 19, 2026', 'May 20, 2026', 'Total']);
  expect(errorOf(await get('reports/ProfitAndLoss?summarize_column_by=Moons')).code).toBe('2170');
  expect(errorOf(await get('reports/ProfitAndLoss?start_date=1900-01-01&summarize_column_by=Days')).code).toBe('2170');
});

test('the trial balance: debits are credits, profit of earlier years in Retained Earnings', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/TrialBalance?start_date=2026-01-01&end_date=2026-05-20');
  expect(body.Columns.Column.map(({ ColTitle }: { ColTitle: string }) => ColTitle)).toEqual(['', 'Debit', 'Credit']);
  const total = body.Rows.Row.at(-1);
  expect(total.group).toBe('GrandTotal');
  const [, debit, credit] = cells(total.Summary);
  expect(debit).toBe(credit);
  expect(body.Rows.Row.map((row: Answer['body']) => row.ColData && cells(row))).toContainEqual(['Checking', '1201.00', '']);
  expect(body.Rows.Row.map((row: Answer['body']) => row.ColData && cells(row))).toContainEqual(['Accounts Payable (A/P)', '', '1602.67']);
  const after = (await get('reports/TrialBalance?start_date=2027-01-01&end_date=2027-01-31')).body.Rows.Row;
  expect(after.slice(0, -1).map(cells)).toContainEqual(['Retained Earnings', '', '1642.46']);
});

test('the general ledger begins with what was there, runs on by posting, and ends with the balance', async () => {
  const { get } = sandbox();
  const { body } = await get('reports/GeneralLedger?start_date=2026-03-01&end_date=2026-05-20&account=35,84');
  const [receivable, checking] = body.Rows.Row;
  expect(checking.Header.ColData[0]).toEqual({ value: 'Checking', id: '35' });
  expect(cells(checking.Rows.Row[0])[0]).toBe('Beginning Balance');
  expect(cells(checking.Rows.Row.at(-1)).at(-1)).toBe('1201.00');
  expect(cells(receivable.Rows.Row.at(-1)).at(-1)).toBe('5281.52');
  const sum = (row: Answer['body']) => row.Rows.Row.filter((each: Answer['body']) => cells(each)[0] !== 'Beginning Balance').reduce((total: number, each: Answer['body']) => total + Math.round(Number(cells(each).at(-2)) * 100), 0);
  expect((sum(checking) / 100).toFixed(2)).toBe(cells(checking.Summary).at(-2));
  const all = (await get('reports/GeneralLedger?start_date=2000-01-01&end_date=2026-12-31')).body.Rows.Row;
  // A fresh span has no opening: everything is a posting, and each says its counterpart.
  expect(all.flatMap((row: Answer['body']) => row.Rows.Row).some((row: Answer['body']) => cells(row)[0] === 'Beginning Balance')).toBe(false);
  const invoice = all.find((row: Answer['body']) => row.Header.ColData[0].value === 'Accounts Receivable (A/R)').Rows.Row.find((row: Answer['body']) => cells(row)[2] === '1037');
  expect(cells(invoice)).toEqual(['2026-04-08', 'Invoice', '1037', 'Sonnenschein Family Store', '', '-Split-', '362.07', expect.any(String)]);
});

test('what is owed to vendors, by bill and by age, is the payables account', async () => {
  const { get, emulator, grant } = sandbox();
  const detail = await get('reports/VendorBalanceDetail');
  expect(cells(detail.body.Rows.Row.at(-1).Summary)[5]).toBe('1602.67');
  for (const name of ['VendorBalance', 'AgedPayables', 'AgedPayableDetail']) {
    const { body } = await get(`reports/${name}`);
    expect([name, cells(body.Rows.Row.at(-1).Summary).at(-1)]).toEqual([name, '1602.67']);
  }
  const summaryRows = (await get('reports/VendorBalance')).body.Rows.Row;
  for (const vendor of emulator.state.records(grant.realmId, 'Vendor').filter(({ Balance }) => Balance !== 0)) {
    expect(summaryRows.slice(0, -1).map(cells)).toContainEqual([vendor.DisplayName, (vendor.Balance as number).toFixed(2)]);
  }
});

test('what customers owe, in one line each: jobs under their customer, ages across', async () => {
  const { get } = sandbox();
  const balances = (await get('reports/CustomerBalance')).body;
  expect(cells(balances.Rows.Row.at(-1).Summary)).toEqual(['TOTAL', '5281.52']);
  const freeman = balances.Rows.Row.find((row: Answer['body']) => row.Header?.ColData[0].value === 'Freeman Sporting Goods');
  expect(freeman.Rows.Row.map(cells)).toEqual([['0969 Ocean View Road', '477.50'], ['55 Twin Lane', '85.00']]);
  expect(cells(freeman.Summary)).toEqual(['Total Freeman Sporting Goods', '562.50']);
  const aged = (await get('reports/AgedReceivables?report_date=2026-05-20')).body;
  expect(aged.Header).toMatchObject({ ReportName: 'AgedReceivables', StartPeriod: '2026-05-20', EndPeriod: '2026-05-20' });
  expect(aged.Columns.Column.map(({ ColTitle }: { ColTitle: string }) => ColTitle)).toEqual(['', 'Current', '1 - 30', '31 - 60', '61 - 90', '91 and over', 'Total']);
  const ages = cells(aged.Rows.Row.at(-1).Summary).slice(1);
  expect(ages.at(-1)).toBe('5281.52');
  expect(ages.slice(0, -1).reduce((total, amount) => total + Math.round(Number(amount || 0) * 100), 0)).toBe(528152);
});

test('what nobody owes has no rows; an invoice is an asset and income at once; foreign documents count in home currency', async () => {
  const { get, post } = connected();
  const before = 'start_date=1900-01-01&end_date=1901-01-01';
  for (const name of ['BalanceSheet', 'TrialBalance', 'GeneralLedger', 'AgedPayables', 'VendorBalance']) expect([name, (await get(`reports/${name}?${before}`)).body.Rows]).toEqual([name, {}]);
  await post('invoice', invoiceOf('1', [{ amount: 10 }]));
  const sheet = figures((await get('reports/BalanceSheet')).body.Rows.Row);
  expect(sheet).toMatchObject({ 'TotalAssets/CurrentAssets/AR': ['10.00'], 'TotalLiabilitiesAndEquity/Equity/NetIncome': ['10.00'] });
  const abroad = connected({ companies: [multicurrency()], clock: { now: () => Date.parse('2026-05-20T17:00:00Z') } });
  expect(figures((await abroad.get('reports/BalanceSheet')).body.Rows.Row)['TotalAssets/CurrentAssets/AR']).toEqual(['1598.40']);
});
