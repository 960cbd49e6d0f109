import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { any, decimal, flag, ref, text } from '../kernel/elements.js';
import { amountOf, hundredthsOf } from '../kernel/money.js';
import { systemAccount } from '../ledger/accounts.js';
import { postSettlement } from '../ledger/settlement.js';
import { businessFault, missing } from '../protocol/fault.js';
import { requireAccount } from '../rules/accounts.js';
import { type SettlingLine, findTarget, appliedBy, moveApplications, settleApplications } from '../rules/applied.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleCurrency } from '../rules/currency.js';
import { refuseDeposited } from '../rules/deposited.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { markVoided } from '../rules/sales-form.js';
import { touchCustomer } from '../rules/touched.js';
import type { StoredCustomer } from './customer.js';
import { defineDocument } from './define-document.js';
import type { Change, PostContext } from './define-entity.js';
import { checkPayment, creditCardPayment, settlingLine } from './purchase-shapes.js';
import { transaction } from './shapes.js';

export type StoredPayment = {
  Id?: string;
  TxnDate?: string;
  CustomerRef?: WireRef;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  DepositToAccountRef?: WireRef;
  TotalAmt?: number;
  UnappliedAmt?: number;
  ProcessPayment?: boolean;
  PrivateNote?: string;
  LinkedTxn?: LinkedTxn[];
  Line?: SettlingLine[];
};

/** Payment of a customer. Rules: reference 6.2 (Intuit payment page); server defaults recorded (NG:create-payment, 2026). */
export const payment = defineDocument<StoredPayment>({
  name: 'Payment',
  members: {
    ...transaction,
    Line: settlingLine,
    CustomerRef: ref('Customer'),
    RemitToRef: ref(),
    ARAccountRef: ref('Account'),
    DepositToAccountRef: ref('Account'),
    PaymentMethodRef: ref('PaymentMethod'),
    PaymentRefNum: text(21),
    PaymentType: text(),
    CheckPayment: checkPayment,
    CreditCardPayment: creditCardPayment,
    TotalAmt: decimal(),
    UnappliedAmt: decimal({ readOnly: true }),
    ProcessPayment: flag(),
    PaymentExtendedType: text(),
    PaymentEx: any(),
  },
  queryable: ['TxnDate', 'TotalAmt', 'CustomerRef', 'PaymentMethodRef', 'PaymentRefNum', 'ProjectRef'],
  settle: settlePayment,
  guardDelete(record, { company, byPerson }) {
    refuseClosedPeriod(company, byPerson, record.TxnDate);
    refuseDeposited(record);
  },
  voidRecord: voidPayment,
  post: (record, { company }: PostContext) =>
    postSettlement(
      company,
      record,
      { kind: 'Customer', id: record.CustomerRef!.value },
      hundredthsOf(record.TotalAmt),
      record.DepositToAccountRef?.value ?? (record.TotalAmt === 0 ? undefined : systemAccount(company, 'undeposited')),
    ),
  affect({ company, before, after }) {
    moveApplications(company, 'Customer', before, after);
    touchCustomer(company, before?.CustomerRef?.value);
    touchCustomer(company, after?.CustomerRef?.value);
  },
});

function settlePayment(draft: StoredPayment, change: Change<StoredPayment>): void {
  const { company, before, byPerson } = change;
  if (!draft.CustomerRef) throw missing('CustomerRef');
  // Recorded sentence (Intuit, common-errors).
  if (draft.TotalAmt === undefined) throw businessFault('You must set a transaction amount.');
  if (draft.TotalAmt < 0) throw businessFault('Transaction amount must be 0 or greater.');
  draft.TotalAmt = amountOf(hundredthsOf(draft.TotalAmt));
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change, company.get<StoredCustomer>('Customer', draft.CustomerRef.value));
  settleDepositAccount(draft, company);
  draft.ProcessPayment ??= false;
  draft.Line ??= [];
  if (before && isMoved(draft, before)) refuseDeposited(before);
  keepDepositLink(draft, before);
  const rest = settleApplications(company, 'Customer', draft, before, hundredthsOf(draft.TotalAmt), draft.CustomerRef.value);
  draft.UnappliedAmt = amountOf(rest);
  draft.Line = draft.Line.map((line) => printedLine(company, line, before));
}

/** Undeposited Funds when none is sent, answered without its name (recorded); none on a payment that only links credits (recorded, NG:payments 74). */
function settleDepositAccount(draft: StoredPayment, company: CompanyState): void {
  if (draft.TotalAmt === 0) delete draft.DepositToAccountRef;
  else if (draft.DepositToAccountRef) {
    const { value } = requireAccount(company, draft.DepositToAccountRef, ['Bank', 'Other Current Asset'], 'DepositToAccountRef');
    draft.DepositToAccountRef = { value };
  } else draft.DepositToAccountRef = { value: systemAccount(company, 'undeposited') };
}

/** Whether the money of a payment changes; notes and references may change while it is deposited (assumed). */
function isMoved(draft: StoredPayment, before: StoredPayment): boolean {
  return (
    draft.TotalAmt !== before.TotalAmt ||
    draft.DepositToAccountRef?.value !== before.DepositToAccountRef?.value ||
    draft.CustomerRef?.value !== before.CustomerRef?.value ||
    draft.TxnDate !== before.TxnDate
  );
}

/** Links to deposits are the server's (Intuit, manage-linked-transactions). */
function keepDepositLink(draft: StoredPayment, before: StoredPayment | undefined): void {
  if (before?.LinkedTxn) draft.LinkedTxn = before.LinkedTxn;
  else delete draft.LinkedTxn;
}

/** A line as it is answered: the open balance before this payment, and the number of what it pays (recorded, NG:payments); a line that stays as it was says what it said. */
function printedLine(company: CompanyState, line: SettlingLine, before: StoredPayment | undefined): SettlingLine {
  const link = line.LinkedTxn![0]!;
  const kept = before?.Line?.find((other) => other.Amount === line.Amount && other.LinkedTxn?.[0]?.TxnId === link.TxnId && other.LinkedTxn[0].TxnType === link.TxnType);
  if (kept) return kept;
  const target = findTarget(company, 'Customer', link)!;
  const own = appliedBy(before).get(`${link.TxnType}/${link.TxnId}`) ?? 0;
  const values: [string, string][] = [
    ['txnId', link.TxnId],
    ['txnOpenBalance', (amountOf(target.open + own)).toFixed(2)],
    ...(target.number === undefined ? [] : [['txnReferenceNumber', target.number] as [string, string]]),
  ];
  return { Amount: amountOf(hundredthsOf(line.Amount)), LinkedTxn: [link], LineEx: { any: values.map(([Name, Value]) => nameValue(Name, Value)) } };
}

/** How JAXB prints an element of another schema inside JSON (recorded, NG:payments, NG:purchases). */
export function nameValue(Name: string, Value: string): object {
  return {
    name: '{http://schema.intuit.com/finance/v3}NameValue',
    declaredType: 'com.intuit.schema.finance.v3.NameValue',
    scope: 'javax.xml.bind.JAXBElement$GlobalScope',
    value: { Name, Value },
    nil: false,
    globalScope: true,
    typeSubstituted: false,
  };
}

/** Amounts zero, lines gone, note "Voided" (Intuit sample; RR:payment_void_response_success). */
function voidPayment(draft: StoredPayment, { company, before, byPerson }: Change<StoredPayment>): void {
  refuseClosedPeriod(company, byPerson, before!.TxnDate);
  refuseDeposited(before);
  draft.TotalAmt = 0;
  draft.UnappliedAmt = 0;
  draft.Line = [];
  markVoided(draft);
}
