import type { CompanyScenario } from '../kernel/company.js';

/** A small US company for tests: manual sales tax, Net 30, three items, two customers with a job, two workers. */
export function smallCompany(preferences: Record<string, unknown> = {}): CompanyScenario {
  return {
    name: 'Quay Street Partners',
    realmId: '9130350000000017',
    region: 'US',
    companyInfo: { CompanyAddr: { Id: '1', Line1: '1 Quay Street', City: 'Oakland', CountrySubDivisionCode: 'CA', PostalCode: '94607' }, Country: 'US' },
    preferences: {
      AccountingInfoPrefs: { ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: true },
      SalesFormsPrefs: { CustomTxnNumbers: false, DefaultTerms: { value: '3' }, DefaultDiscountAccount: '86' },
      TaxPrefs: { UsingSalesTax: true, TaxGroupCodeRef: { value: '2' } },
      CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
      ...preferences,
    },
    records: {
      Account: [
        { Id: '1', Name: 'Services', FullyQualifiedName: 'Services', AccountType: 'Income', Classification: 'Revenue', CurrentBalance: 0 },
        { Id: '4', Name: 'Undeposited Funds', FullyQualifiedName: 'Undeposited Funds', AccountType: 'Other Current Asset', AccountSubType: 'UndepositedFunds', Classification: 'Asset', CurrentBalance: 0 },
        { Id: '33', Name: 'Accounts Payable (A/P)', FullyQualifiedName: 'Accounts Payable (A/P)', AccountType: 'Accounts Payable', Classification: 'Liability', CurrentBalance: 0 },
        { Id: '34', Name: 'Opening Balance Equity', FullyQualifiedName: 'Opening Balance Equity', AccountType: 'Equity', AccountSubType: 'OpeningBalanceEquity', Classification: 'Equity' },
        { Id: '35', Name: 'Checking', FullyQualifiedName: 'Checking', AccountType: 'Bank', Classification: 'Asset', CurrentBalance: 100 },
        { Id: '84', Name: 'Accounts Receivable (A/R)', FullyQualifiedName: 'Accounts Receivable (A/R)', AccountType: 'Accounts Receivable', Classification: 'Asset', CurrentBalance: 0 },
        { Id: '86', Name: 'Discounts given', FullyQualifiedName: 'Discounts given', AccountType: 'Income', Classification: 'Revenue', CurrentBalance: 0 },
      ],
      Term: [
        { Id: '1', Name: 'Due on receipt', Type: 'STANDARD', DueDays: 0 },
        { Id: '3', Name: 'Net 30', Type: 'STANDARD', DueDays: 30 },
      ],
      TaxAgency: [{ Id: '1', DisplayName: 'Board of Equalization' }],
      TaxRate: [
        { Id: '3', Name: 'California', RateValue: 8, AgencyRef: { value: '1' } },
        { Id: '4', Name: 'District', RateValue: 1.25, AgencyRef: { value: '1' } },
      ],
      TaxCode: [
        { Id: 'TAX', Name: 'TAX', Taxable: true, TaxGroup: false },
        { Id: 'NON', Name: 'NON', Taxable: false, TaxGroup: false },
        { Id: '2', Name: 'California', Taxable: true, TaxGroup: true, SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: '3' }, TaxOrder: 0 }] } },
        {
          Id: '5',
          Name: 'City',
          Taxable: true,
          TaxGroup: true,
          SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: '3' }, TaxOrder: 0 }, { TaxRateRef: { value: '4' }, TaxOrder: 1 }] },
        },
      ],
      Item: [
        { Id: '1', Name: 'Advisory', FullyQualifiedName: 'Advisory', Type: 'Service', UnitPrice: 150, Taxable: false, IncomeAccountRef: { value: '1', name: 'Services' } },
        { Id: '2', Name: 'Hours', FullyQualifiedName: 'Hours', Type: 'Service', UnitPrice: 0, Taxable: false, IncomeAccountRef: { value: '1', name: 'Services' } },
        { Id: '9', Name: 'Old work', FullyQualifiedName: 'Old work (deleted)', Type: 'Service', Active: false, IncomeAccountRef: { value: '1', name: 'Services' } },
      ],
      Customer: [
        { Id: '1', DisplayName: 'Harbor Legal LLP', FullyQualifiedName: 'Harbor Legal LLP', Balance: 0, BalanceWithJobs: 0, BillAddr: { Id: '2', Line1: '9 Pier' } },
        { Id: '2', DisplayName: '12 Quay St', FullyQualifiedName: 'Harbor Legal LLP:12 Quay St', Job: true, ParentRef: { value: '1' }, Level: 1, Balance: 0, BalanceWithJobs: 0 },
        { Id: '3', DisplayName: 'Okafor, Ada', FullyQualifiedName: 'Okafor, Ada', Balance: 0, BalanceWithJobs: 0 },
        { Id: '4', DisplayName: 'Gone Ltd (deleted)', FullyQualifiedName: 'Gone Ltd (deleted)', Active: false, Balance: 0, BalanceWithJobs: 0 },
      ],
      Vendor: [{ Id: '5', DisplayName: 'Bright Paper', Balance: 0, BillRate: 0, CostRate: 0 }],
      Employee: [{ Id: '6', GivenName: 'Ana', FamilyName: 'Petrov', DisplayName: 'Ana Petrov' }],
    },
  };
}
