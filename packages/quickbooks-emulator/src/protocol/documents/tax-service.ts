import type { WireObject, WireRecord } from '../../kernel/company.js';
import type { CompanyState } from '../../kernel/company-state.js';
import { choice, decimal, id, list, shape, text } from '../../kernel/elements.js';
import { refuseLapsedSubscription } from '../../rules/subscription.js';
import { fault, missing } from '../fault.js';
import { readBody } from '../read-body.js';

type RateDetail = { TaxRateName?: string; TaxRateId?: string; RateValue?: number; TaxAgencyId?: string; TaxApplicableOn?: string };

/** Elements of the SalesTax schema (XSD TaxService). */
export const taxServiceElements = {
  TaxCode: text(100),
  TaxCodeId: id(),
  TaxRateDetails: list(
    shape('TaxRateDetails', {
      TaxRateName: text(100),
      TaxRateId: id(),
      RateValue: decimal({ range: [0, 100] }),
      TaxAgencyId: id(),
      TaxApplicableOn: choice(['Sales', 'Purchase', 'Adjustment', 'Other']),
    }),
  ),
};

/** Makes a tax code with its rates, new or existing ones; the answer has no envelope (Intuit, taxservice page). Names in use are 6240 (recorded, RR:tax_service_error_dup). */
export function createTaxCode(company: CompanyState, body: unknown): WireObject {
  refuseLapsedSubscription(company);
  const sent = readBody({ name: 'TaxService', elements: taxServiceElements }, body) as { TaxCode?: string; TaxRateDetails?: RateDetail[] };
  if (!sent.TaxCode) throw missing('TaxCode');
  if (!sent.TaxRateDetails || sent.TaxRateDetails.length === 0) throw missing('TaxRateDetails');
  requireFree(company, 'TaxCode', sent.TaxCode, 'tax code');
  for (const detail of sent.TaxRateDetails) checkRate(company, detail);
  const rates = sent.TaxRateDetails.map((detail) => ({ detail, rate: rateOf(company, detail) }));
  const refs = (kind: string) => rates.filter(({ detail }) => detail.TaxApplicableOn === kind).map(({ rate }, TaxOrder) => ({ TaxRateRef: { value: rate.Id, name: rate.Name as string }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder }));
  const code = stored(company, 'TaxCode', {
    Name: sent.TaxCode,
    Description: sent.TaxCode,
    Active: true,
    Taxable: true,
    TaxGroup: true,
    SalesTaxRateList: { TaxRateDetail: refs('Sales') },
    PurchaseTaxRateList: { TaxRateDetail: refs('Purchase') },
  });
  return {
    TaxCode: sent.TaxCode,
    TaxCodeId: code.Id,
    TaxRateDetails: rates.map(({ detail, rate }) => ({
      TaxRateName: rate.Name!,
      TaxRateId: rate.Id,
      RateValue: rate.RateValue!,
      TaxAgencyId: (rate.AgencyRef as WireObject).value!,
      TaxApplicableOn: detail.TaxApplicableOn!,
    })),
  };
}

/** Refuses before anything is stored. */
function checkRate(company: CompanyState, { TaxRateId, TaxRateName, RateValue, TaxAgencyId, TaxApplicableOn }: RateDetail): void {
  // Code Intuit's (error codes), sentence assumed.
  if (!TaxApplicableOn) throw fault('2270', 'Missing Tax Applicable On : TaxApplicableOn is required for every rate', 'TaxRateDetails.TaxApplicableOn');
  if (TaxRateId) {
    if (!company.get('TaxRate', TaxRateId)) throw fault('2500', `Invalid Reference Id : TaxRate element id ${TaxRateId} not found`, 'TaxRateDetails.TaxRateId');
    return;
  }
  if (!TaxRateName) throw missing('TaxRateDetails.TaxRateName');
  if (RateValue === undefined) throw missing('TaxRateDetails.RateValue');
  if (!TaxAgencyId) throw missing('TaxRateDetails.TaxAgencyId');
  if (!company.get('TaxAgency', TaxAgencyId)) throw fault('2500', `Invalid Reference Id : TaxAgency element id ${TaxAgencyId} not found`, 'TaxRateDetails.TaxAgencyId');
  requireFree(company, 'TaxRate', TaxRateName, 'tax rate');
}

function rateOf(company: CompanyState, { TaxRateId, TaxRateName, RateValue, TaxAgencyId }: RateDetail): WireRecord {
  if (TaxRateId) return company.get('TaxRate', TaxRateId)!;
  return stored(company, 'TaxRate', { Name: TaxRateName!, Description: TaxRateName!, Active: true, RateValue: RateValue!, AgencyRef: { value: TaxAgencyId! }, SpecialTaxType: 'NONE', DisplayType: 'ReadOnly' });
}

function requireFree(company: CompanyState, entity: 'TaxCode' | 'TaxRate', name: string, noun: string): void {
  const isTaken = [...company.table(entity).rows.values()].some((record) => String(record.Name).toLowerCase() === name.toLowerCase());
  if (isTaken) throw fault('6240', `The name supplied already exists. : Another ${noun} is already using this \nname. Please use a different name.`, '');
}

function stored(company: CompanyState, entity: 'TaxCode' | 'TaxRate', members: WireObject): WireRecord {
  const stamp = company.stamp();
  const record = { domain: 'QBO', sparse: false, Id: company.nextId(company.definition(entity).idSpace), SyncToken: '0', MetaData: { CreateTime: stamp, LastUpdatedTime: stamp }, ...members };
  company.put(entity, record);
  return record;
}
