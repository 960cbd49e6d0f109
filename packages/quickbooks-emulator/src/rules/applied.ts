import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { amountOf, hundredthsOf } from '../kernel/money.js';
import type { Party } from '../ledger/journal.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { inHome } from './currency.js';
import type { LinkedTxn } from './sales-document.js';

/** A line of a payment or bill payment: what is settled, and with how much. */
export type SettlingLine = { Id?: string; Amount?: number; LinkedTxn?: LinkedTxn[]; LineEx?: object };

/** A document that settles others. */
export type Settling = { Id?: string; Line?: SettlingLine[]; CurrencyRef?: WireRef };

/** Something that can be settled: what is open of it (hundredths, above zero for both kinds), whose it is, at which rate it was booked. */
export type Target = { kind: 'charge' | 'credit'; open: number; party: Party; rate: number; number?: string };

type OpenRecord = WireRecord & { Balance?: number; TotalAmt?: number; CustomerRef?: WireRef; VendorRef?: WireRef; CurrencyRef?: WireRef; ExchangeRate?: number; DocNumber?: string };
type JournalLine = { Id?: string; Amount?: number; JournalEntryLineDetail?: { PostingType?: string; Entity?: { Type?: string; EntityRef?: WireRef } } };

/** Which entities a payment of a customer or to a vendor may settle (Intuit, manage-linked-transactions). */
const settled: Record<Party['kind'], Partial<Record<EntityName, Target['kind']>>> = {
  Customer: { Invoice: 'charge', CreditMemo: 'credit' },
  Vendor: { Bill: 'charge', VendorCredit: 'credit' },
};

/** The target of a link, or undefined when nothing of the name can be settled from this side. */
export function findTarget(company: CompanyState, side: Party['kind'], link: LinkedTxn): Target | undefined {
  if (link.TxnType === 'JournalEntry') return journalTarget(company, side, link);
  const kind = settled[side][link.TxnType as EntityName];
  const record = kind && company.get<OpenRecord>(link.TxnType as EntityName, link.TxnId);
  const owner = record && (side === 'Customer' ? record.CustomerRef : record.VendorRef);
  if (!kind || !record || !owner) return undefined;
  const number = record.DocNumber === undefined ? {} : { number: record.DocNumber };
  return { kind, open: hundredthsOf(record.Balance), party: { kind: side, id: owner.value }, rate: record.ExchangeRate ?? 1, ...number };
}

/** Lines of a journal entry that name a customer or vendor are open until paid (Intuit, manage-linked-transactions). */
function journalTarget(company: CompanyState, side: Party['kind'], link: LinkedTxn): Target | undefined {
  const entry = company.get<WireRecord & { Line?: JournalLine[]; ExchangeRate?: number; DocNumber?: string }>('JournalEntry', link.TxnId);
  const line = entry?.Line?.find(({ Id, JournalEntryLineDetail: detail }) => detail?.Entity?.Type === side && (link.TxnLineId === undefined || link.TxnLineId === Id));
  const owner = line?.JournalEntryLineDetail?.Entity?.EntityRef;
  if (!entry || !line || !owner) return undefined;
  const isDebit = line.JournalEntryLineDetail!.PostingType === 'Debit';
  const open = hundredthsOf(line.Amount) - appliedToJournal(company, side, link);
  return { kind: isDebit === (side === 'Customer') ? 'charge' : 'credit', open, party: { kind: side, id: owner.value }, rate: entry.ExchangeRate ?? 1 };
}

function appliedToJournal(company: CompanyState, side: Party['kind'], link: LinkedTxn): number {
  let applied = 0;
  for (const record of company.table(side === 'Customer' ? 'Payment' : 'BillPayment').rows.values()) {
    applied += appliedBy(record as Settling).get(keyOf(link)) ?? 0;
  }
  return applied;
}

const keyOf = (link: LinkedTxn): string => [link.TxnType, link.TxnId, ...(link.TxnType === 'JournalEntry' ? [link.TxnLineId ?? ''] : [])].join('/');

function linkOf(key: string): LinkedTxn {
  const [TxnType, TxnId, line] = key.split('/') as [string, string, string?];
  return { TxnType, TxnId, ...(line ? { TxnLineId: line } : {}) };
}

/** How much a document settles of each target, hundredths. */
export function appliedBy(document: Settling | undefined): Map<string, number> {
  const applied = new Map<string, number>();
  for (const line of document?.Line ?? []) {
    const link = line.LinkedTxn?.[0];
    if (link) applied.set(keyOf(link), (applied.get(keyOf(link)) ?? 0) + hundredthsOf(line.Amount));
  }
  return applied;
}

/**
 * Checks what a document settles, and answers what of `total` no line uses (hundredths). Unknown or void targets and
 * those of another party or currency: 620; more than is open, or more than there is to give: 6000 (codes assumed, reference
 * section 15).
 * @param payerId the customer or vendor; a customer may settle for its jobs too (Intuit, payment page)
 */
export function settleApplications(company: CompanyState, side: Party['kind'], draft: Settling, before: Settling | undefined, total: number, payerId: string): number {
  const held = appliedBy(before);
  for (const line of draft.Line ?? []) {
    if (line.Amount === undefined) throw missing('Line.Amount');
    if (line.Amount < 0) throw fault('2290', `Negative amount is not allowed on a line. Supplied value:${line.Amount}`, 'Line.Amount');
    if (line.LinkedTxn?.length !== 1) throw missing('Line.LinkedTxn');
  }
  let charges = 0;
  let credits = 0;
  for (const [key, amount] of appliedBy(draft)) {
    const link = linkOf(key);
    const target = findTarget(company, side, link);
    if (!target || !isPayer(company, side, target.party.id, payerId)) throw fault('620', `Transaction ID Cannot Be Linked : ${link.TxnType} ${link.TxnId}`, 'Line.LinkedTxn');
    const own = held.get(key) ?? 0;
    if (target.open + own === 0 && amount > 0) throw fault('620', `Transaction ID Cannot Be Linked : ${link.TxnType} ${link.TxnId} has no open balance`, 'Line.LinkedTxn');
    if (amount > target.open + own) throw businessFault('The amount applied is larger than the open balance of the linked transaction.');
    if (target.kind === 'charge') charges += amount;
    else credits += amount;
  }
  if (credits > charges || charges > total + credits) throw businessFault('The amounts applied are larger than the amount received.');
  return total + credits - charges;
}

function isPayer(company: CompanyState, side: Party['kind'], partyId: string, payerId: string): boolean {
  if (side === 'Vendor') return partyId === payerId;
  for (let id: string | undefined = partyId; id !== undefined; id = company.get<{ ParentRef?: WireRef }>('Customer', id)?.ParentRef?.value) {
    if (id === payerId) return true;
  }
  return false;
}

/**
 * Moves the open balances of what a document settles by the difference to before, and their links. Their tokens rise
 * (recorded: 19 of 19 paid invoices and bills of the sample company).
 */
export function moveApplications(company: CompanyState, side: Party['kind'], before: Settling | undefined, after: Settling | undefined): void {
  const was = appliedBy(before);
  const is = appliedBy(after);
  const settler: LinkedTxn = { TxnId: (after ?? before)!.Id!, TxnType: side === 'Customer' ? 'Payment' : 'BillPaymentCheck' };
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const delta = (is.get(key) ?? 0) - (was.get(key) ?? 0);
    if (delta === 0 && was.has(key) === is.has(key)) continue;
    moveTarget(company, linkOf(key), delta, settler, is.has(key));
  }
}

function moveTarget(company: CompanyState, link: LinkedTxn, delta: number, settler: LinkedTxn, isLinked: boolean): void {
  const entity = link.TxnType as EntityName;
  const record = company.get<OpenRecord & { LinkedTxn?: LinkedTxn[] }>(entity, link.TxnId);
  if (!record || entity === 'JournalEntry') return;
  const balance = amountOf(hundredthsOf(record.Balance) - delta);
  const home = inHome(company, record, balance);
  const others = (record.LinkedTxn ?? []).filter(({ TxnId, TxnType }) => TxnId !== settler.TxnId || TxnType !== settler.TxnType);
  // A credit memo does not show where it went: the link stands on the payment alone (recorded, NG:credit-memos 73).
  const links = entity === 'CreditMemo' ? {} : { LinkedTxn: isLinked ? [settler, ...others] : others };
  company.touch(entity, {
    ...record,
    Balance: balance,
    ...(home === undefined ? {} : { HomeBalance: home }),
    ...(entity === 'CreditMemo' ? { RemainingCredit: balance } : {}),
    ...links,
    SyncToken: String(Number(record.SyncToken) + 1),
  } as WireRecord);
}

/**
 * Takes a document off everything that settles it: a voided or deleted invoice leaves its payments with unapplied money
 * (Intuit, invoice page and manage-linked-transactions; that the payment's token rises is assumed).
 * @param atMost hundredths to take off, from the newest settler on; all when absent
 */
export function releaseFrom(company: CompanyState, side: Party['kind'], link: LinkedTxn, settlers: readonly string[], atMost = Number.POSITIVE_INFINITY): void {
  let rest = atMost;
  for (const id of settlers) {
    const entity = side === 'Customer' ? 'Payment' : 'BillPayment';
    const record = company.get<WireRecord & Settling & { UnappliedAmt?: number }>(entity, id);
    if (!record || rest <= 0) continue;
    let freed = 0;
    const lines = (record.Line ?? []).flatMap((line) => {
      const target = line.LinkedTxn?.[0];
      if (target?.TxnId !== link.TxnId || target.TxnType !== link.TxnType) return [line];
      const taken = Math.min(hundredthsOf(line.Amount), rest);
      freed += taken;
      rest -= taken;
      const left = hundredthsOf(line.Amount) - taken;
      return left === 0 ? [] : [{ ...line, Amount: amountOf(left) }];
    });
    if (freed === 0) continue;
    const unapplied = record.UnappliedAmt === undefined ? {} : { UnappliedAmt: amountOf(hundredthsOf(record.UnappliedAmt) + freed) };
    company.touch(entity, { ...record, Line: lines, ...unapplied, SyncToken: String(Number(record.SyncToken) + 1) } as WireRecord);
  }
}
