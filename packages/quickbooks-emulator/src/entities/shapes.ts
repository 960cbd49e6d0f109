import { type Elements, any, choice, date, dateTime, decimal, flag, id, int, list, ref, shape, text } from '../kernel/elements.js';
import { specialItems } from '../rules/special-items.js';

/** `:` separates levels in FullyQualifiedName; tab and newline are refused too (Intuit, customer page). */
export const nameForbids = /[:\t\n\r]/;

export const metaData = shape(
  'ModificationMetaData',
  {
    CreatedByRef: ref(),
    CreateTime: dateTime(),
    LastModifiedByRef: ref(),
    LastUpdatedTime: dateTime(),
    LastChangedInQB: dateTime(),
    Synchronized: flag(),
  },
  { readOnly: true },
);

export const customField = shape('CustomField', {
  DefinitionId: id(),
  Name: text(),
  Type: choice(['StringType', 'BooleanType', 'NumberType', 'DateType']),
  StringValue: text(),
  BooleanValue: flag(),
  DateValue: date(),
  NumberValue: decimal(),
});

const attachableRef = shape('AttachableRef', {
  EntityRef: ref(),
  LineInfo: text(),
  IncludeOnSend: flag(),
  Inactive: flag(),
  NoRefOnly: flag(),
  CustomField: list(customField),
});

/** What every entity starts with (XSD IntuitEntity), and its attributes. */
export const intuitEntity: Elements = {
  Id: id(),
  SyncToken: text(),
  MetaData: metaData,
  CustomField: list(customField),
  AttachableRef: list(attachableRef),
};

/** XML attributes of every entity, members in JSON. */
export const intuitAttributes: Elements = {
  domain: text(undefined, { readOnly: true }),
  status: text(undefined, { readOnly: true }),
  sparse: flag({ readOnly: true }),
};

export const physicalAddress = (lineMax = 500) =>
  shape('PhysicalAddress', {
    Id: id(),
    Line1: text(lineMax),
    Line2: text(lineMax),
    Line3: text(lineMax),
    Line4: text(lineMax),
    Line5: text(lineMax),
    City: text(255),
    Country: text(255),
    CountryCode: text(),
    County: text(),
    CountrySubDivisionCode: text(255),
    PostalCode: text(30),
    PostalCodeSuffix: text(),
    Lat: text(),
    Long: text(),
    Tag: text(),
    Note: text(),
  });

export const emailAddress = shape('EmailAddress', { Id: id(), Address: text(100), Default: flag(), Tag: text() });

export const telephone = (max: number) =>
  shape('TelephoneNumber', {
    Id: id(),
    DeviceType: text(),
    CountryCode: text(),
    AreaCode: text(),
    ExchangeCode: text(),
    Extension: text(),
    FreeFormNumber: text(max),
    Default: flag(),
    Tag: text(),
  });

export const webAddress = shape('WebSiteAddress', { Id: id(), URI: text(1000), Default: flag(), Tag: text() });

const contactInfo = shape('ContactInfo', {
  Type: text(),
  Telephone: telephone(30),
  Email: emailAddress,
  WebSite: webAddress,
  OtherContact: any(),
});

export const nameValue = shape('NameValue', { Name: text(), Value: text() });

export const linkedTxn = shape('LinkedTxn', { TxnId: id(), TxnType: text(), TxnLineId: id() });

export const memoRef = (max: number) => shape('MemoRef', { value: text(max), id: text() });

/** Base of Customer, Vendor and Employee (XSD NameBase; lengths: Intuit entity pages). */
export const nameBase = (phoneMax: number): Elements => ({
  IntuitId: text(undefined, { readOnly: true }),
  Organization: flag(),
  Title: text(16, { forbid: nameForbids }),
  GivenName: text(100, { forbid: nameForbids }),
  MiddleName: text(100, { forbid: nameForbids }),
  FamilyName: text(100, { forbid: nameForbids }),
  Suffix: text(16, { forbid: nameForbids }),
  FullyQualifiedName: text(undefined, { readOnly: true }),
  CompanyName: text(100),
  DisplayName: text(500, { forbid: nameForbids }),
  PrintOnCheckName: text(110, { forbid: nameForbids }),
  UserId: text(undefined, { readOnly: true }),
  Active: flag(),
  V4IDPseudonym: text(undefined, { readOnly: true }),
  PrimaryPhone: telephone(phoneMax),
  AlternatePhone: telephone(phoneMax),
  Mobile: telephone(phoneMax),
  Fax: telephone(phoneMax),
  PrimaryEmailAddr: emailAddress,
  WebAddr: webAddress,
  OtherContactInfo: list(contactInfo),
  DefaultTaxCodeRef: ref('TaxCode'),
});

const customExtension = shape('CustomExtensions', { ExtensionType: text(), AssociatedValues: list(any()) });

export const customExtensions = list(customExtension);

/** Base of documents (XSD Transaction), after IntuitEntity. */
export const transaction: Elements = {
  DocNumber: text(21),
  TxnDate: date(),
  TxnSubType: text(undefined, { readOnly: true }),
  DepartmentRef: ref('Department'),
  CurrencyRef: ref(),
  ExchangeRate: decimal(),
  PrivateNote: text(4000),
  TxnStatus: text(),
  LinkedTxn: list(linkedTxn),
  Line: list(shape('Line', {})),
  TxnTaxDetail: shape('TxnTaxDetail', {}),
  TxnSource: text(),
  TaxFormType: text(),
  TaxFormNum: text(),
  TransactionLocationType: text(),
  Tag: list(any()),
  TxnApprovalInfo: any(),
  RecurDataRef: ref(undefined, { readOnly: true }),
  RecurringInfo: any({ readOnly: true }),
  ProjectRef: ref(),
  TotalCostAmount: decimal({ readOnly: true }),
  HomeTotalCostAmount: decimal({ readOnly: true }),
};

export const markupInfo = shape('MarkupInfo', {
  PercentBased: flag(),
  Value: decimal(),
  Percent: decimal(),
  PriceLevelRef: ref(),
  MarkUpIncomeAccountRef: ref(),
});

/** What a line says about its item, bought or sold (XSD ItemLineDetail). */
export const itemLineDetail: Elements = {
  ItemRef: ref('Item'),
  ClassRef: ref('Class'),
  UnitPrice: decimal(),
  UnitCostPrice: decimal(),
  RatePercent: decimal(),
  PriceLevelRef: ref(),
  MarkupInfo: markupInfo,
  Qty: decimal(),
  UOMRef: any(),
  ItemAccountRef: ref('Account', { readOnly: true }),
  InventorySiteRef: ref(),
  TaxCodeRef: ref(),
  TaxClassificationRef: ref(),
};

const salesItemLineDetail = shape('SalesItemLineDetail', {
  ...itemLineDetail,
  ItemRef: ref('Item', { words: [...specialItems.keys()] }),
  ServiceDate: date(),
  TaxInclusiveAmt: decimal(),
  DiscountRate: decimal(),
  DiscountAmt: decimal(),
  DeferredRevenue: flag(),
  RetainageAmount: decimal(),
  SalesItemLineDetailEx: any(),
});

/** A line inside a bundle's line (recorded, RR:invoice_with_bundle_line_item). */
const salesItemLine: Elements = {
  Id: id(),
  LineNum: int(),
  Description: text(4000),
  Amount: decimal(),
  DetailType: choice(['SalesItemLineDetail']),
  SalesItemLineDetail: salesItemLineDetail,
  CustomExtensions: customExtensions,
};

/** What every line begins and ends with (XSD Line). */
export const lineStart: Elements = {
  Id: id(),
  LineNum: int(),
  Description: text(4000),
  Amount: decimal(),
  Received: decimal({ readOnly: true }),
  LinkedTxn: list(linkedTxn),
};

export const lineEnd: Elements = {
  CustomField: list(customField),
  LineEx: any(),
  ProjectRef: ref(),
  CostAmount: decimal(),
  HomeCostAmount: decimal(),
  CustomExtensions: customExtensions,
};

/** Lines of sales documents (XSD Line; only the details a sales document may carry). */
const salesLineMembers: Elements = {
  ...lineStart,
  DetailType: choice(['SalesItemLineDetail', 'DescriptionOnly', 'SubTotalLineDetail', 'DiscountLineDetail', 'GroupLineDetail']),
  DiscountLineDetail: shape('DiscountLineDetail', {
    DiscountRef: ref(),
    PercentBased: flag(),
    DiscountPercent: decimal({ range: [0, 100] }),
    DiscountAccountRef: ref('Account'),
    ServiceDate: date(),
    ClassRef: ref('Class'),
    TaxCodeRef: ref(),
  }),
  SalesItemLineDetail: salesItemLineDetail,
  DescriptionLineDetail: shape('DescriptionLineDetail', { ServiceDate: date(), TaxCodeRef: ref() }),
  GroupLineDetail: shape('GroupLineDetail', { GroupItemRef: ref('Item'), Quantity: decimal(), UOMRef: any(), ServiceDate: date(), Line: list(shape('Line', salesItemLine)) }),
  SubTotalLineDetail: shape('SubTotalLineDetail', { ItemRef: ref(), ServiceDate: date() }),
  ...lineEnd,
};

const taxLineMembers: Elements = {
  Id: id(),
  Amount: decimal(),
  DetailType: choice(['TaxLineDetail']),
  TaxLineDetail: shape('TaxLineDetail', {
    TaxRateRef: ref('TaxRate'),
    PercentBased: flag(),
    TaxPercent: decimal(),
    NetAmountTaxable: decimal(),
    TaxInclusiveAmount: decimal(),
    OverrideDeltaAmount: decimal(),
    ServiceDate: date(),
  }),
};

export const txnTaxDetail = shape('TxnTaxDetail', {
  DefaultTaxCodeRef: ref('TaxCode'),
  TxnTaxCodeRef: ref('TaxCode'),
  TotalTax: decimal(),
  TaxReviewStatus: text(),
  TaxLine: list(shape('Line', taxLineMembers)),
  UseAutomatedSalesTax: flag(),
});

/** Base of sales documents (XSD SalesTransaction) on top of Transaction. */
export const salesTransaction: Elements = {
  ...transaction,
  Line: list(shape('Line', salesLineMembers)),
  TxnTaxDetail: txnTaxDetail,
  AutoDocNumber: flag(),
  CustomerRef: ref('Customer'),
  CustomerMemo: memoRef(1000),
  BillAddr: physicalAddress(),
  ShipAddr: physicalAddress(),
  FreeFormAddress: flag(),
  ShipFromAddr: physicalAddress(),
  RemitToRef: ref(),
  ClassRef: ref('Class'),
  SalesTermRef: ref('Term'),
  DueDate: date(),
  SalesRepRef: ref(),
  PONumber: text(15),
  FOB: text(),
  ShipMethodRef: ref(),
  ShipDate: date(),
  TrackingNum: text(),
  GlobalTaxCalculation: choice(['TaxExcluded', 'TaxInclusive', 'NotApplicable']),
  TotalAmt: decimal({ readOnly: true }),
  HomeTotalAmt: decimal({ readOnly: true }),
  ApplyTaxAfterDiscount: flag(),
  ShippingTaxIncludedInTotalTax: flag(),
  TemplateRef: ref(),
  PrintStatus: choice(['NotSet', 'NeedToPrint', 'PrintComplete']),
  EmailStatus: choice(['NotSet', 'NeedToSend', 'EmailSent']),
  BillEmail: emailAddress,
  BillEmailCc: emailAddress,
  BillEmailBcc: emailAddress,
  ARAccountRef: ref('Account'),
  Balance: decimal({ readOnly: true }),
  HomeBalance: decimal({ readOnly: true }),
  FinanceCharge: flag(),
  PaymentMethodRef: ref('PaymentMethod'),
  PaymentRefNum: text(21),
  PaymentType: text(),
  CheckPayment: any(),
  CreditCardPayment: any(),
  DepositToAccountRef: ref('Account'),
  DeliveryInfo: shape('TransactionDeliveryInfo', { DeliveryType: text(), DeliveryTime: dateTime(), DeliveryErrorType: text() }, { readOnly: true }),
  DiscountRate: decimal(),
  DiscountAmt: decimal(),
  GovtTxnRefIdentifier: text(),
  TaxExemptionRef: ref(undefined, { readOnly: true }),
};
