import { describe, expect, test } from 'vitest';
import { sandboxUs } from '../companies/sandbox-us.js';
import { parseXml } from '../protocol/xml/parse-xml.js';
import { type Answer, connected } from '../testing/client.js';

const cells = (row: { ColData: { value: string }[] }) => row.ColData.map(({ value }) => value);
const year = 'start_date=2026-01-01&end_date=2026-12-31';
const netOf = ({ body }: Answer): string[] => cells(body.Rows.Row.find(({ group }: { group?: string }) => group === 'NetIncome').Summary).slice(1);
const titlesOf = ({ body }: Answer): string[] => body.Columns.Column.slice(1).map(({ ColTitle }: { ColTitle: string }) => ColTitle);
const cents = (amount: string): number => Math.round(Number(amount) * 100);

/** A firm with two classes and two places: an invoice over two products and classes, a bill for a customer, an entry by hand. */
async function studio() {
  const client = connected();
  const { post, emulator, grant } = client;
  emulator.bookkeeper(grant.realmId).setPreferences({ AccountingInfoPrefs: { TrackDepartments: true } });
  const made = async (path: string, body: Parameters<typeof post>[1]) => {
    const answer = await post(path, body);
    expect([path, answer.status, answer.body.Fault]).toEqual([path, 200, undefined]);
    return Object.values(answer.body)[0] as { Id: string };
  };
  const [design, build] = [(await made('class', { Name: 'Design' })).Id, (await made('class', { Name: 'Build' })).Id];
  const pier = (await made('department', { Name: 'Pier' })).Id;
  const rent = (await made('account', { Name: 'Rent', AccountType: 'Expense' })).Id;
  const sold = (amount: number, item: string, about?: string) => ({ Amount: amount, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: item }, ...(about ? { ClassRef: { value: about } } : {}) } });
  const invoice = (await made('invoice', { CustomerRef: { value: '1' }, TxnDate: '2026-02-01', DepartmentRef: { value: pier }, Line: [sold(300, '1', design), sold(100, '2', build), sold(50, '2')] })).Id;
  await made('invoice', { CustomerRef: { value: '3' }, TxnDate: '2026-02-01', Line: [sold(70, '1')] });
  await made('bill', { VendorRef: { value: '5' }, TxnDate: '2026-02-02', Line: [{ Amount: 40, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: rent }, CustomerRef: { value: '1' }, ClassRef: { value: build } } }] });
  const side = (PostingType: string, account: string) => ({ Amount: 5, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ClassRef: { value: design }, DepartmentRef: { value: pier } } });
  await made('journalentry', { TxnDate: '2026-02-03', Line: [side('Debit', rent), side('Credit', '35')] });
  const profit = (query: string) => client.get(`reports/ProfitAndLoss?${year}&accounting_method=Accrual&${query}`);
  return { ...client, made, profit, design, build, pier, invoice };
}

describe('statements by what figures are about (Intuit, profitandloss page; XSD SummarizeColumnsByEnum, ReportHeader)', () => {
  test.each([
    ['Customers', ['Harbor Legal LLP', 'Okafor, Ada', 'Not Specified', 'Total'], ['410.00', '70.00', '-5.00', '475.00']],
    ['Vendors', ['Bright Paper', 'Not Specified', 'Total'], ['-40.00', '515.00', '475.00']],
    ['Classes', ['Build', 'Design', 'Not Specified', 'Total'], ['60.00', '295.00', '120.00', '475.00']],
    ['Departments', ['Pier', 'Not Specified', 'Total'], ['445.00', '30.00', '475.00']],
    ['ProductsAndServices', ['Advisory', 'Hours', 'Not Specified', 'Total'], ['370.00', '150.00', '-45.00', '475.00']],
    ['Employees', ['Not Specified', 'Total'], ['475.00', '475.00']],
    ['FiscalYear', ['Jan - Dec 2026'], ['475.00']],
  ])('columns by %s, the rest apart, and their total', async (by, titles, net) => {
    const { profit } = await studio();
    const answer = await profit(`summarize_column_by=${by}`);
    expect(answer.body.Header.SummarizeColumnsBy).toBe(by);
    expect(titlesOf(answer)).toEqual(titles);
    expect(netOf(answer)).toEqual(net);
  });

  test('filters leave what they name, together too, and stand in the heading', async () => {
    const { profit, design, build, pier } = await studio();
    const net = async (query: string) => netOf(await profit(query));
    expect(await net('customer=1')).toEqual(['410.00']);
    expect(await net('customer=1,3')).toEqual(['480.00']);
    expect(await net('vendor=5')).toEqual(['-40.00']);
    expect(await net(`class=${design}`)).toEqual(['295.00']);
    expect(await net(`klass=${build}`)).toEqual(['60.00']);
    expect(await net(`class=${build}&item=2`)).toEqual(['100.00']);
    expect(await net(`department=${pier}&customer=1`)).toEqual(['450.00']);
    const { body } = await profit('customer=1&vendor=5');
    expect(body.Header).toMatchObject({ Customer: '1', Vendor: '5' });
    expect(cells(body.Rows.Row.at(-1).Summary)).toEqual(['Net Income', '-40.00']);
    expect((await profit('customer=3&vendor=5')).body.Header.Option).toContainEqual({ Name: 'NoReportData', Value: 'true' });
  });

  test('on cash basis a product, class or customer earns when the invoice is paid, by the share that was', async () => {
    const { get, made, invoice, design } = await studio();
    await made('payment', { CustomerRef: { value: '1' }, TxnDate: '2026-02-20', TotalAmt: 225, Line: [{ Amount: 225, LinkedTxn: [{ TxnId: invoice, TxnType: 'Invoice' }] }] });
    const net = async (query: string) => netOf(await get(`reports/ProfitAndLoss?${year}&accounting_method=Cash&${query}`));
    expect(await net('customer=1')).toEqual(['225.00']);
    expect(await net(`class=${design}`)).toEqual(['145.00']);
    expect(await net('item=2')).toEqual(['75.00']);
  });

  test('a balance sheet by place: each column what its documents left, beside them the sheet itself', async () => {
    const { get } = await studio();
    const answer = await get(`reports/BalanceSheet?${year}&summarize_column_by=Departments`);
    expect(titlesOf(answer)).toEqual(['Pier', 'Not Specified', 'Total']);
    const [assets, owed] = answer.body.Rows.Row.map((row: Answer['body']) => cells(row.Summary).slice(1));
    expect(assets).toEqual(owed);
    expect(assets).toEqual(['445.00', '170.00', '615.00']);
    const whole = await get(`reports/BalanceSheet?${year}`);
    expect(cells(whole.body.Rows.Row[0].Summary).at(-1)).toBe(assets.at(-1));
  });

  test('the list of transactions by customer, vendor and place; the general ledger by class', async () => {
    const { get, build, pier } = await studio();
    const kinds = async (query: string) => (await get(`reports/TransactionList?${year}&${query}`)).body.Rows.Row.map((row: Answer['body']) => cells(row)[1]);
    expect(await kinds('customer=1')).toEqual(['Invoice']);
    expect(await kinds('vendor=5')).toEqual(['Bill']);
    expect(await kinds(`department=${pier}`)).toEqual(['Invoice']);
    const ledger = (await get(`reports/GeneralLedger?${year}&class=${build}`)).body.Rows.Row;
    expect(ledger.map((row: Answer['body']) => [row.Header.ColData[0].value, row.Rows.Row.map((line: Answer['body']) => cells(line)[6])])).toEqual([['Rent', ['40.00']], ['Services', ['100.00']]]);
  });
});

describe('the general ledger on cash basis (Intuit, generalledger page: accounting_method)', () => {
  test('income stands on the day of payment, receivables that came and went are left out, the statement agrees', async () => {
    const { get } = connected({ companies: [sandboxUs], clock: { now: () => Date.parse('2026-05-20T17:00:00Z') } });
    const span = 'start_date=2026-01-01&end_date=2026-05-20&accounting_method=Cash';
    const { body } = await get(`reports/GeneralLedger?${span}`);
    expect(body.Header.ReportBasis).toBe('Cash');
    const sections = new Map<string, Answer['body']>(body.Rows.Row.map((row: Answer['body']) => [row.Header.ColData[0].value, row]));
    const statement = (await get(`reports/ProfitAndLoss?${span}`)).body.Rows.Row;
    const income = statement[0].Rows.Row.find((row: Answer['body']) => row.ColData?.[0].value === 'Design income');
    expect(cells(sections.get('Design income').Summary).at(-2)).toBe(cells(income)[1]);
    expect(sections.has('Accounts Payable (A/P)')).toBe(false);
    const checking = sections.get('Checking').Rows.Row;
    expect(cells(checking.at(-1)).at(-1)).toBe('1201.00');
    const all = [...sections.values()].flatMap((row) => row.Rows.Row.filter((line: Answer['body']) => cells(line)[0] !== 'Beginning Balance'));
    expect(all.length).toBeGreaterThan(50);
    expect(cents(cells(sections.get('Design income').Rows.Row[0])[6]!)).toBeGreaterThan(0);
  });
});

describe('a report as XML (recorded in 2015 and 2018, RR: balance_sheet_with_year_summary, age_payable_detail)', () => {
  test('a Report of its own with cells as attributes, and the same figures as JSON', async () => {
    const { get, call } = connected({ companies: [sandboxUs] });
    const path = 'reports/AgedPayableDetail?report_date=2026-05-20';
    const answer = await call('GET', path, undefined, { accept: 'application/xml' });
    expect(answer.headers.get('content-type')).toBe('application/xml;charset=utf-8');
    expect(answer.body).toMatch(/^<\?xml version="1.0" encoding="UTF-8" standalone="yes"\?><Report xmlns="http:\/\/schema.intuit.com\/finance\/v3"><Header><Time>/);
    const root = parseXml(answer.body as string);
    const [header, columns, rows] = root.children as [typeof root, typeof root, typeof root];
    expect(header.children.map(({ name }) => name)).toEqual(['Time', 'ReportName', 'StartPeriod', 'EndPeriod', 'Currency', 'Option', 'Option']);
    const json = (await get(path)).body;
    expect(columns.children.map(({ children }) => children.map(({ text }) => text))[5]).toEqual(['Past Due', 'String', '']);
    expect(columns.children.map((each) => each.children[0]!.text)).toEqual(json.Columns.Column.map(({ ColTitle }: { ColTitle: string }) => ColTitle));
    const last = rows.children.at(-1)!;
    expect(last.attributes).toEqual({ type: 'Section', group: 'GrandTotal' });
    expect(last.children[0]!.children.map(({ attributes }) => attributes.value)).toEqual(cells(json.Rows.Row.at(-1).Summary));
    const bill = rows.children[0]!.children.find(({ name }) => name === 'Rows')!.children[0]!;
    expect(bill.attributes).toEqual({ type: 'Data' });
    expect(bill.children.map(({ name }) => name)).toEqual(Array(8).fill('ColData'));
  });

  test('a client that names no format gets JSON (consolibyte/quickbooks-php#128); what has no rows is empty rows', async () => {
    const { call } = connected();
    const plain = await call('GET', 'reports/ProfitAndLoss', undefined, { accept: '*/*' });
    expect([plain.headers.get('content-type'), plain.body.Header.ReportName]).toEqual(['application/json;charset=utf-8', 'ProfitAndLoss']);
    const empty = await call('GET', 'reports/AgedPayables', undefined, { accept: 'text/xml' });
    expect(empty.body).toMatch(/<\/Columns><Rows\/><\/Report>$/);
  });
});
