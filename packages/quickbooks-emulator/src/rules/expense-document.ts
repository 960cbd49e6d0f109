import type { WireRef } from '../kernel/company.js';
import type { LinkedTxn, TxnTaxDetail } from './sales-document.js';

type LineDetail = { CustomerRef?: WireRef; ClassRef?: WireRef; BillableStatus?: string; MarkupInfo?: { Percent?: number }; TaxCodeRef?: WireRef; TaxInclusiveAmt?: number };

/** A line of a bill, vendor credit or expense, as far as rules look at it. */
export type ExpenseLine = {
  Id?: string;
  LineNum?: number;
  Description?: string;
  Amount?: number;
  DetailType?: string;
  LinkedTxn?: LinkedTxn[];
  AccountBasedExpenseLineDetail?: LineDetail & { AccountRef?: WireRef };
  ItemBasedExpenseLineDetail?: LineDetail & { ItemRef?: WireRef; Qty?: number; UnitPrice?: number };
  CustomExtensions?: [];
};

export type ExpenseDocument = {
  Id?: string;
  TxnDate?: string;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  GlobalTaxCalculation?: string;
  Line?: ExpenseLine[];
  TxnTaxDetail?: TxnTaxDetail;
  TotalAmt?: number;
};

/** The account or item detail of a line. */
export function detailOf(line: ExpenseLine): (LineDetail & { AccountRef?: WireRef; ItemRef?: WireRef; Qty?: number; UnitPrice?: number }) | undefined {
  return line.AccountBasedExpenseLineDetail ?? line.ItemBasedExpenseLineDetail;
}
