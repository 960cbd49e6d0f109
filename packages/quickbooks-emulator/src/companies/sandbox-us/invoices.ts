import type { InvoiceFact } from '../invoices.js';

const payment = (id: string) => ({ TxnId: id, TxnType: 'Payment' });
const estimate = (id: string) => ({ TxnId: id, TxnType: 'Estimate' });
const sent = { print: 'NotSet', email: 'NeedToSend' } as const;

/**
 * The 31 invoices of the sample company, 5281.52 open in all, with numbers, dates, lines and links as recorded in 2026.
 * Kept on purpose, because a client has to live with them: 42 hides its statement-charge line, 103 taxes a line marked
 * NON, 65 and 129 carry taxed lines and no tax, links name payments and estimates of the original company.
 */
export const sandboxInvoices: readonly InvoiceFact[] = [
  { id: '9', doc: '1001', customer: '1', date: '2026-04-05', due: '2026-05-05', open: 0, tax: ['2'], links: [payment('31')], addressId: '47', token: '3', print: 'NotSet', note: 'Front yard, hedges, and sidewalks', lines: [{ item: '6', qty: 4, price: 25, taxed: true }] },
  { id: '10', doc: '1002', customer: '2', date: '2025-12-22', due: '2026-01-21', open: 0, links: [payment('76')], addressId: '48', token: '2', print: 'NotSet', lines: [{ item: '6', qty: 4, price: 35 }, { item: '10', qty: 1, price: 35 }] },
  { id: '12', doc: '1004', customer: '3', date: '2026-03-27', due: '2026-04-26', open: 0, tax: ['2'], links: [payment('120'), payment('61')], addressId: '50', token: '3', print: 'NotSet', lines: [{ item: '16', qty: 10, price: 2, taxed: true }, { item: '17', qty: 6, price: 4, taxed: true }, { item: '14', qty: 50, price: 35, taxed: true }, { item: '1', qty: 8, price: 50, taxed: true, text: 'Installation Hours' }] },
  { id: '13', doc: '1005', customer: '9', date: '2026-03-30', due: '2026-04-29', open: 4, tax: ['2'], links: [payment('33')], addressId: '51', token: '2', lines: [{ item: '6', qty: 2, price: 25, taxed: true }] },
  { id: '14', doc: '1006', customer: '9', date: '2026-02-28', due: '2026-03-30', open: 0, tax: ['2'], links: [payment('15')], addressId: '52', token: '3', lines: [{ item: '6', qty: 4, price: 20, taxed: true }] },
  { id: '16', doc: '1007', customer: '13', date: '2026-03-14', due: '2026-04-13', open: 450, links: [payment('32')], addressId: '53', token: '1', lines: [{ item: '4', qty: 10, price: 75 }] },
  { id: '27', doc: '1009', customer: '26', date: '2026-04-05', due: '2026-05-05', open: 0, links: [{ TxnId: '26', TxnType: 'ReimburseCharge' }, payment('40')], addressId: '55', token: '1', lines: [{ item: '1', amount: 103.55, text: 'Lumber', served: '2026-04-05', reimbursed: true }] },
  { id: '34', doc: '1010', customer: '29', date: '2026-04-06', due: '2026-05-06', addressId: '56', ...sent, lines: [{ item: '4', qty: 5, price: 75 }] },
  { id: '39', doc: '1012', customer: '23', date: '2026-03-25', due: '2026-04-24', discount: 10, addressId: '58', email: 'NeedToSend', lines: [{ item: '16', qty: 15, price: 2 }, { item: '5', qty: 1, price: 275 }] },
  { id: '42', doc: '1013', customer: '26', date: '2026-03-27', due: '2026-04-26', open: 0, hiddenLines: 75, tax: ['2', 75], links: [{ TxnId: '29', TxnType: 'StatementCharge' }, payment('98')], addressId: '60', token: '2', lines: [] },
  { id: '49', doc: '1015', customer: '18', date: '2026-04-06', due: '2026-05-06', discount: 5, links: [estimate('48')], addressId: '68', print: 'NotSet', lines: [{ item: '4', qty: 4, price: 75 }, { item: '7', qty: 5, price: 50 }, { item: '5', qty: 1, price: 275 }, { item: '13', qty: 8, price: 22.5 }] },
  { id: '60', doc: '1016', customer: '16', date: '2026-02-18', due: '2026-03-20', addressId: '69', ...sent, lines: [{ item: '6', qty: 3, price: 25 }] },
  { id: '63', doc: '1017', customer: '25', date: '2026-03-23', due: '2026-04-22', open: 0, links: [payment('116')], addressId: '70', token: '1', lines: [{ item: '6', qty: 4, price: 20 }] },
  { id: '64', doc: '1018', customer: '25', date: '2026-03-30', due: '2026-04-29', addressId: '71', lines: [{ item: '6', qty: 4, price: 20 }] },
  { id: '65', doc: '1019', customer: '25', date: '2026-04-06', due: '2026-05-06', addressId: '72', token: '1', lines: [{ item: '6', qty: 4, price: 20, taxed: true }] },
  { id: '67', doc: '1021', customer: '1', date: '2026-03-17', due: '2026-04-16', open: 239, tax: ['2'], links: [payment('101')], addressId: '74', token: '2', print: 'NotSet', lines: [{ item: '15', qty: 15, price: 10, taxed: true }, { item: '5', qty: 1, price: 275, taxed: true }] },
  { id: '68', doc: '1022', customer: '12', date: '2026-03-17', due: '2026-04-16', tax: ['2'], addressId: '75', token: '1', lines: [{ item: '6', qty: 3, price: 25, taxed: true }] },
  { id: '69', doc: '1023', customer: '20', date: '2026-04-06', due: '2026-05-06', links: [estimate('46')], addressId: '76', lines: [{ item: '10', qty: 2, price: 35 }] },
  { id: '70', doc: '1024', customer: '20', date: '2026-01-29', due: '2026-02-28', addressId: '77', ...sent, lines: [{ item: '17', qty: 12, price: 4 }, { item: '17', qty: 15, price: 4 }, { item: '13', qty: 4, price: 12 }] },
  { id: '71', doc: '1025', customer: '1', date: '2026-02-19', due: '2026-03-21', open: 0, links: [payment('74'), payment('72')], addressId: '78', token: '2', lines: [{ item: '6', qty: 4, price: 30 }, { item: '10', qty: 1, price: 35 }, { item: '9', qty: 1, price: 50 }] },
  { id: '75', doc: '1027', customer: '2', date: '2026-02-19', due: '2026-03-21', addressId: '80', lines: [{ item: '6', qty: 2, price: 25 }, { item: '10', qty: 1, price: 35 }] },
  { id: '92', doc: '1028', customer: '9', date: '2026-02-19', due: '2026-03-21', tax: ['2'], addressId: '81', token: '1', lines: [{ item: '6', qty: 3, price: 25, taxed: true }] },
  { id: '93', doc: '1029', customer: '5', date: '2026-02-19', due: '2026-03-21', open: 0, tax: ['3'], links: [payment('94')], addressId: '82', token: '1', lines: [{ item: '3', qty: 5, price: 15, taxed: true }, { item: '13', qty: 6, price: 12, taxed: true }, { item: '5', qty: 1, price: 275, taxed: true }] },
  { id: '95', doc: '1030', customer: '8', date: '2025-12-22', due: '2026-01-21', open: 0, tax: ['2'], links: [payment('97')], addressId: '83', token: '1', lines: [{ item: '6', qty: 2, price: 25 }, { item: '10', qty: 1, price: 35 }, { item: '14', qty: 15, price: 8.75, taxed: true }] },
  { id: '96', doc: '1031', customer: '8', date: '2026-01-22', due: '2026-02-21', open: 0, tax: ['2'], links: [payment('128')], addressId: '84', token: '1', lines: [{ item: '6', qty: 3, price: 30 }, { item: '5', qty: 1, price: 275, taxed: true }] },
  { id: '99', doc: '1032', customer: '26', date: '2026-04-05', due: '2026-05-05', tax: ['2'], addressId: '85', lines: [{ item: '14', qty: 20, price: 15, taxed: true }, { item: '13', qty: 7, price: 12, taxed: true }] },
  { id: '103', doc: '1033', customer: '10', date: '2026-04-07', due: '2026-05-07', tax: ['2', 582.5], links: [estimate('41')], addressId: '87', token: '1', lines: [{ item: '5', qty: 1, price: 275, taxed: true }, { item: '4', qty: 3.5, price: 75 }, { item: '11', qty: 2, price: 22.5, taxed: true }] },
  { id: '106', doc: '1034', customer: '21', date: '2026-04-07', due: '2026-05-07', tax: ['2'], links: [{ TxnId: '4', TxnType: 'TimeActivity' }, { TxnId: '5', TxnType: 'TimeActivity' }], addressId: '88', lines: [{ item: '18', qty: 2, price: 15, served: '2026-04-06', time: '4' }, { item: '8', qty: 3, price: 15, taxed: true, served: '2026-04-06', time: '5' }] },
  { id: '119', doc: '1035', customer: '17', date: '2026-04-08', due: '2026-05-08', tax: ['2'], addressId: '91', lines: [{ item: '5', qty: 1, price: 275, taxed: true }, { item: '17', qty: 4, price: 4, taxed: true }] },
  { id: '129', doc: '1036', customer: '8', date: '2026-04-08', due: '2026-05-08', addressId: '94', lines: [{ item: '14', qty: 5, price: 10, taxed: true }, { item: '15', qty: 5, price: 10, taxed: true }, { item: '6', qty: 3.5, price: 25 }, { item: '5', qty: 1, price: 275, taxed: true }, { item: '11', qty: 1, price: 15, taxed: true }] },
  { id: '130', doc: '1037', customer: '24', date: '2026-04-08', due: '2026-05-08', tax: ['2'], links: [estimate('100')], addressId: '95', lines: [{ item: '5', qty: 1, price: 275, taxed: true }, { item: '11', qty: 1, price: 12.75, taxed: true }, { item: '3', qty: 5, price: 9.5, taxed: true }] },
];
