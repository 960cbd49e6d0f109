import { Big } from 'big.js';
import type { WireObject, WireRecord } from '../kernel/company.js';
import { type LineFact, type SalesBook, billingAddress, found, lineAmount, salesLine, taxDetail } from './invoices.js';
import { postalAddress } from './names.js';
import { homeCurrency, metaData, minutesAfter, present } from './wire.js';

/** A form for a customer that is not an invoice. */
export type SalesFormFact = {
  id: string;
  doc: string;
  customer: string;
  date: string;
  lines: readonly LineFact[];
  tax?: readonly [group: string, net?: number];
  addressId: string;
  links?: readonly { TxnId: string; TxnType: string }[];
  email?: 'NotSet' | 'NeedToSend';
  /** Members only this kind of form has. */
  more?: WireObject;
};

/** Estimates, credit memos, sales and refund receipts on the wire: amounts, tax and addresses follow from the facts. */
export function salesFormRecords(facts: readonly SalesFormFact[], book: SalesBook): WireRecord[] {
  return facts.map((fact) => {
    const customer = found(book.customers, fact.customer, 'customer');
    const subtotal = fact.lines.reduce((sum, line) => sum.plus(lineAmount(line)), new Big(0));
    const tax = taxDetail(fact, book);
    return {
      Id: fact.id,
      MetaData: metaData(minutesAfter(book.writtenFrom, Number(fact.id))),
      ...present({
        CustomField: [],
        DocNumber: fact.doc,
        TxnDate: fact.date,
        CurrencyRef: homeCurrency,
        LinkedTxn: fact.links ? [...fact.links] : undefined,
        Line: [...fact.lines.map((line, index) => salesLine(line, index, {}, book)), { Amount: subtotal.toNumber(), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} }],
        TxnTaxDetail: tax.detail,
        CustomerRef: { value: customer.id, name: customer.name },
        CustomerMemo: { value: book.memo },
        BillAddr: customer.address === undefined ? undefined : billingAddress(fact.addressId, customer),
        ShipAddr: customer.shipsToBilling && customer.address ? postalAddress(customer.address) : undefined,
        FreeFormAddress: true,
        TotalAmt: subtotal.plus(tax.total).toNumber(),
        ApplyTaxAfterDiscount: false,
        PrintStatus: 'NeedToPrint',
        EmailStatus: fact.email ?? 'NotSet',
        BillEmail: customer.email === undefined ? undefined : { Address: customer.email },
        DeliveryInfo: fact.email === 'NeedToSend' ? { DeliveryType: 'Email' } : undefined,
      }),
      ...fact.more,
    };
  });
}
