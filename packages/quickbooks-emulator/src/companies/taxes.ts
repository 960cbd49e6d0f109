import type { WireRecord } from '../kernel/company.js';

/** Tax agency by id. */
export type TaxAgencyFact = readonly [id: string, name: string];
/** Rate: id, name, percent, agency. */
export type TaxRateFact = readonly [id: string, name: string, percent: number, agencyId: string];
/** Tax group (a code one puts on a whole US document): id, name, its rates. */
export type TaxGroupFact = readonly [id: string, name: string, rateIds: readonly string[]];

export function taxAgencyRecords(facts: readonly TaxAgencyFact[]): WireRecord[] {
  return facts.map(([id, name]) => ({ Id: id, TaxTrackedOnPurchases: false, TaxTrackedOnSales: true, DisplayName: name }));
}

export function taxRateRecords(facts: readonly TaxRateFact[]): WireRecord[] {
  return facts.map(([id, name, percent, agencyId]) => ({
    Id: id,
    Name: name,
    Description: 'Sales Tax',
    Active: true,
    RateValue: percent,
    AgencyRef: { value: agencyId },
    SpecialTaxType: 'NONE',
    DisplayType: 'ReadOnly',
  }));
}

/**
 * Tax codes of a US company: the pseudo codes `TAX`, `NON` and `CustomSalesTax`, which queries list as rows whose Id is
 * their name (Intuit's taxcode page; recorded by quickbooks-ruby), then the groups.
 */
export function usTaxCodeRecords(groups: readonly TaxGroupFact[], rates: readonly TaxRateFact[]): WireRecord[] {
  const pseudo = (name: string, taxable: boolean, group: boolean): WireRecord => ({
    Id: name,
    Name: name,
    Description: name,
    Taxable: taxable,
    TaxGroup: group,
  });
  return [
    pseudo('TAX', true, false),
    pseudo('NON', false, false),
    pseudo('CustomSalesTax', true, true),
    ...groups.map(([id, name, rateIds]) => ({
      Id: id,
      Name: name,
      Description: name,
      Active: true,
      Taxable: true,
      TaxGroup: true,
      SalesTaxRateList: {
        TaxRateDetail: rateIds.map((rateId) => ({
          TaxRateRef: { value: rateId, name: rateName(rates, rateId) },
          TaxTypeApplicable: 'TaxOnAmount',
          TaxOrder: 0,
        })),
      },
      PurchaseTaxRateList: { TaxRateDetail: [] },
    })),
  ];
}

function rateName(rates: readonly TaxRateFact[], id: string): string {
  const rate = rates.find(([rateId]) => rateId === id);
  if (rate === undefined) throw new Error(`No tax rate ${id}.`);
  return rate[1];
}
