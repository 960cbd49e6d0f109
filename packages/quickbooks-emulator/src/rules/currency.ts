import type { Change } from '../entities/define-entity.js';
import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { Big, decimalOf, toCents, toNumber } from '../kernel/money.js';
import { businessFault, missing } from '../protocol/fault.js';
import { rulesOf } from './preferences.js';

type Priced = { TxnDate?: string; CurrencyRef?: WireRef; ExchangeRate?: number };

/**
 * Currency and rate of a document. One currency: always the home currency, no rate. Several: CurrencyRef must be sent
 * (Intuit, invoice page) and be the party's own (sentence assumed); the rate is the sent one, else that of the day.
 * @param party the customer or vendor, whose currency never changes after the first save
 */
export function settleCurrency(draft: Priced, { company, before }: Pick<Change<Priced>, 'company' | 'before'>, party?: { CurrencyRef?: WireRef }): void {
  const rules = rulesOf(company);
  if (!rules.multiCurrency) {
    draft.CurrencyRef = rules.homeCurrency;
    delete draft.ExchangeRate;
    return;
  }
  draft.CurrencyRef ??= before?.CurrencyRef;
  if (!draft.CurrencyRef) throw missing('CurrencyRef');
  draft.CurrencyRef = currencyRef(company, draft.CurrencyRef.value);
  const partys = party?.CurrencyRef?.value;
  if (partys !== undefined && partys !== draft.CurrencyRef.value) {
    throw businessFault(`The currency of the transaction is invalid for customer / vendor / account. Transaction: ${draft.CurrencyRef.value}, expected: ${partys}.`);
  }
  if (draft.CurrencyRef.value === rules.homeCurrency.value) draft.ExchangeRate = 1;
  else draft.ExchangeRate ??= before?.CurrencyRef?.value === draft.CurrencyRef.value && before.ExchangeRate !== undefined ? before.ExchangeRate : rateOn(company, draft.CurrencyRef.value, draft.TxnDate!);
}

/** `{ value, name }` of a currency the company uses, or fault 6000 (sentence assumed). */
export function currencyRef(company: CompanyState, code: string): WireRef {
  const { homeCurrency } = rulesOf(company);
  if (code === homeCurrency.value) return homeCurrency;
  const known = company.table('CompanyCurrency').idsByKey(code)[0];
  if (known === undefined) throw businessFault(`The currency ${code} is not set up in this company.`);
  return { value: code, name: company.get<{ Name: string }>('CompanyCurrency', known)!.Name };
}

/** Home currency for one unit of a foreign one: the latest rate on or before the day, 1 when none is known (assumed). */
export function rateOn(company: CompanyState, code: string, date: string): number {
  let latest: { AsOfDate: string; Rate: number } | undefined;
  for (const id of company.table('ExchangeRate').idsByKey(code)) {
    const rate = company.get<{ AsOfDate: string; Rate: number }>('ExchangeRate', id)!;
    if (rate.AsOfDate <= date && (!latest || rate.AsOfDate > latest.AsOfDate)) latest = rate;
  }
  return latest?.Rate ?? 1;
}

/** An amount in home currency; present only where several currencies are on (recorded: absent in US, present in the Canadian company, RR). */
export function inHome(company: CompanyState, document: Priced, amount: unknown): number | undefined {
  if (!rulesOf(company).multiCurrency) return undefined;
  return toNumber(toCents(decimalOf(amount).times(new Big(document.ExchangeRate ?? 1))));
}
