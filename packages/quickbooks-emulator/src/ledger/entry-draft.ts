import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Big, hundredthsOf } from '../kernel/money.js';
import { rulesOf } from '../rules/preferences.js';
import { systemAccount } from './accounts.js';
import { type About, type JournalEntry, type JournalLine, type Party, isSameAbout } from './journal.js';

type LineOptions = { party?: Party; rate?: number; about?: About | undefined };

/** Members every posting document has. */
export type PostedDocument = { TxnDate?: string; CurrencyRef?: WireRef; ExchangeRate?: number };

/**
 * An entry being written: amounts in the document's currency, debits positive. Home amounts are rounded line by line at
 * the document's rate; what the roundings leave over is exchange gain or loss.
 */
export class EntryDraft {
  readonly #company: CompanyState;
  readonly #date: string;
  readonly #home: WireRef;
  readonly #isForeign: boolean;
  readonly #rate: number;
  readonly #lines: JournalLine[] = [];
  /** Sum so far in the document's currency. */
  #open = 0;

  constructor(company: CompanyState, document: PostedDocument) {
    this.#company = company;
    this.#date = document.TxnDate ?? company.today();
    this.#home = rulesOf(company).homeCurrency;
    this.#isForeign = document.CurrencyRef !== undefined && document.CurrencyRef.value !== this.#home.value;
    this.#rate = this.#isForeign ? (document.ExchangeRate ?? 1) : 1;
  }

  /** Adds a line; `rate` other than the document's for what was booked at an earlier one. */
  add(account: string, amount: Big, options: LineOptions = {}): void {
    this.addHundredths(account, hundredthsOf(amount), options);
  }

  addHundredths(account: string, hundredths: number, { party, rate, about }: LineOptions = {}): void {
    if (hundredths === 0) return;
    this.#open += hundredths;
    const cents = this.#isForeign ? Math.round(hundredths * (rate ?? this.#rate)) : hundredths;
    const keepsForeign = this.#isForeign && this.#keepsForeign(account);
    this.#push({ account, cents, ...(keepsForeign ? { foreignCents: hundredths } : {}), ...(party ? { party } : {}), ...(about ? { about } : {}) });
  }

  /** Adds stock that moved, at cost in home currency, and the account it moved from or to. */
  addStock(asset: string, counter: string, cents: number, stock: { item: string; qty: number }, about?: About): void {
    this.#push({ account: asset, cents, stock, ...(about ? { about } : {}) });
    if (cents !== 0) this.#push({ account: counter, cents: -cents, ...(about ? { about } : {}) });
  }

  /** Adds an item's stock bought on the document itself: the debit is the line's amount. */
  addBoughtStock(asset: string, amount: Big, stock: { item: string; qty: number }, about?: About): void {
    const hundredths = hundredthsOf(amount);
    this.#open += hundredths;
    this.#push({ account: asset, cents: this.#isForeign ? Math.round(hundredths * this.#rate) : hundredths, stock, ...(about ? { about } : {}) });
  }

  /**
   * The finished entry. Amounts no line explains (a statement charge, which QuickBooks counts and does not return; a
   * record stored past every rule) go to uncategorized income, so that the books balance whatever is stored.
   */
  entry(): JournalEntry {
    if (this.#open !== 0) this.addHundredths(systemAccount(this.#company, 'uncategorized'), -this.#open);
    const rest = this.#lines.reduce((sum, line) => sum + line.cents, 0);
    if (rest !== 0) this.#push({ account: systemAccount(this.#company, 'exchange'), cents: -rest });
    return { date: this.#date, lines: this.#lines };
  }

  #push(line: JournalLine): void {
    const twin = line.stock ? -1 : this.#lines.findIndex((other) => other.account === line.account && !other.stock && other.party?.kind === line.party?.kind && other.party?.id === line.party?.id && isSameAbout(other.about, line.about));
    if (twin === -1) {
      this.#lines.push(line);
      return;
    }
    const known = this.#lines[twin]!;
    this.#lines[twin] = { ...known, cents: known.cents + line.cents, ...(known.foreignCents === undefined && line.foreignCents === undefined ? {} : { foreignCents: (known.foreignCents ?? 0) + (line.foreignCents ?? 0) }) };
  }

  #keepsForeign(account: string): boolean {
    const currency = this.#company.get<{ CurrencyRef?: WireRef }>('Account', account)?.CurrencyRef;
    return currency !== undefined && currency.value !== this.#home.value;
  }
}
