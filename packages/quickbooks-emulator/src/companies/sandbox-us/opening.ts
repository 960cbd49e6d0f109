import type { WireRecord } from '../../kernel/company.js';
import type { JournalEntry } from '../../ledger/journal.js';
import { accountPath, type AccountFact } from '../accounts.js';
import { homeCurrency, metaData, minutesAfter } from '../wire.js';

/** Opening balances: id, date, account, amount, and whether the account is debited. */
const openings: readonly (readonly [id: string, date: string, account: string, amount: number, isDebit: boolean])[] = [
  ['6', '2026-03-23', '38', 13_495, true],
  ['7', '2026-04-05', '43', 4000, false],
  ['8', '2026-04-05', '44', 25_000, false],
];

/** The three journal entries "Opening Balance" of the sample company (recorded, NG:journal-entries): a truck and two loans. */
export function openingEntries(accounts: readonly AccountFact[], writtenFrom: string): WireRecord[] {
  return openings.map(([id, date, account, amount, isDebit]) => {
    const line = (index: number, accountId: string, isDebited: boolean) => ({
      Id: String(index),
      Description: 'Opening Balance',
      Amount: amount,
      DetailType: 'JournalEntryLineDetail',
      JournalEntryLineDetail: { PostingType: isDebited ? 'Debit' : 'Credit', AccountRef: { value: accountId, name: accountPath(accounts, accountId) } },
      CustomExtensions: [],
    });
    return {
      Id: id,
      MetaData: metaData(minutesAfter(writtenFrom, Number(id))),
      Adjustment: false,
      TotalAmt: 0,
      TxnDate: date,
      CurrencyRef: homeCurrency,
      PrivateNote: 'Opening Balance',
      Line: [line(0, account, isDebit), line(1, '34', !isDebit)],
      TxnTaxDetail: {},
    };
  });
}

/**
 * Two payments of sales tax from Checking, which no call can read: the sample company's bank and tax accounts add up
 * only with them (ids and date assumed).
 */
export const taxPayments: { key: string; entry: JournalEntry }[] = [
  ['113', '89', 3840] as const,
  ['114', '90', 3850] as const,
].map(([id, account, cents]) => ({ key: `SalesTaxPayment/${id}`, entry: { date: '2026-04-08', lines: [{ account, cents }, { account: '35', cents: -cents }] } }));
