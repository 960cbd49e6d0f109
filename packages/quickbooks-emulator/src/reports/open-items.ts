import type { EntityName, WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { hundredthsOf } from '../kernel/money.js';
import type { Party } from '../ledger/journal.js';
import { type Settling, appliedBy } from '../rules/applied.js';
import { openingKey } from '../ledger/opening.js';

/** Something a party owes or is owed, as it stood at the end of a day; hundredths of the home currency. */
export type OpenItem = { party: string; type: string; id: string; number: string; date: string; due: string; amount: number; open: number };

type Document = WireRecord & Settling & { TxnDate?: string; DueDate?: string; DocNumber?: string; PaymentRefNum?: string; TotalAmt?: number; Deposit?: number; CustomerRef?: WireRef; VendorRef?: WireRef; PayType?: string; ExchangeRate?: number };
type EntryLine = { Id?: string; Amount?: number; JournalEntryLineDetail?: { PostingType?: string; AccountRef?: WireRef; Entity?: { Type?: string; EntityRef?: WireRef } } };

type Side = { charge: EntityName; credit: EntityName; payment: EntityName; account: string; debit: 1 | -1; types: { charge: string; credit: string; payment: (payment: Document) => string } };

/** Documents of both sides: what customers owe, and what is owed to vendors. */
const sides: Record<Party['kind'], Side> = {
  Customer: { charge: 'Invoice', credit: 'CreditMemo', payment: 'Payment', account: 'Accounts Receivable', debit: 1, types: { charge: 'Invoice', credit: 'Credit Memo', payment: () => 'Payment' } },
  Vendor: { charge: 'Bill', credit: 'VendorCredit', payment: 'BillPayment', account: 'Accounts Payable', debit: -1, types: { charge: 'Bill', credit: 'Vendor Credit', payment: billPaymentType } },
};

/** What QuickBooks calls a payment of bills on its pages. */
export function billPaymentType({ PayType }: { PayType?: string }): string {
  return PayType === 'CreditCard' ? 'Bill Payment (Credit Card)' : 'Bill Payment (Check)';
}

/**
 * Open invoices or bills, credits, payments with money left and named journal lines at the end of a day: what was settled later is
 * still open then. Their sum is what customers owe, or is owed to vendors, in the books on that day.
 */
export function openItems(company: CompanyState, kind: Party['kind'], day: string): OpenItem[] {
  const side = sides[kind];
  const until = (entity: EntityName) => ([...company.table(entity).rows.values()] as Document[]).filter((record) => (record.TxnDate ?? '') <= day);
  const payments = until(side.payment);
  const applied = new Map<string, number>();
  for (const payment of payments) for (const [key, amount] of appliedBy(payment)) applied.set(key, (applied.get(key) ?? 0) + amount);
  const items: OpenItem[] = [];
  const add = (record: Document, party: string | undefined, type: string, amount: number, open: number, number = record.DocNumber) => {
    const rate = record.ExchangeRate ?? 1;
    const date = record.TxnDate ?? '';
    if (open !== 0 && party !== undefined) items.push({ party, type, id: record.Id, number: number ?? '', date, due: record.DueDate ?? date, amount: Math.round(amount * rate), open: Math.round(open * rate) });
  };
  const partyOf = (record: Document) => (kind === 'Customer' ? record.CustomerRef : record.VendorRef)?.value;
  for (const document of until(side.charge)) {
    const amount = hundredthsOf(document.TotalAmt);
    add(document, partyOf(document), side.types.charge, amount, amount - hundredthsOf(document.Deposit) - (applied.get(`${side.charge}/${document.Id}`) ?? 0));
  }
  for (const credit of until(side.credit)) {
    const amount = hundredthsOf(credit.TotalAmt);
    add(credit, partyOf(credit), side.types.credit, -amount, (applied.get(`${side.credit}/${credit.Id}`) ?? 0) - amount);
  }
  for (const payment of payments) {
    let rest = hundredthsOf(payment.TotalAmt);
    for (const [key, amount] of appliedBy(payment)) rest += isCredit(company, kind, key) ? amount : -amount;
    add(payment, partyOf(payment), side.types.payment(payment), -hundredthsOf(payment.TotalAmt), -rest, payment.PaymentRefNum);
  }
  for (const entry of until('JournalEntry')) {
    for (const line of (entry.Line ?? []) as EntryLine[]) {
      const detail = line.JournalEntryLineDetail;
      if (detail?.Entity?.Type !== kind || company.get('Account', detail.AccountRef?.value ?? '')?.AccountType !== side.account) continue;
      const sign = detail.PostingType === 'Debit' ? side.debit : -side.debit;
      const settled = (applied.get(`JournalEntry/${entry.Id}/`) ?? 0) + (applied.get(`JournalEntry/${entry.Id}/${line.Id}`) ?? 0);
      add(entry, detail.Entity.EntityRef?.value, 'Journal Entry', sign * hundredthsOf(line.Amount), sign * (hundredthsOf(line.Amount) - settled));
    }
  }
  for (const id of company.table(kind).rows.keys()) {
    const opening = company.journal.entries.get(openingKey(kind, id));
    if (!opening || opening.date > day) continue;
    for (const { party, cents } of opening.lines) {
      if (party) items.push({ party: id, type: side.types.charge, id: '', number: '', date: opening.date, due: opening.date, amount: side.debit * cents, open: side.debit * cents });
    }
  }
  return items.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : Number(a.id) - Number(b.id)));
}

function isCredit(company: CompanyState, kind: Party['kind'], key: string): boolean {
  const [entity, id] = key.split('/') as [string, string];
  if (entity !== 'JournalEntry') return entity === sides[kind].credit;
  const lines = (company.get('JournalEntry', id)?.Line ?? []) as EntryLine[];
  const posting = lines.find(({ JournalEntryLineDetail: detail }) => detail?.Entity?.Type === kind)?.JournalEntryLineDetail?.PostingType;
  return posting === (kind === 'Customer' ? 'Credit' : 'Debit');
}
