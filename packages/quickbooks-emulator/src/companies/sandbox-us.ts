import type { CompanyScenario, WireRecord } from '../kernel/company.js';
import { accountRecords } from './accounts.js';
import { type SalesBook, invoiceRecords, openByCustomer } from './invoices.js';
import { itemRecords } from './items.js';
import { customerRecords, vendorRecords } from './names.js';
import { sandboxAccounts } from './sandbox-us/accounts.js';
import { sandboxCustomers } from './sandbox-us/customers.js';
import { sandboxInvoices } from './sandbox-us/invoices.js';
import { sandboxItems } from './sandbox-us/items.js';
import { sandboxEmployees, sandboxTimeActivities } from './sandbox-us/people-and-time.js';
import { sandboxVendors } from './sandbox-us/vendors.js';
import { taxAgencyRecords, taxRateRecords, usTaxCodeRecords, type TaxGroupFact, type TaxRateFact } from './taxes.js';
import { netTen, usPaymentMethods, usTerms } from './terms.js';
import { depositRecords, paymentRecords } from './payments.js';
import { type PurchaseBook, billPaymentRecords, billRecords, expenseRecords } from './purchases.js';
import { salesFormRecords } from './sales-forms.js';
import { sandboxCreditMemos, sandboxDeposits, sandboxEstimates, sandboxPayments, sandboxRefunds, sandboxSalesReceipts } from './sandbox-us/money-in.js';
import { sandboxBillPayments, sandboxBills, sandboxCharge, sandboxExpenses } from './sandbox-us/money-out.js';
import { openingEntries, taxPayments } from './sandbox-us/opening.js';
import { usCompanyInfo, usPreferences } from './us-company.js';
import { metaData } from './wire.js';

const name = "Craig's Design and Landscaping Services";
const memo = 'Thank you for your business and have a great day!';
const begun = '2026-03-31T14:42:05-07:00';

const taxRates: readonly TaxRateFact[] = [
  ['1', 'AZ State tax', 7.1, '1'],
  ['2', 'Tucson City', 2, '1'],
  ['3', 'California', 8, '2'],
];
const taxGroups: readonly TaxGroupFact[] = [
  ['2', 'California', ['3']],
  ['3', 'Tucson', ['1', '2']],
];

const author = '9341450000000099';
const writtenFrom = '2026-04-05T14:40:00-07:00';

const sales: SalesBook = {
  customers: sandboxCustomers,
  items: sandboxItems,
  accounts: sandboxAccounts,
  taxRates,
  taxGroups,
  term: { value: '3', name: 'Net 30' },
  memo,
  author,
  writtenFrom,
};
const invoices = invoiceRecords(sandboxInvoices, sales);
const creditMemos = salesFormRecords(sandboxCreditMemos, sales);

const purchases: PurchaseBook = { vendors: sandboxVendors, customers: sandboxCustomers, items: sandboxItems, accounts: sandboxAccounts, author, writtenFrom };

/**
 * The company every Intuit developer sandbox starts with: same names, ids and figures, every balance the sum of its
 * documents; classes and locations not used. Its rows are dated spring 2026 and were last written then. StatementCharge
 * 29, which QuickBooks keeps to itself, is no record, as in the real one.
 */
export const sandboxUs: CompanyScenario = {
  name,
  realmId: '9341450000000012',
  region: 'US',
  userName: 'Craig Carlson',
  companyInfo: usCompanyInfo({
    name,
    street: '123 Sierra Way',
    city: 'San Pablo',
    state: 'CA',
    postalCode: '87999',
    email: 'office@craigs-sample.example',
    timeZone: 'America/Los_Angeles',
    startDate: '2026-03-31',
    industry: 'Landscaping Services',
  }),
  preferences: usPreferences(name, {
    taxGroupId: '2',
    salesField: 'Crew #',
    purchaseFields: ['Crew #', 'Sales Rep'],
    memo,
  }),
  records: {
    Account: writtenAt(begun, accountRecords(sandboxAccounts)),
    Class: [],
    Term: writtenAt(begun, [...usTerms, netTen]),
    PaymentMethod: writtenAt(begun, [...usPaymentMethods]),
    TaxAgency: writtenAt(begun, taxAgencyRecords([['1', 'Arizona Dept. of Revenue'], ['2', 'Board of Equalization']])),
    TaxRate: writtenAt(begun, taxRateRecords(taxRates)),
    TaxCode: writtenAt(begun, usTaxCodeRecords(taxGroups, taxRates)),
    Item: writtenAt(begun, itemRecords(sandboxItems, sandboxAccounts)),
    Customer: writtenAt(begun, customerRecords(sandboxCustomers, openByCustomer(invoices))),
    Vendor: writtenAt(begun, vendorRecords(sandboxVendors)),
    Employee: writtenAt(begun, sandboxEmployees),
    Estimate: salesFormRecords(sandboxEstimates, sales),
    Invoice: invoices,
    SalesReceipt: salesFormRecords(sandboxSalesReceipts, sales),
    CreditMemo: creditMemos,
    RefundReceipt: salesFormRecords(sandboxRefunds, sales),
    Payment: paymentRecords(sandboxPayments, [...invoices, ...creditMemos], writtenFrom),
    Bill: billRecords(sandboxBills, purchases),
    BillPayment: billPaymentRecords(sandboxBillPayments, purchases),
    Purchase: expenseRecords(sandboxExpenses, purchases),
    ReimburseCharge: [sandboxCharge],
    Deposit: depositRecords(sandboxDeposits, writtenFrom),
    JournalEntry: openingEntries(sandboxAccounts, writtenFrom),
    TimeActivity: writtenAt('2026-04-06T16:00:00-07:00', sandboxTimeActivities),
  },
  hiddenEntries: taxPayments,
};

function writtenAt(moment: string, records: readonly WireRecord[]): WireRecord[] {
  return records.map((record) => ({ ...record, MetaData: metaData(moment) }));
}
