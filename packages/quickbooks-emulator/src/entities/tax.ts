import type { WireRecord, WireRef } from '../kernel/company.js';
import { any, date, dateTime, decimal, flag, int, list, ref, shape, text } from '../kernel/elements.js';
import { missing } from '../protocol/fault.js';
import { type Change, type EntityDefinition, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity } from './shapes.js';
import { vendorElements } from './vendor.js';

type StoredAgency = { Id?: string; DisplayName?: string; TaxTrackedOnPurchases?: boolean; TaxTrackedOnSales?: boolean };

/** One rate of an agency, in percent. */
export type StoredTaxRate = WireRecord & { Name: string; RateValue: number; AgencyRef?: WireRef };

type StoredRateList = { TaxRateDetail?: { TaxRateRef: WireRef; TaxTypeApplicable?: string; TaxOrder?: number }[] };

/** A code a line or a document carries: a group of rates, or the pseudo codes TAX and NON of US companies. */
export type StoredTaxCode = WireRecord & {
  Name: string;
  Taxable?: boolean;
  SalesTaxRateList?: StoredRateList;
  PurchaseTaxRateList?: StoredRateList;
};

/** TaxAgency: create, read and query only; not in change data capture (Intuit, taxagency and changedatacapture pages). */
export const taxAgency = defineEntity<StoredAgency>({
  name: 'TaxAgency',
  kind: 'list',
  idSpace: 'TaxAgency',
  operations: ['create', 'read', 'query'],
  elements: {
    ...vendorElements,
    DisplayName: text(100),
    SalesTaxCodeRef: ref('TaxCode'),
    SalesTaxCountry: text(),
    SalesTaxReturnRef: ref(),
    TaxRegistrationNumber: text(),
    ReportingPeriod: text(),
    TaxTrackedOnPurchases: flag(),
    TaxOnPurchasesAccountRef: ref('Account'),
    TaxTrackedOnSales: flag(),
    TaxTrackedOnSalesAccountRef: ref('Account'),
    TaxOnTax: flag(),
    LastFileDate: date(),
    TaxAgencyExt: any(),
    TaxAgencyConfig: text(undefined, { readOnly: true }),
    ...intuitAttributes,
  },
  queryable: ['DisplayName'],
  inChangeData: false,
  compare: inOrderOf('DisplayName'),
  labelOf: (record) => record.DisplayName,
  settle(draft: StoredAgency, _change: Change<StoredAgency>) {
    if (!draft.DisplayName) throw missing('DisplayName');
    draft.TaxTrackedOnPurchases ??= false;
    draft.TaxTrackedOnSales ??= true;
  },
});

const rateList = shape('TaxRateList', {
  TaxRateDetail: list(
    shape('TaxRateDetail', { TaxRateRef: ref('TaxRate'), TaxTypeApplicable: text(), TaxOrder: int(), TaxOnTaxOrder: int() }),
  ),
  originatingGroupId: text(),
});

/** Codes and rates come from TaxService or the QuickBooks screen only (Intuit, taxcode and taxrate pages). */
const readOnlyList: Pick<EntityDefinition, 'kind' | 'operations' | 'inChangeData' | 'settle'> = {
  kind: 'list',
  operations: ['read', 'query'],
  inChangeData: false,
  settle: () => undefined,
};

export const taxCode: EntityDefinition = {
  ...readOnlyList,
  name: 'TaxCode',
  idSpace: 'TaxCode',
  elements: {
    ...intuitEntity,
    Name: text(100),
    Description: text(),
    Active: flag(),
    Hidden: flag(),
    Taxable: flag(),
    TaxGroup: flag(),
    SalesTaxRateList: rateList,
    PurchaseTaxRateList: rateList,
    AdjustmentTaxRateList: rateList,
    TaxCodeEx: any(),
    TaxCodeConfigType: text(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'Active', 'Taxable', 'TaxGroup', 'Description'],
  compare: inOrderOf('Name'),
};

export const taxRate: EntityDefinition = {
  ...readOnlyList,
  name: 'TaxRate',
  idSpace: 'TaxRate',
  elements: {
    ...intuitEntity,
    Name: text(100),
    Description: text(),
    Active: flag(),
    RateValue: decimal(),
    AgencyRef: ref('TaxAgency'),
    TaxReturnLineRef: ref(),
    EffectiveTaxRate: list(shape('EffectiveTaxRate', { RateValue: decimal(), EffectiveDate: dateTime(), EndDate: dateTime(), EffectiveTaxRateEx: any() })),
    SpecialTaxType: text(),
    DisplayType: text(),
    TaxRateEx: any(),
    OriginalTaxRate: ref(),
    ...intuitAttributes,
  },
  queryable: ['Name', 'Active', 'RateValue', 'AgencyRef'],
  compare: inOrderOf('Name'),
};
