import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { hundredthsOf } from '../kernel/money.js';
import { type Settling, appliedBy } from '../rules/applied.js';
import { openingKey } from '../ledger/opening.js';

/** Something a customer owes or is owed, as it stood at the end of a day; hundredths of the home currency. */
export type OpenItem = { customer: string; type: string; id: string; number: string; date: string; due: string; amount: number; open: number };

type Document = WireRecord & Settling & { TxnDate?: string; DueDate?: string; DocNumber?: string; PaymentRefNum?: string; TotalAmt?: number; Deposit?: number; CustomerRef?: WireRef; ExchangeRate?: number };
type EntryLine = { Id?: string; Amount?: number; JournalEntryLineDetail?: { PostingType?: string; AccountRef?: WireRef; Entity?: { Type?: string; EntityRef?: WireRef } } };

/**
 * Open invoices, credits, payments with money left and named journal lines at the end of a day: what was settled later is
 * still open then. Their sum is what customers owe in the books on that day.
 */
export function openReceivables(company: CompanyState, day: string): OpenItem[] {
  const until = (entity: EntityName) => ([...company.table(entity).rows.values()] as Document[]).filter((record) => (record.TxnDate ?? '') <= day);
  const payments = until('Payment');
  const applied = new Map<string, number>();
  for (const payment of payments) for (const [key, amount] of appliedBy(payment)) applied.set(key, (applied.get(key) ?? 0) + amount);
  const items: OpenItem[] = [];
  const add = (record: Document, customer: string | undefined, type: string, amount: number, open: number, number = record.DocNumber) => {
    const rate = record.ExchangeRate ?? 1;
    const date = record.TxnDate ?? '';
    if (open !== 0 && customer !== undefined) items.push({ customer, type, id: record.Id, number: number ?? '', date, due: record.DueDate ?? date, amount: Math.round(amount * rate), open: Math.round(open * rate) });
  };
  for (const invoice of until('Invoice')) {
    const amount = hundredthsOf(invoice.TotalAmt);
    add(invoice, invoice.CustomerRef?.value, 'Invoice', amount, amount - hundredthsOf(invoice.Deposit) - (applied.get(`Invoice/${invoice.Id}`) ?? 0));
  }
  for (const memo of until('CreditMemo')) {
    const amount = hundredthsOf(memo.TotalAmt);
    add(memo, memo.CustomerRef?.value, 'Credit Memo', -amount, (applied.get(`CreditMemo/${memo.Id}`) ?? 0) - amount);
  }
  for (const payment of payments) {
    let rest = hundredthsOf(payment.TotalAmt);
    for (const [key, amount] of appliedBy(payment)) rest += isCredit(company, key) ? amount : -amount;
    add(payment, payment.CustomerRef?.value, 'Payment', -hundredthsOf(payment.TotalAmt), -rest, payment.PaymentRefNum);
  }
  for (const entry of until('JournalEntry')) {
    for (const line of (entry.Line ?? []) as EntryLine[]) {
      const detail = line.JournalEntryLineDetail;
      if (detail?.Entity?.Type !== 'Customer' || company.get('Account', detail.AccountRef?.value ?? '')?.AccountType !== 'Accounts Receivable') continue;
      const sign = detail.PostingType === 'Debit' ? 1 : -1;
      const settled = (applied.get(`JournalEntry/${entry.Id}/`) ?? 0) + (applied.get(`JournalEntry/${entry.Id}/${line.Id}`) ?? 0);
      add(entry, detail.Entity.EntityRef?.value, 'Journal Entry', sign * hundredthsOf(line.Amount), sign * (hundredthsOf(line.Amount) - settled));
    }
  }
  for (const id of company.table('Customer').rows.keys()) {
    const opening = company.journal.entries.get(openingKey('Customer', id));
    if (!opening || opening.date > day) continue;
    for (const { party, cents } of opening.lines) {
      if (party) items.push({ customer: id, type: 'Invoice', id: '', number: '', date: opening.date, due: opening.date, amount: cents, open: cents });
    }
  }
  return items.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : Number(a.id) - Number(b.id)));
}

function isCredit(company: CompanyState, key: string): boolean {
  const [entity, id] = key.split('/') as [string, string];
  if (entity !== 'JournalEntry') return entity === 'CreditMemo';
  const lines = (company.get('JournalEntry', id)?.Line ?? []) as EntryLine[];
  return lines.find(({ JournalEntryLineDetail: detail }) => detail?.Entity?.Type === 'Customer')?.JournalEntryLineDetail?.PostingType === 'Credit';
}
