import type { CompanyScenario } from '../kernel/company.js';
import { type CodeFact, type RateFact, blankAbroad } from './abroad.js';
import { played, settles, sold, spent } from './played.js';

const rates: readonly RateFact[] = [
  ['1', 'HST ON', 13],
  ['2', 'HST (ITC) ON', 13],
  ['3', 'GST', 5],
  ['4', 'GST (ITC)', 5],
  ['5', 'PST BC', 7],
  ['6', 'GST/HST zero-rated', 0],
];

const codes: readonly CodeFact[] = [
  ['2', 'Exempt', 'Exempt', [], []],
  ['3', 'Zero-rated', 'Zero-rated', ['6'], ['6']],
  ['4', 'Out of Scope', 'Out of scope', [], []],
  ['5', 'GST', 'GST', ['3'], ['4']],
  ['6', 'HST ON', 'HST Ontario', ['1'], ['2']],
  ['7', 'GST/PST BC', 'GST and PST British Columbia', ['3', '5'], ['4']],
];

/** A Canadian practice: harmonised tax in Ontario, two taxes on one line in British Columbia, a paid bill. */
export const canada = (): CompanyScenario =>
  played(
    blankAbroad({
      name: 'Maple Row Bookkeeping',
      realmId: '9341450000000045',
      region: 'CA',
      currency: 'CAD',
      timeZone: 'America/Toronto',
      agency: 'Canada Revenue Agency',
      taxAccount: 'GST/HST Payable',
      rates,
      codes,
      address: { Line1: '88 Queen Street West', City: 'Toronto', CountrySubDivisionCode: 'ON', PostalCode: 'M5H 2N2' },
      accountNames: { Checking: 'Chequing' },
    }),
    '2026-04-07T10:00:00-04:00',
    (play) => {
      const dental = play('Customer', { DisplayName: 'Birchmount Dental', CompanyName: 'Birchmount Dental' });
      const coast = play('Customer', { DisplayName: 'Pacific Kayaks Inc.', CompanyName: 'Pacific Kayaks Inc.', BillAddr: { Line1: '5 Wharf St', City: 'Victoria', CountrySubDivisionCode: 'BC', PostalCode: 'V8W 1T3' } });
      const landlord = play('Vendor', { DisplayName: 'Queen West Properties' });
      const invoice = play('Invoice', { CustomerRef: { value: dental }, TxnDate: '2026-03-05', GlobalTaxCalculation: 'TaxExcluded', Line: sold(['2', 10, 95, '6']) });
      play('Invoice', { CustomerRef: { value: coast }, TxnDate: '2026-03-12', GlobalTaxCalculation: 'TaxExcluded', Line: sold(['2', 4, 95, '7'], ['1', 1, 40, '5']) });
      const bill = play('Bill', { VendorRef: { value: landlord }, TxnDate: '2026-03-01', GlobalTaxCalculation: 'TaxInclusive', Line: spent('17', 1130, '6') });
      play('Payment', { CustomerRef: { value: dental }, TxnDate: '2026-03-25', TotalAmt: 1073.5, Line: [settles('Invoice', invoice, 1073.5)] });
      play('BillPayment', { VendorRef: { value: landlord }, TxnDate: '2026-03-28', TotalAmt: 1130, PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } }, Line: [settles('Bill', bill, 1130)] });
    },
  );
