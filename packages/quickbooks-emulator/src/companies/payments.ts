import { Big } from 'big.js';
import { nameValue } from '../entities/payment.js';
import type { WireObject, WireRecord } from '../kernel/company.js';
import { homeCurrency, metaData, minutesAfter, present } from './wire.js';

/** What a payment settles: kind, id and amount. */
type Applied = readonly [type: 'Invoice' | 'CreditMemo', id: string, amount: number];

export type PaymentFact = {
  id: string;
  customer: readonly [id: string, name: string];
  date: string;
  total: number;
  /** Account the money went to; absent on a payment that only links credits. */
  to?: string;
  method?: string;
  reference?: string;
  note?: string;
  deposit?: string;
  token?: string;
  applied: readonly Applied[];
};

/** A held payment or receipt, or money from an account. */
export type DepositLineFact = { type: 'Payment' | 'SalesReceipt'; id: string; amount: number; method?: string; check?: string } | { account: readonly [id: string, name: string]; amount: number };

export type DepositFact = {
  id: string;
  date: string;
  to: readonly [id: string, name: string];
  note?: string;
  token?: string;
  cashBack?: readonly [account: string, name: string, amount: number, memo: string];
  lines: readonly DepositLineFact[];
};

/**
 * Payments on the wire; each line says what was open before it (recorded, NG:payments).
 * @param forms the settled forms, for their numbers and totals
 */
export function paymentRecords(facts: readonly PaymentFact[], forms: readonly WireRecord[], writtenFrom: string): WireRecord[] {
  const open = new Map(forms.map((form) => [form.Id, new Big(form['TotalAmt'] as number)]));
  const numbers = new Map(forms.map((form) => [form.Id, form['DocNumber'] as string]));
  return facts.map((fact) => ({
    Id: fact.id,
    SyncToken: fact.token ?? '0',
    MetaData: metaData(minutesAfter(writtenFrom, Number(fact.id))),
    ...present({
      CustomerRef: { value: fact.customer[0], name: fact.customer[1] },
      DepositToAccountRef: fact.to === undefined ? undefined : { value: fact.to },
      PaymentMethodRef: fact.method === undefined ? undefined : { value: fact.method },
      PaymentRefNum: fact.reference,
      TotalAmt: fact.total,
      UnappliedAmt: 0,
      ProcessPayment: false,
      TxnDate: fact.date,
      CurrencyRef: homeCurrency,
      PrivateNote: fact.note,
      LinkedTxn: fact.deposit === undefined ? undefined : [{ TxnId: fact.deposit, TxnType: 'Deposit' }],
      Line: fact.applied.map(([TxnType, TxnId, amount]): WireObject => {
        const before = open.get(TxnId)!;
        open.set(TxnId, before.minus(amount));
        const values = { txnId: TxnId, txnOpenBalance: before.toFixed(2), txnReferenceNumber: numbers.get(TxnId)! };
        return { Amount: amount, LinkedTxn: [{ TxnId, TxnType }], LineEx: { any: Object.entries(values).map(([name, value]) => nameValue(name, value) as WireObject) } };
      }),
    }),
  }));
}

/** Deposits on the wire. */
export function depositRecords(facts: readonly DepositFact[], writtenFrom: string): WireRecord[] {
  return facts.map(({ id, date, to, note, token, cashBack, lines }) => ({
    Id: id,
    SyncToken: token ?? '0',
    MetaData: metaData(minutesAfter(writtenFrom, Number(id))),
    ...present({
      DepositToAccountRef: { value: to[0], name: to[1] },
      CashBack: cashBack && { AccountRef: { value: cashBack[0], name: cashBack[1] }, Amount: cashBack[2], Memo: cashBack[3] },
      TotalAmt: lines.reduce((sum, line) => sum.plus(line.amount), new Big(0)).minus(cashBack?.[2] ?? 0).toNumber(),
      TxnDate: date,
      CurrencyRef: homeCurrency,
      PrivateNote: note,
      Line: lines.map(depositLine),
      TxnTaxDetail: {},
    }),
  }));
}

function depositLine(line: DepositLineFact, index: number): WireObject {
  if ('account' in line) {
    const account = { value: line.account[0], name: line.account[1] };
    return { Id: String(index + 1), LineNum: index + 1, Amount: line.amount, DetailType: 'DepositLineDetail', DepositLineDetail: { AccountRef: account }, CustomExtensions: [] };
  }
  const detail = present({ PaymentMethodRef: line.method === undefined ? undefined : { value: line.method }, CheckNum: line.check });
  return {
    Amount: line.amount,
    LinkedTxn: [{ TxnId: line.id, TxnType: line.type, TxnLineId: '0' }],
    ...(Object.keys(detail).length === 0 ? {} : { DepositLineDetail: detail }),
  };
}
