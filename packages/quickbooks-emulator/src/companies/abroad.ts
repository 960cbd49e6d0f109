import type { CompanyScenario, Region, WireObject, WireRecord } from '../kernel/company.js';
import { currencyName } from '../rules/preferences.js';
import { blankUs } from './blank-us.js';
import { metaData } from './wire.js';

/** A tax rate: id, name, percent, and whether it is for sales or purchases. */
export type RateFact = readonly [id: string, name: string, percent: number];

/** A tax code: id, name, description, rates on sales, rates on purchases. */
export type CodeFact = readonly [id: string, name: string, description: string, sales: readonly string[], purchases: readonly string[]];

export type AbroadFacts = {
  name: string;
  realmId: string;
  region: Exclude<Region, 'US'>;
  currency: string;
  timeZone: string;
  agency: string;
  /** Account the tax is owed on. */
  taxAccount: string;
  rates: readonly RateFact[];
  codes: readonly CodeFact[];
  address: { Line1: string; City: string; CountrySubDivisionCode?: string; PostalCode: string };
  /** Names instead of American ones in the chart of accounts. */
  accountNames?: Readonly<Record<string, string>>;
};

const begun = '2026-01-02T09:00:00+00:00';

/** A company outside the US just set up: its currency, its tax codes for sales and purchases, no documents. */
export function blankAbroad(facts: AbroadFacts): CompanyScenario {
  const { name, realmId, region, currency } = facts;
  const base = blankUs(name, realmId, { salesTax: false, company: { timeZone: facts.timeZone, email: `books@${region.toLowerCase()}-firm.example` } });
  const home = { value: currency, name: currencyName(currency) };
  const accounts = base.records.Account!.map((account): WireRecord => {
    const isTax = account['AccountSubType'] === 'GlobalTaxPayable';
    const local = isTax ? facts.taxAccount : facts.accountNames?.[account['Name'] as string];
    return { ...account, CurrencyRef: home, ...(local === undefined ? {} : { Name: local, FullyQualifiedName: local }) };
  });
  const preferences = base.preferences as Record<string, WireObject>;
  return {
    ...base,
    region,
    companyInfo: { ...base.companyInfo, Country: region, CompanyAddr: { Id: '1', ...facts.address, Country: region }, LegalAddr: { Id: '1', ...facts.address, Country: region } },
    preferences: { ...preferences, TaxPrefs: { UsingSalesTax: true }, CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: currency } } },
    records: {
      ...base.records,
      Account: accounts,
      TaxAgency: [{ Id: '1', TaxTrackedOnPurchases: true, TaxTrackedOnSales: true, DisplayName: facts.agency }],
      TaxRate: facts.rates.map(taxRate),
      TaxCode: facts.codes.map((code) => taxCode(code, facts.rates)),
    },
  };
}

function taxRate([id, name, percent]: RateFact): WireRecord {
  return {
    Id: id,
    Name: name,
    Description: name,
    Active: true,
    RateValue: percent,
    AgencyRef: { value: '1' },
    SpecialTaxType: percent < 0 ? 'REVERSE_CHARGE' : percent === 0 ? 'ZERO_RATE' : 'NONE',
    DisplayType: 'ReadOnly',
    MetaData: metaData(begun),
  };
}

/** Outside the US a code lists its rates for sales and for purchases (reference, section 11). */
function taxCode([id, name, description, sales, purchases]: CodeFact, rates: readonly RateFact[]): WireRecord {
  const details = (ids: readonly string[]): WireObject => ({
    TaxRateDetail: ids.map((rateId, order) => ({ TaxRateRef: { value: rateId, name: rates.find(([known]) => known === rateId)![1] }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: order })),
  });
  return {
    Id: id,
    Name: name,
    Description: description,
    Active: true,
    Taxable: sales.length + purchases.length > 0,
    TaxGroup: true,
    SalesTaxRateList: details(sales),
    PurchaseTaxRateList: details(purchases),
    MetaData: metaData(begun),
  };
}
