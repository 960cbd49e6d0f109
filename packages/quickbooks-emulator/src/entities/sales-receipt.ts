import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, decimal } from '../kernel/elements.js';
import { decimalOf } from '../kernel/money.js';
import { systemAccount } from '../ledger/accounts.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry } from '../ledger/journal.js';
import { postSale } from '../ledger/sale.js';
import { missing } from '../protocol/fault.js';
import { requireAccount } from '../rules/accounts.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { refuseDeposited } from '../rules/deposited.js';
import { settleDocNumber } from '../rules/doc-number.js';
import { labelled, requireReference } from '../rules/references.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { type SalesForm, settleHomeAmounts, settleSalesForm, unreadableForm, voidSalesForm } from '../rules/sales-form.js';
import { touchCustomer } from '../rules/touched.js';
import { defineDocument } from './define-document.js';
import type { Change, PostContext } from './define-entity.js';
import { salesTransaction } from './shapes.js';

type StoredReceipt = SalesForm & { DepositToAccountRef?: WireRef; LinkedTxn?: LinkedTxn[] };

const queryable = ['DocNumber', 'TxnDate', 'CustomerRef', 'DepositToAccountRef', 'PaymentMethodRef', 'Balance', 'TotalAmt'];
const moneyTypes = ['Bank', 'Other Current Asset'];

/** SalesReceipt: a sale paid at once. Server defaults recorded (EX:create_sales_receipt, 2017). */
export const salesReceipt = defineDocument<StoredReceipt>({
  name: 'SalesReceipt',
  members: { ...salesTransaction, SalesReceiptEx: any(), LessCIS: decimal() },
  queryable,
  keyOf: (record) => record.DocNumber,
  settle(draft, change) {
    settleReceipt(draft, change);
    draft.DepositToAccountRef = depositAccount(change.company, draft.DepositToAccountRef);
    const { before } = change;
    if (before && (draft.TotalAmt !== before.TotalAmt || draft.DepositToAccountRef.value !== before.DepositToAccountRef?.value)) refuseDeposited(before);
    if (before?.LinkedTxn) draft.LinkedTxn = before.LinkedTxn;
    else delete draft.LinkedTxn;
  },
  guardDelete(record, { company, byPerson }) {
    refuseClosedPeriod(company, byPerson, record.TxnDate);
    refuseDeposited(record);
  },
  voidRecord(draft, { company, before, byPerson }) {
    refuseClosedPeriod(company, byPerson, before!.TxnDate);
    refuseDeposited(before);
    voidSalesForm(draft);
  },
  post: (record, context) => postReceipt(record, context, 1),
  affect({ company, before, after }) {
    touchCustomer(company, before?.CustomerRef?.value);
    touchCustomer(company, after?.CustomerRef?.value);
  },
  unreadable: unreadableForm,
});

/** RefundReceipt: money given back at once, from a bank account that must be named (Intuit refundreceipt page). */
export const refundReceipt = defineDocument<StoredReceipt>({
  name: 'RefundReceipt',
  members: { ...salesTransaction, RemainingCredit: decimal({ readOnly: true }), RefundReceiptEx: any() },
  queryable,
  keyOf: (record) => record.DocNumber,
  settle(draft, change) {
    if (!draft.DepositToAccountRef) throw missing('DepositToAccountRef');
    settleReceipt(draft, change);
    draft.DepositToAccountRef = requireAccount(change.company, draft.DepositToAccountRef, moneyTypes, 'DepositToAccountRef');
  },
  guardDelete: (record, { company, byPerson }) => refuseClosedPeriod(company, byPerson, record.TxnDate),
  post: (record, context) => postReceipt(record, context, -1),
  affect({ company, before, after }) {
    touchCustomer(company, before?.CustomerRef?.value);
    touchCustomer(company, after?.CustomerRef?.value);
  },
  unreadable: unreadableForm,
});

function settleReceipt(draft: StoredReceipt, change: Change<StoredReceipt>): void {
  settleSalesForm(draft, change);
  settleDocNumber(draft, change);
  // Paid in full by nature (recorded: Balance 0).
  draft.Balance = 0;
  settleHomeAmounts(draft, change.company);
}

/** Undeposited Funds when none is sent, answered with its name (recorded, EX:create_sales_receipt). */
function depositAccount(company: CompanyState, sent: WireRef | undefined): WireRef {
  if (sent) return requireAccount(company, sent, moneyTypes, 'DepositToAccountRef');
  return labelled(company, 'Account', requireReference(company, 'Account', systemAccount(company, 'undeposited'), 'DepositToAccountRef'));
}

function postReceipt(record: StoredReceipt, context: PostContext, sign: 1 | -1): JournalEntry {
  const draft = new EntryDraft(context.company, record);
  draft.add(record.DepositToAccountRef?.value ?? systemAccount(context.company, 'undeposited'), decimalOf(record.TotalAmt).times(sign));
  postSale(draft, context, record, sign);
  return draft.entry();
}
