import type { WireRef } from '../kernel/company.js';
import { any, choice, decimal, ref, shape } from '../kernel/elements.js';
import { amountOf, hundredthsOf } from '../kernel/money.js';
import { postSettlement } from '../ledger/settlement.js';
import { businessFault, missing } from '../protocol/fault.js';
import { requireAccount } from '../rules/accounts.js';
import { type SettlingLine, moveApplications, settleApplications } from '../rules/applied.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleCurrency } from '../rules/currency.js';
import { markVoided } from '../rules/sales-form.js';
import { defineDocument } from './define-document.js';
import type { Change } from './define-entity.js';
import { checkPayment, creditCardPayment, settlingLine } from './purchase-shapes.js';
import { physicalAddress, transaction } from './shapes.js';

type StoredBillPayment = {
  Id?: string;
  TxnDate?: string;
  VendorRef?: WireRef;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  PayType?: string;
  CheckPayment?: { BankAccountRef?: WireRef; PrintStatus?: string };
  CreditCardPayment?: { CCAccountRef?: WireRef };
  TotalAmt?: number;
  PrivateNote?: string;
  Line?: SettlingLine[];
};

/** BillPayment. Rules: reference 7.2 (Intuit billpayment page); shapes recorded (NG:bill-payments, 2026). */
export const billPayment = defineDocument<StoredBillPayment>({
  name: 'BillPayment',
  members: {
    ...transaction,
    Line: settlingLine,
    VendorRef: ref('Vendor'),
    VendorAddr: physicalAddress(),
    APAccountRef: ref('Account'),
    PayType: choice(['Check', 'CreditCard']),
    CheckPayment: shape('BillPaymentCheck', {
      BankAccountRef: ref('Account'),
      PrintStatus: choice(['NotSet', 'NeedToPrint', 'PrintComplete']),
      CheckDetail: checkPayment,
      PayeeAddr: physicalAddress(),
      BillPaymentCheckEx: any(),
    }),
    CreditCardPayment: shape('BillPaymentCreditCard', { CCAccountRef: ref('Account'), CCDetail: creditCardPayment, BillPaymentCreditCardEx: any() }),
    TotalAmt: decimal(),
    BillPaymentEx: any(),
  },
  queryable: ['VendorRef', 'TxnDate', 'DocNumber', 'TotalAmt', 'PayType'],
  countsInAnswers: true,
  settle: settleBillPayment,
  guardDelete: (record, { company, byPerson }) => refuseClosedPeriod(company, byPerson, record.TxnDate),
  voidRecord(draft, { company, before, byPerson }) {
    refuseClosedPeriod(company, byPerson, before!.TxnDate);
    // DocNumber stays (Intuit sample).
    draft.TotalAmt = 0;
    draft.Line = [];
    markVoided(draft);
  },
  post: (record, { company }) =>
    postSettlement(
      company,
      record,
      { kind: 'Vendor', id: record.VendorRef!.value },
      hundredthsOf(record.TotalAmt),
      (record.CheckPayment?.BankAccountRef ?? record.CreditCardPayment?.CCAccountRef)?.value,
    ),
  affect: ({ company, before, after }) => moveApplications(company, 'Vendor', before, after),
});

function settleBillPayment(draft: StoredBillPayment, change: Change<StoredBillPayment>): void {
  const { company, before, byPerson } = change;
  if (!draft.VendorRef) throw missing('VendorRef');
  if (draft.TotalAmt === undefined) throw businessFault('You must set a transaction amount.');
  if (draft.TotalAmt < 0) throw businessFault('Transaction amount must be 0 or greater.');
  if (!draft.PayType) throw missing('PayType');
  draft.TotalAmt = amountOf(hundredthsOf(draft.TotalAmt));
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change, company.get<{ CurrencyRef?: WireRef }>('Vendor', draft.VendorRef.value));
  settleMeans(draft, change);
  if (!draft.Line) throw missing('Line');
  settleApplications(company, 'Vendor', draft, before, hundredthsOf(draft.TotalAmt), draft.VendorRef.value);
  draft.Line = draft.Line.map((line) => ({ Amount: amountOf(hundredthsOf(line.Amount)), LinkedTxn: line.LinkedTxn! }));
}

/** The block that fits PayType, and only that one (Intuit, billpayment page); PrintStatus NotSet (recorded). */
function settleMeans(draft: StoredBillPayment, { company }: Change<StoredBillPayment>): void {
  if (draft.PayType === 'Check') {
    if (!draft.CheckPayment?.BankAccountRef) throw missing('CheckPayment.BankAccountRef');
    draft.CheckPayment.BankAccountRef = requireAccount(company, draft.CheckPayment.BankAccountRef, ['Bank'], 'CheckPayment.BankAccountRef');
    draft.CheckPayment.PrintStatus ??= 'NotSet';
    delete draft.CreditCardPayment;
    return;
  }
  if (!draft.CreditCardPayment?.CCAccountRef) throw missing('CreditCardPayment.CCAccountRef');
  draft.CreditCardPayment.CCAccountRef = requireAccount(company, draft.CreditCardPayment.CCAccountRef, ['Credit Card'], 'CreditCardPayment.CCAccountRef');
  delete draft.CheckPayment;
}
