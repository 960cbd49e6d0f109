import type { WireRef } from '../kernel/company.js';
import { any, choice, decimal, flag, ref, text } from '../kernel/elements.js';
import { decimalOf } from '../kernel/money.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry } from '../ledger/journal.js';
import { postPurchase } from '../ledger/purchase.js';
import { missing } from '../protocol/fault.js';
import { requireAccount } from '../rules/accounts.js';
import { moveCharges, refuseReimbursed } from '../rules/billable-expenses.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleCurrency } from '../rules/currency.js';
import type { ExpenseDocument } from '../rules/expense-document.js';
import { settleExpenseLines } from '../rules/expense-lines.js';
import { settleParty } from '../rules/party.js';
import { defineDocument } from './define-document.js';
import type { Change, PostContext } from './define-entity.js';
import { nameValue } from './payment.js';
import { checkPayment, creditCardPayment, expenseTransaction, globalTax } from './purchase-shapes.js';
import { physicalAddress } from './shapes.js';

type StoredPurchase = ExpenseDocument & {
  AccountRef?: WireRef;
  PaymentType?: string;
  EntityRef?: WireRef & { type?: string };
  Credit?: boolean;
  PrintStatus?: string;
  PurchaseEx?: object;
};

/** Purchase: an expense, check or card charge paid at once (Intuit purchase page; shapes recorded, NG:purchases). */
export const purchase = defineDocument<StoredPurchase>({
  name: 'Purchase',
  members: {
    ...expenseTransaction,
    AccountRef: ref('Account'),
    PaymentMethodRef: ref('PaymentMethod'),
    PaymentRefNum: text(21),
    PaymentType: choice(['Cash', 'Check', 'CreditCard']),
    CheckPayment: checkPayment,
    CreditCardPayment: creditCardPayment,
    EntityRef: ref(),
    Credit: flag(),
    RemitToAddr: physicalAddress(),
    TotalAmt: decimal({ readOnly: true }),
    Memo: text(4000),
    PrintStatus: choice(['NotSet', 'NeedToPrint', 'PrintComplete']),
    GlobalTaxCalculation: globalTax,
    PurchaseEx: any({ readOnly: true }),
    LessCIS: decimal(),
    IncludeInAnnualTPAR: flag(),
  },
  queryable: ['TxnDate', 'DocNumber', 'AccountRef', 'PaymentType', 'TotalAmt'],
  settle: settlePurchase,
  guardDelete(record, { company, byPerson }) {
    refuseClosedPeriod(company, byPerson, record.TxnDate);
    refuseReimbursed(record);
  },
  post: postExpense,
  affect: ({ company, before, after }) => moveCharges(company, 'Purchase', before, after),
});

function settlePurchase(draft: StoredPurchase, change: Change<StoredPurchase>): void {
  const { company, before, byPerson } = change;
  draft.PaymentType ??= before?.PaymentType;
  if (!draft.PaymentType) throw missing('PaymentType');
  if (!draft.AccountRef) throw missing('AccountRef');
  // A card is paid from a card account, cash and checks from a bank (Intuit, purchase page).
  draft.AccountRef = requireAccount(company, draft.AccountRef, draft.PaymentType === 'CreditCard' ? ['Credit Card'] : ['Bank', 'Other Current Asset'], 'AccountRef');
  if (draft.EntityRef) draft.EntityRef = settleParty(company, draft.EntityRef, 'EntityRef');
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change);
  settleExpenseLines(company, draft, before, change.sent.TxnTaxDetail, false);
  // Credit is answered on card charges only, PrintStatus on checks only (recorded, NG:purchases).
  if (draft.PaymentType === 'CreditCard') draft.Credit ??= false;
  else delete draft.Credit;
  if (draft.PaymentType === 'Check') draft.PrintStatus ??= 'NotSet';
  else delete draft.PrintStatus;
  const isSameKind = before?.PurchaseEx !== undefined && before.PaymentType === draft.PaymentType && before.Credit === draft.Credit;
  draft.PurchaseEx = isSameKind ? before.PurchaseEx! : { any: [nameValue('TxnType', kindNumber(draft))] };
}

/** QuickBooks' own number of the kind of expense: 3 check, 11 card credit, 54 expense (recorded, NG:purchases). */
function kindNumber({ PaymentType, Credit }: StoredPurchase): string {
  if (PaymentType === 'Check') return '3';
  return Credit ? '11' : '54';
}

function postExpense(record: StoredPurchase, { company }: PostContext): JournalEntry {
  const draft = new EntryDraft(company, record);
  const sign = record.Credit ? -1 : 1;
  draft.add(record.AccountRef!.value, decimalOf(record.TotalAmt).times(-sign));
  postPurchase(draft, company, record, sign);
  return draft.entry();
}
