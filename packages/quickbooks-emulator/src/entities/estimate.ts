import { any, date, text } from '../kernel/elements.js';
import { fault, missing } from '../protocol/fault.js';
import { estimateNumbers, settleDocNumber } from '../rules/doc-number.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { type SalesForm, settleSalesForm, unreadableForm } from '../rules/sales-form.js';
import { defineDocument } from './define-document.js';
import type { Change } from './define-entity.js';
import { salesTransaction } from './shapes.js';

type StoredEstimate = SalesForm & { TxnStatus?: string; LinkedTxn?: LinkedTxn[]; ExpirationDate?: string };

const statuses = ['Pending', 'Accepted', 'Closed', 'Rejected', 'Converted'];

/** Estimate: posts nothing (Intuit estimate page); server defaults recorded (NG:create-estimate, 2026). */
export const estimate = defineDocument<StoredEstimate>({
  name: 'Estimate',
  members: {
    ...salesTransaction,
    ExpirationDate: date(),
    AcceptedBy: text(),
    AcceptedDate: date(),
    EstimateEx: any(),
  },
  queryable: ['DocNumber', 'TxnDate', 'CustomerRef', 'ExpirationDate', 'TxnStatus', 'ProjectRef', 'TotalAmt'],
  keyOf: (record) => record.DocNumber,
  settle: settleEstimate,
  guardDelete(record) {
    if (record.LinkedTxn?.length) throw fault('800', 'Object Has Dependencies : an invoice is linked to this estimate', '');
  },
  unreadable: unreadableForm,
});

function settleEstimate(draft: StoredEstimate, change: Change<StoredEstimate>): void {
  if (!draft.CustomerRef) throw missing('CustomerRef');
  settleSalesForm(draft, change);
  settleDocNumber(draft, change, estimateNumbers);
  draft.TxnStatus ??= change.before?.TxnStatus ?? 'Pending';
  if (!statuses.includes(draft.TxnStatus)) throw fault('2170', `Invalid Enumeration : ${draft.TxnStatus}`, 'TxnStatus');
  // The link to the invoice is made by writing the invoice (Intuit, manage-linked-transactions).
  if (change.before?.LinkedTxn) draft.LinkedTxn = change.before.LinkedTxn;
  else delete draft.LinkedTxn;
}
