import type { WireRecord } from '../../kernel/company.js';
import type { BillFact, BillPaymentFact, ExpenseFact } from '../purchases.js';
import { homeCurrency, metaData } from '../wire.js';

/** The fifteen bills of the sample company: paid by check and by card, open, billable to a customer, of items. */
export const sandboxBills: readonly BillFact[] = [
  { id: '1', vendor: '31', date: '2026-04-01', due: '2026-04-01', note: 'Opening Balance', paid: '22', lines: [{ account: '14', amount: 2000 }] },
  { id: '2', vendor: '41', date: '2026-03-02', due: '2026-03-02', note: 'Opening Balance', paid: '79', lines: [{ account: '14', amount: 250 }] },
  { id: '3', vendor: '51', date: '2026-03-24', due: '2026-03-24', note: 'Opening Balance', paid: '82', lines: [{ account: '14', amount: 666 }] },
  { id: '18', vendor: '30', date: '2026-03-25', due: '2026-04-09', term: '2', paid: '37', lines: [{ account: '69', amount: 75 }] },
  { id: '19', vendor: '31', date: '2026-04-01', due: '2026-04-11', term: '5', lines: [{ account: '11', amount: 241.23 }] },
  { id: '21', vendor: '32', date: '2026-03-23', due: '2026-04-22', term: '3', paid: '50', lines: [{ account: '77', amount: 74.36, text: 'Monthly Phone Bill' }] },
  { id: '24', vendor: '40', date: '2026-03-23', due: '2026-04-22', term: '3', paid: '104', lines: [{ account: '17', amount: 900, text: 'Building Lease' }] },
  { id: '25', vendor: '46', date: '2026-04-05', due: '2026-05-05', term: '3', paid: '118', lines: [{ account: '64', amount: 103.55, text: 'Lumber', customer: '26', billed: '26' }] },
  { id: '35', vendor: '48', date: '2026-03-23', due: '2026-04-22', term: '3', paid: '77', lines: [{ account: '76', amount: 114.09 }] },
  { id: '44', vendor: '36', date: '2026-04-06', due: '2026-05-06', term: '3', lines: [{ account: '75', amount: 755, text: 'Repairs on the truck' }] },
  { id: '78', vendor: '48', date: '2026-02-22', due: '2026-03-24', term: '3', lines: [{ account: '76', amount: 86.44 }] },
  { id: '90', vendor: '49', date: '2025-12-05', due: '2026-01-04', term: '3', note: 'Lawyer fees related to Startup', paid: '91', lines: [{ account: '71', amount: 300 }] },
  { id: '105', vendor: '32', date: '2026-02-21', due: '2026-02-21', term: '1', paid: '117', lines: [{ account: '77', amount: 56.5 }] },
  { id: '108', vendor: '49', date: '2026-04-08', due: '2026-04-08', lines: [{ account: '69', amount: 315 }] },
  { id: '126', vendor: '46', date: '2026-04-08', due: '2026-04-08', lines: [{ item: '11', qty: 8, price: 10 }, { item: '5', qty: 1, price: 125 }] },
];

/** Their ten payments: seven checks and three charges to the Mastercard. */
export const sandboxBillPayments: readonly BillPaymentFact[] = [
  { id: '22', vendor: '31', date: '2026-04-05', number: '1', from: ['Check', '35'], bill: '1', amount: 2000 },
  { id: '37', vendor: '30', date: '2026-04-06', number: '3', from: ['Check', '35'], bill: '18', amount: 75 },
  { id: '50', vendor: '32', date: '2026-04-06', number: '1', from: ['CreditCard', '41'], bill: '21', amount: 74.36 },
  { id: '77', vendor: '48', date: '2026-04-07', number: '6', from: ['Check', '35'], bill: '35', amount: 114.09 },
  { id: '79', vendor: '41', date: '2026-03-18', number: '7', from: ['Check', '35'], bill: '2', amount: 250 },
  { id: '82', vendor: '51', date: '2026-04-07', number: '45', from: ['Check', '35'], bill: '3', amount: 666 },
  { id: '91', vendor: '49', date: '2026-01-04', number: '10', from: ['Check', '35'], bill: '90', amount: 300 },
  { id: '104', vendor: '40', date: '2026-04-01', number: '11', from: ['Check', '35'], bill: '24', amount: 900 },
  { id: '117', vendor: '32', date: '2026-04-08', number: '1', from: ['CreditCard', '41'], bill: '105', amount: 56.5 },
  { id: '118', vendor: '46', date: '2026-04-08', number: '1', from: ['CreditCard', '41'], bill: '25', amount: 103.55 },
];

/** Expenses: checks and cash from Checking, card charges, and the payment of the card (139, a credit). */
export const sandboxExpenses: readonly ExpenseFact[] = [
  { id: '36', date: '2026-04-02', kind: 'Check', account: '35', vendor: '43', number: '2', type: '3', lines: [{ account: '15', amount: 18.08, text: 'Office Supplies' }] },
  { id: '51', date: '2026-04-06', kind: 'CreditCard', account: '41', vendor: '38', number: '1', type: '54', lines: [{ account: '29', amount: 112, text: 'Equipment rental for 5 days' }] },
  { id: '55', date: '2026-04-06', kind: 'CreditCard', account: '41', vendor: '42', token: '1', type: '54', lines: [{ account: '7', amount: 74.86 }] },
  { id: '56', date: '2026-04-02', kind: 'CreditCard', account: '41', vendor: '50', number: '50', token: '1', type: '54', lines: [{ account: '66', amount: 82.45 }] },
  { id: '57', date: '2026-02-17', kind: 'Check', account: '35', vendor: '33', number: '4', type: '3', lines: [{ account: '56', amount: 54.55 }] },
  { id: '58', date: '2026-03-04', kind: 'Check', account: '35', vendor: '33', number: '5', type: '3', lines: [{ account: '56', amount: 62.01 }] },
  { id: '59', date: '2026-03-24', kind: 'CreditCard', account: '41', vendor: '33', number: '1', type: '54', lines: [{ account: '56', amount: 65 }] },
  { id: '80', date: '2026-03-21', kind: 'Cash', account: '35', vendor: '41', number: '8', type: '54', lines: [{ account: '49', amount: 24.36 }] },
  { id: '81', date: '2026-03-27', kind: 'CreditCard', account: '41', vendor: '41', number: '1', type: '54', lines: [{ account: '64', amount: 88.09, customer: '20' }] },
  { id: '83', date: '2026-04-02', kind: 'Cash', account: '35', vendor: '41', number: '13', type: '54', lines: [{ account: '67', amount: 215.66 }] },
  { id: '84', date: '2026-03-30', kind: 'Check', account: '35', vendor: '52', type: '3', lines: [{ account: '71', amount: 100, text: 'Consulting' }] },
  { id: '85', date: '2026-02-02', kind: 'CreditCard', account: '41', vendor: '50', number: '3', type: '54', lines: [{ account: '66', amount: 158.08 }] },
  { id: '86', date: '2026-02-26', kind: 'Cash', account: '35', vendor: '50', number: '9', token: '1', type: '54', lines: [{ account: '66', amount: 89.09, text: 'Morning Glories and Sod' }] },
  { id: '87', date: '2026-03-05', kind: 'Cash', account: '35', vendor: '50', number: '15', token: '1', type: '54', lines: [{ account: '58', amount: 108.09 }] },
  { id: '88', date: '2026-03-29', kind: 'CreditCard', account: '41', vendor: '50', number: '22', token: '1', type: '54', lines: [{ account: '49', amount: 54.92 }] },
  { id: '89', date: '2026-04-07', kind: 'Cash', account: '35', vendor: '50', number: '108', token: '1', type: '54', lines: [{ account: '58', amount: 46.98 }] },
  { id: '107', date: '2026-01-26', kind: 'Cash', account: '35', vendor: '49', number: '12', type: '54', lines: [{ account: '69', amount: 250 }] },
  { id: '109', date: '2026-02-26', kind: 'Check', account: '35', vendor: '30', number: '12', type: '3', lines: [{ account: '70', amount: 55 }] },
  { id: '115', date: '2026-04-08', kind: 'Check', account: '35', vendor: '41', number: '75', type: '3', lines: [{ item: '5', qty: 1, price: 125 }, { item: '16', qty: 15, price: 0.75 }, { item: '17', qty: 25, price: 2.5 }, { item: '11', qty: 3, price: 10 }] },
  { id: '122', date: '2026-04-08', kind: 'CreditCard', account: '41', vendor: '33', number: '1', type: '54', lines: [{ account: '56', amount: 52.56 }] },
  { id: '127', date: '2026-04-08', kind: 'Cash', account: '35', vendor: '47', number: '76', type: '54', lines: [{ account: '12', amount: 75, text: 'Counsel' }] },
  { id: '131', date: '2026-04-07', kind: 'Cash', account: '35', vendor: '33', type: '31', lines: [{ account: '56', amount: 63.15 }] },
  { id: '132', date: '2026-03-31', kind: 'Cash', account: '35', vendor: '33', type: '31', lines: [{ account: '56', amount: 52.14 }] },
  { id: '133', date: '2026-03-31', kind: 'Check', account: '35', vendor: '33', number: '70', type: '3', lines: [{ account: '72', amount: 185 }] },
  { id: '134', date: '2026-04-11', kind: 'Cash', account: '35', vendor: '50', type: '31', lines: [{ account: '66', amount: 23.5 }] },
  { id: '135', date: '2026-03-30', kind: 'Cash', account: '35', vendor: '56', token: '1', type: '31', lines: [{ account: '13', amount: 5.66 }] },
  { id: '136', date: '2026-03-30', kind: 'Cash', account: '35', vendor: '57', type: '31', lines: [{ account: '55', amount: 19.99 }] },
  { id: '137', date: '2026-04-04', kind: 'Cash', account: '35', vendor: '56', type: '31', lines: [{ account: '13', amount: 3.86 }] },
  { id: '138', date: '2026-04-06', kind: 'Check', account: '35', vendor: '57', number: 'Debit', type: '3', lines: [{ account: '55', amount: 19.99 }] },
  { id: '139', date: '2026-04-22', kind: 'CreditCard', account: '41', note: 'Monthly Payment', credit: true, type: '11', lines: [{ account: '35', amount: 900 }] },
  { id: '140', date: '2026-04-13', kind: 'CreditCard', account: '41', vendor: '56', note: 'Bought lunch for crew 102', type: '1', lines: [{ account: '13', amount: 18.97 }] },
  { id: '141', date: '2026-04-13', kind: 'CreditCard', account: '41', vendor: '57', type: '1', lines: [{ account: '55', amount: 19.99 }] },
  { id: '142', date: '2026-04-20', kind: 'CreditCard', account: '41', vendor: '57', type: '1', lines: [{ account: '55', amount: 19.99 }] },
  { id: '143', date: '2026-04-14', kind: 'CreditCard', account: '41', vendor: '41', type: '1', lines: [{ account: '64', amount: 42.4 }] },
  { id: '144', date: '2026-05-03', kind: 'CreditCard', account: '41', type: '1', lines: [{ account: '55', amount: 34 }] },
];

/** What bill 25 cost for customer 26, carried to invoice 27. */
export const sandboxCharge: WireRecord = {
  Id: '26',
  MetaData: metaData('2026-04-05T15:37:25-07:00', '2026-04-05T15:38:07-07:00'),
  TxnDate: '2026-04-05',
  CurrencyRef: homeCurrency,
  LinkedTxn: [{ TxnId: '27', TxnType: 'Invoice' }],
  Line: [{ Id: '1', LineNum: 1, Description: 'Lumber', Amount: 103.55, LinkedTxn: [{ TxnId: '27', TxnType: 'Invoice' }], DetailType: 'ReimburseLineDetail', ReimburseLineDetail: { TaxCodeRef: { value: 'NON' } } }],
  CustomerRef: { value: '26', name: 'Travis Waldron' },
  HasBeenInvoiced: true,
  Amount: 103.55,
};
