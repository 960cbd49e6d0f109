import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitions } from '../entities/registry.js';
import { VirtualClock } from '../kernel/clock.js';
import type { CompanyScenario, EntityName, WireObject, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { seedCompany } from '../kernel/seed-company.js';
import { QuickBooksFault } from '../protocol/fault.js';
import { createRecord, deleteRecord, updateRecord, voidRecord } from '../protocol/operations.js';
import { expectSoundBooks, repostedJournal } from '../testing/books.js';
import { testNow } from '../testing/client.js';
import { smallCompany } from '../testing/small-company.js';

/** Sequences tried in a normal run; `TIEOUT_BOOKS_RUNS=2000` tries more. */
const numRuns = Number(process.env.TIEOUT_BOOKS_RUNS ?? 40);

/** A step as drawn: what to do, and numbers that choose among what exists. */
type Step = { act: number; pick: number; other: number; cents: number; part: number };

const step = fc.record<Step>({
  act: fc.nat(199),
  pick: fc.nat(999),
  other: fc.nat(999),
  cents: fc.integer({ min: 1, max: 99_999 }),
  part: fc.integer({ min: 1, max: 100 }),
});

const customers = ['1', '2', '3'];
const documents = ['Invoice', 'CreditMemo', 'Estimate', 'SalesReceipt', 'RefundReceipt', 'Payment', 'Bill', 'VendorCredit', 'BillPayment', 'Purchase', 'Deposit', 'JournalEntry', 'Transfer'] as const satisfies readonly EntityName[];
type DocumentName = (typeof documents)[number];

function chosen<T>(from: readonly T[], number: number): T | undefined {
  return from.length === 0 ? undefined : from[number % from.length];
}

function rows(company: CompanyState, entity: EntityName): WireRecord[] {
  return [...company.table(entity).rows.values()];
}

const money = (cents: number): number => cents / 100;

function saleLines({ pick, cents, part }: Step): WireObject[] {
  const tax = { TaxCodeRef: { value: pick % 3 === 0 ? 'TAX' : 'NON' } };
  const sold = { Amount: money(cents), DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' }, ...tax } };
  const stock = { Amount: part * 5, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '7' }, Qty: part, UnitPrice: 5, ...tax } };
  const discount = { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } };
  return [sold, ...(pick % 2 === 0 ? [stock] : []), ...(part % 4 === 0 ? [discount] : [])];
}

function boughtLines({ pick, cents, part }: Step): WireObject[] {
  const account = { Amount: money(cents), DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '60' } } };
  const stock = { Amount: part * 3, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: { value: '7' }, Qty: part, UnitPrice: 3 } };
  return pick % 2 === 0 ? [account, stock] : [account];
}

/** Lines that settle some open documents in part or whole, and what they add up to. */
function settling(company: CompanyState, charge: EntityName, credit: EntityName, { pick, other, part }: Step): { lines: WireObject[]; total: number } {
  const link = (entity: EntityName, id: string, cents: number): WireObject => ({ Amount: money(cents), LinkedTxn: [{ TxnId: id, TxnType: entity }] });
  const owed = chosen(rows(company, charge), pick);
  const given = part % 3 === 0 ? chosen(rows(company, credit), other) : undefined;
  const open = Math.round(Number(owed?.Balance ?? 0) * part);
  const usable = Math.min(Math.round(Number(given?.Balance ?? 0) * 100), open);
  const lines = [...(owed && open > 0 ? [link(charge, owed.Id, open)] : []), ...(given && usable > 0 ? [link(credit, given.Id, usable)] : [])];
  return { lines, total: open - usable };
}

/** Body of a create; several of them are refused, which is part of the game. */
function bodyOf(company: CompanyState, entity: DocumentName, drawn: Step): WireObject {
  const { pick, other, cents, part } = drawn;
  const customer = chosen(customers, other)!;
  const vendor = other % 4 === 0 ? '8' : '5';
  const isEuro = (entityName: 'Customer' | 'Vendor', id: string) => (company.get(entityName, id)?.CurrencyRef as { value: string } | undefined)?.value === 'EUR';
  const currency = (isForeign: boolean): WireObject => ({ CurrencyRef: { value: isForeign ? 'EUR' : 'USD' }, ...(isForeign ? { ExchangeRate: 1 + part / 100 } : {}) });
  const ofCustomer = { CustomerRef: { value: customer }, ...currency(isEuro('Customer', customer)) };
  const ofVendor = { VendorRef: { value: vendor }, ...currency(isEuro('Vendor', vendor)) };
  switch (entity) {
    case 'Payment': {
      const { lines, total } = settling(company, 'Invoice', 'CreditMemo', drawn);
      const owner = lines[0] ? (company.get('Invoice', (lines[0].LinkedTxn as { TxnId: string }[])[0]!.TxnId)!.CustomerRef as { value: string }).value : customer;
      return { CustomerRef: { value: owner }, ...currency(isEuro('Customer', owner)), TotalAmt: money(total + (pick % 2 === 0 ? cents : 0)), Line: lines };
    }
    case 'BillPayment': {
      const { lines, total } = settling(company, 'Bill', 'VendorCredit', drawn);
      const owner = lines[0] ? (company.get('Bill', (lines[0].LinkedTxn as { TxnId: string }[])[0]!.TxnId)!.VendorRef as { value: string }).value : vendor;
      const means: WireObject = { PayType: 'Check', CheckPayment: { BankAccountRef: { value: '35' } } };
      return { VendorRef: { value: owner }, ...currency(isEuro('Vendor', owner)), ...means, TotalAmt: money(total + (pick % 2 === 0 ? cents : 0)), Line: lines };
    }
    case 'Bill':
    case 'VendorCredit':
      return { ...ofVendor, Line: boughtLines(drawn) };
    case 'Purchase':
      return { ...currency(false), PaymentType: 'Cash', AccountRef: { value: '35' }, Line: boughtLines(drawn) };
    case 'Transfer':
      return { ...currency(false), FromAccountRef: { value: '35' }, ToAccountRef: { value: '4' }, Amount: money(cents) };
    case 'Deposit': {
      const held = chosen([...rows(company, 'Payment'), ...rows(company, 'SalesReceipt')], pick);
      const isReceipt = held !== undefined && company.get('SalesReceipt', held.Id) !== undefined;
      const line: WireObject =
        held && part % 2 === 0
          ? { Amount: held.TotalAmt as number, LinkedTxn: [{ TxnId: held.Id, TxnType: isReceipt ? 'SalesReceipt' : 'Payment' }] }
          : { Amount: money(cents), DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: { value: '1' } } };
      return { ...currency(false), DepositToAccountRef: { value: '35' }, Line: [line] };
    }
    case 'JournalEntry': {
      const side = (PostingType: string, AccountRef: string, Entity?: WireObject): WireObject => ({
        Amount: money(cents),
        DetailType: 'JournalEntryLineDetail',
        JournalEntryLineDetail: { PostingType, AccountRef: { value: AccountRef }, ...(Entity ? { Entity } : {}) },
      });
      const named = pick % 3 === 0 ? { Type: 'Customer', EntityRef: { value: '1' } } : undefined;
      return { ...currency(false), Line: [side('Debit', named ? '84' : '35', named), side('Credit', '1')] };
    }
    default:
      return { ...ofCustomer, Line: saleLines(drawn), TxnTaxDetail: { TxnTaxCodeRef: { value: '5' } }, ...(entity === 'RefundReceipt' ? { DepositToAccountRef: { value: '35' } } : {}) };
  }
}

function take(company: CompanyState, drawn: Step): void {
  const entity = chosen(documents, drawn.pick)!;
  const definition = definitions.get(entity)!;
  const existing = chosen(rows(company, entity), drawn.other);
  if (drawn.act < 130 || !existing) createRecord(company, definition, bodyOf(company, entity, drawn));
  else if (drawn.act < 150) updateRecord(company, definition, { ...bodyOf(company, entity, drawn), Id: existing.Id, SyncToken: existing.SyncToken!, sparse: drawn.part % 2 === 0 });
  else if (drawn.act < 160) updateRecord(company, definition, { Id: existing.Id, SyncToken: existing.SyncToken!, sparse: true, PrivateNote: `note ${drawn.cents}` });
  else if (drawn.act < 180) deleteRecord(company, definition, { Id: existing.Id, SyncToken: existing.SyncToken! });
  else voidRecord(company, definition, { Id: existing.Id, SyncToken: existing.SyncToken! });
}

/** The small company with stock, an expense account, a second vendor, and on demand a second currency. */
function company(isMulti: boolean): CompanyState {
  const scenario: CompanyScenario = smallCompany(isMulti ? { CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'USD' } } } : {});
  scenario.records.Account!.push(
    { Id: '60', Name: 'Materials', FullyQualifiedName: 'Materials', AccountType: 'Expense', Classification: 'Expense' },
    { Id: '80', Name: 'Cost of sales', FullyQualifiedName: 'Cost of sales', AccountType: 'Cost of Goods Sold', Classification: 'Expense' },
    { Id: '81', Name: 'Stock', FullyQualifiedName: 'Stock', AccountType: 'Other Current Asset', AccountSubType: 'Inventory', Classification: 'Asset' },
  );
  const accounts = { IncomeAccountRef: { value: '1' }, ExpenseAccountRef: { value: '80' }, AssetAccountRef: { value: '81' } };
  scenario.records.Item!.push({ Id: '7', Name: 'Binder', FullyQualifiedName: 'Binder', Type: 'Inventory', UnitPrice: 5, PurchaseCost: 3, QtyOnHand: 40, InvStartDate: '2026-01-01', ...accounts });
  const euro: WireObject = isMulti ? { CurrencyRef: { value: 'EUR', name: 'Euro' } } : {};
  Object.assign(scenario.records.Customer!.find(({ Id }) => Id === '3')!, euro);
  scenario.records.Vendor!.push({ Id: '8', DisplayName: 'Papeterie', Balance: 0, ...euro });
  if (isMulti) scenario.records.CompanyCurrency = [{ Id: '1', Code: 'EUR', Name: 'Euro' }];
  return seedCompany(scenario, '9130350000000017', new VirtualClock({ now: () => testNow }));
}

test.each([
  ['in one currency', false],
  ['in two currencies', true],
])('after any sequence of accepted writes the books balance and balances are what is open (%s)', (_what, isMulti) => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const books = company(isMulti);
      for (const drawn of steps) {
        try {
          take(books, drawn);
          accepted += 1;
        } catch (error) {
          if (!(error instanceof QuickBooksFault)) throw error;
        }
      }
      expectSoundBooks(books);
      const reposted = repostedJournal(books);
      for (const [key, entry] of reposted.entries) expect(entry, `${key} posted again`).toEqual(books.journal.entries.get(key));
    }),
    { numRuns },
  );
  expect(accepted).toBeGreaterThan(numRuns * 5);
}, 600_000);
