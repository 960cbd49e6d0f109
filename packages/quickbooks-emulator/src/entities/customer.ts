import type { WireRecord, WireRef } from '../kernel/company.js';
import { any, date, decimal, flag, int, list, ref, shape, text } from '../kernel/elements.js';
import { hundredthsOf } from '../kernel/money.js';
import { openParty } from '../ledger/opening.js';
import { raise } from '../ledger/restate.js';
import { fault } from '../protocol/fault.js';
import { settleAddresses } from '../rules/addresses.js';
import { carryPathDown, qualifiedName, settleParent } from '../rules/hierarchy.js';
import { requireEmail, requireFreeDisplayName, requireWebAddress, settleActive, settleDisplayName, settlePrintOnCheckName } from '../rules/names.js';
import { hasUnbilledCharges } from '../rules/billable-expenses.js';
import { currencyRef } from '../rules/currency.js';
import { rulesOf } from '../rules/preferences.js';
import { type Change, type Effect, defineEntity, inOrderOf } from './define-entity.js';
import { intuitAttributes, intuitEntity, nameBase, physicalAddress } from './shapes.js';

export type StoredCustomer = {
  Id?: string;
  DisplayName?: string;
  FullyQualifiedName?: string;
  CompanyName?: string;
  Active?: boolean;
  Taxable?: boolean;
  TaxExemptionReasonId?: string;
  Job?: boolean;
  ParentRef?: WireRef;
  BillWithParent?: boolean;
  Level?: number;
  Balance?: number;
  BalanceWithJobs?: number;
  OpenBalanceDate?: string;
  CurrencyRef?: WireRef;
  DefaultTaxCodeRef?: WireRef;
  PreferredDeliveryMethod?: string;
  IsProject?: boolean;
  PrimaryEmailAddr?: { Address?: string };
  WebAddr?: { URI?: string };
  SalesTermRef?: WireRef;
  ClientEntityId?: string;
};

/** Customer: also sub-customers and jobs. Rules: Intuit customer page; server defaults recorded (NG:create-customer, 2026). */
export const customer = defineEntity<StoredCustomer>({
  name: 'Customer',
  kind: 'list',
  idSpace: 'Names',
  operations: ['create', 'update', 'read', 'query'],
  elements: {
    ...intuitEntity,
    ...nameBase(30),
    Taxable: flag(),
    BillAddr: physicalAddress(),
    ShipAddr: physicalAddress(),
    OtherAddr: list(physicalAddress()),
    ContactName: text(),
    AltContactName: text(),
    Notes: text(2000),
    Job: flag(),
    BillWithParent: flag(),
    RootCustomerRef: ref(undefined, { readOnly: true }),
    ParentRef: ref('Customer'),
    Level: int({ readOnly: true }),
    CustomerTypeRef: ref(),
    SalesTermRef: ref('Term'),
    SalesRepRef: ref(),
    TaxGroupCodeRef: ref('TaxCode'),
    TaxRateRef: ref('TaxRate'),
    PaymentMethodRef: ref('PaymentMethod'),
    CCDetail: any(),
    PriceLevelRef: ref(),
    Balance: decimal(),
    OpenBalanceDate: date(),
    BalanceWithJobs: decimal({ readOnly: true }),
    CreditLimit: decimal(),
    AcctNum: text(),
    CurrencyRef: ref(),
    OverDueBalance: decimal({ readOnly: true }),
    TotalRevenue: decimal({ readOnly: true }),
    TotalExpense: decimal({ readOnly: true }),
    PreferredDeliveryMethod: text(),
    ResaleNum: text(16),
    JobInfo: shape('JobInfo', { Status: text(), StartDate: date(), ProjectedEndDate: date(), EndDate: date(), Description: text(), JobTypeRef: ref() }),
    TDSEnabled: flag(),
    CustomerEx: any(),
    SecondaryTaxIdentifier: text(),
    ARAccountRef: ref('Account'),
    PrimaryTaxIdentifier: text(),
    TaxExemptionReasonId: text(),
    IsProject: flag({ readOnly: true }),
    BusinessNumber: text(10),
    GSTIN: text(15),
    GSTRegistrationType: text(),
    IsCISContractor: flag(),
    ClientCompanyId: text(undefined, { readOnly: true }),
    ClientEntityId: text(undefined, { readOnly: true }),
    Source: text(undefined, { readOnly: true }),
    TaxRegime: text(),
    ...intuitAttributes,
  },
  queryable: ['DisplayName', 'GivenName', 'MiddleName', 'FamilyName', 'CompanyName', 'FullyQualifiedName', 'PrintOnCheckName', 'Active', 'Balance', 'BalanceWithJobs', 'Job', 'ParentRef', 'Taxable'],
  inChangeData: true,
  compare: inOrderOf('FullyQualifiedName'),
  keyOf: (record) => record.FullyQualifiedName?.toLowerCase(),
  labelOf: (record) => record.DisplayName,
  referenceNoun: 'Names',
  settle: settleCustomer,
  affect: affectFamily,
  inQuery: printInQuery,
});

function settleCustomer(draft: StoredCustomer, change: Change<StoredCustomer>): void {
  const { company, before } = change;
  const rules = rulesOf(company);
  draft.DisplayName ??= before?.DisplayName;
  settleDisplayName(draft);
  requireEmail(draft.PrimaryEmailAddr?.Address, 'PrimaryEmailAddr.Address');
  requireWebAddress(draft.WebAddr?.URI);
  draft.Job ??= false;
  // Both or neither (Intuit, customer page; 6150 is assumed for either mistake).
  if (draft.Job !== (draft.ParentRef !== undefined)) throw fault('6150', 'ParentRef is required when Job is true, and Job must be true with ParentRef', 'ParentRef');
  const { parent, level } = settleParent<StoredCustomer>(company, 'Customer', { ...draft, ...(before?.Id ? { Id: before.Id } : {}) });
  if (draft.ParentRef) draft.ParentRef = { value: draft.ParentRef.value };
  if (level > 0) draft.Level = level;
  else delete draft.Level;
  draft.BillWithParent ??= false;
  refuseDeactivation(draft, change);
  settleActive(draft, before, 'DisplayName');
  draft.FullyQualifiedName = qualifiedName(parent, draft.DisplayName!);
  if (draft.Active) requireFreeDisplayName(company, draft.FullyQualifiedName, { entity: 'Customer', id: before?.Id });
  settlePrintOnCheckName(draft);
  settleAddresses(company, draft, ['BillAddr', 'ShipAddr']);
  draft.Taxable ??= draft.TaxExemptionReasonId === undefined;
  if (rules.isUs && rules.usingSalesTax && rules.taxGroupCode && !before) draft.DefaultTaxCodeRef ??= { value: rules.taxGroupCode };
  draft.CurrencyRef = before?.CurrencyRef ?? currencyRef(company, draft.CurrencyRef?.value ?? rules.homeCurrency.value);
  draft.PreferredDeliveryMethod ??= 'Print';
  if (draft.PreferredDeliveryMethod === 'Email' && !draft.PrimaryEmailAddr?.Address) {
    throw fault('6420', 'An email address is required when PreferredDeliveryMethod is Email', 'PrimaryEmailAddr');
  }
  draft.IsProject ??= false;
  // Opening balance: writable on create only, together with OpenBalanceDate (Intuit, customer page); posted in affectFamily.
  draft.Balance = before?.Balance ?? 0;
  draft.BalanceWithJobs = before?.BalanceWithJobs ?? 0;
}

/** Refuses while money is open (6220) or time or expenses wait to be billed (6280). Wire behaviour assumed from the codes. */
function refuseDeactivation(draft: StoredCustomer, { company, before, byPerson }: Change<StoredCustomer>): void {
  if (!before || draft.Active !== false || before.Active === false || byPerson) return;
  if ((before.Balance ?? 0) !== 0) throw fault('6220', 'This customer has a balance and cannot be made inactive', '');
  for (const activity of company.table('TimeActivity').rows.values()) {
    const isUnbilled = activity.BillableStatus === 'Billable' && (activity.CustomerRef as WireRef | undefined)?.value === before.Id;
    if (isUnbilled) throw unbilled();
  }
  if (hasUnbilledCharges(company, before.Id!)) throw unbilled();
}

function unbilled() {
  return fault('6280', 'This customer has unbilled charges and cannot be made inactive', '');
}

function affectFamily({ company, before, after, sent }: Effect<StoredCustomer>): void {
  if (!after?.Id) return;
  if (!before && after.OpenBalanceDate && sent?.Balance) openParty(company, { kind: 'Customer', id: after.Id }, sent.Balance, after);
  if (before && before.ParentRef?.value !== after.ParentRef?.value) {
    const money = hundredthsOf(after.BalanceWithJobs);
    raise(company, 'Customer', before as WireRecord, 'BalanceWithJobs', -money);
    raise(company, 'Customer', after as WireRecord, 'BalanceWithJobs', money);
  }
  if (before && before.FullyQualifiedName !== after.FullyQualifiedName) {
    carryPathDown(company, 'Customer', { ...after, Id: after.Id }, (child) => child.DisplayName as string);
  }
}

/** Query rows carry ClientEntityId "0" and no DefaultTaxCodeRef (recorded: NG:get-customer against NG:customers). */
function printInQuery(record: StoredCustomer): StoredCustomer {
  const { DefaultTaxCodeRef: _unprinted, ...rest } = record;
  return { ...rest, ClientEntityId: '0' };
}
