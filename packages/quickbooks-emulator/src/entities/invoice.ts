import { createHash } from 'node:crypto';
import type { WireRecord, WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, dateTime, decimal, flag, int, list, text } from '../kernel/elements.js';
import { Big, decimalOf, hundredthsOf, toNumber } from '../kernel/money.js';
import { systemAccount } from '../ledger/accounts.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry } from '../ledger/journal.js';
import { postSale } from '../ledger/sale.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { appliedBy, releaseFrom } from '../rules/applied.js';
import { moveBilledCharges } from '../rules/billable-expenses.js';
import { billable, requireUnbilled } from '../rules/billing-links.js';
import { moveBilledTime } from '../rules/billed-time.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleDocNumber } from '../rules/doc-number.js';
import { refuseDeposited } from '../rules/deposited.js';
import { dueDateBy } from '../rules/due-date.js';
import { moveEstimates } from '../rules/estimate-links.js';
import { rulesOf } from '../rules/preferences.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { type SalesForm, settleHomeAmounts, settleSalesForm, unreadableForm, voidSalesForm } from '../rules/sales-form.js';
import { touchCustomer } from '../rules/touched.js';
import type { StoredCustomer } from './customer.js';
import { defineDocument } from './define-document.js';
import type { Change, Effect, PostContext } from './define-entity.js';
import { salesTransaction } from './shapes.js';

export type StoredInvoice = SalesForm & {
  Deposit?: number;
  DepositToAccountRef?: WireRef;
  LinkedTxn?: LinkedTxn[];
  AllowIPNPayment?: boolean;
  AllowOnlinePayment?: boolean;
  AllowOnlineCreditCardPayment?: boolean;
  AllowOnlineACHPayment?: boolean;
};

/** Invoice. Rules: reference 6.1 (Intuit invoice page); server defaults recorded (NG:create-invoice, 2026). */
export const invoice = defineDocument<StoredInvoice>({
  name: 'Invoice',
  members: {
    ...salesTransaction,
    Deposit: decimal(),
    AllowIPNPayment: flag(),
    AllowOnlinePayment: flag(),
    AllowOnlineCreditCardPayment: flag(),
    AllowOnlineACHPayment: flag(),
    AllowOnlinePayPalPayment: flag(),
    AllowOnlineAffirmPayment: flag(),
    EInvoiceStatus: text(undefined, { readOnly: true }),
    ECloudStatusTimeStamp: dateTime({ readOnly: true }),
    CfdiUse: int(),
    Exportation: text(),
    GlobalInfo: any(),
    invoiceStatus: text(undefined, { readOnly: true }),
    callToAction: text(undefined, { readOnly: true }),
    invoiceStatusLog: { ...list(any()), readOnly: true },
    InvoiceEx: any(),
    LessCIS: decimal(),
    InvoiceLink: text(undefined, { readOnly: true }),
    PaymentDetailsMessage: text(),
    ConvenienceFeeDetail: any(),
    EnabledSurchargeInfo: any(),
    InvoiceLinkSecurityCode: text(undefined, { readOnly: true }),
    InvoiceLinkExpiryDate: text(undefined, { readOnly: true }),
    AutoPayEligible: flag(),
    SchedulePayEligible: flag(),
    ScheduledPaymentId: text(undefined, { readOnly: true }),
    GratuityEnabled: flag(),
    FinancingProductType: text(),
    SubscriptionPaymentsSetting: text(),
    TxnRetainageDetail: any(),
  },
  queryable: ['DocNumber', 'TxnDate', 'DueDate', 'CustomerRef', 'SalesTermRef', 'ProjectRef', 'Balance', 'TotalAmt'],
  countsInAnswers: true,
  namesModifier: true,
  keyOf: (record) => record.DocNumber,
  settle: settleInvoice,
  guardDelete,
  voidRecord: voidInvoice,
  post: postInvoice,
  affect: affectNeighbours,
  unreadable: unreadableForm,
  inRead: withLink,
});

/** The customer's page of an invoice that can be paid online: in reads and updates, not in creates and queries (recorded, NG:get-invoice). */
function withLink(record: StoredInvoice): StoredInvoice & { InvoiceLink?: string } {
  if (!record.AllowOnlineCreditCardPayment && !record.AllowOnlineACHPayment) return record;
  const secret = createHash('sha256').update(JSON.stringify([record.Id, record.CustomerRef])).digest('hex').slice(0, 48);
  return { ...record, InvoiceLink: `https://developer.intuit.com/comingSoonview/scs-v1-${secret}` };
}

function settleInvoice(draft: StoredInvoice, change: Change<StoredInvoice>): void {
  if (!draft.CustomerRef) throw missing('CustomerRef');
  const total = settleSalesForm(draft, change);
  settleDue(draft, change);
  settleDocNumber(draft, change);
  settleLinks(draft, change);
  draft.AllowIPNPayment ??= false;
  draft.AllowOnlinePayment ??= false;
  // Online payment is on in recordings of 2026, off in those of 2020 (NG and MQ:create/invoice).
  draft.AllowOnlineCreditCardPayment ??= change.company.settings.answersLike === '2026';
  draft.AllowOnlineACHPayment ??= change.company.settings.answersLike === '2026';
  settleBalance(draft, change, total);
}

/** Sent, else by the document's, the customer's or the company's term; only the first two are answered (recorded, NG:create-invoice). */
function settleDue(draft: StoredInvoice, { company, before, sent }: Change<StoredInvoice>): void {
  const customer = company.get<StoredCustomer>('Customer', draft.CustomerRef!.value);
  if (!before) draft.SalesTermRef ??= customer?.SalesTermRef;
  const isMoved = sent.SalesTermRef !== undefined && sent.DueDate === undefined && sent.SalesTermRef.value !== before?.SalesTermRef?.value;
  const term = draft.SalesTermRef && company.get('Term', draft.SalesTermRef.value);
  // Invoices name their term, bills do not (recorded, NG:invoices and NG:bills).
  if (term) draft.SalesTermRef = { value: term.Id, name: term.Name as string };
  if (draft.DueDate !== undefined && !isMoved) return;
  draft.DueDate = dueDateBy(company, draft.SalesTermRef?.value ?? rulesOf(company).defaultTerms, draft.TxnDate!);
}

/** Links of payments are read-only here and stay; time, charges and estimates are linked by the client (Intuit, manage-linked-transactions). */
function settleLinks(draft: StoredInvoice, { company, before }: Change<StoredInvoice>): void {
  const kept = (before?.LinkedTxn ?? []).filter((link) => !isWritable(link));
  for (const link of draft.LinkedTxn ?? []) {
    const isKept = kept.some((other) => other.TxnId === link.TxnId && other.TxnType === link.TxnType);
    if (!isWritable(link) && !isKept) throw fault('620', `Transaction ID Cannot Be Linked : ${link.TxnType} ${link.TxnId}`, 'LinkedTxn');
  }
  requireUnbilled(company, draft, before);
  const written = [...(draft.LinkedTxn ?? []), ...(draft.Line ?? []).flatMap((line) => line.LinkedTxn ?? [])].filter(isWritable);
  const links = new Map(written.map(({ TxnId, TxnType }) => [`${TxnType}/${TxnId}`, { TxnId, TxnType }]));
  const place = ({ TxnId, TxnType }: LinkedTxn) => (before?.LinkedTxn ?? []).findIndex((link) => link.TxnId === TxnId && link.TxnType === TxnType) >>> 0;
  draft.LinkedTxn = [...kept, ...links.values()].sort((a, b) => place(a) - place(b));
  // Assumed: a paid invoice stays with its customer.
  if (paymentsOf(before).length > 0 && before?.CustomerRef?.value !== draft.CustomerRef?.value) throw businessFault('The customer cannot be changed while a payment is linked.');
}

function isWritable({ TxnType }: LinkedTxn): boolean {
  return billable.some((kind) => kind === TxnType);
}

/** Ids of the payments linked to an invoice, newest first. */
function paymentsOf(record: StoredInvoice | undefined): string[] {
  return (record?.LinkedTxn ?? []).filter((link) => link.TxnType === 'Payment').map((link) => link.TxnId);
}

/** The balance moves by what the total moves; what was paid stays paid (Intuit, invoice page). */
function settleBalance(draft: StoredInvoice, { company, before }: Change<StoredInvoice>, total: Big): void {
  const paid = before ? decimalOf(before.TotalAmt).minus(decimalOf(before.Balance)).minus(decimalOf(before.Deposit)) : new Big(0);
  draft.Balance = toNumber(total.minus(paid).minus(decimalOf(draft.Deposit)));
  settleHomeAmounts(draft, company);
}

function guardDelete(record: StoredInvoice, { company, byPerson }: Change<StoredInvoice>): void {
  refuseClosedPeriod(company, byPerson, record.TxnDate);
  if (byPerson) return;
  const payments = paymentsOf(record);
  for (const id of payments) refuseDeposited(company.get('Payment', id));
  // Payments are taken off first (Intuit, invoice page; which code is assumed).
  if (payments.length > 0) throw fault('800', 'Object Has Dependencies : a payment is linked to this invoice', '');
}

/** Amounts to zero; payments keep their money as unapplied (recorded, MQ:void/invoice; Intuit, manage-linked-transactions). */
function voidInvoice(draft: StoredInvoice, { company, before, byPerson }: Change<StoredInvoice>): void {
  refuseClosedPeriod(company, byPerson, before!.TxnDate);
  voidSalesForm(draft);
  delete draft.Deposit;
  draft.LinkedTxn = [];
}

/** Receivable of the customer and what was paid on entry, against income and tax. */
function postInvoice(record: StoredInvoice, context: PostContext): JournalEntry {
  const { company } = context;
  const draft = new EntryDraft(company, record);
  const deposit = decimalOf(record.Deposit);
  draft.add(systemAccount(company, 'receivable', record.CurrencyRef), decimalOf(record.TotalAmt).minus(deposit), { party: { kind: 'Customer', id: record.CustomerRef!.value } });
  if (!deposit.eq(0)) draft.add(record.DepositToAccountRef?.value ?? systemAccount(company, 'undeposited'), deposit);
  postSale(draft, context, record, 1);
  return draft.entry();
}

function affectNeighbours({ company, before, after }: Effect<StoredInvoice>): void {
  moveBilledTime(company, before, after);
  moveBilledCharges(company, before, after);
  moveEstimates(company, before, after);
  const kept = new Set(paymentsOf(after));
  const dropped = paymentsOf(before).filter((id) => !kept.has(id));
  if (dropped.length > 0) releaseFrom(company, 'Customer', { TxnType: 'Invoice', TxnId: before!.Id! }, dropped);
  if (after) releaseExcess(company, after);
  touchCustomer(company, before?.CustomerRef?.value);
  touchCustomer(company, after?.CustomerRef?.value);
}

/** An invoice that became smaller than what was paid of it gives the difference back to its payments (assumed, as the screen does). */
function releaseExcess(company: CompanyState, invoice: StoredInvoice): void {
  const excess = -hundredthsOf(invoice.Balance);
  const payments = paymentsOf(invoice);
  if (excess <= 0 || payments.length === 0) return;
  const link = { TxnType: 'Invoice', TxnId: invoice.Id! };
  releaseFrom(company, 'Customer', link, payments, excess);
  const stillPaid = (id: string) => appliedBy(company.get('Payment', id)).has(`Invoice/${invoice.Id}`);
  const LinkedTxn = invoice.LinkedTxn!.filter(({ TxnType, TxnId }) => TxnType !== 'Payment' || stillPaid(TxnId));
  const settled: StoredInvoice = { ...invoice, Balance: 0, LinkedTxn };
  settleHomeAmounts(settled, company);
  company.put('Invoice', settled as WireRecord);
}
