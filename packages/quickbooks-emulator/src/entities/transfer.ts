import type { WireRef } from '../kernel/company.js';
import { any, decimal, ref } from '../kernel/elements.js';
import { amountOf, decimalOf, hundredthsOf } from '../kernel/money.js';
import { EntryDraft } from '../ledger/entry-draft.js';
import { businessFault, missing } from '../protocol/fault.js';
import { requireAccount } from '../rules/accounts.js';
import { refuseClosedPeriod } from '../rules/closed-books.js';
import { settleCurrency } from '../rules/currency.js';
import { defineDocument } from './define-document.js';
import type { Change } from './define-entity.js';
import { transaction } from './shapes.js';

type StoredTransfer = { Id?: string; TxnDate?: string; CurrencyRef?: WireRef; ExchangeRate?: number; FromAccountRef?: WireRef; ToAccountRef?: WireRef; Amount?: number };

/** Accounts that hold a balance (Intuit, transfer page: asset, liability and equity accounts). */
const balanceTypes = ['Bank', 'Other Current Asset', 'Fixed Asset', 'Other Asset', 'Credit Card', 'Other Current Liability', 'Long Term Liability', 'Equity'];

/** Transfer: money from one account to another. It has no lines (Intuit transfer page). */
export const transfer = defineDocument<StoredTransfer>({
  name: 'Transfer',
  members: { ...transaction, FromAccountRef: ref('Account'), ToAccountRef: ref('Account'), Amount: decimal(), ClassRef: ref('Class'), TransferEx: any() },
  queryable: ['TxnDate', 'FromAccountRef', 'ToAccountRef', 'Amount'],
  settle: settleTransfer,
  guardDelete: (record, { company, byPerson }) => refuseClosedPeriod(company, byPerson, record.TxnDate),
  post(record, { company }) {
    const draft = new EntryDraft(company, record);
    draft.add(record.ToAccountRef!.value, decimalOf(record.Amount));
    draft.add(record.FromAccountRef!.value, decimalOf(record.Amount).times(-1));
    return draft.entry();
  },
});

function settleTransfer(draft: StoredTransfer, change: Change<StoredTransfer>): void {
  const { company, before, byPerson } = change;
  if (!draft.FromAccountRef) throw missing('FromAccountRef');
  if (!draft.ToAccountRef) throw missing('ToAccountRef');
  if (draft.Amount === undefined) throw missing('Amount');
  if (draft.Amount <= 0) throw businessFault('Transaction amount must be greater than 0.');
  draft.FromAccountRef = requireAccount(company, draft.FromAccountRef, balanceTypes, 'FromAccountRef');
  draft.ToAccountRef = requireAccount(company, draft.ToAccountRef, balanceTypes, 'ToAccountRef');
  if (draft.FromAccountRef.value === draft.ToAccountRef.value) throw businessFault('The two accounts of a transfer must differ.');
  draft.Amount = amountOf(hundredthsOf(draft.Amount));
  draft.TxnDate ??= company.today();
  refuseClosedPeriod(company, byPerson, draft.TxnDate, before?.TxnDate);
  settleCurrency(draft, change);
}
