import { expect, test } from 'vitest';
import { VirtualClock } from '../kernel/clock.js';
import type { CompanyState } from '../kernel/company-state.js';
import { seedCompany } from '../kernel/seed-company.js';
import { expectSoundBooks } from '../testing/books.js';
import { namedScenarios } from './named-scenarios.js';

const opened = (name: string): CompanyState => {
  const scenario = namedScenarios[name]!();
  return seedCompany(scenario, scenario.realmId!, new VirtualClock());
};
const rows = (company: CompanyState, entity: Parameters<CompanyState['table']>[0]) => [...company.table(entity).rows.values()];
const balance = (company: CompanyState, account: string) => company.get('Account', company.table('Account').idsByKey(account.toLowerCase())[0] ?? '')?.CurrentBalance;

test.each(['empty', 'uk-vat', 'canada', 'multicurrency', '10000-customers'])('%s starts with sound books and nothing opened', (name) => {
  const company = opened(name);
  if (name !== '10000-customers') expectSoundBooks(company);
  expect([...company.journal.entries.keys()].filter((key) => key.startsWith('Opening/'))).toEqual([]);
});

test('British VAT: standard rate on top, gross minus net within, input tax against output tax', () => {
  const company = opened('uk-vat');
  const [onTop, within] = rows(company, 'Invoice');
  expect(onTop).toMatchObject({ TotalAmt: 1236, Balance: 736, TxnTaxDetail: { TotalTax: 206 } });
  expect(within).toMatchObject({ GlobalTaxCalculation: 'TaxInclusive', TotalAmt: 700, TxnTaxDetail: { TotalTax: 100 } });
  expect(within!.Line).toMatchObject([{ Amount: 500, SalesItemLineDetail: { TaxInclusiveAmt: 600 } }, { Amount: 100 }, { Amount: 600 }]);
  expect([balance(company, 'Debtors'), balance(company, 'Creditors'), balance(company, 'VAT Control')]).toEqual([1436, -240, -266]);
});

test('Canada: two taxes on one line, harmonised tax within a bill', () => {
  const company = opened('canada');
  expect(rows(company, 'Invoice')[1]).toMatchObject({ TotalAmt: 467.6, TxnTaxDetail: { TotalTax: 47.6, TaxLine: [{ Amount: 21 }, { Amount: 26.6 }] } });
  expect(rows(company, 'Bill')[0]).toMatchObject({ TotalAmt: 1130, Balance: 0, TxnTaxDetail: { TotalTax: 130 }, Line: [{ Amount: 1000 }] });
  expect(balance(company, 'GST/HST Payable')).toBe(-41.1);
});

test('several currencies: both amounts are kept, receivables stand in their own currency, a better rate is a gain', () => {
  const company = opened('multicurrency');
  const [paid, partly, pounds, home] = rows(company, 'Invoice');
  expect(paid).toMatchObject({ CurrencyRef: { value: 'EUR', name: 'Euro' }, ExchangeRate: 1.08, TotalAmt: 1000, HomeTotalAmt: 1080, Balance: 0, HomeBalance: 0 });
  expect(partly).toMatchObject({ TotalAmt: 500, Balance: 300, HomeBalance: 324 });
  expect(pounds).toMatchObject({ TotalAmt: 720, HomeTotalAmt: 914.4 });
  expect(home).toMatchObject({ ExchangeRate: 1, TotalAmt: 360, HomeTotalAmt: 360 });
  expect([balance(company, 'Accounts Receivable (A/R) - EUR'), balance(company, 'Accounts Receivable (A/R)'), balance(company, 'Checking')]).toEqual([300, 360, 1344]);
  expect(balance(company, 'Accounts Payable (A/P) - EUR')).toBe(-640);
  const gain = company.table('Account').idsByKey('exchange gain or loss')[0]!;
  // 1,200.00 euros booked at 1.08 and paid at 1.12.
  expect(company.journal.totals.accounts.get(gain)?.cents).toBe(-4800);
});

test('ten thousand customers, a thousand of them owing', () => {
  const company = opened('10000-customers');
  expect([rows(company, 'Customer').length, rows(company, 'Invoice').length]).toEqual([10_000, 1000]);
  const open = rows(company, 'Invoice').reduce((sum, invoice) => sum + (invoice.Balance as number), 0);
  expect(balance(company, 'Accounts Receivable (A/R)')).toBe(open);
});
