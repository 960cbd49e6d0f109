import { expect, test } from 'vitest';
import type { CompanyScenario, EntityName, WireObject, WireRecord } from '../kernel/company.js';
import { createEmulator } from '../emulator.js';
import { blankUs } from './blank-us.js';
import { sandboxUs } from './sandbox-us.js';
import { departures, parseShape } from './wire-shape.js';

const meta = 'MetaData{CreateTime:s LastUpdatedTime:s}';
const ref = '{value:s name:s}';
const postal = '{Id:s Line1:s City:s Country?:s CountrySubDivisionCode?:s PostalCode:s Lat?:s Long?:s}';
const reach = 'PrimaryPhone?{FreeFormNumber:s} Mobile?{FreeFormNumber:s} Fax?{FreeFormNumber:s} PrimaryEmailAddr?{Address:s} WebAddr?{URI:s}';
const person = 'Title?:s GivenName?:s MiddleName?:s FamilyName?:s Suffix?:s CompanyName?:s DisplayName:s PrintOnCheckName:s Active:b';
const stored = `domain:s sparse:b Id:s SyncToken:s`;
const switches = 'CustomField[CustomField[Name:s Type:s BooleanValue?:b StringValue?:s]]';
const mail = '{Subject:s Message:s}';

const salesLines = `Line[Id?:s LineNum?:n Description?:s Amount:n LinkedTxn?[TxnId:s TxnType:s] DetailType:s
      SalesItemLineDetail?{ItemRef${ref} UnitPrice?:n Qty?:n ItemAccountRef?${ref} TaxCodeRef{value:s} ServiceDate?:s
        MarkupInfo?{PercentBased:b Value:n MarkUpIncomeAccountRef${ref}}}
      CustomExtensions?[] SubTotalLineDetail?{} DiscountLineDetail?{PercentBased:b DiscountPercent:n DiscountAccountRef${ref}}]
    TxnTaxDetail{TxnTaxCodeRef?{value:s} TotalTax:n
      TaxLine?[Amount:n DetailType:s TaxLineDetail{TaxRateRef{value:s} PercentBased:b TaxPercent:n NetAmountTaxable:n}]}`;
const toCustomer = `CustomerMemo?{value:s} BillAddr?{Id:s Line1:s Line2?:s Line3?:s Line4?:s Lat?:s Long?:s City?:s CountrySubDivisionCode?:s PostalCode?:s}
    ShipAddr?{Id:s Line1:s City:s CountrySubDivisionCode:s PostalCode:s Lat?:s Long?:s} FreeFormAddress?:b ShipFromAddr?{Id:s Line1:s Line2:s}
    TotalAmt:n ApplyTaxAfterDiscount:b PrintStatus:s EmailStatus:s BillEmail?{Address:s}`;
const jaxb = 'any[name:s declaredType:s scope:s value{Name:s Value:s} nil:b globalScope:b typeSubstituted:b]';
const author = 'MetaData{CreateTime:s LastModifiedByRef{value:s} LastUpdatedTime:s}';
const expenseLines = `Line[Id:s LineNum?:n Description?:s Amount:n LinkedTxn?[TxnId:s TxnType:s] DetailType:s
      AccountBasedExpenseLineDetail?{CustomerRef?${ref} AccountRef${ref} BillableStatus:s TaxCodeRef{value:s}}
      ItemBasedExpenseLineDetail?{BillableStatus:s ItemRef${ref} UnitPrice:n Qty:n TaxCodeRef{value:s}} CustomExtensions[]]`;
const vendorAddress = 'VendorAddr?{Id:s Line1:s City:s CountrySubDivisionCode:s PostalCode:s Lat?:s Long?:s}';
const settlingLines = `Line[Amount:n LinkedTxn[TxnId:s TxnType:s] LineEx?{${jaxb}}]`;

/**
 * Members and JSON types per entity, as rows of one object answered by a read, each resting on the recording it names
 * (2026 recordings are of NangoHQ/integration-templates, minor version 75). A member only queries or only some rows
 * carry is marked optional.
 */
const recordedShapes: Record<Exclude<EntityName, 'Class'>, string> = {
  // members of Intuit's XSD; links as measured on a real company's charges (buildone): to the invoice only, once invoiced
  ReimburseCharge: `TxnDate:s CurrencyRef${ref} LinkedTxn?[TxnId:s TxnType:s]
    Line[Id:s LineNum:n Description?:s Amount:n LinkedTxn?[TxnId:s TxnType:s] DetailType:s ReimburseLineDetail{TaxCodeRef?{value:s}}]
    CustomerRef${ref} HasBeenInvoiced:b Amount:n ${stored} ${meta}`,
  // customers, list-customers (66 rows of queries), get-customer, create-customer; ClientEntityId only in queries
  Customer: `Taxable:b BillAddr?${postal} ShipAddr?${postal} Notes?:s Job:b BillWithParent:b ParentRef?{value:s} Level?:n
    Balance:n BalanceWithJobs:n CurrencyRef${ref} PreferredDeliveryMethod:s IsProject:b ClientEntityId?:s ${stored} ${meta}
    FullyQualifiedName:s ${person} V4IDPseudonym?:s ${reach} DefaultTaxCodeRef?{value:s}`,
  // vendors (35 rows), get-vendor, create-vendor; queries leave out rates of zero
  Vendor: `BillAddr?${postal} TermRef?{value:s} Balance:n BillRate?:n AcctNum?:s Vendor1099:b CurrencyRef${ref} CostRate?:n
    ${stored} ${meta} ${person} V4IDPseudonym?:s ${reach}`,
  // query-an-employee of Intuit's reference; no currency, balance or qualified name
  Employee: `BillableTime:b HiredDate?:s ${stored} ${meta} ${person} ${reach} PrimaryAddr?${postal}`,
  // items (23 rows), create-item, get-item
  Item: `Name:s Description?:s Active:b FullyQualifiedName:s Taxable:b UnitPrice:n Type:s IncomeAccountRef${ref} PurchaseDesc?:s
    PurchaseCost:n ExpenseAccountRef?${ref} AssetAccountRef?${ref} TrackQtyOnHand:b QtyOnHand?:n InvStartDate?:s
    DeferredRevenue?:b ${stored} ${meta}`,
  // accounts (92 rows), get-account; create-account carries no LastUpdatedTime
  Account: `Name:s SubAccount:b ParentRef?{value:s} FullyQualifiedName:s Active:b Classification:s AccountType:s AccountSubType:s
    CurrentBalance:n CurrentBalanceWithSubAccounts:n CurrencyRef${ref} ${stored} MetaData{CreateTime:s LastUpdatedTime?:s}`,
  // create-a-department of Intuit's reference
  Department: `Name:s SubDepartment:b FullyQualifiedName:s Active:b ${stored} ${meta}`,
  // create-a-paymentmethod of Intuit's reference
  PaymentMethod: `Name:s Active:b Type:s ${stored} ${meta}`,
  // members of Intuit's XSD: no sample is printed
  CompanyCurrency: `Code:s Name:s Active:b ${stored} ${meta}`,
  ExchangeRate: `SourceCurrencyCode:s TargetCurrencyCode:s Rate:n AsOfDate:s ${stored} ${meta}`,
  // sample object of Intuit's term page (Net 60)
  Term: `Name:s DiscountPercent?:n DiscountDays?:n Type:s Active:b DueDays:n ${stored} ${meta}`,
  // rows of airbyte's source-quickbooks (2023), described in words only
  TaxAgency: `TaxTrackedOnPurchases:b TaxTrackedOnSales:b DisplayName:s ${stored} ${meta}`,
  // query-a-taxrate of Intuit's reference
  TaxRate: `Name:s Description:s Active:b RateValue:n AgencyRef{value:s} SpecialTaxType:s DisplayType:s ${stored} ${meta}`,
  // query-a-taxcode of Intuit's reference; the pseudo codes carry no SyncToken, domain, sparse or lists
  TaxCode: `Name:s Description:s Active?:b Taxable:b TaxGroup:b
    SalesTaxRateList?{TaxRateDetail[TaxRateRef${ref} TaxTypeApplicable:s TaxOrder:n]} PurchaseTaxRateList?{TaxRateDetail[]}
    domain?:s sparse?:b Id:s SyncToken?:s ${meta}`,
  // invoices, list-invoices (37 rows), create-invoice, get-invoice (InvoiceLink only with online payment)
  Invoice: `AllowIPNPayment:b AllowOnlinePayment:b AllowOnlineCreditCardPayment:b AllowOnlineACHPayment:b InvoiceLink?:s ${stored}
    MetaData{CreateTime:s LastModifiedByRef{value:s} LastUpdatedTime:s} CustomField[] DocNumber:s TxnDate:s CurrencyRef${ref}
    PrivateNote?:s LinkedTxn[TxnId:s TxnType:s]
    Line[Id?:s LineNum?:n Description?:s Amount:n LinkedTxn?[TxnId:s TxnType:s] DetailType:s
      SalesItemLineDetail?{ItemRef${ref} UnitPrice?:n Qty?:n ItemAccountRef${ref} TaxCodeRef{value:s} ServiceDate?:s
        MarkupInfo?{PercentBased:b Value:n MarkUpIncomeAccountRef${ref}}}
      CustomExtensions?[] SubTotalLineDetail?{} DiscountLineDetail?{PercentBased:b DiscountPercent:n DiscountAccountRef${ref}}]
    TxnTaxDetail{TxnTaxCodeRef?{value:s} TotalTax:n
      TaxLine?[Amount:n DetailType:s TaxLineDetail{TaxRateRef{value:s} PercentBased:b TaxPercent:n NetAmountTaxable:n}]}
    CustomerRef${ref} CustomerMemo?{value:s}
    BillAddr{Id:s Line1:s Line2?:s Line3?:s Line4?:s Lat?:s Long?:s City?:s CountrySubDivisionCode?:s PostalCode?:s}
    ShipAddr?{Id:s Line1:s City:s CountrySubDivisionCode:s PostalCode:s Lat?:s Long?:s} FreeFormAddress:b
    ShipFromAddr?{Id:s Line1:s Line2:s} SalesTermRef?${ref} DueDate:s TotalAmt:n ApplyTaxAfterDiscount:b PrintStatus:s
    EmailStatus:s BillEmail?{Address:s} Balance:n DeliveryInfo?{DeliveryType:s DeliveryTime?:s}`,
  // cykj40/Tsheets-MCP README (query of December 2025, minor version 75); TimeChargeId only on billable rows
  TimeActivity: `TxnDate:s NameOf:s EmployeeRef${ref} CustomerRef${ref} ItemRef${ref} TimeChargeId?:n BillableStatus:s Taxable:b
    HourlyRate:n CostRate:n Hours:n Minutes:n Seconds:n Description:s ${stored} ${meta}`,
  // estimates (8 rows), create-estimate
  Estimate: `${stored} ${meta} CustomField[] DocNumber:s TxnDate:s CurrencyRef${ref} PrivateNote?:s TxnStatus:s LinkedTxn?[TxnId:s TxnType:s]
    ${salesLines} CustomerRef${ref} ${toCustomer} DeliveryInfo?{DeliveryType:s}`,
  // Boulevard/ExQuickBooks create_sales_receipt (2017, without a customer); addresses as on the other forms
  SalesReceipt: `${stored} ${meta} CustomField[] DocNumber:s TxnDate:s CurrencyRef${ref} PrivateNote?:s LinkedTxn?[TxnId:s TxnType:s] ${salesLines}
    CustomerRef?${ref} ${toCustomer} Balance:n DepositToAccountRef${ref} PaymentMethodRef?{value:s} PaymentRefNum?:s`,
  // credit-memos (9 rows), create-credit-memo
  CreditMemo: `RemainingCredit:n ${stored} ${meta} CustomField[] DocNumber:s TxnDate:s CurrencyRef${ref} PrivateNote?:s ${salesLines}
    CustomerRef${ref} ${toCustomer} Balance:n`,
  // no recording: members of Intuit's refundreceipt page, as the sales receipt
  RefundReceipt: `${stored} ${meta} CustomField[] DocNumber:s TxnDate:s CurrencyRef${ref} PrivateNote?:s ${salesLines}
    CustomerRef?${ref} ${toCustomer} Balance:n DepositToAccountRef${ref} PaymentMethodRef?{value:s}`,
  // payments (16 rows), create-payment
  Payment: `CustomerRef${ref} DepositToAccountRef?{value:s} PaymentMethodRef?{value:s} PaymentRefNum?:s TotalAmt:n UnappliedAmt:n ProcessPayment:b
    ${stored} ${meta} TxnDate:s CurrencyRef${ref} PrivateNote?:s LinkedTxn?[TxnId:s TxnType:s] ${settlingLines}`,
  // bills (15 rows), create-bill
  Bill: `SalesTermRef?{value:s} DueDate:s ${vendorAddress} Balance:n ${stored} ${author} TxnDate:s CurrencyRef${ref} PrivateNote?:s DocNumber?:s
    LinkedTxn?[TxnId:s TxnType:s] ${expenseLines} VendorRef${ref} APAccountRef${ref} TotalAmt:n`,
  // no recording: members of Intuit's vendorcredit page, as the bill
  VendorCredit: `${vendorAddress} Balance:n ${stored} ${meta} TxnDate:s CurrencyRef${ref} PrivateNote?:s DocNumber?:s LinkedTxn?[TxnId:s TxnType:s]
    ${expenseLines} VendorRef${ref} APAccountRef${ref} TotalAmt:n`,
  // bill-payments (10 rows)
  BillPayment: `VendorRef${ref} PayType:s CheckPayment?{BankAccountRef${ref} PrintStatus:s} CreditCardPayment?{CCAccountRef${ref}} TotalAmt:n
    ${stored} ${meta} DocNumber?:s TxnDate:s CurrencyRef${ref} PrivateNote?:s ${settlingLines}`,
  // purchases (35 rows)
  Purchase: `AccountRef${ref} PaymentType:s EntityRef?{value:s name:s type:s} Credit?:b TotalAmt:n PurchaseEx{${jaxb}} ${stored} ${meta}
    DocNumber?:s TxnDate:s CurrencyRef${ref} PrivateNote?:s PrintStatus?:s ${expenseLines}`,
  // deposits (13 rows), create-deposit
  Deposit: `DepositToAccountRef${ref} CashBack?{AccountRef${ref} Amount:n Memo?:s} TotalAmt:n ${stored} ${meta} TxnDate:s CurrencyRef${ref}
    PrivateNote?:s TxnTaxDetail{} Line[Id?:s LineNum?:n Amount:n LinkedTxn?[TxnId:s TxnType:s TxnLineId:s] DetailType?:s
      DepositLineDetail?{AccountRef?${ref} PaymentMethodRef?{value:s} CheckNum?:s} CustomExtensions?[]]`,
  // journal-entries (13 rows), create-journal-entry
  JournalEntry: `Adjustment:b TotalAmt:n ${stored} ${meta} DocNumber?:s TxnDate:s CurrencyRef${ref} PrivateNote?:s TxnTaxDetail{}
    Line[Id:s Description?:s Amount:n DetailType:s JournalEntryLineDetail{PostingType:s AccountRef${ref}} CustomExtensions[]]`,
  // no recording: members of Intuit's transfer page
  Transfer: `FromAccountRef${ref} ToAccountRef${ref} Amount:n ${stored} ${meta} TxnDate:s CurrencyRef${ref} PrivateNote?:s`,
  // create-a-note-attachment of Intuit's reference
  Attachable: `AttachableRef[IncludeOnSend?:b EntityRef{type:s value:s}] Note:s ${stored} ${meta}`,
  // read-companyinfo of Intuit's reference; DefaultTimeZone since minor version 75
  CompanyInfo: `CompanyName:s LegalName:s CompanyAddr${postal} CustomerCommunicationAddr${postal} LegalAddr${postal}
    PrimaryPhone?{FreeFormNumber:s} CompanyStartDate:s EmployerId?:s FiscalYearStartMonth:s Country:s Email{Address:s} WebAddr{}
    SupportedLanguages:s DefaultTimeZone?:s NameValue[Name:s Value:s] ${stored} ${meta}`,
  // Boulevard/ExQuickBooks preferences/read_preferences (2017), members of Intuit's page and XSD optional
  Preferences: `AccountingInfoPrefs{FirstMonthOfFiscalYear?:s UseAccountNumbers?:b TaxYearMonth?:s ClassTrackingPerTxn:b
      ClassTrackingPerTxnLine:b TrackDepartments:b CustomerTerminology:s BookCloseDate?:s}
    ProductAndServicesPrefs{ForSales:b ForPurchase:b QuantityWithPriceAndRate:b QuantityOnHand:b}
    SalesFormsPrefs{${switches} CustomTxnNumbers:b AllowDeposit:b AllowDiscount:b DefaultDiscountAccount:s AllowEstimates:b
      EmailCopyToCompany?:b ETransactionEnabledStatus:s ETransactionAttachPDF:b ETransactionPaymentEnabled:b IPNSupportEnabled:b
      AllowServiceDate:b AllowShipping:b DefaultTerms{value:s} UsingPriceLevels:b DefaultCustomerMessage:s}
    EmailMessagesPrefs{InvoiceMessage${mail} EstimateMessage${mail} SalesReceiptMessage${mail} StatementMessage${mail}}
    VendorAndPurchasesPrefs{TrackingByCustomer:b BillableExpenseTracking:b PO${switches}}
    TimeTrackingPrefs{DefaultTimeItem?${ref} UseServices:b BillCustomers:b ShowBillRateToAll:b WorkWeekStartDate:s MarkTimeEntriesBillable:b}
    TaxPrefs{UsingSalesTax:b TaxGroupCodeRef?{value:s}} CurrencyPrefs{MultiCurrencyEnabled:b HomeCurrency{value:s}}
    ReportPrefs{ReportBasis:s CalcAgingReportFromTxnDate:b} OtherPrefs{NameValue[Name:s Value:s]} ${stored} ${meta}`,
};

/** What the emulator fills into every stored record: present so that shapes can be compared whole. */
function asStored(entity: EntityName, record: WireRecord): WireObject {
  const pseudoCode = entity === 'TaxCode' && !/^\d+$/.test(record.Id);
  const filled: WireObject = pseudoCode ? {} : { domain: 'QBO', sparse: false, SyncToken: '0' };
  return { ...filled, MetaData: { CreateTime: '2026-01-01T00:00:00-08:00', LastUpdatedTime: '2026-01-01T00:00:00-08:00' }, ...record };
}

function seededRecords(scenario: CompanyScenario): [entity: EntityName, record: WireRecord][] {
  const single = { CompanyInfo: [{ Id: '1', ...scenario.companyInfo }], Preferences: [{ Id: '1', ...scenario.preferences }] };
  return Object.entries({ ...single, ...scenario.records }).flatMap(([entity, records]) =>
    (records as WireRecord[]).map((record): [EntityName, WireRecord] => [entity as EntityName, record]),
  );
}

const scenarios = [sandboxUs, blankUs('Larkin & Boyd LLP', '9341450000000777', { classTracking: 'line', bookCloseDate: '2025-12-31' })];

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'every record %s starts with has the members and types that were recorded',
  (_name, scenario) => {
    const found = seededRecords(scenario).flatMap(([entity, record]) =>
      departures(parseShape(recordedShapes[entity as keyof typeof recordedShapes]), asStored(entity, record), `${entity} ${record.Id}`),
    );
    expect(found).toEqual([]);
  },
);

/** A create of each kind, the fewest members QuickBooks takes. */
const creates: readonly [entity: keyof typeof recordedShapes, body: WireObject][] = [
  ['Customer', { DisplayName: 'Doe, Jane', BillAddr: { Line1: '1 Quay St', City: 'Oakland', PostalCode: '94607' } }],
  ['Customer', { DisplayName: '12 Quay St', ParentRef: { value: '1' }, Job: true }],
  ['Vendor', { DisplayName: 'Ames Survey' }],
  ['Employee', { GivenName: 'Ann', FamilyName: 'Lee' }],
  ['Item', { Name: 'Advice', Type: 'Service', IncomeAccountRef: { value: '1' } }],
  ['Account', { Name: 'Second bank', AccountType: 'Bank' }],
  ['Term', { Name: 'Net 45', DueDays: 45 }],
  [
    'Invoice',
    {
      CustomerRef: { value: '1' },
      Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '4' }, Qty: 2, UnitPrice: 50, TaxCodeRef: { value: 'TAX' } } }],
      TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } },
    },
  ],
  ['Estimate', { CustomerRef: { value: '1' }, Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '4' } } }] }],
  ['SalesReceipt', { CustomerRef: { value: '1' }, Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '4' } } }] }],
  ['CreditMemo', { CustomerRef: { value: '1' }, Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '4' } } }] }],
  ['RefundReceipt', { CustomerRef: { value: '1' }, DepositToAccountRef: { value: '35' }, Line: [{ Amount: 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '4' } } }] }],
  ['Payment', { CustomerRef: { value: '1' }, TotalAmt: 100 }],
  ['Payment', { CustomerRef: { value: '29' }, TotalAmt: 100, Line: [{ Amount: 75, LinkedTxn: [{ TxnId: '34', TxnType: 'Invoice' }] }] }],
  ['Bill', { VendorRef: { value: '56' }, Line: [{ Amount: 150, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '69' } } }] }],
  ['VendorCredit', { VendorRef: { value: '56' }, Line: [{ Amount: 50, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: { value: '11' }, Qty: 5, UnitPrice: 10 } }] }],
  ['BillPayment', { VendorRef: { value: '31' }, TotalAmt: 10, PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } }, Line: [] }],
  ['Purchase', { PaymentType: 'CreditCard', AccountRef: { value: '41' }, EntityRef: { value: '56' }, Line: [{ Amount: 9, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '13' } } }] }],
  ['Deposit', { DepositToAccountRef: { value: '35' }, Line: [{ Amount: 100, DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: { value: '1' } } }] }],
  [
    'JournalEntry',
    {
      Line: ['Debit', 'Credit'].map((PostingType, index) => ({
        Amount: 100,
        DetailType: 'JournalEntryLineDetail',
        JournalEntryLineDetail: { PostingType, AccountRef: { value: String(index + 1) } },
      })),
    },
  ],
  ['Transfer', { FromAccountRef: { value: '35' }, ToAccountRef: { value: '36' }, Amount: 10 }],
  ['PaymentMethod', { Name: 'Wire' }],
  ['Attachable', { Note: 'Signed at the site', AttachableRef: [{ IncludeOnSend: false, EntityRef: { type: 'Invoice', value: '9' } }] }],
  [
    'TimeActivity',
    { NameOf: 'Employee', EmployeeRef: { value: '55' }, CustomerRef: { value: '1' }, TxnDate: '2026-04-20', Hours: 1, Minutes: 30, Description: 'Draft' },
  ],
];

test.each(creates)('a created %s answers with the members and types that were recorded (%j)', async (entity, body) => {
  const emulator = createEmulator({ companies: [sandboxUs] });
  const { realmId, accessToken } = emulator.mintGrant();
  const answer = await emulator.fetch(
    new Request(`http://localhost/v3/company/${realmId}/${entity.toLowerCase()}?minorversion=75`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  const payload = (await answer.json()) as Record<string, WireObject>;
  expect(departures(parseShape(recordedShapes[entity]), payload[entity], entity)).toEqual([]);
});

test('a renamed, missing or retyped member is a departure', () => {
  const shape = parseShape('Name:s Taxed:b Ref{value:s name?:s} Line[Amount:n]');
  expect(departures(shape, { Nam: 'x', Ref: { value: 5 }, Line: [{ Amount: 1 }, { Amount: '1' }] })).toEqual([
    'Nam: never recorded',
    'Name: missing',
    'Taxed: missing',
    'Ref.value: expected a string',
    'Line[1].Amount: expected a number',
  ]);
});
