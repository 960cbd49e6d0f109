/** Whom a receivable is owed by or a payable is owed to. */
export type Party = { kind: 'Customer' | 'Vendor'; id: string };

/** What a line is about where it says so itself and not its document: ids, as reports filter and group by them. */
export type About = { item?: string; class?: string; department?: string; customer?: string; vendor?: string; employee?: string };

/**
 * One line of a journal entry. Money is in whole hundredths of the home currency, an integer, so sums are exact:
 * debits positive, credits negative.
 */
export type JournalLine = {
  /** Id of the account. */
  account: string;
  cents: number;
  /** The same in the currency the account is kept in, where that is not the home currency. */
  foreignCents?: number;
  /** On lines of receivables and payables. */
  party?: Party;
  /** Stock that came (positive) or went with the line. */
  stock?: { item: string; qty: number };
  about?: About;
};

/** Whether two lines are about the same. */
export function isSameAbout(one: About | undefined, other: About | undefined): boolean {
  return one === other || (['item', 'class', 'department', 'customer', 'vendor', 'employee'] as const).every((dimension) => one?.[dimension] === other?.[dimension]);
}

/** What one transaction did to the books. */
export type JournalEntry = { date: string; lines: readonly JournalLine[] };

/** What a change of the journal moved: hundredths by account, customer and vendor, pieces by item. */
export type Movement = {
  accounts: Map<string, { cents: number; foreignCents: number }>;
  customers: Map<string, number>;
  vendors: Map<string, number>;
  stock: Map<string, { qty: number; cents: number }>;
};

export const noMovement = (): Movement => ({ accounts: new Map(), customers: new Map(), vendors: new Map(), stock: new Map() });

/** Whether the debits of an entry equal its credits. */
export function isBalanced(entry: JournalEntry): boolean {
  return entry.lines.reduce((sum, line) => sum + line.cents, 0) === 0;
}

/**
 * The double-entry journal of a company: one balanced entry per transaction that posts, and running totals of accounts,
 * customers, vendors and stock. Entries are replaced as a whole and never changed in place.
 */
export class Journal {
  readonly #entries = new Map<string, JournalEntry>();
  readonly #totals = noMovement();

  /** Key of a transaction's entry. */
  static key(entity: string, id: string): string {
    return `${entity}/${id}`;
  }

  get entries(): ReadonlyMap<string, JournalEntry> {
    return this.#entries;
  }

  /** Sums over all entries. */
  get totals(): Movement {
    return this.#totals;
  }

  /** Puts, replaces or (undefined) reverses the entry of a transaction. Throws when its debits are not its credits. */
  replace(key: string, entry: JournalEntry | undefined): Movement {
    const before = this.#entries.get(key);
    const movement = noMovement();
    if (before && entry && isSame(before, entry)) return movement;
    if (entry && !isBalanced(entry)) throw new Error(`The entry of ${key} does not balance.`);
    for (const line of before?.lines ?? []) add(movement, line, -1);
    for (const line of entry?.lines ?? []) add(movement, line, 1);
    for (const line of before?.lines ?? []) add(this.#totals, line, -1);
    for (const line of entry?.lines ?? []) add(this.#totals, line, 1);
    if (entry && entry.lines.length > 0) this.#entries.set(key, entry);
    else this.#entries.delete(key);
    return movement;
  }
}

function isSame(one: JournalEntry, other: JournalEntry): boolean {
  if (one.date !== other.date || one.lines.length !== other.lines.length) return false;
  return one.lines.every((line, index) => {
    const twin = other.lines[index]!;
    return (
      line.account === twin.account &&
      line.cents === twin.cents &&
      line.foreignCents === twin.foreignCents &&
      line.party?.kind === twin.party?.kind &&
      line.party?.id === twin.party?.id &&
      line.stock?.item === twin.stock?.item &&
      line.stock?.qty === twin.stock?.qty &&
      isSameAbout(line.about, twin.about)
    );
  });
}

function add(movement: Movement, line: JournalLine, sign: 1 | -1): void {
  const account = movement.accounts.get(line.account);
  const foreign = sign * (line.foreignCents ?? 0);
  if (account) {
    account.cents += sign * line.cents;
    account.foreignCents += foreign;
  } else movement.accounts.set(line.account, { cents: sign * line.cents, foreignCents: foreign });
  if (line.party) {
    const parties = line.party.kind === 'Customer' ? movement.customers : movement.vendors;
    parties.set(line.party.id, (parties.get(line.party.id) ?? 0) + sign * (line.foreignCents ?? line.cents));
  }
  if (line.stock) {
    const stock = movement.stock.get(line.stock.item) ?? { qty: 0, cents: 0 };
    movement.stock.set(line.stock.item, { qty: roundQty(stock.qty + sign * line.stock.qty), cents: stock.cents + sign * line.cents });
  }
}

/** Pieces keep seven decimals, as quantities on the wire do at most (recorded, RR). */
function roundQty(qty: number): number {
  return Math.round(qty * 1e7) / 1e7;
}
