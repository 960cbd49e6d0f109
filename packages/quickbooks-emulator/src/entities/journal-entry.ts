import type { WireRef } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { type Elements, any, choice, date, decimal, flag, id, int, list, ref, shape, text } from '../kernel/elements.js';
import { amountOf, hundredthsOf } from '../kernel/money.js';
import { aboutLine } from '../ledger/about-line.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import type { JournalEntry as Entry, Party } from '../ledger/journal.js';
import { businessFault, fault, missing } from '../protocol/fault.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleCurrency } from '../rules/currency.js';
import { settleParty } from '../rules/party.js';
import { requireReference } from '../rules/references.js';
import type { LinkedTxn } from '../rules/sales-document.js';
import { defineDocument } from './define-document.js';
import type { Change, PostContext } from './define-entity.js';
import { globalTax } from './purchase-shapes.js';
import { customExtensions, linkedTxn, transaction } from './shapes.js';

type Detail = { PostingType?: string; Entity?: { Type?: string; EntityRef?: WireRef }; AccountRef?: WireRef; ClassRef?: WireRef; DepartmentRef?: WireRef };
type EntryLine = { Id?: string; Description?: string; Amount?: number; DetailType?: string; LinkedTxn?: LinkedTxn[]; JournalEntryLineDetail?: Detail; CustomExtensions?: [] };

type StoredEntry = {
  Id?: string;
  TxnDate?: string;
  CurrencyRef?: WireRef;
  ExchangeRate?: number;
  Adjustment?: boolean;
  TotalAmt?: number;
  Line?: EntryLine[];
  TxnTaxDetail?: object;
};

const lineMembers: Elements = {
  Id: id(),
  LineNum: int(),
  Description: text(4000),
  Amount: decimal(),
  LinkedTxn: list(linkedTxn),
  DetailType: choice(['JournalEntryLineDetail', 'DescriptionOnly']),
  DescriptionLineDetail: shape('DescriptionLineDetail', { ServiceDate: date(), TaxCodeRef: ref() }),
  JournalEntryLineDetail: shape('JournalEntryLineDetail', {
    PostingType: choice(['Debit', 'Credit']),
    Entity: shape('EntityTypeRef', { Type: choice(['Vendor', 'Employee', 'Customer']), EntityRef: ref() }),
    AccountRef: ref('Account'),
    ClassRef: ref('Class'),
    DepartmentRef: ref('Department'),
    TaxCodeRef: ref(),
    TaxRateRef: ref(),
    TaxApplicableOn: text(),
    TaxAmount: decimal(),
    TaxInclusiveAmt: decimal(),
    BillableStatus: choice(['Billable', 'NotBillable', 'HasBeenBilled']),
    JournalCodeRef: ref(),
    JournalEntryLineDetailEx: any(),
  }),
  LineEx: any(),
  ProjectRef: ref(),
  CustomExtensions: customExtensions,
};

/** JournalEntry: debits and credits as written (Intuit journalentry page; server defaults recorded, NG:create-journal-entry). */
export const journalEntry = defineDocument<StoredEntry>({
  name: 'JournalEntry',
  members: {
    ...transaction,
    Line: list(shape('Line', lineMembers)),
    Adjustment: flag(),
    HomeCurrencyAdjustment: flag(),
    EnteredInHomeCurrency: flag(),
    GlobalTaxCalculation: globalTax,
    TotalAmt: decimal({ readOnly: true }),
    HomeTotalAmt: decimal({ readOnly: true }),
    JournalEntryEx: any(),
  },
  queryable: ['TxnDate', 'DocNumber', 'Adjustment'],
  countsInAnswers: true,
  settle: settleEntry,
  guardDelete(record, { company, byPerson }) {
    refuseClosedPeriod(company, byPerson, record.TxnDate);
    refuseSettled(company, record.Id!);
  },
  post: postEntry,
});

function settleEntry(draft: StoredEntry, change: Change<StoredEntry>): void {
  const { company, before, byPerson } = change;
  if (!draft.Line || draft.Line.length === 0) throw missing('Line');
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change);
  if (before) refuseSettled(company, before.Id!);
  // Line ids count from 0 (recorded, NG:create-journal-entry).
  draft.Line = draft.Line.map((line, index) => ({ ...settleLine(company, line), Id: String(index) }));
  const sum = draft.Line.reduce((total, line) => total + signed(line), 0);
  // Intuit, common-errors.
  if (sum !== 0) throw fault('2300', 'Amount on debits not equal to credits', '');
  draft.Adjustment ??= false;
  draft.TotalAmt = 0;
  draft.TxnTaxDetail = {};
}

function settleLine(company: CompanyState, line: EntryLine): EntryLine {
  if (!line.DetailType) throw missing('Line.DetailType');
  if (line.DetailType === 'DescriptionOnly') return line;
  if (line.Amount === undefined) throw missing('Line.Amount');
  if (line.Amount < 0) throw fault('2290', `Negative amount is not allowed on a line. Supplied value:${line.Amount}`, 'Line.Amount');
  const detail = line.JournalEntryLineDetail;
  if (!detail) throw missing('Line.JournalEntryLineDetail');
  if (!detail.PostingType) throw missing('Line.JournalEntryLineDetail.PostingType');
  if (!detail.AccountRef) throw missing('Line.JournalEntryLineDetail.AccountRef');
  const Entity = settleEntity(company, detail);
  requireParty(company, detail.AccountRef, Entity?.Type);
  return { ...line, Amount: amountOf(hundredthsOf(line.Amount)), JournalEntryLineDetail: { ...detail, ...(Entity ? { Entity } : {}) }, CustomExtensions: [] };
}

function settleEntity(company: CompanyState, { Entity }: Detail): Detail['Entity'] {
  if (!Entity?.EntityRef) return undefined;
  const { type, ...EntityRef } = settleParty(company, { ...EntityRefOf(Entity), ...(Entity.Type ? { type: Entity.Type } : {}) }, 'Line.JournalEntryLineDetail.Entity.EntityRef');
  return { Type: type, EntityRef };
}

const EntityRefOf = (entity: NonNullable<Detail['Entity']>): WireRef => entity.EntityRef!;

/** Receivables need a customer, payables a vendor (sentences as the QuickBooks screen words them; that the API uses 6000 is assumed). */
function requireParty(company: CompanyState, account: WireRef, kind: string | undefined): void {
  const { AccountType } = requireReference(company, 'Account', account.value, 'Line.JournalEntryLineDetail.AccountRef');
  if (AccountType === 'Accounts Receivable' && kind !== 'Customer') throw businessFault('When you use Accounts Receivable, you must choose a customer in the Name field.');
  if (AccountType === 'Accounts Payable' && kind !== 'Vendor') throw businessFault('When you use Accounts Payable, you must choose a vendor in the Name field.');
}

/** An entry that a payment settles stays as it is (assumed, as for invoices). */
function refuseSettled(company: CompanyState, id: string): void {
  for (const entity of ['Payment', 'BillPayment'] as const) {
    for (const record of company.table(entity).rows.values()) {
      const lines = (record.Line ?? []) as EntryLine[];
      if (lines.some((line) => line.LinkedTxn?.some((link) => link.TxnType === 'JournalEntry' && link.TxnId === id))) {
        throw fault('800', 'Object Has Dependencies : a payment is linked to this journal entry', '');
      }
    }
  }
}

function signed(line: EntryLine): number {
  return hundredthsOf(line.Amount) * (line.JournalEntryLineDetail?.PostingType === 'Credit' ? -1 : 1) * (line.DetailType === 'DescriptionOnly' ? 0 : 1);
}

function postEntry(record: StoredEntry, { company }: PostContext): Entry {
  const draft = new EntryDraft(company, record);
  for (const line of record.Line ?? []) {
    const detail = line.JournalEntryLineDetail;
    if (!detail?.AccountRef) continue;
    const AccountType = company.get('Account', detail.AccountRef.value)?.AccountType;
    const kind: Party['kind'] | undefined = AccountType === 'Accounts Receivable' ? 'Customer' : AccountType === 'Accounts Payable' ? 'Vendor' : undefined;
    const isNamed = kind !== undefined && detail.Entity?.Type === kind && detail.Entity.EntityRef !== undefined;
    draft.addHundredths(detail.AccountRef.value, signed(line), { about: aboutLine(detail), ...(isNamed ? { party: { kind, id: detail.Entity!.EntityRef!.value } } : {}) });
  }
  return draft.entry();
}
