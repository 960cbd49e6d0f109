import { Big } from 'big.js';
import { nameValue } from '../entities/payment.js';
import type { WireObject, WireRecord } from '../kernel/company.js';
import { accountPath, type AccountFact } from './accounts.js';
import type { CustomerFact, VendorFact } from './names.js';
import { postalAddress } from './names.js';
import { found } from './invoices.js';
import type { ItemFact } from './items.js';
import { homeCurrency, metaData, minutesAfter, present } from './wire.js';

/** A line booked to an account, or items bought. */
export type CostFact = { account: string; amount: number; text?: string; customer?: string; billed?: string } | { item: string; qty: number; price: number };

export type BillFact = {
  id: string;
  vendor: string;
  date: string;
  due: string;
  term?: string;
  note?: string;
  lines: readonly CostFact[];
  /** Id of the bill payment that settled it; open when absent. */
  paid?: string;
};

export type BillPaymentFact = { id: string; vendor: string; date: string; number: string; from: readonly ['Check' | 'CreditCard', account: string]; bill: string; amount: number };

export type ExpenseFact = {
  id: string;
  date: string;
  kind: 'Check' | 'Cash' | 'CreditCard';
  account: string;
  vendor?: string;
  number?: string;
  note?: string;
  credit?: boolean;
  token?: string;
  /** QuickBooks' own number of the kind of transaction. */
  type: string;
  lines: readonly CostFact[];
};

/** What purchases of a company refer to. */
export type PurchaseBook = { vendors: readonly VendorFact[]; customers: readonly CustomerFact[]; items: readonly ItemFact[]; accounts: readonly AccountFact[]; author: string; writtenFrom: string };

/** Bills on the wire. */
export function billRecords(facts: readonly BillFact[], book: PurchaseBook): WireRecord[] {
  return facts.map((fact) => {
    const vendor = found(book.vendors, fact.vendor, 'vendor');
    const total = totalOf(fact.lines);
    const reimbursed = fact.lines.flatMap((line) => ('billed' in line && line.billed ? [{ TxnId: line.billed, TxnType: 'ReimburseCharge' }] : []));
    const links = [...(fact.paid === undefined ? [] : [{ TxnId: fact.paid, TxnType: 'BillPaymentCheck' }]), ...reimbursed];
    return {
      Id: fact.id,
      SyncToken: fact.paid === undefined ? '0' : '1',
      MetaData: { ...written(fact.id, book), LastModifiedByRef: { value: book.author } },
      ...present({
        SalesTermRef: fact.term === undefined ? undefined : { value: fact.term },
        DueDate: fact.due,
        VendorAddr: vendor.address && postalAddress(vendor.address),
        Balance: fact.paid === undefined ? total : 0,
        TxnDate: fact.date,
        CurrencyRef: homeCurrency,
        PrivateNote: fact.note,
        LinkedTxn: links.length === 0 ? undefined : links,
        Line: fact.lines.map((line, index) => ({ ...costLine(line, index, book), LineNum: index + 1, LinkedTxn: 'billed' in line && line.billed ? [{ TxnId: line.billed, TxnType: 'ReimburseCharge' }] : [] })),
        VendorRef: { value: vendor.id, name: vendor.name },
        APAccountRef: { value: '33', name: accountPath(book.accounts, '33') },
        TotalAmt: total,
      }),
    };
  });
}

/** Bill payments on the wire. */
export function billPaymentRecords(facts: readonly BillPaymentFact[], book: PurchaseBook): WireRecord[] {
  return facts.map(({ id, vendor, date, number, from: [PayType, account], bill, amount }) => {
    const ref = { value: account, name: accountPath(book.accounts, account) };
    return {
      Id: id,
      MetaData: written(id, book),
      VendorRef: { value: vendor, name: found(book.vendors, vendor, 'vendor').name },
      PayType,
      ...(PayType === 'Check' ? { CheckPayment: { BankAccountRef: ref, PrintStatus: 'NotSet' } } : { CreditCardPayment: { CCAccountRef: ref } }),
      TotalAmt: amount,
      DocNumber: number,
      TxnDate: date,
      CurrencyRef: homeCurrency,
      Line: [{ Amount: amount, LinkedTxn: [{ TxnId: bill, TxnType: 'Bill' }] }],
    };
  });
}

/** Expenses, checks and card charges on the wire. */
export function expenseRecords(facts: readonly ExpenseFact[], book: PurchaseBook): WireRecord[] {
  return facts.map((fact) => ({
    Id: fact.id,
    SyncToken: fact.token ?? '0',
    MetaData: written(fact.id, book),
    ...present({
      AccountRef: { value: fact.account, name: accountPath(book.accounts, fact.account) },
      PaymentType: fact.kind,
      EntityRef: fact.vendor === undefined ? undefined : { value: fact.vendor, name: found(book.vendors, fact.vendor, 'vendor').name, type: 'Vendor' },
      Credit: fact.kind === 'CreditCard' ? (fact.credit ?? false) : undefined,
      PrintStatus: fact.kind === 'Check' ? 'NotSet' : undefined,
      TotalAmt: totalOf(fact.lines),
      PurchaseEx: { any: [nameValue('TxnType', fact.type) as WireObject] },
      DocNumber: fact.number,
      TxnDate: fact.date,
      CurrencyRef: homeCurrency,
      PrivateNote: fact.note,
      Line: fact.lines.map((line, index) => costLine(line, index, book)),
    }),
  }));
}

function costLine(line: CostFact, index: number, book: PurchaseBook): WireObject {
  const Id = String(index + 1);
  if ('item' in line) {
    const item = found(book.items, line.item, 'item');
    return {
      Id,
      Description: item.description ?? item.name,
      Amount: totalOf([line]),
      DetailType: 'ItemBasedExpenseLineDetail',
      ItemBasedExpenseLineDetail: { BillableStatus: 'NotBillable', ItemRef: { value: item.id, name: item.name }, UnitPrice: line.price, Qty: line.qty, TaxCodeRef: { value: 'NON' } },
      CustomExtensions: [],
    };
  }
  const customer = line.customer === undefined ? undefined : found(book.customers, line.customer, 'customer');
  return present({
    Id,
    Description: line.text,
    Amount: line.amount,
    DetailType: 'AccountBasedExpenseLineDetail',
    AccountBasedExpenseLineDetail: present({
      CustomerRef: customer && { value: customer.id, name: customer.name },
      AccountRef: { value: line.account, name: accountPath(book.accounts, line.account) },
      BillableStatus: line.billed === undefined ? 'NotBillable' : 'HasBeenBilled',
      TaxCodeRef: { value: 'NON' },
    }),
    CustomExtensions: [],
  });
}

function totalOf(lines: readonly CostFact[]): number {
  return lines.reduce((sum, line) => sum.plus('item' in line ? new Big(line.qty).times(line.price).round(2) : line.amount), new Big(0)).toNumber();
}

function written(id: string, { writtenFrom }: PurchaseBook): WireObject {
  return metaData(minutesAfter(writtenFrom, Number(id)));
}
