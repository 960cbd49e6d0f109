import { any, decimal, ref } from '../kernel/elements.js';
import { type Big, decimalOf, toNumber } from '../kernel/money.js';
import { systemAccount } from '../ledger/accounts.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry } from '../ledger/journal.js';
import { postSale } from '../ledger/sale.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleDocNumber } from '../rules/doc-number.js';
import { type SalesForm, settleHomeAmounts, settleSalesForm, unreadableForm } from '../rules/sales-form.js';
import { touchCustomer } from '../rules/touched.js';
import { defineDocument } from './define-document.js';
import type { Change, PostContext } from './define-entity.js';
import { salesTransaction } from './shapes.js';

type StoredMemo = SalesForm & { RemainingCredit?: number };

/** CreditMemo. Rules: reference 6.3 (Intuit creditmemo page); server defaults recorded (NG:create-credit-memo, 2026). It cannot be voided. */
export const creditMemo = defineDocument<StoredMemo>({
  name: 'CreditMemo',
  members: { ...salesTransaction, RemainingCredit: decimal({ readOnly: true }), InvoiceRef: ref('Invoice'), CreditMemoEx: any() },
  queryable: ['DocNumber', 'TxnDate', 'CustomerRef', 'SalesTermRef', 'ProjectRef', 'Balance', 'TotalAmt'],
  keyOf: (record) => record.DocNumber,
  settle: settleMemo,
  guardDelete(record, { company, byPerson }) {
    refuseClosedPeriod(company, byPerson, record.TxnDate);
    // The payment that applied it is deleted first, as with invoices (code assumed).
    if (record.Balance !== record.TotalAmt) throw fault('800', 'Object Has Dependencies : a payment is linked to this credit memo', '');
  },
  post: postMemo,
  affect({ company, before, after }) {
    touchCustomer(company, before?.CustomerRef?.value);
    touchCustomer(company, after?.CustomerRef?.value);
  },
  unreadable: unreadableForm,
});

function settleMemo(draft: StoredMemo, change: Change<StoredMemo>): void {
  if (!draft.CustomerRef) throw missing('CustomerRef');
  const total = settleSalesForm(draft, change);
  settleDocNumber(draft, change);
  settleRest(draft, change, total);
}

/** What was applied stays applied; less than that cannot be credited any more (sentence assumed). */
function settleRest(draft: StoredMemo, { company, before }: Change<StoredMemo>, total: Big): void {
  const applied = decimalOf(before?.TotalAmt).minus(decimalOf(before?.Balance));
  if (applied.gt(total)) throw businessFault('The credit memo is smaller than what has been applied of it.');
  if (applied.gt(0) && before?.CustomerRef?.value !== draft.CustomerRef?.value) throw businessFault('The customer cannot be changed while the credit memo is applied.');
  draft.Balance = toNumber(total.minus(applied));
  draft.RemainingCredit = draft.Balance;
  settleHomeAmounts(draft, company);
}

function postMemo(record: StoredMemo, context: PostContext): JournalEntry {
  const draft = new EntryDraft(context.company, record);
  draft.add(systemAccount(context.company, 'receivable', record.CurrencyRef), decimalOf(record.TotalAmt).times(-1), { party: { kind: 'Customer', id: record.CustomerRef!.value } });
  postSale(draft, context, record, -1);
  return draft.entry();
}
