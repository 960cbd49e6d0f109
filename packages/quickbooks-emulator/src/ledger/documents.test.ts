import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Answer, connected, errorOf, invoiceOf } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

type Body = Record<string, never>;
const link = (TxnType: string, TxnId: string, Amount: number) => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] });
const pays = (customer: string, TotalAmt: number, ...Line: object[]) => ({ CustomerRef: { value: customer }, TotalAmt, Line }) as unknown as Body;
const bought = (vendor: string, amount: number) =>
  ({ VendorRef: { value: vendor }, Line: [{ Amount: amount, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '1' } } }] }) as unknown as Body;

/** The record inside an envelope. */
const onlyMember = ({ body }: Answer): Answer['body'] => Object.values<Answer['body']>(body)[0];

function books(preferences: Record<string, unknown> = {}) {
  const api = connected({ companies: [smallCompany(preferences)] });
  const made = async (path: string, body: object) => {
    const answer = await api.post(path, body as Body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return onlyMember(answer);
  };
  const refused = async (path: string, body: object) => errorOf(await api.post(path, body as Body)).code;
  const read = async (path: string) => onlyMember(await api.get(path));
  const balance = async (account: string) => (await read(`account/${account}`)).CurrentBalance;
  return { ...api, made, refused, read, balance };
}

describe('a payment', () => {
  test('takes its lines off the invoices, links both sides, and leaves the rest unapplied', async () => {
    const { made, read, balance } = books();
    const invoice = await made('invoice', invoiceOf('1', [{ amount: 450 }]));
    const payment = await made('payment', pays('1', 500, link('Invoice', invoice.Id, 220)));
    expect(payment).toMatchObject({ TotalAmt: 500, UnappliedAmt: 280, DepositToAccountRef: { value: '4' }, ProcessPayment: false });
    expect(payment.Line[0].LineEx.any.map((one: { value: object }) => one.value)).toEqual([
      { Name: 'txnId', Value: invoice.Id },
      { Name: 'txnOpenBalance', Value: '450.00' },
      { Name: 'txnReferenceNumber', Value: '1001' },
    ]);
    expect(await read(`invoice/${invoice.Id}`)).toMatchObject({ Balance: 230, SyncToken: '1', LinkedTxn: [{ TxnId: payment.Id, TxnType: 'Payment' }] });
    expect(await read('customer/1')).toMatchObject({ Balance: -50, SyncToken: '0' });
    expect([await balance('84'), await balance('4')]).toEqual([-50, 500]);
  });

  test('of a parent pays for its job, each off its own balance', async () => {
    const { made, read } = books();
    const invoice = await made('invoice', invoiceOf('2', [{ amount: 100 }]));
    await made('payment', pays('1', 100, link('Invoice', invoice.Id, 100)));
    expect(await read('customer/2')).toMatchObject({ Balance: 0, BalanceWithJobs: 0 });
    expect(await read('customer/1')).toMatchObject({ Balance: 0, BalanceWithJobs: 0 });
  });

  test('with an empty Line detaches everything, without Line leaves links alone', async () => {
    const { made, read } = books();
    const invoice = await made('invoice', invoiceOf('1', [{ amount: 100 }]));
    const { Id } = await made('payment', pays('1', 100, link('Invoice', invoice.Id, 100)));
    expect(await made('payment', { Id, SyncToken: '0', sparse: true, PrivateNote: 'by wire' })).toMatchObject({ UnappliedAmt: 0, SyncToken: '1' });
    expect(await made('payment', { Id, SyncToken: '1', sparse: true, Line: [] })).toMatchObject({ UnappliedAmt: 100 });
    expect(await read(`invoice/${invoice.Id}`)).toMatchObject({ Balance: 100, LinkedTxn: [], SyncToken: '2' });
  });

  test('voided or deleted opens its invoices again', async () => {
    const { made, read, balance } = books();
    const invoice = await made('invoice', invoiceOf('1', [{ amount: 100 }]));
    const first = await made('payment', pays('1', 60, link('Invoice', invoice.Id, 60)));
    const voided = await made('payment?operation=update&include=void', { Id: first.Id, SyncToken: '0', sparse: true });
    expect(voided).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0, Line: [], PrivateNote: 'Voided', SyncToken: '1' });
    const second = await made('payment', pays('1', 60, link('Invoice', invoice.Id, 60)));
    await made('payment?operation=delete', { Id: second.Id, SyncToken: '0' });
    expect(await read(`invoice/${invoice.Id}`)).toMatchObject({ Balance: 100, LinkedTxn: [] });
    expect([await balance('84'), await balance('4')]).toEqual([100, 0]);
  });

  test('applies a credit memo with an amount of zero', async () => {
    const { made, read } = books();
    const invoice = await made('invoice', invoiceOf('1', [{ amount: 205 }]));
    const memo = await made('creditmemo', invoiceOf('1', [{ amount: 100 }]));
    expect(memo).toMatchObject({ RemainingCredit: 100, Balance: 100, DocNumber: '1002' });
    expect(await read('customer/1')).toMatchObject({ Balance: 105 });
    const payment = await made('payment', pays('1', 0, link('Invoice', invoice.Id, 100), link('CreditMemo', memo.Id, 100)));
    expect(payment).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0 });
    expect(payment.DepositToAccountRef).toBeUndefined();
    const applied = await read(`creditmemo/${memo.Id}`);
    expect(applied).toMatchObject({ RemainingCredit: 0, Balance: 0 });
    expect(applied.LinkedTxn).toBeUndefined();
    expect(await read(`invoice/${invoice.Id}`)).toMatchObject({ Balance: 105 });
    expect(await read('customer/1')).toMatchObject({ Balance: 105 });
  });

  test.each([
    ['without an amount', { CustomerRef: { value: '1' } }, '6000'],
    ['for more than is open', pays('1', 500, link('Invoice', '1', 101)), '6000'],
    ['for more than was received', pays('1', 50, link('Invoice', '1', 60)), '6000'],
    ['of another customer', pays('3', 50, link('Invoice', '1', 50)), '620'],
    ['for what does not exist', pays('1', 50, link('Invoice', '77', 50)), '620'],
    ['for an estimate', pays('1', 50, link('Estimate', '1', 50)), '620'],
    ['of a line without a link', { ...pays('1', 50), Line: [{ Amount: 50 }] }, '2020'],
  ])('%s is refused and nothing moves', async (_what, body, code) => {
    const { made, refused, read } = books();
    await made('invoice', invoiceOf('1', [{ amount: 100 }]));
    expect(await refused('payment', body)).toBe(code);
    expect(await read('invoice/1')).toMatchObject({ Balance: 100, SyncToken: '0', LinkedTxn: [] });
  });
});

describe('an invoice with payments', () => {
  test('is not deleted; voided, it leaves them unapplied', async () => {
    const { made, refused, read } = books();
    const invoice = await made('invoice', invoiceOf('1', [{ amount: 100 }]));
    const payment = await made('payment', pays('1', 60, link('Invoice', invoice.Id, 60)));
    expect(await refused('invoice?operation=delete', { Id: invoice.Id, SyncToken: '1' })).toBe('800');
    await made('invoice?operation=void', { Id: invoice.Id, SyncToken: '1' });
    expect(await read(`payment/${payment.Id}`)).toMatchObject({ UnappliedAmt: 60, Line: [], SyncToken: '1' });
    expect(await read('customer/1')).toMatchObject({ Balance: -60 });
  });

  test('made smaller than what was paid gives the difference back', async () => {
    const { made, read } = books();
    const invoice = await made('invoice', invoiceOf('1', [{ amount: 100 }]));
    const payment = await made('payment', pays('1', 100, link('Invoice', invoice.Id, 100)));
    const smaller = await made('invoice', { Id: invoice.Id, SyncToken: '1', ...invoiceOf('1', [{ amount: 70 }]) });
    expect(smaller).toMatchObject({ TotalAmt: 70, Balance: 0 });
    expect(await read(`payment/${payment.Id}`)).toMatchObject({ UnappliedAmt: 30 });
    expect(await read('customer/1')).toMatchObject({ Balance: -30 });
  });
});

describe('a deposit', () => {
  test('takes payments and receipts from Undeposited Funds, and keeps them from being changed', async () => {
    const { made, refused, read, balance } = books();
    const payment = await made('payment', pays('1', 80));
    const receipt = await made('salesreceipt', { ...invoiceOf('1', [{ amount: 20 }]) });
    const deposit = await made('deposit', {
      DepositToAccountRef: { value: '35' },
      Line: [link('Payment', payment.Id, 80), link('SalesReceipt', receipt.Id, 20)],
    });
    expect(deposit).toMatchObject({ TotalAmt: 100, TxnTaxDetail: {}, Line: [{ Amount: 80, LinkedTxn: [{ TxnId: payment.Id, TxnType: 'Payment', TxnLineId: '0' }] }, { Amount: 20 }] });
    expect([await balance('4'), await balance('35')]).toEqual([0, 200]);
    expect(await read(`payment/${payment.Id}`)).toMatchObject({ SyncToken: '0', LinkedTxn: [{ TxnId: deposit.Id, TxnType: 'Deposit' }] });
    expect(await refused('payment', { Id: payment.Id, SyncToken: '0', sparse: true, TotalAmt: 90 })).toBe('6540');
    expect(await refused('payment?operation=delete', { Id: payment.Id, SyncToken: '0' })).toBe('6540');
    expect(await refused('salesreceipt?operation=update&include=void', { Id: receipt.Id, SyncToken: '0', sparse: true })).toBe('6540');
    expect(await refused('deposit', { DepositToAccountRef: { value: '35' }, Line: [link('Payment', payment.Id, 80)] })).toBe('620');
    await made('deposit?operation=delete', { Id: deposit.Id, SyncToken: '0' });
    expect((await read(`payment/${payment.Id}`)).LinkedTxn).toBeUndefined();
    await made('payment?operation=delete', { Id: payment.Id, SyncToken: '0' });
  });

  test('pays cash back to another account', async () => {
    const { made, balance } = books();
    const payment = await made('payment', pays('1', 300));
    const deposit = await made('deposit', { DepositToAccountRef: { value: '35' }, CashBack: { AccountRef: { value: '4' }, Amount: 50 }, Line: [link('Payment', payment.Id, 300)] });
    expect(deposit.TotalAmt).toBe(250);
    expect([await balance('4'), await balance('35')]).toEqual([50, 350]);
  });

  test('with another amount than its payment is refused', async () => {
    const { made, refused } = books();
    const payment = await made('payment', pays('1', 300));
    expect(await refused('deposit', { DepositToAccountRef: { value: '35' }, Line: [link('Payment', payment.Id, 299)] })).toBe('6460');
  });
});

describe('bills', () => {
  test('are owed to the vendor until paid, by check and with a credit', async () => {
    const { made, refused, read, balance } = books();
    const bill = await made('bill', bought('5', 150));
    expect(bill).toMatchObject({ Balance: 150, DueDate: '2026-03-02', APAccountRef: { value: '33' } });
    expect(bill.Line[0]).toEqual({
      Id: '1', LineNum: 1, Amount: 150, LinkedTxn: [], DetailType: 'AccountBasedExpenseLineDetail', CustomExtensions: [],
      AccountBasedExpenseLineDetail: { AccountRef: { value: '1', name: 'Services' }, BillableStatus: 'NotBillable', TaxCodeRef: { value: 'NON' } },
    });
    const credit = await made('vendorcredit', bought('5', 40));
    expect(await read('vendor/5')).toMatchObject({ Balance: 110 });
    const paid = { VendorRef: { value: '5' }, TotalAmt: 110, PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } } };
    const payment = await made('billpayment', { ...paid, Line: [link('Bill', bill.Id, 150), link('VendorCredit', credit.Id, 40)] });
    expect(await read(`bill/${bill.Id}`)).toMatchObject({ Balance: 0, SyncToken: '1', LinkedTxn: [{ TxnId: payment.Id, TxnType: 'BillPaymentCheck' }] });
    expect(await read('vendor/5')).toMatchObject({ Balance: 0 });
    expect([await balance('33'), await balance('35')]).toEqual([0, -10]);
    expect(await refused('bill?operation=delete', { Id: bill.Id, SyncToken: '1' })).toBe('800');
    await made('billpayment?operation=update&include=void', { Id: payment.Id, SyncToken: '0', sparse: true });
    expect(await read(`bill/${bill.Id}`)).toMatchObject({ Balance: 150, LinkedTxn: [] });
    expect(await read('vendor/5')).toMatchObject({ Balance: 110 });
  });

  test.each([
    ['without lines', { VendorRef: { value: '5' } }, '2250'],
    ['without a vendor', { Line: [] }, '2020'],
    ['with a line without an account', { VendorRef: { value: '5' }, Line: [{ Amount: 1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: {} }] }, '6440'],
    ['billable to nobody', { VendorRef: { value: '5' }, Line: [{ Amount: 1, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '1' }, BillableStatus: 'Billable' } }] }, '6310'],
  ])('%s are refused', async (_what, body, code) => {
    expect(await books().refused('bill', body)).toBe(code);
  });
});

describe('other documents', () => {
  test('an estimate posts nothing, and invoicing it closes it', async () => {
    const { made, refused, read, balance } = books();
    const estimate = await made('estimate', invoiceOf('1', [{ amount: 70 }]));
    expect(estimate).toMatchObject({ TxnStatus: 'Pending', DocNumber: '1001', TotalAmt: 70 });
    expect([await balance('84'), (await read('customer/1')).Balance]).toEqual([0, 0]);
    const taken = { ...invoiceOf('1', [{ amount: 70 }]), LinkedTxn: [{ TxnId: estimate.Id, TxnType: 'Estimate' }] };
    const invoice = await made('invoice', taken);
    expect(await read(`estimate/${estimate.Id}`)).toMatchObject({ TxnStatus: 'Closed', SyncToken: '0', LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] });
    expect(await refused('invoice', taken)).toBe('6000');
  });

  test('a refund leaves its bank, a transfer goes from one to another, an expense leaves its account', async () => {
    const { made, balance } = books();
    await made('refundreceipt', { ...invoiceOf('1', [{ amount: 30 }]), DepositToAccountRef: { value: '35' } });
    expect(await balance('35')).toBe(70);
    await made('transfer', { FromAccountRef: { value: '35' }, ToAccountRef: { value: '4' }, Amount: 20 });
    expect([await balance('35'), await balance('4')]).toEqual([50, 20]);
    await made('purchase', { PaymentType: 'Cash', AccountRef: { value: '35' }, EntityRef: { value: '5' }, Line: bought('5', 5).Line });
    expect(await balance('35')).toBe(45);
  });

  test('a journal entry moves a customer, needs one on receivables, and balances', async () => {
    const { made, refused, read } = books();
    const entry = (debit: number, Entity?: object) => ({
      Line: [
        { Amount: debit, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: 'Debit', AccountRef: { value: '84' }, ...(Entity ? { Entity } : {}) } },
        { Amount: 25, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: 'Credit', AccountRef: { value: '1' } } },
      ],
    });
    const customer = { Type: 'Customer', EntityRef: { value: '3' } };
    expect(await refused('journalentry', entry(26, customer))).toBe('2300');
    expect(await refused('journalentry', entry(25))).toBe('6000');
    const made25 = await made('journalentry', entry(25, customer));
    expect(made25).toMatchObject({ Adjustment: false, TotalAmt: 0, Line: [{ Id: '0' }, { Id: '1' }] });
    expect(await read('customer/3')).toMatchObject({ Balance: 25 });
    const payment = await made('payment', pays('3', 25, link('JournalEntry', made25.Id, 25)));
    expect(payment.UnappliedAmt).toBe(0);
    expect(await refused('payment', pays('3', 25, link('JournalEntry', made25.Id, 25)))).toBe('620');
    expect(await refused('journalentry?operation=delete', { Id: made25.Id, SyncToken: '0' })).toBe('800');
  });

  test('nothing is written into closed books', async () => {
    const { refused } = books({ AccountingInfoPrefs: { BookCloseDate: '2026-01-31' } });
    const TxnDate = '2026-01-15';
    expect(await refused('payment', { ...pays('1', 1), TxnDate })).toBe('6200');
    expect(await refused('bill', { ...bought('5', 1), TxnDate })).toBe('6200');
    expect(await refused('deposit', { DepositToAccountRef: { value: '35' }, TxnDate, Line: [{ Amount: 1, DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: { value: '1' } } }] })).toBe('6200');
  });

  test('stock comes with a bill and leaves with a sale at its cost', async () => {
    const { made, read, balance } = books();
    const asset = await made('account', { Name: 'Inventory Asset', AccountType: 'Other Current Asset', AccountSubType: 'Inventory' });
    const cost = await made('account', { Name: 'Cost of sales', AccountType: 'Cost of Goods Sold' });
    const item = await made('item', {
      Name: 'Binder', Type: 'Inventory', TrackQtyOnHand: true, QtyOnHand: 10, InvStartDate: '2026-03-01', PurchaseCost: 2, UnitPrice: 5,
      IncomeAccountRef: { value: '1' }, AssetAccountRef: { value: asset.Id }, ExpenseAccountRef: { value: cost.Id },
    });
    expect([item.QtyOnHand, await balance(asset.Id)]).toEqual([10, 20]);
    await made('bill', { VendorRef: { value: '5' }, Line: [{ Amount: 40, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: { value: item.Id }, Qty: 10, UnitPrice: 4 } }] });
    const sold = await made('invoice', invoiceOf('1', [{ qty: 5, rate: 5, amount: 25, item: item.Id }]));
    expect([(await read(`item/${item.Id}`)).QtyOnHand, await balance(asset.Id)]).toEqual([15, 45]);
    await made('invoice?operation=void', { Id: sold.Id, SyncToken: '0' });
    expect([(await read(`item/${item.Id}`)).QtyOnHand, await balance(asset.Id)]).toEqual([20, 60]);
  });
});

describe('a write that is refused', () => {
  test('leaves nothing: no account made on the way, no id used up, no word to webhooks, nothing in the data folder', async () => {
    const company = smallCompany();
    company.records.Account = company.records.Account!.filter(({ Id }) => Id !== '33');
    const told: string[] = [];
    const deliver = async (request: Request) => (told.push(await request.text()), new Response());
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const { post, emulator } = connected({ companies: [company], dataDir, webhooks: [{ url: 'http://app.test/hook', verifierToken: 'v', deliver }] });
    const before = JSON.stringify(emulator.snapshot().companies);
    const log = readFileSync(join(dataDir, 'changes.jsonl'), 'utf8');
    // The payables account is looked up, and made, before the line's account turns out to be no expense the second time.
    const refused = { ...bought('5', 10), SalesTermRef: { value: '99' }, Line: [...(bought('5', 10) as unknown as { Line: object[] }).Line, { Amount: 1 }] } as unknown as Body;
    expect((await post('bill', refused)).status).toBe(400);
    expect((await post('billpayment', { ...(bought('5', 10) as object), PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } }, TotalAmt: 5, Line: [link('Bill', '1', 5)] } as unknown as Body)).status).toBe(400);
    expect((await post('vendorcredit', { ...(bought('5', -10) as object) } as unknown as Body)).status).toBe(400);
    expect(JSON.stringify(emulator.snapshot().companies)).toBe(before);
    expect(readFileSync(join(dataDir, 'changes.jsonl'), 'utf8')).toBe(log);
    await emulator.webhooksSettled();
    expect(told).toEqual([]);
    expect((await post('bill', bought('5', 10))).body.Bill.APAccountRef).toEqual({ value: '1150040000', name: 'Accounts Payable (A/P)' });
    await emulator.webhooksSettled();
    expect(told).toHaveLength(1);
  });
});

test('a document booked at another rate books what settles it anew', async () => {
  const company = smallCompany({ CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'USD' } } });
  company.records.Vendor!.push({ Id: '8', DisplayName: 'Papeterie', CurrencyRef: { value: 'EUR', name: 'Euro' } });
  company.records.CompanyCurrency = [{ Id: '1', Code: 'EUR', Name: 'Euro' }];
  const { post, get } = connected({ companies: [company] });
  const euro = (ExchangeRate: number) => ({ CurrencyRef: { value: 'EUR' }, ExchangeRate });
  const bill = (await post('bill', { ...bought('8', 100), ...euro(1.1) } as unknown as Body)).body.Bill;
  await post('billpayment', { VendorRef: { value: '8' }, ...euro(1.1), PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } }, TotalAmt: 100, Line: [link('Bill', bill.Id, 100)] } as unknown as Body);
  const difference = async () => {
    const { Rows } = (await get('reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-12-31')).body;
    return Rows.Row.find((row: { group?: string }) => row.group === 'OtherExpenses')?.Summary.ColData[1].value;
  };
  expect(await difference()).toBeUndefined();
  await post('bill', { Id: bill.Id, SyncToken: '1', sparse: true, VendorRef: { value: '8' }, ExchangeRate: 1.2 } as unknown as Body);
  expect(await difference()).toBe('-10.00');
});
