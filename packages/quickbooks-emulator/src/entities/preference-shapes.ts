import { any, decimal, flag, int, list, ref, shape, text } from '../kernel/elements.js';
import { emailAddress, intuitEntity, nameValue } from './shapes.js';

const companyAccountingPrefs = shape('CompanyAccountingPrefs', {
  UseAccountNumbers: flag(),
  DefaultARAccount: ref(),
  DefaultAPAccount: ref(),
  RequiresAccounts: flag(),
  TrackDepartments: flag(),
  DepartmentTerminology: text(),
  ClassTrackingPerTxn: flag(),
  ClassTrackingPerTxnLine: flag(),
  AutoJournalEntryNumber: flag(),
  FirstMonthOfFiscalYear: text(),
  TaxYearMonth: text(),
  TaxForm: text(),
  BookCloseDate: text(),
  OtherContactInfo: list(any()),
  CustomerTerminology: text(),
});

const advancedInventoryPrefs = shape('AdvancedInventoryPrefs', {
  MLIAvailable: flag(),
  MLIEnabled: flag(),
  EnhancedInventoryReceivingEnabled: flag(),
  TrackingSerialOrLotNumber: flag(),
  TrackingOnSalesTransactionsEnabled: flag(),
  TrackingOnPurchaseTransactionsEnabled: flag(),
  TrackingOnInventoryAdjustmentEnabled: flag(),
  TrackingOnBuildAssemblyEnabled: flag(),
  FIFOEnabled: flag(),
  FIFOEffectiveDate: text(),
  RowShelfBinEnabled: flag(),
  BarcodeEnabled: flag(),
});

const productAndServicesPrefs = shape('ProductAndServicesPrefs', {
  ForSales: flag(),
  ForPurchase: flag(),
  InventoryAndPurchaseOrder: flag(),
  QuantityWithPriceAndRate: flag(),
  QuantityOnHand: flag(),
  UOM: text(),
  RevenueRecognition: flag(),
  RevenueRecognitionFrequency: text(),
});

const customFieldDefinition = shape('CustomFieldDefinition', {
  ...intuitEntity,
  EntityType: text(),
  Name: text(),
  Hidden: flag(),
  Required: flag(),
  AppId: text(),
  domain: text(),
  status: text(),
  sparse: flag(),
});

const salesFormsPrefs = shape('SalesFormsPrefs', {
  UsingProgressInvoicing: flag(),
  CustomField: list(customFieldDefinition),
  CustomTxnNumbers: flag(),
  DelayedCharges: flag(),
  SalesEmailCc: emailAddress,
  SalesEmailBcc: emailAddress,
  EmailCopyToCompany: flag(),
  AllowDeposit: flag(),
  AllowDiscount: flag(),
  DefaultDiscountAccount: text(),
  AllowEstimates: flag(),
  EstimateMessage: text(),
  ETransactionEnabledStatus: text(),
  ETransactionAttachPDF: flag(),
  ETransactionPaymentEnabled: flag(),
  IPNSupportEnabled: flag(),
  InvoiceMessage: text(),
  AllowServiceDate: flag(),
  AllowShipping: flag(),
  DefaultShippingAccount: text(),
  DefaultItem: ref(),
  DefaultTerms: ref(),
  DefaultDeliveryMethod: text(),
  AutoApplyCredit: flag(),
  AutoApplyPayments: flag(),
  PrintItemWithZeroAmount: flag(),
  DefaultShipMethodRef: ref(),
  DefaultMarkup: decimal(),
  TrackReimbursableExpensesAsIncome: flag(),
  UsingSalesOrders: flag(),
  UsingPriceLevels: flag(),
  DefaultFOB: text(),
  DefaultCustomerMessage: text(),
});

const emailMessage = shape('EmailMessage', {
  Subject: text(),
  Message: text(),
});

const emailMessagesPrefs = shape('EmailMessagesPrefs', {
  NameValue: list(nameValue),
  InvoiceMessage: emailMessage,
  EstimateMessage: emailMessage,
  SalesReceiptMessage: emailMessage,
  StatementMessage: emailMessage,
});

const printDocumentPrefs = shape('PrintDocumentPrefs', {
  NameValue: list(nameValue),
});

const vendorAndPurchasesPrefs = shape('VendorAndPurchasesPrefs', {
  EnableBills: flag(),
  TrackingByCustomer: flag(),
  BillableExpenseTracking: flag(),
  DefaultTerms: ref(),
  DefaultMarkup: decimal(),
  DefaultMarkupAccount: ref(),
  AutomaticBillPayment: flag(),
  TPAREnabled: flag(),
  POCustomField: list(customFieldDefinition),
  MsgToVendors: text(),
  UsingInventory: flag(),
  UsingMultiLocationInventory: flag(),
  DaysBillsAreDue: int(),
  DiscountAccountRef: ref(),
});

const timeTrackingPrefs = shape('TimeTrackingPrefs', {
  UseServices: flag(),
  DefaultTimeItem: ref(),
  BillCustomers: flag(),
  ShowBillRateToAll: flag(),
  WorkWeekStartDate: text(),
  TimeTrackingEnabled: flag(),
  MarkTimeEntriesBillable: flag(),
  MarkExpensesAsBillable: flag(),
});

const taxPrefs = shape('TaxPrefs', {
  UsingSalesTax: flag(),
  PartnerTaxEnabled: flag(),
  HideTaxManagement: flag(),
  TaxGroupCodeRef: ref(),
  TaxRateRef: ref(),
  PaySalesTax: text(),
  NonTaxableSalesTaxCodeRef: ref(),
  TaxableSalesTaxCodeRef: ref(),
});

const financeChargePrefs = shape('FinanceChargePrefs', {
  AnnualInterestRate: decimal(),
  MinFinChrg: decimal(),
  GracePeriod: int(),
  CalcFinChrgFromTxnDate: flag(),
  AssessFinChrgForOverdueCharges: flag(),
  FinChrgAccountRef: ref(),
});

const currencyPrefs = shape('CurrencyPrefs', {
  MultiCurrencyEnabled: flag(),
  HomeCurrency: ref(),
});

const reportPrefs = shape('ReportPrefs', {
  ReportBasis: text(),
  CalcAgingReportFromTxnDate: flag(),
});

const otherPrefs = shape('OtherPrefs', {
  NameValue: list(nameValue),
});

/** The groups of Preferences in the XSD's order. */
export const preferenceGroups = {
  AccountingInfoPrefs: companyAccountingPrefs,
  AdvancedInventoryPrefs: advancedInventoryPrefs,
  ProductAndServicesPrefs: productAndServicesPrefs,
  SalesFormsPrefs: salesFormsPrefs,
  EmailMessagesPrefs: emailMessagesPrefs,
  PrintDocumentPrefs: printDocumentPrefs,
  VendorAndPurchasesPrefs: vendorAndPurchasesPrefs,
  TimeTrackingPrefs: timeTrackingPrefs,
  TaxPrefs: taxPrefs,
  FinanceChargesPrefs: financeChargePrefs,
  CurrencyPrefs: currencyPrefs,
  ReportPrefs: reportPrefs,
  OtherPrefs: otherPrefs,
};
