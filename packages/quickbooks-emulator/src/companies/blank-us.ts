import type { CompanyScenario } from '../kernel/company.js';
import { accountRecords, type AccountFact } from './accounts.js';
import { itemRecords } from './items.js';
import { taxAgencyRecords, taxRateRecords, usTaxCodeRecords, type TaxGroupFact, type TaxRateFact } from './taxes.js';
import { usPaymentMethods, usTerms } from './terms.js';
import { usCompanyInfo, usPreferences, type UsCompanyFacts, type UsPreferenceChoices } from './us-company.js';

/** What may differ between firms that start with an empty company. */
export type BlankUsChoices = Omit<UsPreferenceChoices, 'taxGroupId'> & {
  /** Set the company up for sales tax: agency, one rate and the group California 8 %; true when absent. */
  salesTax?: boolean;
  company?: Partial<Omit<UsCompanyFacts, 'name'>>;
};

/**
 * Chart of accounts of a firm that sells its time. Ids 1-33 and 84-90 are those QuickBooks gives its own accounts in the
 * sample company; 45-48 are the firm's income accounts.
 */
const accounts: readonly AccountFact[] = [
  ['1', 'Services', 'Income', 'ServiceFeeIncome'],
  ['2', 'Retained Earnings', 'Equity', 'RetainedEarnings'],
  ['3', 'Prepaid Expenses', 'Other Current Asset', 'PrepaidExpenses'],
  ['4', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
  ['5', 'Fees Billed', 'Income', 'ServiceFeeIncome'],
  ['6', 'Refunds-Allowances', 'Income', 'DiscountsRefundsGiven'],
  ['7', 'Advertising', 'Expense', 'AdvertisingPromotional'],
  ['8', 'Bank Charges', 'Expense', 'BankCharges'],
  ['11', 'Insurance', 'Expense', 'Insurance'],
  ['12', 'Legal & Professional Fees', 'Expense', 'LegalProfessionalFees'],
  ['13', 'Meals and Entertainment', 'Expense', 'EntertainmentMeals'],
  ['15', 'Office Expenses', 'Expense', 'OfficeGeneralAdministrativeExpenses'],
  ['17', 'Rent or Lease', 'Expense', 'RentOrLeaseOfBuildings'],
  ['22', 'Travel', 'Expense', 'Travel'],
  ['24', 'Utilities', 'Expense', 'Utilities'],
  ['25', 'Interest Earned', 'Other Income', 'InterestEarned'],
  ['30', 'Uncategorized Income', 'Income', 'ServiceFeeIncome'],
  ['31', 'Uncategorized Expense', 'Expense', 'OtherMiscellaneousServiceCost'],
  ['32', 'Uncategorized Asset', 'Other Current Asset', 'OtherCurrentAssets'],
  ['33', 'Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable'],
  ['34', 'Opening Balance Equity', 'Equity', 'OpeningBalanceEquity'],
  ['35', 'Checking', 'Bank', 'Checking'],
  ['36', 'Savings', 'Bank', 'Savings'],
  ['41', 'Credit Card', 'Credit Card', 'CreditCard'],
  ['45', 'Professional Fees', 'Income', 'ServiceFeeIncome'],
  ['46', 'Advisory', 'Income', 'ServiceFeeIncome', '45'],
  ['47', 'Compliance', 'Income', 'ServiceFeeIncome', '45'],
  ['48', 'Reimbursed Costs', 'Income', 'OtherPrimaryIncome'],
  ['58', 'Subcontractors', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'],
  ['84', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable'],
  ['85', 'Billable Expense Income', 'Income', 'ServiceFeeIncome'],
  ['86', 'Discounts given', 'Income', 'DiscountsRefundsGiven'],
  ['87', 'Unapplied Cash Payment Income', 'Income', 'UnappliedCashPaymentIncome'],
  ['90', 'Board of Equalization Payable', 'Other Current Liability', 'GlobalTaxPayable'],
];

const taxRates: readonly TaxRateFact[] = [['3', 'California', 8, '2']];
const taxGroups: readonly TaxGroupFact[] = [['2', 'California', ['3']]];

/**
 * A US company just set up: chart of accounts, built-in items "Services" (1) and "Hours" (2), terms, tax codes, an
 * agency; no customers, vendors, employees or documents. Add records to `records` before handing it to an emulator.
 * @param name company name, as the picker and CompanyInfo show it
 * @param realmId digits; drawn from the emulator's seed when absent
 */
export function blankUs(name: string, realmId?: string, choices: BlankUsChoices = {}): CompanyScenario {
  const { salesTax = true, company, ...preferences } = choices;
  return {
    name,
    ...(realmId === undefined ? {} : { realmId }),
    region: 'US',
    companyInfo: usCompanyInfo({
      name,
      street: '1 Market St.',
      city: 'Oakland',
      state: 'CA',
      postalCode: '94607',
      email: 'books@firm.example',
      timeZone: 'America/Los_Angeles',
      startDate: '2026-01-01',
      industry: 'Professional, Scientific, and Technical Services',
      ...company,
    }),
    preferences: usPreferences(name, { ...preferences, taxGroupId: salesTax ? '2' : undefined }),
    records: {
      Account: accountRecords(accounts),
      Class: [],
      Term: [...usTerms],
      PaymentMethod: [...usPaymentMethods],
      TaxAgency: salesTax ? taxAgencyRecords([['2', 'Board of Equalization']]) : [],
      TaxRate: salesTax ? taxRateRecords(taxRates) : [],
      TaxCode: usTaxCodeRecords(salesTax ? taxGroups : [], salesTax ? taxRates : []),
      Item: itemRecords([{ id: '1', name: 'Services', income: '1' }, { id: '2', name: 'Hours', income: '1' }], accounts),
      Customer: [],
      Vendor: [],
      Employee: [],
      Invoice: [],
      TimeActivity: [],
    },
  };
}
