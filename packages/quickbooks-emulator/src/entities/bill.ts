import type { WireObject, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, date, decimal, flag, ref } from '../kernel/elements.js';
import { decimalOf, toNumber } from '../kernel/money.js';
import { systemAccount } from '../ledger/accounts.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry } from '../ledger/journal.js';
import { postPurchase } from '../ledger/purchase.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { moveCharges, refuseReimbursed } from '../rules/billable-expenses.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { inHome, settleCurrency } from '../rules/currency.js';
import { duplicateNumber } from '../rules/doc-number.js';
import { dueDateBy } from '../rules/due-date.js';
import type { ExpenseDocument } from '../rules/expense-document.js';
import { settleExpenseLines } from '../rules/expense-lines.js';
import { rulesOf } from '../rules/preferences.js';
import { labelled, requireReference } from '../rules/references.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { defineDocument } from './define-document.js';
import type { Change, PostContext } from './define-entity.js';
import { purchaseByVendor } from './purchase-shapes.js';
import { physicalAddress } from './shapes.js';

type VendorDocument = ExpenseDocument & {
  DocNumber?: string;
  VendorRef?: WireRef;
  VendorAddr?: WireObject;
  APAccountRef?: WireRef;
  SalesTermRef?: WireRef;
  DueDate?: string;
  Balance?: number;
  HomeBalance?: number;
  LinkedTxn?: LinkedTxn[];
};

/** Bill. Rules: reference 7.1 (Intuit bill page); server defaults recorded (NG:create-bill, 2026). It cannot be voided. */
export const bill = defineDocument<VendorDocument>({
  name: 'Bill',
  members: {
    ...purchaseByVendor,
    PayerRef: ref(),
    SalesTermRef: ref('Term'),
    DueDate: date(),
    RemitToAddr: physicalAddress(),
    ShipAddr: physicalAddress(),
    VendorAddr: physicalAddress(),
    Balance: decimal({ readOnly: true }),
    HomeBalance: decimal({ readOnly: true }),
    LessCIS: decimal(),
    IncludeInAnnualTPAR: flag(),
  },
  queryable: ['VendorRef', 'TxnDate', 'DueDate', 'DocNumber', 'APAccountRef', 'SalesTermRef', 'TotalAmt', 'Balance'],
  countsInAnswers: true,
  namesModifier: true,
  keyOf: (record) => record.DocNumber,
  settle(draft, change) {
    settleVendorDocument(draft, change);
    settleDue(draft, change);
    refuseDuplicate(draft, change);
    settlePurchaseOrders(draft, change);
  },
  guardDelete(record, change) {
    guardUnsettled(record, change);
    refuseReimbursed(record);
  },
  post: (record, { company }) => postOwed(record, company, 1),
  affect: ({ company, before, after }) => moveCharges(company, 'Bill', before, after),
});

/** VendorCredit: lowers what is owed to a vendor; applied by a bill payment (Intuit vendorcredit page). */
export const vendorCredit = defineDocument<VendorDocument>({
  name: 'VendorCredit',
  members: {
    ...purchaseByVendor,
    VendorAddr: physicalAddress(),
    VendorCreditEx: any(),
    Balance: decimal({ readOnly: true }),
    IncludeInAnnualTPAR: flag(),
  },
  queryable: ['VendorRef', 'TxnDate', 'DocNumber', 'APAccountRef', 'TotalAmt', 'Balance'],
  keyOf: (record) => record.DocNumber,
  settle(draft, change) {
    settleVendorDocument(draft, change);
    settlePurchaseOrders(draft, change);
  },
  guardDelete: guardUnsettled,
  post: (record, { company }) => postOwed(record, company, -1),
});

function settleVendorDocument(draft: VendorDocument, change: Change<VendorDocument>): void {
  const { company, before, byPerson } = change;
  if (!draft.VendorRef) throw missing('VendorRef');
  const vendor = company.get<{ CurrencyRef?: WireRef; BillAddr?: WireObject }>('Vendor', draft.VendorRef.value);
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change, vendor);
  settleExpenseLines(company, draft, before, change.sent.TxnTaxDetail, true);
  settleAccount(draft, company);
  if (vendor?.BillAddr) draft.VendorAddr ??= { ...vendor.BillAddr };
  const settled = decimalOf(before?.TotalAmt).minus(decimalOf(before?.Balance));
  const total = decimalOf(draft.TotalAmt);
  if (settled.gt(total)) throw businessFault('The amount is smaller than what has been applied to this transaction.');
  if (settled.gt(0) && before?.VendorRef?.value !== draft.VendorRef.value) throw businessFault('The vendor cannot be changed while a payment is linked.');
  draft.Balance = toNumber(total.minus(settled));
  const home = inHome(company, draft, draft.Balance);
  if (home !== undefined) draft.HomeBalance = home;
}

/** The payables account is the one of the currency (recorded: 33 in the sample company). */
function settleAccount(draft: VendorDocument, company: CompanyState): void {
  const id = systemAccount(company, 'payable', draft.CurrencyRef);
  draft.APAccountRef = labelled(company, 'Account', requireReference(company, 'Account', id, 'APAccountRef'));
}

/** TxnDate plus the term sent; TxnDate itself without one, whatever the vendor's term is (recorded for a vendor without term; the rest assumed). */
function settleDue(draft: VendorDocument, { company, before, sent }: Change<VendorDocument>): void {
  if (draft.SalesTermRef) draft.SalesTermRef = { value: draft.SalesTermRef.value };
  const isMoved = sent.SalesTermRef !== undefined && sent.DueDate === undefined && sent.SalesTermRef.value !== before?.SalesTermRef?.value;
  if (draft.DueDate === undefined || isMoved) draft.DueDate = dueDateBy(company, draft.SalesTermRef?.value, draft.TxnDate!);
}

/** 6140 where the company warns about bill numbers used twice for one vendor (OtherPrefs WarnDuplicateBillNumber). */
function refuseDuplicate(draft: VendorDocument, { company, before, include }: Change<VendorDocument>): void {
  if (draft.DocNumber === undefined || !rulesOf(company).warnDuplicateBillNumber || include.has('allowduplicatedocnum')) return;
  for (const id of company.table('Bill').idsByKey(draft.DocNumber)) {
    const twin = company.get<VendorDocument>('Bill', id);
    if (id !== before?.Id && twin?.VendorRef?.value === draft.VendorRef?.value) throw duplicateNumber(draft.DocNumber, 'Bill', id);
  }
}

/** Links of payments are read-only here and stay (Intuit, manage-linked-transactions); none yet: the member is absent (recorded). */
function settlePurchaseOrders(draft: VendorDocument, { before }: Change<VendorDocument>): void {
  if (before?.LinkedTxn) draft.LinkedTxn = before.LinkedTxn;
  else delete draft.LinkedTxn;
}

/** Payments are taken off first (Intuit, bill page; which code is assumed). */
function guardUnsettled(record: VendorDocument, { company, byPerson }: Change<VendorDocument>): void {
  refuseClosedPeriod(company, byPerson, record.TxnDate);
  if (record.Balance !== record.TotalAmt) throw fault('800', 'Object Has Dependencies : a bill payment is linked to this transaction', '');
}

function postOwed(record: VendorDocument, company: PostContext['company'], sign: 1 | -1): JournalEntry {
  const draft = new EntryDraft(company, record);
  const payable = record.APAccountRef?.value ?? systemAccount(company, 'payable', record.CurrencyRef);
  draft.add(payable, decimalOf(record.TotalAmt).times(-sign), { party: { kind: 'Vendor', id: record.VendorRef!.value } });
  postPurchase(draft, company, record, sign);
  return draft.entry();
}
