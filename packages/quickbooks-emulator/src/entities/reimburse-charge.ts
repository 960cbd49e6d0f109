import type { WireRef } from '../kernel/company.js';
import { choice, decimal, flag, list, ref, shape } from '../kernel/elements.js';
import { unsupported } from '../protocol/fault.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { defineEntity, newestFirst } from './define-entity.js';
import { intuitAttributes, intuitEntity, itemLineDetail, lineEnd, lineStart, transaction } from './shapes.js';

type ChargeLine = { Id: string; LineNum: number; Description?: string; Amount: number; LinkedTxn?: LinkedTxn[]; DetailType: 'ReimburseLineDetail'; ReimburseLineDetail: object };

export type StoredCharge = {
  Id?: string;
  SyncToken?: string;
  TxnDate?: string;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  CustomerRef?: WireRef;
  HasBeenInvoiced?: boolean;
  Amount?: number;
  LinkedTxn?: LinkedTxn[];
  Line?: ChargeLine[];
};

/**
 * ReimburseCharge: what a billable line of a bill or expense makes, in the transactions' id space, to be carried to an
 * invoice of its customer. Made by QuickBooks only (release note 2020.9.23: can be read and queried).
 */
export const reimburseCharge = defineEntity<StoredCharge>({
  name: 'ReimburseCharge',
  kind: 'document',
  idSpace: 'Transactions',
  operations: ['read', 'query'],
  elements: {
    ...intuitEntity,
    ...transaction,
    Line: list(shape('Line', { ...lineStart, DetailType: choice(['ReimburseLineDetail']), ReimburseLineDetail: shape('ReimburseLineDetail', itemLineDetail), ...lineEnd })),
    CustomerRef: ref('Customer'),
    HasBeenInvoiced: flag(),
    Amount: decimal(),
    HomeTotalAmt: decimal(),
    ...intuitAttributes,
  },
  queryable: ['TxnDate', 'CustomerRef', 'HasBeenInvoiced', 'Amount'],
  inChangeData: true,
  compare: newestFirst,
  settle() {
    throw unsupported('Create');
  },
});
