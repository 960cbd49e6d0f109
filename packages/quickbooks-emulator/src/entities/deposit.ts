import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Elements, any, choice, decimal, id, int, list, ref, shape, text } from '../kernel/elements.js';
import { amountOf, decimalOf, hundredthsOf } from '../kernel/money.js';
import { systemAccount } from '../ledger/accounts.js';
import { aboutLine } from '../ledger/about-line.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry, Party } from '../ledger/journal.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { requireAccount } from '../rules/accounts.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { inHome, settleCurrency } from '../rules/currency.js';
import { isDeposited, linkDeposit } from '../rules/deposited.js';
import { settleLineIds } from '../rules/line-ids.js';
import { settleParty } from '../rules/party.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { defineDocument } from './define-document.js';
import type { Change, Effect, PostContext } from './define-entity.js';
import type { StoredPayment } from './payment.js';
import { globalTax } from './purchase-shapes.js';
import { customExtensions, linkedTxn, transaction } from './shapes.js';

type DepositLine = {
  Id?: string;
  LineNum?: number;
  Amount?: number;
  DetailType?: string;
  LinkedTxn?: LinkedTxn[];
  DepositLineDetail?: { Entity?: WireRef & { type?: string }; AccountRef?: WireRef; ClassRef?: WireRef; PaymentMethodRef?: WireRef; CheckNum?: string };
  CustomExtensions?: [];
};

type StoredDeposit = {
  Id?: string;
  TxnDate?: string;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  DepositToAccountRef?: WireRef;
  CashBack?: { AccountRef?: WireRef; Amount?: number; Memo?: string };
  TotalAmt?: number;
  HomeTotalAmt?: number;
  Line?: DepositLine[];
  TxnTaxDetail?: object;
};

const lineMembers: Elements = {
  Id: id(),
  LineNum: int(),
  Description: text(4000),
  Amount: decimal(),
  LinkedTxn: list(linkedTxn),
  DetailType: choice(['DepositLineDetail']),
  DepositLineDetail: shape('DepositLineDetail', {
    Entity: ref(),
    ClassRef: ref('Class'),
    AccountRef: ref('Account'),
    PaymentMethodRef: ref('PaymentMethod'),
    CheckNum: text(21),
    TxnType: text(),
    TaxCodeRef: ref(),
    TaxApplicableOn: text(),
    DepositLineDetailEx: any(),
  }),
  LineEx: any(),
  ProjectRef: ref(),
  CustomExtensions: customExtensions,
};

/** Deposit: payments and sales receipts taken from Undeposited Funds to a bank, and money from elsewhere (Intuit deposit page; NG:create-deposit, NG:deposits). */
export const deposit = defineDocument<StoredDeposit>({
  name: 'Deposit',
  members: {
    ...transaction,
    Line: list(shape('Line', lineMembers)),
    DepositToAccountRef: ref('Account'),
    CashBack: shape('CashBackInfo', { AccountRef: ref('Account'), Amount: decimal(), Memo: text(4000) }),
    GlobalTaxCalculation: globalTax,
    TotalAmt: decimal({ readOnly: true }),
    HomeTotalAmt: decimal({ readOnly: true }),
    DepositEx: any(),
  },
  queryable: ['TxnDate', 'DepositToAccountRef', 'TotalAmt'],
  countsInAnswers: true,
  settle: settleDeposit,
  guardDelete: (record, { company, byPerson }) => refuseClosedPeriod(company, byPerson, record.TxnDate),
  post: postDeposit,
  affect: linkHeld,
});

function settleDeposit(draft: StoredDeposit, change: Change<StoredDeposit>): void {
  const { company, before, byPerson } = change;
  if (!draft.DepositToAccountRef) throw missing('DepositToAccountRef');
  draft.DepositToAccountRef = requireAccount(company, draft.DepositToAccountRef, ['Bank', 'Other Current Asset'], 'DepositToAccountRef');
  if (!draft.Line || draft.Line.length === 0) throw missing('Line');
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change);
  const held = new Set(heldBy(before).map(keyOf));
  const lines = draft.Line.map((line) => (line.LinkedTxn?.length ? settleHeldLine(company, line, held) : settleMoneyLine(company, line)));
  draft.Line = settleLineIds(lines, before?.Line, (line) => !line.LinkedTxn);
  const cashBack = settleCashBack(draft, company);
  const total = draft.Line.reduce((sum, line) => sum + hundredthsOf(line.Amount), 0) - cashBack;
  if (total < 0) throw businessFault('The amount of a deposit must be 0 or greater.');
  draft.TotalAmt = amountOf(total);
  const home = inHome(company, draft, draft.TotalAmt);
  if (home !== undefined) draft.HomeTotalAmt = home;
  draft.TxnTaxDetail = {};
}

/** A line that holds a payment or sales receipt: its whole amount, from Undeposited Funds, once (620 and 6460: codes assumed). */
function settleHeldLine(company: CompanyState, line: DepositLine, held: ReadonlySet<string>): DepositLine {
  const link = line.LinkedTxn![0]!;
  const record = link.TxnType === 'Payment' || link.TxnType === 'SalesReceipt' ? company.get<StoredPayment>(link.TxnType, link.TxnId) : undefined;
  const isHeld = held.has(keyOf(link));
  const isWaiting = record?.DepositToAccountRef?.value === systemAccount(company, 'undeposited') && (isHeld || !isDeposited(record));
  if (!record || !isWaiting) throw fault('620', `Transaction ID Cannot Be Linked : ${link.TxnType} ${link.TxnId}`, 'Line.LinkedTxn');
  if (line.Amount !== undefined && hundredthsOf(line.Amount) !== hundredthsOf(record.TotalAmt)) {
    throw fault('6460', `Deposit Mismatch : the amount of the line is not the amount of ${link.TxnType} ${link.TxnId}`, 'Line.Amount');
  }
  const { PaymentMethodRef, CheckNum } = line.DepositLineDetail ?? {};
  const detail = { ...(PaymentMethodRef ? { PaymentMethodRef: { value: PaymentMethodRef.value } } : {}), ...(CheckNum ? { CheckNum } : {}) };
  return {
    Amount: record.TotalAmt!,
    LinkedTxn: [{ TxnId: link.TxnId, TxnType: link.TxnType, TxnLineId: link.TxnLineId ?? '0' }],
    ...(Object.keys(detail).length === 0 ? {} : { DepositLineDetail: detail }),
  };
}

function settleMoneyLine(company: CompanyState, line: DepositLine): DepositLine {
  if (line.Amount === undefined) throw missing('Line.Amount');
  if (!line.DetailType) throw missing('Line.DetailType');
  const detail = line.DepositLineDetail;
  if (!detail?.AccountRef) throw missing('Line.DepositLineDetail.AccountRef');
  const Entity = detail.Entity && settleParty(company, detail.Entity, 'Line.DepositLineDetail.Entity');
  return { ...line, Amount: amountOf(hundredthsOf(line.Amount)), DepositLineDetail: { ...detail, ...(Entity ? { Entity } : {}) }, CustomExtensions: [] };
}

function settleCashBack({ CashBack }: StoredDeposit, company: CompanyState): number {
  if (!CashBack) return 0;
  if (!CashBack.AccountRef) throw missing('CashBack.AccountRef');
  if (CashBack.Amount === undefined) throw missing('CashBack.Amount');
  CashBack.AccountRef = requireAccount(company, CashBack.AccountRef, ['Bank', 'Other Current Asset', 'Credit Card', 'Expense', 'Equity'], 'CashBack.AccountRef');
  return hundredthsOf(CashBack.Amount);
}

function postDeposit(record: StoredDeposit, { company }: PostContext): JournalEntry {
  const draft = new EntryDraft(company, record);
  draft.add(record.DepositToAccountRef!.value, decimalOf(record.TotalAmt));
  if (record.CashBack?.AccountRef) draft.add(record.CashBack.AccountRef.value, decimalOf(record.CashBack.Amount));
  for (const line of record.Line ?? []) {
    const entity = line.DepositLineDetail?.Entity;
    const kind = entity?.type === 'Customer' || entity?.type === 'Vendor' ? entity.type : undefined;
    const account = line.LinkedTxn?.length ? systemAccount(company, 'undeposited') : line.DepositLineDetail?.AccountRef?.value;
    const party: Party | undefined = kind && account !== undefined && isOwed(company, account, kind) ? { kind, id: entity!.value } : undefined;
    draft.add(account ?? systemAccount(company, 'uncategorized'), decimalOf(line.Amount).times(-1), { about: line.LinkedTxn?.length ? undefined : aboutLine(line.DepositLineDetail), ...(party ? { party } : {}) });
  }
  return draft.entry();
}

/** Whether an account is the receivables of customers or the payables to vendors. */
function isOwed(company: CompanyState, account: string, kind: Party['kind']): boolean {
  return company.get('Account', account)?.AccountType === (kind === 'Customer' ? 'Accounts Receivable' : 'Accounts Payable');
}

const keyOf = (link: LinkedTxn): string => `${link.TxnType}/${link.TxnId}`;

function heldBy(record: StoredDeposit | undefined): LinkedTxn[] {
  return (record?.Line ?? []).flatMap((line) => line.LinkedTxn ?? []);
}

function linkHeld({ company, before, after }: Effect<StoredDeposit>): void {
  const is = new Set(heldBy(after).map(keyOf));
  const was = new Set(heldBy(before).map(keyOf));
  const depositId = (after ?? before)!.Id!;
  for (const link of heldBy(before)) if (!is.has(keyOf(link))) linkDeposit(company, link, depositId, false);
  for (const link of heldBy(after)) if (!was.has(keyOf(link))) linkDeposit(company, link, depositId, true);
}
