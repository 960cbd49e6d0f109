import type { Region, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { rulesOf } from '../rules/preferences.js';

type Kind = { name: string; type: string; subType: string; classification: string };

/**
 * Accounts QuickBooks makes by itself when they are first needed (recorded: ids 84-90 of the sample company; names as
 * the template and Intuit's account page give them).
 */
const kinds = {
  receivable: { name: 'Accounts Receivable (A/R)', type: 'Accounts Receivable', subType: 'AccountsReceivable', classification: 'Asset' },
  payable: { name: 'Accounts Payable (A/P)', type: 'Accounts Payable', subType: 'AccountsPayable', classification: 'Liability' },
  undeposited: { name: 'Undeposited Funds', type: 'Other Current Asset', subType: 'UndepositedFunds', classification: 'Asset' },
  openingEquity: { name: 'Opening Balance Equity', type: 'Equity', subType: 'OpeningBalanceEquity', classification: 'Equity' },
  exchange: { name: 'Exchange Gain or Loss', type: 'Other Expense', subType: 'ExchangeGainOrLoss', classification: 'Expense' },
  discounts: { name: 'Discounts given', type: 'Income', subType: 'DiscountsRefundsGiven', classification: 'Revenue' },
  shipping: { name: 'Shipping Income', type: 'Income', subType: 'ServiceFeeIncome', classification: 'Revenue' },
  gratuity: { name: 'Gratuities', type: 'Income', subType: 'ServiceFeeIncome', classification: 'Revenue' },
  uncategorized: { name: 'Uncategorized Income', type: 'Income', subType: 'ServiceFeeIncome', classification: 'Revenue' },
} as const satisfies Record<string, Kind>;

export type SystemAccount = keyof typeof kinds;

/** Kinds of which a company has one account only; the others are told apart by name. */
const soleTypes: ReadonlySet<SystemAccount> = new Set(['receivable', 'payable']);
const soleSubTypes: ReadonlySet<SystemAccount> = new Set(['undeposited', 'openingEquity', 'exchange']);

/**
 * Id of an account QuickBooks keeps by itself, made when there is none. Receivables and payables are kept per currency:
 * the first of a foreign currency adds "Accounts Receivable (A/R) - EUR" (Intuit, account page).
 */
export function systemAccount(company: CompanyState, account: SystemAccount, currency?: WireRef): string {
  const kind: Kind = kinds[account];
  const home = rulesOf(company).homeCurrency;
  const kept = soleTypes.has(account) ? (currency ?? home) : home;
  for (const record of company.table('Account').rows.values()) {
    const isKind = soleTypes.has(account) ? record.AccountType === kind.type : soleSubTypes.has(account) ? record.AccountSubType === kind.subType : record.Name === kind.name && record.AccountType === kind.type;
    if (isKind && record.Active !== false && currencyOf(record, home) === kept.value) return record.Id;
  }
  return addAccount(company, kept.value === home.value ? kind : { ...kind, name: `${kind.name} - ${kept.value}` }, kept);
}

/** Outside the US all tax is owed on one account (names as QuickBooks gives them in the UK and Canada; Australia assumed). */
const abroad: Partial<Record<Region, string>> = { GB: 'VAT Control', CA: 'GST/HST Payable', AU: 'GST Liabilities Payable' };

/** Id of the account a tax agency's tax is owed on, made when there is none: "Board of Equalization Payable" (recorded, 2026). */
export function taxAccount(company: CompanyState, rateId: string | undefined): string {
  const rate = rateId === undefined ? undefined : company.get<{ AgencyRef?: WireRef }>('TaxRate', rateId);
  const agency = rate?.AgencyRef ? company.get('TaxAgency', rate.AgencyRef.value) : company.table('TaxAgency').rows.values().next().value;
  const name = abroad[company.header.region] ?? (agency ? `${agency.DisplayName as string} Payable` : 'Sales Tax Payable');
  for (const id of company.table('Account').idsByKey(name.toLowerCase())) return id;
  return addAccount(company, { name, type: 'Other Current Liability', subType: 'GlobalTaxPayable', classification: 'Liability' }, rulesOf(company).homeCurrency);
}

function addAccount(company: CompanyState, kind: Kind, currency: WireRef): string {
  const stamp = company.stamp();
  const record: WireRecord = {
    domain: 'QBO',
    sparse: false,
    Id: company.nextId('Account'),
    SyncToken: '0',
    MetaData: { CreateTime: stamp, LastUpdatedTime: stamp },
    Name: kind.name,
    SubAccount: false,
    FullyQualifiedName: kind.name,
    Active: true,
    Classification: kind.classification,
    AccountType: kind.type,
    AccountSubType: kind.subType,
    CurrentBalance: 0,
    CurrentBalanceWithSubAccounts: 0,
    CurrencyRef: currency,
  };
  company.put('Account', record);
  return record.Id;
}

function currencyOf(account: WireRecord, home: WireRef): string {
  return (account.CurrencyRef as WireRef | undefined)?.value ?? home.value;
}
