import type { EntityName, WireObject, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { amountOf, decimalOf, hundredthsOf, toNumber } from '../kernel/money.js';
import { systemAccount } from './accounts.js';
import { Journal, type JournalEntry, type JournalLine, type Party } from './journal.js';
import { rateOn } from '../rules/currency.js';
import { rulesOf } from '../rules/preferences.js';
import { carriesBalance, isForeignAccount, replaceEntry } from './restate.js';

/** Key of the entry that holds what a record started with. */
export const openingKey = (entity: EntityName, id: string): string => `Opening/${Journal.key(entity, id)}`;

/**
 * Posts a company's first documents and makes stated balances and journal agree: a balance nobody stated is the sum of
 * the documents; what a stated one has beyond its documents is an opening balance against Opening Balance Equity, as
 * QuickBooks books what a company starts with (recorded: deposits and journal entries "Opening Balance", NG).
 * @param hidden entries of documents no call can read, such as payments of sales tax
 */
export function openJournal(company: CompanyState, hidden: readonly { key: string; entry: JournalEntry }[] = []): void {
  const { journal } = company;
  const stated = new Map([...company.table('Account').rows.values()].map((account) => [account.Id, account.CurrentBalance]));
  for (const { key, entry } of hidden) journal.replace(key, entry);
  for (const definition of company.definitions()) {
    if (!definition.post) continue;
    for (const record of company.table(definition.name).rows.values()) {
      journal.replace(Journal.key(definition.name, record.Id), definition.post(record, { company, before: undefined }));
    }
  }
  openStock(company);
  openParties(company, 'Customer', 1);
  openParties(company, 'Vendor', -1);
  openAccounts(company, stated);
  addUpTree(company, 'Customer', 'Balance', 'BalanceWithJobs');
  addUpTree(company, 'Account', 'CurrentBalance', 'CurrentBalanceWithSubAccounts');
}

/** An opening entry: the line and its counterpart in Opening Balance Equity. */
export function openingEntry(company: CompanyState, line: JournalLine, date: string): JournalEntry {
  const equity: JournalLine[] = line.cents === 0 ? [] : [{ account: systemAccount(company, 'openingEquity'), cents: -line.cents }];
  return { date, lines: [line, ...equity] };
}

/**
 * Books what a customer or vendor owed when it was entered (Intuit, customer page: Balance and OpenBalanceDate on
 * create). QuickBooks makes an invoice or bill of it; here it is an entry without a document (assumed).
 */
export function openParty(company: CompanyState, party: Party, balance: number, record: { OpenBalanceDate?: string; CurrencyRef?: WireRef }): void {
  const isCustomer = party.kind === 'Customer';
  const account = systemAccount(company, isCustomer ? 'receivable' : 'payable', record.CurrencyRef);
  const hundredths = hundredthsOf(balance) * (isCustomer ? 1 : -1);
  const date = record.OpenBalanceDate ?? company.today();
  const { homeCurrency } = rulesOf(company);
  const isForeign = record.CurrencyRef !== undefined && record.CurrencyRef.value !== homeCurrency.value;
  const cents = isForeign ? Math.round(hundredths * rateOn(company, record.CurrencyRef!.value, date)) : hundredths;
  replaceEntry(company, openingKey(party.kind, party.id), openingEntry(company, { account, cents, party, ...(isForeign ? { foreignCents: hundredths } : {}) }, date));
}

function openStock(company: CompanyState): void {
  for (const item of company.table('Item').rows.values()) {
    const asset = (item.AssetAccountRef as { value: string } | undefined)?.value;
    if (item.Type !== 'Inventory' || asset === undefined) continue;
    const moved = company.journal.totals.stock.get(item.Id)?.qty ?? 0;
    const qty = toNumber(decimalOf(item.QtyOnHand).minus(moved));
    if (qty === 0) continue;
    const cents = hundredthsOf(decimalOf(item.PurchaseCost).times(qty));
    const date = typeof item.InvStartDate === 'string' ? item.InvStartDate : startOf(company);
    company.journal.replace(openingKey('Item', item.Id), openingEntry(company, { account: asset, cents, stock: { item: item.Id, qty } }, date));
  }
}

/** What a customer owes, or is owed to a vendor, beyond its documents. */
function openParties(company: CompanyState, kind: Party['kind'], sign: 1 | -1): void {
  const totals = kind === 'Customer' ? company.journal.totals.customers : company.journal.totals.vendors;
  for (const record of company.table(kind).rows.values()) {
    const moved = sign * (totals.get(record.Id) ?? 0);
    if (record.Balance === undefined) {
      company.table(kind).put({ ...record, Balance: amountOf(moved) });
      continue;
    }
    const cents = hundredthsOf(record.Balance) - moved;
    if (cents === 0) continue;
    const account = systemAccount(company, kind === 'Customer' ? 'receivable' : 'payable');
    const line = { account, cents: sign * cents, party: { kind, id: record.Id } };
    company.journal.replace(openingKey(kind, record.Id), openingEntry(company, line, startOf(company)));
  }
}

/** @param stated balances of the accounts before any was made by posting */
function openAccounts(company: CompanyState, stated: ReadonlyMap<string, unknown>): void {
  for (const account of company.table('Account').rows.values()) {
    if (!carriesBalance(account) || account.AccountSubType === 'OpeningBalanceEquity') continue;
    const given = stated.get(account.Id);
    const moved = company.journal.totals.accounts.get(account.Id);
    const cents = given === undefined ? 0 : hundredthsOf(given) - ((isForeignAccount(company, account) ? moved?.foreignCents : moved?.cents) ?? 0);
    if (cents !== 0) company.journal.replace(openingKey('Account', account.Id), openingEntry(company, { account: account.Id, cents }, startOf(company)));
  }
  for (const account of company.table('Account').rows.values()) {
    const moved = company.journal.totals.accounts.get(account.Id);
    const own = carriesBalance(account) ? ((isForeignAccount(company, account) ? moved?.foreignCents : moved?.cents) ?? 0) : 0;
    if (hundredthsOf(account.CurrentBalance) !== own || account.CurrentBalance === undefined) company.table('Account').put({ ...account, CurrentBalance: amountOf(own) });
  }
}

/** Sums of a record and everything below it. */
function addUpTree(company: CompanyState, entity: 'Customer' | 'Account', own: string, sum: string): void {
  const rows = company.table(entity).rows;
  const sums = new Map<string, number>();
  for (const record of rows.values()) {
    const hundredths = hundredthsOf(record[own]);
    for (let id: string | undefined = record.Id; id !== undefined; id = (rows.get(id)?.ParentRef as { value: string } | undefined)?.value) {
      sums.set(id, (sums.get(id) ?? 0) + hundredths);
    }
  }
  for (const record of rows.values()) {
    const amount = amountOf(sums.get(record.Id)!);
    if (record[sum] !== amount) company.table(entity).put({ ...record, [sum]: amount });
  }
}

/** The day the books began. */
function startOf(company: CompanyState): string {
  const info = company.get<WireObject>('CompanyInfo', '1');
  return typeof info?.CompanyStartDate === 'string' ? info.CompanyStartDate : company.today();
}
