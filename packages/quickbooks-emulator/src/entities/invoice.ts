import type { WireObject } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, dateTime, decimal, flag, int, list, text } from '../kernel/elements.js';
import { Big, decimalOf, toNumber } from '../kernel/money.js';
import { fault, missing } from '../protocol/fault.js';
import { settleAddresses } from '../rules/addresses.js';
import { moveReceivable } from '../rules/balances.js';
import { moveBilledTime, requireBillableTime } from '../rules/billed-time.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleDocNumber } from '../rules/doc-number.js';
import { dueDateBy } from '../rules/due-date.js';
import { requireEmail } from '../rules/names.js';
import { rulesOf } from '../rules/preferences.js';
import type { LinkedTxn, SalesDocument } from '../rules/sales-document.js';
import { settleSalesLines } from '../rules/sales-lines.js';
import { settleSalesTax } from '../rules/sales-tax.js';
import type { StoredCustomer } from './customer.js';
import { type Change, type Effect, defineEntity, newestFirst } from './define-entity.js';
import { intuitAttributes, intuitEntity, salesTransaction } from './shapes.js';

export type StoredInvoice = SalesDocument & {
  Balance?: number;
  Deposit?: number;
  PrivateNote?: string;
  LinkedTxn?: LinkedTxn[];
  CustomField?: [];
  BillAddr?: WireObject;
  ShipAddr?: WireObject;
  ShipFromAddr?: WireObject;
  FreeFormAddress?: boolean;
  PrintStatus?: string;
  EmailStatus?: string;
  BillEmail?: { Address?: string };
  AllowIPNPayment?: boolean;
  AllowOnlinePayment?: boolean;
  AllowOnlineCreditCardPayment?: boolean;
  AllowOnlineACHPayment?: boolean;
};

/** Invoice. Rules: reference 6.1 (Intuit invoice page); server defaults recorded (NG:create-invoice, 2026). */
export const invoice = defineEntity<StoredInvoice>({
  name: 'Invoice',
  kind: 'document',
  idSpace: 'Transactions',
  operations: ['create', 'update', 'delete', 'void', 'read', 'query'],
  elements: {
    ...intuitEntity,
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
    ...intuitAttributes,
  },
  queryable: ['DocNumber', 'TxnDate', 'DueDate', 'CustomerRef', 'SalesTermRef', 'ProjectRef', 'Balance', 'TotalAmt'],
  inChangeData: true,
  countsInAnswers: true,
  namesModifier: true,
  compare: newestFirst,
  keyOf: (record) => record.DocNumber,
  settle: settleInvoice,
  guardDelete: guardDelete,
  voidRecord: voidInvoice,
  affect: affectNeighbours,
  unreadable: poison,
});

function settleInvoice(draft: StoredInvoice, change: Change<StoredInvoice>): void {
  const { company, before, byPerson } = change;
  if (!draft.CustomerRef) throw missing('CustomerRef');
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  const rules = rulesOf(company);
  if (draft.ClassRef && !rules.classPerTxn) throw fault('5030', 'Feature Not Supported Error : class tracking per transaction is not enabled', 'ClassRef');
  settleCurrency(draft, change);
  draft.ApplyTaxAfterDiscount ??= false;
  const total = keepsAmounts(change) ? decimalOf(before?.TotalAmt) : settleAmounts(draft, change);
  settleDue(draft, change);
  settleDocNumber(draft, change);
  settleAddressesFrom(draft, company);
  settleMail(draft);
  settleLinks(draft, change);
  draft.CustomField ??= [];
  draft.PrintStatus ??= 'NeedToPrint';
  draft.AllowIPNPayment ??= false;
  draft.AllowOnlinePayment ??= false;
  draft.AllowOnlineCreditCardPayment ??= true;
  draft.AllowOnlineACHPayment ??= true;
  settleTotals(draft, before, total);
}

const amountMembers = ['Line', 'TxnTaxDetail', 'ApplyTaxAfterDiscount', 'GlobalTaxCalculation'] as const;

/** A sparse update that sends none of the members amounts come from leaves lines, tax and total as they are. */
function keepsAmounts({ before, isFull, sent }: Change<StoredInvoice>): boolean {
  return before !== undefined && !isFull && amountMembers.every((member) => sent[member] === undefined);
}

function settleAmounts(draft: StoredInvoice, { company, before, sent }: Change<StoredInvoice>): Big {
  const settled = settleSalesLines(company, draft.Line, before?.Line);
  const tax = settleSalesTax(company, draft, sent.TxnTaxDetail, settled);
  draft.Line = settled.lines;
  draft.TxnTaxDetail = tax.detail;
  return tax.net.plus(tax.total);
}

/** CurrencyRef must be sent where several currencies are on; elsewhere it is the home currency (Intuit, invoice page). */
function settleCurrency(draft: StoredInvoice, { company, before }: Change<StoredInvoice>): void {
  const rules = rulesOf(company);
  if (!rules.multiCurrency) {
    draft.CurrencyRef = rules.homeCurrency;
    return;
  }
  draft.CurrencyRef ??= before?.CurrencyRef;
  if (!draft.CurrencyRef) throw missing('CurrencyRef');
  draft.ExchangeRate ??= 1;
}

/** Sent, else by the document's, the customer's or the company's term; only the first two are answered (recorded, NG:create-invoice). */
function settleDue(draft: StoredInvoice, { company, before, sent }: Change<StoredInvoice>): void {
  const customer = company.get<StoredCustomer>('Customer', draft.CustomerRef!.value);
  if (!before) draft.SalesTermRef ??= customer?.SalesTermRef;
  const isMoved = sent.SalesTermRef !== undefined && sent.DueDate === undefined && sent.SalesTermRef.value !== before?.SalesTermRef?.value;
  if (draft.DueDate !== undefined && !isMoved) return;
  draft.DueDate = dueDateBy(company, draft.SalesTermRef?.value ?? rulesOf(company).defaultTerms, draft.TxnDate!);
}

/** The customer's addresses, by reference to their ids; the company's as sender (recorded, NG:create-invoice). */
function settleAddressesFrom(draft: StoredInvoice, company: CompanyState): void {
  const customer = company.get('Customer', draft.CustomerRef!.value) as { BillAddr?: WireObject; ShipAddr?: WireObject } | undefined;
  if (customer?.BillAddr) draft.BillAddr ??= { ...customer.BillAddr };
  const shipTo = customer?.ShipAddr ?? customer?.BillAddr;
  if (shipTo) draft.ShipAddr ??= { ...shipTo };
  settleAddresses(company, draft, ['BillAddr', 'ShipAddr']);
  const from = company.get('CompanyInfo', '1')?.CompanyAddr as WireObject | undefined;
  if (from) draft.ShipFromAddr ??= asTwoLines(from);
  draft.FreeFormAddress ??= true;
}

/** The sender's address comes as free text: street, then `City, State  Code` with two blanks (recorded, NG:create-invoice). */
function asTwoLines({ Id, Line1, City, CountrySubDivisionCode, PostalCode }: WireObject): WireObject {
  const town = [City, [CountrySubDivisionCode, PostalCode].filter(Boolean).join('  ')].filter(Boolean).join(', ');
  return Object.fromEntries(Object.entries({ Id, Line1, Line2: town }).filter(([, value]) => value)) as WireObject;
}

function settleMail(draft: StoredInvoice): void {
  draft.EmailStatus ??= 'NotSet';
  requireEmail(draft.BillEmail?.Address, 'BillEmail.Address');
  if (draft.EmailStatus === 'NeedToSend' && !draft.BillEmail?.Address) {
    throw fault('6420', 'An email address is required when EmailStatus is NeedToSend', 'BillEmail');
  }
}

/** Links of payments are read-only here and stay; only time can be linked by the client (Intuit, manage-linked-transactions). */
function settleLinks(draft: StoredInvoice, { company, before }: Change<StoredInvoice>): void {
  const kept = (before?.LinkedTxn ?? []).filter((link) => link.TxnType !== 'TimeActivity');
  for (const link of draft.LinkedTxn ?? []) {
    const isKept = kept.some((other) => other.TxnId === link.TxnId && other.TxnType === link.TxnType);
    if (link.TxnType !== 'TimeActivity' && !isKept) throw fault('620', `Transaction ID Cannot Be Linked : ${link.TxnType} ${link.TxnId}`, 'LinkedTxn');
  }
  requireBillableTime(company, draft, before);
  const headerTime = (draft.LinkedTxn ?? []).filter((link) => link.TxnType === 'TimeActivity');
  const lineTime = (draft.Line ?? []).flatMap((line) => line.LinkedTxn ?? []).filter((link) => link.TxnType === 'TimeActivity');
  const time = new Map([...headerTime, ...lineTime].map((link) => [link.TxnId, { TxnId: link.TxnId, TxnType: link.TxnType }]));
  draft.LinkedTxn = [...kept, ...time.values()];
}

/** Totals are the server's; the balance moves by what the total moves (Intuit, invoice page). */
function settleTotals(draft: StoredInvoice, before: StoredInvoice | undefined, total: Big): void {
  const paid = before ? decimalOf(before.TotalAmt).minus(decimalOf(before.Balance)).minus(decimalOf(before.Deposit)) : new Big(0);
  draft.TotalAmt = toNumber(total);
  draft.Balance = toNumber(total.minus(paid).minus(decimalOf(draft.Deposit)));
}

function guardDelete(record: StoredInvoice, { company, byPerson }: Change<StoredInvoice>): void {
  refuseClosedPeriod(company, byPerson, record.TxnDate);
  // Payments are taken off first (Intuit, invoice page; which code is assumed).
  const isPaid = record.LinkedTxn?.some((link) => link.TxnType === 'Payment') ?? false;
  if (isPaid && !byPerson) throw fault('800', 'Object Has Dependencies : a payment is linked to this invoice', '');
}

/** Amounts and quantities to zero, the rest stays, "Voided" before the note (recorded, MQ:void/invoice; Intuit for the note). */
function voidInvoice(draft: StoredInvoice, { company, before, byPerson }: Change<StoredInvoice>): void {
  refuseClosedPeriod(company, byPerson, before!.TxnDate);
  for (const line of draft.Line ?? []) {
    if (line.Amount !== undefined) line.Amount = 0;
    if (line.SalesItemLineDetail?.Qty !== undefined) line.SalesItemLineDetail.Qty = 0;
    delete line.LinkedTxn;
  }
  const { TaxLine: _gone, ...detail } = draft.TxnTaxDetail ?? {};
  draft.TxnTaxDetail = { ...detail, TotalTax: 0 };
  draft.TotalAmt = 0;
  draft.Balance = 0;
  draft.LinkedTxn = [];
  if (!draft.PrivateNote?.startsWith('Voided')) draft.PrivateNote = draft.PrivateNote ? `Voided - ${draft.PrivateNote}` : 'Voided';
}

function affectNeighbours({ company, before, after }: Effect<StoredInvoice>): void {
  moveBilledTime(company, before, after);
  const from = before?.CustomerRef?.value;
  const to = after?.CustomerRef?.value;
  const was = decimalOf(before?.Balance);
  const is = decimalOf(after?.Balance);
  if (from !== undefined && from === to) return moveReceivable(company, from, is.minus(was));
  if (from !== undefined) moveReceivable(company, from, was.times(-1));
  if (to !== undefined) moveReceivable(company, to, is);
}

/** One bad stored e-mail makes a whole page of invoices fail (recorded 4002: NET#111, JAVA#47). */
function poison(record: StoredInvoice): string | undefined {
  const address = record.BillEmail?.Address as string | undefined;
  return address !== undefined && !address.includes('@') ? 'To email address entered is invalid' : undefined;
}

