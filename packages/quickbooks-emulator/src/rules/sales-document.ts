import type { WireRef } from '../kernel/company.js';

/** A line of a sales document, as far as rules look at it. */
export type SalesLine = {
  Id?: string;
  LineNum?: number;
  Description?: string;
  Amount?: number;
  DetailType?: string;
  LinkedTxn?: LinkedTxn[];
  SalesItemLineDetail?: {
    ItemRef?: WireRef;
    ClassRef?: WireRef;
    UnitPrice?: number;
    Qty?: number;
    ItemAccountRef?: WireRef;
    TaxCodeRef?: WireRef;
    ServiceDate?: string;
    TaxInclusiveAmt?: number;
  };
  GroupLineDetail?: { GroupItemRef?: WireRef; Quantity?: number; Line?: SalesLine[] };
  DescriptionLineDetail?: object;
  DiscountLineDetail?: { PercentBased?: boolean; DiscountPercent?: number; DiscountAccountRef?: WireRef; ClassRef?: WireRef };
  SubTotalLineDetail?: object;
  CustomExtensions?: [];
};

export type LinkedTxn = { TxnId: string; TxnType: string; TxnLineId?: string };

export type TaxLine = {
  Amount: number;
  DetailType: 'TaxLineDetail';
  TaxLineDetail: { TaxRateRef: WireRef; PercentBased: boolean; TaxPercent: number; NetAmountTaxable: number };
};

export type TxnTaxDetail = { TxnTaxCodeRef?: WireRef; TotalTax?: number; TaxLine?: TaxLine[] };

/** What invoices, credit memos, estimates and receipts have in common for their rules (XSD SalesTransaction). */
export type SalesDocument = {
  Id?: string;
  DocNumber?: string;
  AutoDocNumber?: boolean;
  TxnDate?: string;
  DueDate?: string;
  CustomerRef?: WireRef;
  SalesTermRef?: WireRef;
  ClassRef?: WireRef;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  GlobalTaxCalculation?: string;
  ApplyTaxAfterDiscount?: boolean;
  Line?: SalesLine[];
  TxnTaxDetail?: TxnTaxDetail;
  TotalAmt?: number;
};
