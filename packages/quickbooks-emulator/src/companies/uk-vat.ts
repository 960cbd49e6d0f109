import type { CompanyScenario } from '../kernel/company.js';
import { type CodeFact, type RateFact, blankAbroad } from './abroad.js';
import { played, settles, sold, spent } from './played.js';

const rates: readonly RateFact[] = [
  ['1', '20.0% S (Sales)', 20],
  ['2', '20.0% S (Purchases)', 20],
  ['3', '5.0% R (Sales)', 5],
  ['4', '5.0% R (Purchases)', 5],
  ['5', '0.0% Z', 0],
  ['6', '20.0% RC (Input)', 20],
  ['7', '20.0% RC (Output)', -20],
];

/** Names as a UK company has them; ids differ per company, so clients look codes up by name (reference, section 11). */
const codes: readonly CodeFact[] = [
  ['2', 'Exempt', 'Exempt from VAT', [], []],
  ['3', '20.0% S', 'Standard rate', ['1'], ['2']],
  ['4', '5.0% R', 'Reduced rate', ['3'], ['4']],
  ['5', '0.0% Z', 'Zero rate', ['5'], ['5']],
  ['6', 'No VAT', 'Outside VAT', [], []],
  ['7', '20.0% RC', 'Reverse charge', ['5'], ['6', '7']],
];

/** A British practice registered for VAT: three clients, invoices with tax on top and within, a bill, a part payment. */
export const ukVat = (): CompanyScenario =>
  played(
    blankAbroad({
      name: 'Thornbury & Vale Accountants',
      realmId: '9341450000000044',
      region: 'GB',
      currency: 'GBP',
      timeZone: 'Europe/London',
      agency: 'HMRC',
      taxAccount: 'VAT Control',
      rates,
      codes,
      address: { Line1: '14 Mill Lane', City: 'Bristol', PostalCode: 'BS1 4QA' },
      accountNames: { 'Accounts Receivable (A/R)': 'Debtors', 'Accounts Payable (A/P)': 'Creditors', Checking: 'Current account', Savings: 'Deposit account' },
    }),
    '2026-04-07T10:00:00+01:00',
    (play) => {
      const bakery = play('Customer', { DisplayName: 'Ashcombe Bakery Ltd', CompanyName: 'Ashcombe Bakery Ltd', PrimaryEmailAddr: { Address: 'accounts@ashcombe.example' }, BillAddr: { Line1: '3 High Street', City: 'Bath', PostalCode: 'BA1 2QJ' } });
      const charity = play('Customer', { DisplayName: 'Severn Lifeboat Trust', CompanyName: 'Severn Lifeboat Trust' });
      play('Customer', { DisplayName: 'Imogen Hartley', GivenName: 'Imogen', FamilyName: 'Hartley' });
      const printer = play('Vendor', { DisplayName: 'Clifton Print Works' });
      const audit = play('Item', { Name: 'Year-end accounts', Type: 'Service', IncomeAccountRef: { value: '47' }, UnitPrice: 850 });
      const invoice = play('Invoice', { CustomerRef: { value: bakery }, TxnDate: '2026-03-02', GlobalTaxCalculation: 'TaxExcluded', Line: sold([audit, 1, 850, '3'], ['2', 3, 60, '3']) });
      play('Invoice', { CustomerRef: { value: charity }, TxnDate: '2026-03-16', GlobalTaxCalculation: 'TaxInclusive', Line: sold([audit, 1, 600, '3'], ['2', 2, 50, '5']) });
      play('Bill', { VendorRef: { value: printer }, TxnDate: '2026-03-20', GlobalTaxCalculation: 'TaxExcluded', Line: spent('15', 200, '3') });
      play('Payment', { CustomerRef: { value: bakery }, TxnDate: '2026-03-30', TotalAmt: 500, DepositToAccountRef: { value: '35' }, Line: [settles('Invoice', invoice, 500)] });
    },
  );
