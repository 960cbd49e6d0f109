import type { Region, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';

type StoredPreferences = {
  AccountingInfoPrefs?: { BookCloseDate?: string; ClassTrackingPerTxn?: boolean; ClassTrackingPerTxnLine?: boolean; TrackDepartments?: boolean };
  SalesFormsPrefs?: { CustomTxnNumbers?: boolean; AllowDeposit?: boolean; AllowDiscount?: boolean; DefaultDiscountAccount?: string; DefaultTerms?: WireRef };
  TaxPrefs?: { UsingSalesTax?: boolean; PartnerTaxEnabled?: boolean; TaxGroupCodeRef?: WireRef };
  TimeTrackingPrefs?: { BillCustomers?: boolean; DefaultTimeItem?: WireRef };
  CurrencyPrefs?: { MultiCurrencyEnabled?: boolean; HomeCurrency?: WireRef };
  ReportPrefs?: { ReportBasis?: string };
  OtherPrefs?: { NameValue?: { Name: string; Value: string }[] };
};

const currencyNames: Record<string, string> = {
  USD: 'United States Dollar',
  GBP: 'British Pound Sterling',
  CAD: 'Canadian Dollar',
  AUD: 'Australian Dollar',
  EUR: 'Euro',
  JPY: 'Japanese Yen',
  CHF: 'Swiss Franc',
  NZD: 'New Zealand Dollar',
  INR: 'Indian Rupee',
  MXN: 'Mexican Peso',
};

/** A currency's name as QuickBooks writes it. */
export function currencyName(code: string): string {
  return currencyNames[code] ?? code;
}

/** The switches of a company that rules obey (reference: Preferences, "flags that matter"). */
export type CompanyRules = {
  customTxnNumbers: boolean;
  warnDuplicateDocNumber: boolean;
  warnDuplicateBillNumber: boolean;
  bookCloseDate: string | undefined;
  classPerTxn: boolean;
  classPerLine: boolean;
  defaultTerms: string | undefined;
  defaultDiscountAccount: string | undefined;
  defaultTimeItem: string | undefined;
  usingSalesTax: boolean;
  automatedTax: boolean;
  taxGroupCode: string | undefined;
  /** Departments (locations) may be used. */
  departments: boolean;
  multiCurrency: boolean;
  homeCurrency: WireRef;
  /** Basis of reports that are not asked for one: Accrual or Cash. */
  reportBasis: string;
  isUs: boolean;
};

/** The switches of the newest Preferences record; a stored record is never changed in place, so they are read once. */
const readRules = new WeakMap<object, CompanyRules>();

/** Reads the company's Preferences record into the switches rules ask for. */
export function rulesOf(company: CompanyState): CompanyRules {
  const record = company.get<StoredPreferences>('Preferences', '1') ?? {};
  const known = readRules.get(record);
  if (known) return known;
  const rules = rulesIn(record, company.header.region);
  readRules.set(record, rules);
  return rules;
}

function rulesIn(prefs: StoredPreferences, region: Region): CompanyRules {
  const other = new Map((prefs.OtherPrefs?.NameValue ?? []).map(({ Name, Value }) => [Name, Value]));
  const home = prefs.CurrencyPrefs?.HomeCurrency?.value ?? 'USD';
  return {
    customTxnNumbers: prefs.SalesFormsPrefs?.CustomTxnNumbers ?? false,
    // The API cannot read this option (Intuit, common-errors); the emulator's name for it is ours.
    warnDuplicateDocNumber: other.get('WarnDuplicateInvoiceNumber') !== 'false',
    warnDuplicateBillNumber: other.get('WarnDuplicateBillNumber') === 'true',
    bookCloseDate: prefs.AccountingInfoPrefs?.BookCloseDate,
    classPerTxn: prefs.AccountingInfoPrefs?.ClassTrackingPerTxn ?? false,
    classPerLine: prefs.AccountingInfoPrefs?.ClassTrackingPerTxnLine ?? false,
    defaultTerms: prefs.SalesFormsPrefs?.DefaultTerms?.value,
    defaultDiscountAccount: prefs.SalesFormsPrefs?.DefaultDiscountAccount,
    defaultTimeItem: prefs.TimeTrackingPrefs?.DefaultTimeItem?.value ?? other.get('SalesFormsPrefs.DefaultItem'),
    usingSalesTax: prefs.TaxPrefs?.UsingSalesTax ?? false,
    automatedTax: prefs.TaxPrefs?.PartnerTaxEnabled ?? false,
    taxGroupCode: prefs.TaxPrefs?.TaxGroupCodeRef?.value,
    departments: prefs.AccountingInfoPrefs?.TrackDepartments ?? false,
    multiCurrency: prefs.CurrencyPrefs?.MultiCurrencyEnabled ?? false,
    homeCurrency: { value: home, name: currencyName(home) },
    reportBasis: prefs.ReportPrefs?.ReportBasis ?? 'Accrual',
    isUs: region === 'US',
  };
}
