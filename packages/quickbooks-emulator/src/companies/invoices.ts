import { Big } from 'big.js';
import type { WireObject, WireRecord, WireRef } from '../kernel/company.js';
import { postalAddress, type CustomerFact } from './names.js';
import type { ItemFact } from './items.js';
import { accountPath, type AccountFact } from './accounts.js';
import type { TaxGroupFact, TaxRateFact } from './taxes.js';
import { homeCurrency, metaData, minutesAfter, present } from './wire.js';

/** A sales line: what, how many, at what price; `amount` alone for a line without quantity and price. */
export type LineFact = {
  item: string;
  qty?: number;
  price?: number;
  amount?: number;
  taxed?: boolean;
  /** Instead of the item's own description. */
  text?: string;
  /** Day the work was done, on lines that bill time or expenses. */
  served?: string;
  /** Time activity the line bills. */
  time?: string;
  /** Sold on from a bill: the markup block QuickBooks puts on such lines. */
  reimbursed?: boolean;
};

export type InvoiceFact = {
  id: string;
  doc: string;
  customer: string;
  date: string;
  due: string;
  lines: readonly LineFact[];
  /** Still to be paid; the total when absent. */
  open?: number;
  /** Percent off the subtotal. */
  discount?: number;
  /** Tax group and, where it is not the sum of the taxed lines, the amount it was applied to. */
  tax?: readonly [group: string, net?: number];
  /** Amount of lines QuickBooks counts and does not return (statement charges). */
  hiddenLines?: number;
  links?: readonly WireLink[];
  /** Id of the invoice's own copy of the billing address. */
  addressId: string;
  token?: string;
  note?: string;
  print?: 'NotSet' | 'NeedToPrint';
  email?: 'NotSet' | 'NeedToSend' | 'EmailSent';
};

type WireLink = { TxnId: string; TxnType: string };

/** What the invoices of a company refer to. */
export type SalesBook = {
  customers: readonly CustomerFact[];
  items: readonly ItemFact[];
  accounts: readonly AccountFact[];
  taxRates: readonly TaxRateFact[];
  taxGroups: readonly TaxGroupFact[];
  term: WireRef;
  memo: string;
  /** Id of the user who last changed the invoices, as every recorded invoice names one. */
  author: string;
  /** When the first invoice was written, ISO with offset; the others follow in the order of their ids. */
  writtenFrom: string;
};

/** Invoices on the wire: amounts, tax per rate, total and addresses follow from the facts. */
export function invoiceRecords(facts: readonly InvoiceFact[], book: SalesBook): WireRecord[] {
  return facts.map((fact) => {
    const customer = found(book.customers, fact.customer, 'customer');
    const lines = fact.lines.map((line, index) => salesLine(line, index, fact, book));
    const subtotal = fact.lines.reduce((sum, line) => sum.plus(lineAmount(line)), new Big(fact.hiddenLines ?? 0));
    const discount = subtotal.times(fact.discount ?? 0).div(100).round(2);
    const tax = taxDetail(fact, book);
    const total = subtotal.minus(discount).plus(tax.total);
    const shipAddr = customer.shipsToBilling && customer.address ? postalAddress(customer.address) : undefined;
    return {
      Id: fact.id,
      SyncToken: fact.token ?? '0',
      MetaData: { ...metaData(minutesAfter(book.writtenFrom, Number(fact.id))), LastModifiedByRef: { value: book.author } },
      ...present({
        AllowIPNPayment: false,
        AllowOnlinePayment: false,
        AllowOnlineCreditCardPayment: false,
        AllowOnlineACHPayment: false,
        CustomField: [],
        DocNumber: fact.doc,
        TxnDate: fact.date,
        CurrencyRef: homeCurrency,
        PrivateNote: fact.note,
        LinkedTxn: [...(fact.links ?? [])],
        Line: [
          ...lines,
          { Amount: subtotal.toNumber(), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
          ...(fact.discount === undefined ? [] : [discountLine(discount, fact.discount, book)]),
        ],
        TxnTaxDetail: tax.detail,
        CustomerRef: { value: customer.id, name: customer.name },
        CustomerMemo: { value: book.memo },
        BillAddr: billingAddress(fact.addressId, customer),
        ShipAddr: shipAddr,
        FreeFormAddress: true,
        SalesTermRef: book.term,
        DueDate: fact.due,
        TotalAmt: total.toNumber(),
        ApplyTaxAfterDiscount: false,
        PrintStatus: fact.print ?? 'NeedToPrint',
        EmailStatus: fact.email ?? 'NotSet',
        BillEmail: customer.email === undefined ? undefined : { Address: customer.email },
        Balance: fact.open ?? total.toNumber(),
        DeliveryInfo: fact.email === undefined || fact.email === 'NotSet' ? undefined : { DeliveryType: 'Email' },
      }),
    };
  });
}

/** Open amount per customer, from the invoices themselves. */
export function openByCustomer(invoices: readonly WireRecord[]): Map<string, number> {
  const open = new Map<string, Big>();
  for (const invoice of invoices) {
    const customer = (invoice['CustomerRef'] as WireRef).value;
    open.set(customer, (open.get(customer) ?? new Big(0)).plus(invoice['Balance'] as number));
  }
  return new Map([...open].map(([customer, amount]) => [customer, amount.toNumber()]));
}

/** One line of a form on the wire. */
export function salesLine(line: LineFact, index: number, fact: Pick<InvoiceFact, 'links'>, book: SalesBook): WireObject {
  const item = found(book.items, line.item, 'item');
  const links = line.time === undefined ? estimateLinks(fact) : [{ TxnId: line.time, TxnType: 'TimeActivity' }];
  const amount = lineAmount(line).toNumber();
  const income = { value: item.income, name: accountPath(book.accounts, item.income) };
  return present({
    Id: String(index + 1),
    LineNum: index + 1,
    Description: line.text ?? item.description,
    Amount: amount,
    LinkedTxn: links.length === 0 ? undefined : links,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: present({
      ItemRef: { value: item.id, name: item.name },
      MarkupInfo: line.reimbursed ? { PercentBased: false, Value: amount, MarkUpIncomeAccountRef: income } : undefined,
      UnitPrice: line.price,
      Qty: line.qty,
      ItemAccountRef: income,
      TaxCodeRef: { value: line.taxed ? 'TAX' : 'NON' },
      ServiceDate: line.served,
    }),
    CustomExtensions: [],
  });
}

/** An invoice made from an estimate carries that link on every line it took over. */
function estimateLinks(fact: Pick<InvoiceFact, 'links'>): WireLink[] {
  return (fact.links ?? []).filter(({ TxnType }) => TxnType === 'Estimate');
}

export function lineAmount(line: LineFact): Big {
  return line.amount === undefined ? new Big(line.qty ?? 0).times(line.price ?? 0).round(2) : new Big(line.amount);
}

function discountLine(amount: Big, percent: number, book: SalesBook): WireObject {
  return {
    Amount: amount.toNumber(),
    DetailType: 'DiscountLineDetail',
    DiscountLineDetail: {
      PercentBased: true,
      DiscountPercent: percent,
      DiscountAccountRef: { value: '86', name: accountPath(book.accounts, '86') },
    },
  };
}

export function taxDetail(fact: Pick<InvoiceFact, 'id' | 'tax' | 'lines'>, book: SalesBook): { total: Big; detail: WireObject } {
  if (fact.tax === undefined) return { total: new Big(0), detail: { TotalTax: 0 } };
  const [groupId, net] = fact.tax;
  const group = book.taxGroups.find(([id]) => id === groupId);
  if (group === undefined) throw new Error(`Invoice ${fact.id} is taxed with the unknown group ${groupId}.`);
  const taxable = net === undefined ? taxedAmount(fact.lines) : new Big(net);
  const taxes = group[2].map((rateId) => {
    const rate = book.taxRates.find(([id]) => id === rateId);
    if (rate === undefined) throw new Error(`Tax group ${groupId} names the unknown rate ${rateId}.`);
    return { rateId, percent: rate[2], amount: taxable.times(rate[2]).div(100).round(2) };
  });
  const total = taxes.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  return {
    total,
    detail: {
      TxnTaxCodeRef: { value: groupId },
      TotalTax: total.toNumber(),
      TaxLine: taxes.map(({ rateId, percent, amount }) => ({
        Amount: amount.toNumber(),
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: rateId }, PercentBased: true, TaxPercent: percent, NetAmountTaxable: taxable.toNumber() },
      })),
    },
  };
}

function taxedAmount(lines: readonly LineFact[]): Big {
  return lines.filter(({ taxed }) => taxed).reduce((sum, line) => sum.plus(lineAmount(line)), new Big(0));
}

/** Person, firm, street and "City, ST  ZIP" as one line each: how QuickBooks prints a billing address. */
export function billingAddress(id: string, { given, middle, family, company, address }: CustomerFact): WireObject {
  const person = [given, middle, family].filter((part) => part !== undefined).join(' ');
  const place = address === undefined ? [] : [address[1], `${address[2]}, ${address[3]}  ${address[4]}`];
  const lines = [person, company, ...place].filter((line) => line !== undefined && line !== '');
  return { Id: id, ...Object.fromEntries(lines.map((line, index) => [`Line${index + 1}`, line as string])), Lat: 'INVALID', Long: 'INVALID' };
}

export function found<Fact extends { id: string }>(facts: readonly Fact[], id: string, kind: string): Fact {
  const fact = facts.find((candidate) => candidate.id === id);
  if (fact === undefined) throw new Error(`A document names the unknown ${kind} ${id}.`);
  return fact;
}
