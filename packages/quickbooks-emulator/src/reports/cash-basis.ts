import type { EntityName, WireRecord } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { hundredthsOf } from '../kernel/money.js';
import { type About, Journal, type JournalLine } from '../ledger/journal.js';
import { type Settling, appliedBy, findTarget } from '../rules/applied.js';

/** Hundredths of the home currency that moved an account on a day, debits positive; by which entry, and what its line was about. */
export type Moved = { account: string; date: string; cents: number; source: string; about?: About };

/** What a line of an entry moved, or a part of it. */
export function movedBy(source: string, date: string, { account, cents, about }: JournalLine, part: number = cents): Moved {
  return { account, date, cents: part, source, ...(about ? { about } : {}) };
}

/** Account of money that settles nothing yet: an id, or the name where the company has no such account. */
const unappliedNames = { Payment: 'Unapplied Cash Payment Income', BillPayment: 'Unapplied Cash Bill Payment Expense' } as const;

/** Pseudo accounts a report needs that the company does not have, by the id they carry in its sums. */
export const unappliedAccounts: readonly { id: string; name: string; type: string }[] = [
  { id: unappliedNames.Payment, name: unappliedNames.Payment, type: 'Income' },
  { id: unappliedNames.BillPayment, name: unappliedNames.BillPayment, type: 'Expense' },
];

const deferred: readonly EntityName[] = ['Invoice', 'CreditMemo', 'Bill', 'VendorCredit'];

type Document = WireRecord & Settling & { TxnDate?: string; TotalAmt?: number; Deposit?: number; ExchangeRate?: number };

/**
 * What a company earned and spent on cash basis: lines of invoices, credit memos, bills and vendor credits count as far
 * and when they were settled, never before their own date; money that settles nothing is "Unapplied Cash Payment
 * Income" or "... Bill Payment Expense"; everything else counts on its date (Intuit, reports by accounting_method; that
 * each line counts by the share that was settled is how QuickBooks describes its cash reports; cost of stock likewise, assumed).
 */
export function* cashMovements(company: CompanyState): Generator<Moved> {
  for (const [key, { date, lines }] of company.journal.entries) {
    if (deferred.includes(key.split('/')[0] as EntityName)) continue;
    for (const line of lines) yield movedBy(key, date, line);
  }
  const settledOn = new Map<string, { date: string; amount: number }[]>();
  for (const entity of ['Payment', 'BillPayment'] as const) {
    for (const payment of company.table(entity).rows.values() as Iterable<Document>) yield* unapplied(company, entity, payment, settledOn);
  }
  for (const entity of deferred) {
    for (const document of company.table(entity).rows.values() as Iterable<Document>) yield* settledShares(company, entity, document, settledOn);
  }
}

/** Money of a payment until what it settles has its own date, and for ever what settles nothing. Notes what was settled when. */
function* unapplied(company: CompanyState, entity: 'Payment' | 'BillPayment', payment: Document, settledOn: Map<string, { date: string; amount: number }[]>): Generator<Moved> {
  const account = unappliedAccount(company, entity);
  const side = entity === 'Payment' ? 'Customer' : 'Vendor';
  const sign = (side === 'Customer' ? -1 : 1) * (payment.ExchangeRate ?? 1);
  const paidOn = payment.TxnDate!;
  const source = Journal.key(entity, payment.Id);
  let rest = hundredthsOf(payment.TotalAmt);
  for (const [key, amount] of appliedBy(payment)) {
    const [target, id, line] = key.split('/') as [EntityName, string, string?];
    const isCredit = findTarget(company, side, { TxnType: target, TxnId: id, ...(line ? { TxnLineId: line } : {}) })?.kind === 'credit';
    rest += isCredit ? amount : -amount;
    const dated = (deferred.includes(target) ? company.get<Document>(target, id)?.TxnDate : undefined) ?? paidOn;
    const date = dated > paidOn ? dated : paidOn;
    settledOn.set(key, [...(settledOn.get(key) ?? []), { date, amount }]);
    if (date === paidOn) continue;
    const early = Math.round(sign * (isCredit ? -amount : amount));
    yield { account, date: paidOn, cents: early, source };
    yield { account, date, cents: -early, source };
  }
  if (rest !== 0) yield { account, date: paidOn, cents: Math.round(sign * rest), source };
}

/** The lines of a document by the share that is settled; shares add up to the line when all of it is. */
function* settledShares(company: CompanyState, entity: EntityName, document: Document, settledOn: ReadonlyMap<string, { date: string; amount: number }[]>): Generator<Moved> {
  const key = Journal.key(entity, document.Id);
  const entry = company.journal.entries.get(key);
  if (!entry) return;
  const total = hundredthsOf(document.TotalAmt);
  const paid = [{ date: entry.date, amount: total === 0 ? 0 : hundredthsOf(document.Deposit) }, ...(settledOn.get(key) ?? [])].sort((a, b) => (a.date < b.date ? -1 : 1));
  let before = 0;
  let soFar = 0;
  for (const { date, amount } of paid) {
    soFar += amount;
    const share = total === 0 ? 1 : soFar / total;
    for (const line of entry.lines) yield movedBy(key, date, line, Math.round(line.cents * share) - Math.round(line.cents * before));
    before = share;
  }
}

function unappliedAccount(company: CompanyState, entity: 'Payment' | 'BillPayment'): string {
  const name = unappliedNames[entity];
  return company.table('Account').idsByKey(name.toLowerCase())[0] ?? name;
}
