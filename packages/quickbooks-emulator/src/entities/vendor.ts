import type { WireRef } from '../kernel/company.js';
import { any, date, dateTime, decimal, flag, int, list, ref, text } from '../kernel/elements.js';
import { openParty } from '../ledger/opening.js';
import { fault } from '../protocol/fault.js';
import { settleAddresses } from '../rules/addresses.js';
import { requireEmail, requireFreeDisplayName, requireWebAddress, settleActive, settleDisplayName, settlePrintOnCheckName } from '../rules/names.js';
import { currencyRef } from '../rules/currency.js';
import { rulesOf } from '../rules/preferences.js';
import { pseudonym } from '../rules/pseudonym.js';
import { type Change, type Effect, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity, nameBase, physicalAddress } from './shapes.js';

type StoredVendor = {
  Id?: string;
  DisplayName?: string;
  Active?: boolean;
  Balance?: number;
  OpenBalanceDate?: string;
  BillRate?: number;
  CostRate?: number;
  Vendor1099?: boolean;
  CurrencyRef?: WireRef;
  TaxIdentifier?: string;
  V4IDPseudonym?: string;
  PrimaryEmailAddr?: { Address?: string };
  WebAddr?: { URI?: string };
};

/** XSD Vendor on top of NameBase; TaxAgency extends it. */
export const vendorElements = {
  ...intuitEntity,
  ...nameBase(30),
  ContactName: text(),
  AltContactName: text(),
  Notes: text(4000),
  BillAddr: physicalAddress(),
  ShipAddr: physicalAddress(),
  OtherAddr: list(physicalAddress()),
  TaxCountry: text(),
  TaxIdentifier: text(20),
  TaxIdEffectiveDate: date(),
  BusinessNumber: text(10),
  ParentRef: ref(),
  VendorTypeRef: ref(),
  TermRef: ref('Term'),
  PrefillAccountRef: ref('Account'),
  Balance: decimal({ readOnly: true }),
  BillRate: decimal(),
  OpenBalanceDate: date(),
  CreditLimit: decimal(),
  AcctNum: text(100),
  Vendor1099: flag(),
  T4AEligible: flag(),
  T5018Eligible: flag(),
  CurrencyRef: ref(),
  TDSEnabled: flag(),
  TDSEntityTypeId: int(),
  TDSSectionTypeId: int(),
  TDSOverrideThreshold: flag(),
  TaxReportingBasis: text(),
  APAccountRef: ref('Account'),
  VendorEx: any(),
  GSTIN: text(15),
  GSTRegistrationType: text(),
  IsSubContractor: flag(),
  SubcontractorType: text(),
  CISRate: text(),
  HasTPAR: flag(),
  VendorPaymentBankDetail: any(),
  Source: text(undefined, { readOnly: true }),
  CostRate: decimal(),
  AgencyVerificationStatus: text(),
  AgencyVerificationStatusMsg: text(),
  AgencyVerificationTSUTC: dateTime(),
  CompanyRegistrationNumber: text(),
};

/** Vendor: suppliers and contractors (`Vendor1099`). Server defaults recorded (NG:create-vendor, 2026). */
export const vendor = defineEntity<StoredVendor>({
  name: 'Vendor',
  kind: 'list',
  idSpace: 'Names',
  operations: ['create', 'update', 'read', 'query'],
  elements: { ...vendorElements, ...intuitAttributes },
  queryable: ['DisplayName', 'GivenName', 'MiddleName', 'FamilyName', 'CompanyName', 'PrintOnCheckName', 'Active', 'Balance', 'Vendor1099'],
  inChangeData: true,
  compare: inOrderOf('DisplayName'),
  keyOf: (record) => record.DisplayName?.toLowerCase(),
  labelOf: (record) => record.DisplayName,
  referenceNoun: 'Names',
  settle: settleVendor,
  affect: openBalance,
  inQuery: printInQuery,
});

function settleVendor(draft: StoredVendor, { company, before, byPerson }: Change<StoredVendor>): void {
  draft.DisplayName ??= before?.DisplayName;
  settleDisplayName(draft);
  requireEmail(draft.PrimaryEmailAddr?.Address, 'PrimaryEmailAddr.Address');
  requireWebAddress(draft.WebAddr?.URI);
  if (before && draft.Active === false && before.Active !== false && (before.Balance ?? 0) !== 0 && !byPerson) {
    throw fault('6220', 'This vendor has a balance and cannot be made inactive', '');
  }
  settleActive(draft, before, 'DisplayName');
  if (draft.Active) requireFreeDisplayName(company, draft.DisplayName!, { entity: 'Vendor', id: before?.Id });
  settlePrintOnCheckName(draft);
  settleAddresses(company, draft, ['BillAddr', 'ShipAddr']);
  // Opening balance: on create only, together with OpenBalanceDate (Intuit, vendor page); posted in openBalance.
  draft.Balance = before?.Balance ?? 0;
  draft.BillRate ??= 0;
  draft.CostRate ??= 0;
  draft.Vendor1099 ??= false;
  draft.CurrencyRef = before?.CurrencyRef ?? currencyRef(company, draft.CurrencyRef?.value ?? rulesOf(company).homeCurrency.value);
  draft.V4IDPseudonym = before?.V4IDPseudonym ?? pseudonym('Vendor', `${draft.DisplayName}/${company.stamp()}`);
  // Masked to the last four digits in every answer (Intuit, vendor page).
  if (draft.TaxIdentifier) draft.TaxIdentifier = draft.TaxIdentifier.replace(/[^-](?=.{4})/g, 'X');
}

function openBalance({ company, before, after, sent }: Effect<StoredVendor>): void {
  if (!before && after?.Id && after.OpenBalanceDate && sent?.Balance) openParty(company, { kind: 'Vendor', id: after.Id }, sent.Balance, after);
}

/** Rates of zero are printed by create and read, not by queries (recorded: NG:vendors against NG:get-vendor). */
function printInQuery(record: StoredVendor): StoredVendor {
  const printed = { ...record };
  if (printed.BillRate === 0) delete printed.BillRate;
  if (printed.CostRate === 0) delete printed.CostRate;
  return printed;
}
