import type { DepositFact, PaymentFact } from '../payments.js';
import type { SalesFormFact } from '../sales-forms.js';

const amy = ['1', "Amy's Bird Sanctuary"] as const;
const twinLane = ['9', '55 Twin Lane'] as const;
const travis = ['26', 'Travis Waldron'] as const;
const coolCars = ['3', 'Cool Cars'] as const;
const oceanView = ['8', '0969 Ocean View Road'] as const;
const checking = ['35', 'Checking'] as const;
const closedBy = (id: string) => ({ links: [{ TxnId: id, TxnType: 'Invoice' }], more: { TxnStatus: 'Closed' } });

/** The four estimates of the sample company: all numbered 1001, all invoiced (recorded, NG:estimates). */
export const sandboxEstimates: readonly SalesFormFact[] = [
  { id: '41', doc: '1001', customer: '10', date: '2026-03-27', addressId: '59', ...closedBy('103'), lines: [{ item: '5', qty: 1, price: 275 }, { item: '4', qty: 3.5, price: 75 }, { item: '11', qty: 2, price: 22.5 }] },
  { id: '46', doc: '1001', customer: '20', date: '2026-04-04', addressId: '65', ...closedBy('69'), lines: [{ item: '10', qty: 2, price: 35 }] },
  { id: '48', doc: '1001', customer: '18', date: '2026-04-04', addressId: '67', email: 'NeedToSend', ...closedBy('49'), lines: [{ item: '4', qty: 4, price: 75 }, { item: '7', qty: 5, price: 50 }, { item: '5', qty: 1, price: 275 }, { item: '13', qty: 8, price: 22.5 }] },
  { id: '100', doc: '1001', customer: '24', date: '2026-04-05', addressId: '86', tax: ['2'], ...closedBy('130'), lines: [{ item: '5', qty: 1, price: 275, taxed: true }, { item: '11', qty: 1, price: 12.75, taxed: true }, { item: '3', qty: 5, price: 9.5, taxed: true }] },
];

/** Credit memo 1026, applied by payment 74. */
export const sandboxCreditMemos: readonly SalesFormFact[] = [
  { id: '73', doc: '1026', customer: '1', date: '2026-03-22', addressId: '79', more: { RemainingCredit: 0, Balance: 0 }, lines: [{ item: '10', amount: 100, text: 'Pest Control Services' }] },
];

const receipt = (account: readonly [string, string], deposit?: string) => ({
  more: { Balance: 0, DepositToAccountRef: { value: account[0], name: account[1] }, ...(deposit === undefined ? {} : { LinkedTxn: [{ TxnId: deposit, TxnType: 'Deposit' }] }) },
});
const undeposited = ['4', 'Undeposited Funds'] as const;

/** Sales receipts 1003, 1008, 1011 and 1014: totals as the sample company's bank and deposits show them, lines assumed. */
export const sandboxSalesReceipts: readonly SalesFormFact[] = [
  { id: '11', doc: '1003', customer: '6', date: '2026-04-05', addressId: '49', ...receipt(checking), lines: [{ item: '4', qty: 4.5, price: 75 }] },
  { id: '17', doc: '1008', customer: '14', date: '2026-03-29', addressId: '54', ...receipt(checking), lines: [{ item: '4', qty: 3, price: 75 }] },
  { id: '38', doc: '1011', customer: '15', date: '2026-04-06', addressId: '57', ...receipt(undeposited, '62'), lines: [{ item: '10', qty: 2.25, price: 35 }] },
  { id: '47', doc: '1014', customer: '4', date: '2026-04-06', addressId: '66', ...receipt(undeposited, '62'), lines: [{ item: '6', qty: 4, price: 35 }] },
];

/** Refund receipt 1020; its line is assumed. */
export const sandboxRefunds: readonly SalesFormFact[] = [
  { id: '66', doc: '1020', customer: '15', date: '2026-04-06', addressId: '73', ...receipt(checking), lines: [{ item: '12', qty: 1, price: 87.5 }] },
];

/** The sixteen payments of the sample company (recorded, NG:payments): full, in parts, by credit memo, deposited and waiting. */
export const sandboxPayments: readonly PaymentFact[] = [
  { id: '15', customer: twinLane, date: '2026-03-14', total: 86.4, to: '35', method: '2', reference: '5664', token: '1', applied: [['Invoice', '14', 86.4]] },
  { id: '31', customer: amy, date: '2026-04-06', total: 108, to: '4', method: '2', reference: '6552', token: '1', deposit: '102', applied: [['Invoice', '9', 108]] },
  { id: '32', customer: ['13', 'John Melton'], date: '2026-04-06', total: 300, to: '4', method: '2', reference: '5421', deposit: '102', applied: [['Invoice', '16', 300]] },
  { id: '33', customer: twinLane, date: '2026-04-06', total: 50, to: '35', method: '2', token: '1', applied: [['Invoice', '13', 50]] },
  { id: '40', customer: travis, date: '2026-04-06', total: 103.55, to: '35', method: '2', reference: '2064', applied: [['Invoice', '27', 103.55]] },
  { id: '61', customer: coolCars, date: '2026-04-01', total: 694, to: '35', method: '2', reference: '1886', applied: [['Invoice', '12', 694]] },
  { id: '72', customer: amy, date: '2026-03-16', total: 105, to: '35', method: '2', note: 'Amy claims the pest control did not occur', applied: [['Invoice', '71', 105]] },
  { id: '74', customer: amy, date: '2026-03-22', total: 0, token: '1', note: 'Created by QB Online to link credits to charges.', applied: [['Invoice', '71', 100], ['CreditMemo', '73', 100]] },
  { id: '76', customer: ['2', "Bill's Windsurf Shop"], date: '2026-01-12', total: 175, to: '35', method: '2', reference: '1053', applied: [['Invoice', '10', 175]] },
  { id: '94', customer: ['5', 'Dukes Basketball Camp'], date: '2026-03-12', total: 460.4, to: '4', deposit: '121', applied: [['Invoice', '93', 460.4]] },
  { id: '97', customer: oceanView, date: '2026-01-12', total: 226.75, to: '4', deposit: '121', applied: [['Invoice', '95', 226.75]] },
  { id: '98', customer: travis, date: '2026-04-07', total: 81, to: '4', deposit: '121', applied: [['Invoice', '42', 81]] },
  { id: '101', customer: amy, date: '2026-04-07', total: 220, to: '4', method: '2', deposit: '121', applied: [['Invoice', '67', 220]] },
  { id: '116', customer: ['25', 'Sushi by Katsuyuki'], date: '2026-04-04', total: 80, to: '4', deposit: '121', applied: [['Invoice', '63', 80]] },
  { id: '120', customer: coolCars, date: '2026-04-08', total: 1675.52, to: '4', applied: [['Invoice', '12', 1675.52]] },
  { id: '128', customer: oceanView, date: '2026-04-08', total: 387, to: '4', applied: [['Invoice', '96', 387]] },
];

const equity = ['34', 'Opening Balance Equity'] as const;

/** Deposits: two opening balances, receipts, payments, and one with cash back to Savings (recorded, NG:deposits). */
export const sandboxDeposits: readonly DepositFact[] = [
  { id: '4', date: '2025-11-23', to: checking, note: 'Opening Balance', token: '1', lines: [{ account: equity, amount: 5000 }] },
  { id: '5', date: '2026-04-04', to: ['36', 'Savings'], note: 'Opening Balance', lines: [{ account: equity, amount: 600 }] },
  { id: '62', date: '2026-04-06', to: checking, lines: [{ type: 'SalesReceipt', id: '47', amount: 140 }, { type: 'SalesReceipt', id: '38', amount: 78.75, method: '1' }] },
  { id: '102', date: '2026-04-07', to: checking, lines: [{ type: 'Payment', id: '31', amount: 108, method: '2', check: '6552' }, { type: 'Payment', id: '32', amount: 300, method: '2', check: '5421' }] },
  {
    id: '121',
    date: '2026-04-08',
    to: checking,
    cashBack: ['36', 'Savings', 200, 'Money to savings'],
    lines: [
      { type: 'Payment', id: '97', amount: 226.75 },
      { type: 'Payment', id: '94', amount: 460.4 },
      { type: 'Payment', id: '116', amount: 80 },
      { type: 'Payment', id: '98', amount: 81 },
      { type: 'Payment', id: '101', amount: 220, method: '2' },
    ],
  },
];
