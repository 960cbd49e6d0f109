import type { WireObject } from '../kernel/company.js';

/** What tells one US company's CompanyInfo from another's. */
export type UsCompanyFacts = {
  name: string;
  street: string;
  city: string;
  state: string;
  postalCode: string;
  phone?: string;
  email: string;
  /** IANA name; decides what "today" is for the company. */
  timeZone: string;
  /** Day the books began, `YYYY-MM-DD`. */
  startDate: string;
  industry: string;
};

/** Members of CompanyInfo of a US company on QuickBooks Online Plus (members after Intuit's companyinfo page; values are strings there). */
export function usCompanyInfo(facts: UsCompanyFacts): WireObject {
  const address = (id: string): WireObject => ({
    Id: id,
    Line1: facts.street,
    City: facts.city,
    Country: 'US',
    CountrySubDivisionCode: facts.state,
    PostalCode: facts.postalCode,
  });
  return {
    CompanyName: facts.name,
    LegalName: facts.name,
    CompanyAddr: address('1'),
    CustomerCommunicationAddr: address('1'),
    LegalAddr: address('1'),
    ...(facts.phone === undefined ? {} : { PrimaryPhone: { FreeFormNumber: facts.phone } }),
    CompanyStartDate: facts.startDate,
    FiscalYearStartMonth: 'January',
    Country: 'US',
    Email: { Address: facts.email },
    WebAddr: {},
    SupportedLanguages: 'en',
    DefaultTimeZone: facts.timeZone,
    NameValue: nameValues({
      NeoEnabled: 'true',
      IndustryType: facts.industry,
      SubscriptionStatus: 'TRIAL',
      OfferingSku: 'QuickBooks Online Plus',
      PayrollFeature: 'false',
      AccountantFeature: 'false',
      ItemCategoriesFeature: 'true',
    }),
  };
}

/** How a US company is set up where it matters to a program that writes to it. */
export type UsPreferenceChoices = {
  /** false: QuickBooks numbers invoices itself; true: an invoice sent without DocNumber stays without one. */
  customTxnNumbers?: boolean;
  /** Where classes may be put: nowhere, on the document, or on its lines. Never on both. */
  classTracking?: 'off' | 'transaction' | 'line';
  /** Nothing may be written on or before this day (`YYYY-MM-DD`); absent: books open. */
  bookCloseDate?: string;
  /** Services on time entries, and time that may be billed to customers. */
  timeTracking?: boolean;
  /** Default tax group of the company; absent: sales tax switched off. */
  taxGroupId?: string;
  /** Documents and people may be in other currencies than US dollars; cannot be undone in QuickBooks. */
  multiCurrency?: boolean;
  defaultTermId?: string;
  /** Name of custom field 1 on sales forms. */
  salesField?: string;
  /** Names of custom fields 1 and 2 on purchase orders. */
  purchaseFields?: readonly [string, string];
  memo?: string;
};

/**
 * Members of Preferences of a US company, in the shape recorded from a sandbox (2017) with the members Intuit's page
 * adds since. `BookCloseDate` and `PartnerTaxEnabled` are absent unless set, as in every recording.
 */
export function usPreferences(companyName: string, choices: UsPreferenceChoices = {}): WireObject {
  const { classTracking = 'off', timeTracking = true, memo = 'Thank you for your business and have a great day!' } = choices;
  const message = (kind: string, text: string): WireObject => ({
    Subject: `${kind} from ${companyName}`,
    Message: `${text}\n\nSincerely,\n${companyName}`,
  });
  return {
    AccountingInfoPrefs: {
      FirstMonthOfFiscalYear: 'January',
      UseAccountNumbers: false,
      TaxYearMonth: 'January',
      ClassTrackingPerTxn: classTracking === 'transaction',
      ClassTrackingPerTxnLine: classTracking === 'line',
      TrackDepartments: false,
      CustomerTerminology: 'Customers',
      ...(choices.bookCloseDate === undefined ? {} : { BookCloseDate: choices.bookCloseDate }),
    },
    ProductAndServicesPrefs: { ForSales: true, ForPurchase: true, QuantityWithPriceAndRate: true, QuantityOnHand: true },
    SalesFormsPrefs: {
      CustomField: customFields('SalesFormsPrefs.UseSalesCustom', 'SalesFormsPrefs.SalesCustomName', [choices.salesField]),
      CustomTxnNumbers: choices.customTxnNumbers ?? false,
      AllowDeposit: false,
      AllowDiscount: true,
      DefaultDiscountAccount: '86',
      AllowEstimates: true,
      EmailCopyToCompany: false,
      ETransactionEnabledStatus: 'NotApplicable',
      ETransactionAttachPDF: false,
      ETransactionPaymentEnabled: false,
      IPNSupportEnabled: false,
      AllowServiceDate: false,
      AllowShipping: false,
      DefaultTerms: { value: choices.defaultTermId ?? '3' },
      UsingPriceLevels: false,
      DefaultCustomerMessage: memo,
    },
    EmailMessagesPrefs: {
      InvoiceMessage: message('Invoice', 'Your invoice is attached. Please pay it when you can. Thank you for your business.'),
      EstimateMessage: message('Estimate', 'Please look at the estimate below and tell us if you have questions.'),
      SalesReceiptMessage: message('Sales Receipt', 'Your sales receipt is attached. Thank you for your business.'),
      StatementMessage: message('Statement', 'Your statement is attached. Please pay it when you can.'),
    },
    VendorAndPurchasesPrefs: {
      TrackingByCustomer: true,
      BillableExpenseTracking: true,
      POCustomField: customFields('PurchasePrefs.UsePurchaseCustom', 'PurchasePrefs.PurchaseCustomName', choices.purchaseFields ?? []),
    },
    TimeTrackingPrefs: {
      // Time sent without a service gets "Hours" (recorded 2025); that this member says so is the XSD's word only.
      DefaultTimeItem: { value: '2', name: 'Hours' },
      UseServices: timeTracking,
      BillCustomers: timeTracking,
      ShowBillRateToAll: false,
      WorkWeekStartDate: 'Monday',
      MarkTimeEntriesBillable: true,
    },
    TaxPrefs: {
      UsingSalesTax: choices.taxGroupId !== undefined,
      ...(choices.taxGroupId === undefined ? {} : { TaxGroupCodeRef: { value: choices.taxGroupId } }),
    },
    CurrencyPrefs: { MultiCurrencyEnabled: choices.multiCurrency ?? false, HomeCurrency: { value: 'USD' } },
    ReportPrefs: { ReportBasis: 'Accrual', CalcAgingReportFromTxnDate: false },
    OtherPrefs: {
      NameValue: nameValues({
        'SalesFormsPrefs.DefaultCustomerMessage': memo,
        'SalesFormsPrefs.DefaultItem': '1',
        DTXCopyMemo: 'true',
        UncategorizedAssetAccountId: '32',
        UncategorizedIncomeAccountId: '30',
        UncategorizedExpenseAccountId: '31',
        SFCEnabled: 'true',
        DataPartner: 'false',
        Vendor1099Enabled: 'true',
        TimeTrackingFeatureEnabled: String(timeTracking),
        ProjectsEnabled: 'false',
        WarnDuplicateCheckNumber: 'true',
        WarnDuplicateBillNumber: 'false',
        SignoutInactiveMinutes: '60',
      }),
    },
  };
}

/** Two nested arrays, switches then names, both counting down as recorded; DefinitionId of a field is its digit. */
function customFields(useKey: string, nameKey: string, names: readonly (string | undefined)[]): WireObject[] {
  const digits = [3, 2, 1];
  const named = digits.filter((digit) => names[digit - 1] !== undefined);
  const switches = digits.map((digit) => ({ Name: `${useKey}${digit}`, Type: 'BooleanType', BooleanValue: named.includes(digit) }));
  const labels = named.map((digit) => ({ Name: `${nameKey}${digit}`, Type: 'StringType', StringValue: names[digit - 1] as string }));
  return [{ CustomField: switches }, ...(labels.length === 0 ? [] : [{ CustomField: labels }])];
}

function nameValues(values: Record<string, string>): WireObject[] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
}
