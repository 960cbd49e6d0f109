import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { rulesOf } from '../rules/preferences.js';
import { type Moved, cashMovements, movedBy, unappliedAccounts } from './cash-basis.js';
import { aboutOf, filtered } from './dimensions.js';
import type { Days } from './amount-columns.js';
import { type Cell, type ReportBasis, type Row, printed } from './report.js';

/** Hundredths of the home currency, one for each column of amounts. */
export type Amounts = readonly number[];

/** Debits minus credits by account. */
export type Sums = ReadonlyMap<string, Amounts>;

/** An account as reports list it. */
export type Listed = { id: string; name: string; type: string; parent: string | undefined };

export const plus = (a: Amounts, b: Amounts): Amounts => a.map((amount, index) => amount + b[index]!);
export const times = (sign: 1 | -1, amounts: Amounts): Amounts => amounts.map((amount) => sign * amount || 0);
export const zeros = (days: readonly unknown[]): Amounts => days.map(() => 0);
export const isZero = (amounts: Amounts): boolean => amounts.every((amount) => amount === 0);
export const blanks = (days: readonly unknown[]): Cell[] => days.map(() => ({ value: '' }));

/** A row of amounts under a name. */
export const line = (name: Cell | string, amounts: Amounts): { ColData: Cell[] } => ({ ColData: [typeof name === 'string' ? { value: name } : name, ...amounts.map((amount) => ({ value: printed(amount) }))] });

/** The basis asked for by `accounting_method`, else the company's preference (Intuit, report pages). */
export function basisOf(company: CompanyState, params: URLSearchParams): ReportBasis {
  const wanted = params.get('accounting_method') || rulesOf(company).reportBasis;
  const basis = (['Accrual', 'Cash'] as const).find((known) => known.toLowerCase() === wanted.toLowerCase());
  if (!basis) throw fault('2170', `Invalid Enumeration : ${wanted}`, 'accounting_method');
  return basis;
}

/** What moved accounts on a basis, as far as the filters of the request let through. */
export function movementsOn(company: CompanyState, basis: ReportBasis, params = new URLSearchParams()): Moved[] {
  return filtered(company, basis === 'Cash' ? cashMovements(company) : accrualMovements(company), params);
}

function* accrualMovements(company: CompanyState): Generator<Moved> {
  for (const [key, { date, lines }] of company.journal.entries) for (const line of lines) yield movedBy(key, date, line);
}

/** Adds movements up by account, each into the columns whose days it falls into and whose part it is about. */
export function sumsOf(company: CompanyState, movements: Iterable<Moved>, days: readonly Days[]): Map<string, Amounts> {
  const sums = new Map<string, number[]>();
  const columnsFor = columnFinder(company, days);
  for (const moved of movements) {
    const { account, date, cents } = moved;
    if (cents === 0) continue;
    for (const index of columnsFor(moved)) {
      if (date < days[index]!.start || date > days[index]!.end) continue;
      const amounts = sums.get(account) ?? days.map(() => 0);
      amounts[index]! += cents;
      sums.set(account, amounts);
    }
  }
  return sums;
}

/** Places of the columns a movement may count in, whatever its day: those of all parts, and that of its own. */
function columnFinder(company: CompanyState, days: readonly Days[]): (moved: Moved) => readonly number[] {
  const all = days.flatMap(({ part }, index) => (part ? [] : [index]));
  const dimension = days.find(({ part }) => part)?.part?.dimension;
  if (!dimension) return () => all;
  const places = new Map<string | undefined, readonly number[]>(days.flatMap(({ part }, index) => (part ? [[part.id, [index, ...all]]] : [])));
  return (moved) => places.get(aboutOf(company, moved, dimension)) ?? all;
}

/** All accounts by name, and those the sums name without the company having them. */
export function accountsOf(company: CompanyState, sums: ReadonlyMap<string, unknown>): Listed[] {
  const own = [...company.table('Account').rows.values()].map((account): Listed => ({
    id: account.Id,
    name: account.Name as string,
    type: account.AccountType as string,
    parent: (account.ParentRef as WireRef | undefined)?.value,
  }));
  return [...own, ...unappliedAccounts.filter(({ id }) => sums.has(id)).map((account) => ({ ...account, parent: undefined }))].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The cell of an account's name: with its id, unless it is a heading the company has no account for. */
export const accountCell = ({ id, name }: Listed): Cell => ({ value: name, ...(id === name ? {} : { id }) });

/**
 * Rows of the accounts of a type below a parent; an account with sub-accounts is a section of its own. `keep` says whether an
 * account without a sub-account gets a row.
 */
export function accountRows(accounts: readonly Listed[], sums: Sums, { type, sign }: { type: string; sign: 1 | -1 }, days: readonly Days[], keep: (own: Amounts | undefined) => boolean, parent?: string): { rows: Row[]; total: Amounts } {
  let total = zeros(days);
  const rows: Row[] = [];
  for (const account of accounts) {
    if (account.type !== type || account.parent !== parent) continue;
    const found = sums.get(account.id);
    const own = times(sign, found ?? zeros(days));
    const below = accountRows(accounts, sums, { type, sign }, days, keep, account.id);
    const whole = plus(own, below.total);
    total = plus(total, whole);
    if (below.rows.length > 0) {
      const header = isZero(own) ? { ColData: [accountCell(account), ...blanks(days)] } : line(accountCell(account), own);
      rows.push({ Header: header, Rows: { Row: below.rows }, Summary: line(`Total ${account.name}`, whole), type: 'Section' });
    } else if (keep(found)) rows.push({ ...line(accountCell(account), own), type: 'Data' });
  }
  return { rows, total };
}
