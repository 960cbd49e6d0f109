import type { CompanyScenario, WireRecord } from '../kernel/company.js';
import { accountRecords } from './accounts.js';
import { invoiceRecords, openByCustomer } from './invoices.js';
import { itemRecords } from './items.js';
import { customerRecords, vendorRecords } from './names.js';
import { sandboxAccounts } from './sandbox-us/accounts.js';
import { sandboxCustomers } from './sandbox-us/customers.js';
import { sandboxInvoices } from './sandbox-us/invoices.js';
import { sandboxItems } from './sandbox-us/items.js';
import { sandboxEmployees, sandboxTimeActivities } from './sandbox-us/people-and-time.js';
import { sandboxVendors } from './sandbox-us/vendors.js';
import { taxAgencyRecords, taxRateRecords, usTaxCodeRecords, type TaxGroupFact, type TaxRateFact } from './taxes.js';
import { netTen, usTerms } from './terms.js';
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

const invoices = invoiceRecords(sandboxInvoices, {
  customers: sandboxCustomers,
  items: sandboxItems,
  accounts: sandboxAccounts,
  taxRates,
  taxGroups,
  term: { value: '3', name: 'Net 30' },
  memo,
  author: '9341450000000099',
  writtenFrom: '2026-04-05T14:40:00-07:00',
});

/**
 * The company every Intuit developer sandbox starts with: same names and ids, balances that follow from its invoices,
 * classes not used. Its rows are dated spring 2026 and were last written then. Payments, estimates, bills and deposits
 * are not among its records: invoices name them in LinkedTxn, as a real company names rows a caller never asked for.
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
    TaxAgency: writtenAt(begun, taxAgencyRecords([['1', 'Arizona Dept. of Revenue'], ['2', 'Board of Equalization']])),
    TaxRate: writtenAt(begun, taxRateRecords(taxRates)),
    TaxCode: writtenAt(begun, usTaxCodeRecords(taxGroups, taxRates)),
    Item: writtenAt(begun, itemRecords(sandboxItems, sandboxAccounts)),
    Customer: writtenAt(begun, customerRecords(sandboxCustomers, openByCustomer(invoices))),
    Vendor: writtenAt(begun, vendorRecords(sandboxVendors)),
    Employee: writtenAt(begun, sandboxEmployees),
    Invoice: invoices,
    TimeActivity: writtenAt('2026-04-06T16:00:00-07:00', sandboxTimeActivities),
  },
};

function writtenAt(moment: string, records: readonly WireRecord[]): WireRecord[] {
  return records.map((record) => ({ ...record, MetaData: metaData(moment) }));
}
